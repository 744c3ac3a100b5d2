"""Our own workbook: what is written comes back without a change, and edits come back as edits."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cohelm.core.audience import Audience
from cohelm.core.documents import Contents, Document, Observed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.fields import PHASES, FieldSpec
from cohelm.core.proposal import Proposal, propose
from cohelm.core.validation import canonical
from cohelm.formats.workbook import is_workbook, read_workbook, write_workbook
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
OWN = {
    "application": {
        "hosting_note": {"type": "text", "help": "Where."},
        "rank": {"type": "scale", "choices": ["low", "high"]},
        "renewal": {"type": "money"},
    }
}


def enterprise_of(*documents: Document, observed: tuple[Observed, ...] = (), **rest: Any) -> Enterprise:
    proposal = propose(
        Enterprise.empty(SCHEMA), Contents(list(documents), list(observed), settings=rest)
    )
    assert not proposal.problems, proposal.problems[:3]
    versions = range(1, len(proposal.changes) + 1)
    return Enterprise.empty(SCHEMA).with_changes(proposal.changes, versions=versions)


def application(id_: str = "crm", **values: Any) -> Document:
    return Document("application", id_, {"name": "CRM", **values})


def written(enterprise: Enterprise) -> bytes:
    target = io.BytesIO()
    write_workbook(enterprise, target)
    return target.getvalue()


def again(enterprise: Enterprise, content: bytes, into: Enterprise | None = None) -> Proposal:
    store = enterprise if into is None else into
    return propose(store, read_workbook(content, "acme.xlsx", store.schema))


def edited(content: bytes, edit: Any) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(content))
    edit(book)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def column(sheet: Any, header: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == header)


NASTY = st.sampled_from(
    ["=1+1", "=cmd|' /C calc'!A0", "+1", "-1", "@x", "a, b", 'say "yes"', "a;b", "a/b", "a = b",
     "007", "1e5", "2026-01-31", "TRUE", "#N/A", "🚀 Über-App", "line\nbreak", "tab\there", "x\r\ny",
     "_x000D_", "_long:1", "[x", "{y", "'quoted", "\u2028", "a\u00a0", "\ufffe", "kind:id", ":", "nan"]
)  # fmt: skip
TEXT = st.one_of(NASTY, st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
DAY = st.dates(date(1, 1, 1), date(9999, 12, 31)).map(date.isoformat)
MONEY = st.builds(
    lambda amount, currency: f"{amount:f} {currency}",
    st.decimals(Decimal("-1e20"), Decimal("1e20"), places=2),
    st.sampled_from(["EUR", "USD"]),
)


def value_of(spec: FieldSpec) -> st.SearchStrategy[Any]:
    low = None if spec.low is None else spec.low
    match spec.type:
        case "text" | "long_text":
            return TEXT
        case "integer":
            high = int(spec.high) if spec.high is not None else 2**62
            return st.integers(int(low) if low is not None else -(2**62), high)
        case "number":
            return st.floats(low, spec.high, allow_nan=False, allow_infinity=False)
        case "boolean":
            return st.booleans()
        case "date":
            return DAY
        case "time":
            return st.datetimes(timezones=st.just(UTC)).map(datetime.isoformat)
        case "money":
            return MONEY
        case "choice" | "scale":
            return st.sampled_from(spec.choices)
        case "list":
            return st.lists(TEXT, max_size=4)
        case "map":
            return st.dictionaries(TEXT, TEXT, max_size=3)
        case "lifecycle":
            days = st.fixed_dictionaries({}, optional=dict.fromkeys(PHASES, DAY))
            return st.one_of(st.sampled_from(PHASES), days)
    return st.nothing()


def fields_of(kind: str) -> st.SearchStrategy[dict[str, Any]]:
    specs = SCHEMA.with_own_fields(OWN).kind(kind)
    optional = {n: value_of(s) for n, s in specs.fields.items() if n != "name"}
    drawn = st.fixed_dictionaries({"name": TEXT.filter(str.strip)}, optional=optional)

    def acceptable(values: dict[str, Any]) -> dict[str, Any]:
        """What the kind's own patterns refuse is left out: it could not be in a store."""
        wrong = {name for name, *_ in canonical(specs, values)[1]}
        return {name: value for name, value in values.items() if name not in wrong} | {
            "name": values["name"] if "name" not in wrong else "x"
        }

    return drawn.map(acceptable)


KINDS = ("application", "contract", "person", "decision")


@st.composite
def organisations(draw: st.DrawFn) -> Enterprise:
    keys = [
        f"{kind}:{kind[0]}{number}" for kind in KINDS for number in range(draw(st.integers(0, 2)))
    ]
    documents = []
    for key in keys:
        kind, _, id_ = key.partition(":")
        values = draw(fields_of(kind)) | {"clearance": "open"}
        spec = SCHEMA.kind(kind)
        for name, relation in spec.relations.items():
            fitting = [
                one for one in keys if one.partition(":")[0] in SCHEMA.targets(relation) and one != key
            ]
            if fitting and draw(st.booleans()):
                ends = draw(st.lists(st.sampled_from(fitting), unique=True, max_size=2))
                values[name] = [draw(link_to(end, relation)) for end in ends]
        documents.append(Document(kind, id_, values))
    observed = tuple(
        Observed("cost", {"item": draw(st.sampled_from(keys)), "time": draw(DAY), "value": draw(
            st.floats(allow_nan=False, allow_infinity=False)), "source": draw(TEXT)})
        for _ in range(draw(st.integers(0, 3)) if keys else 0)
    )  # fmt: skip
    proposal = propose(
        Enterprise.empty(SCHEMA),
        Contents(documents, list(observed), settings={"name": "Acme", "own_fields": OWN}),
    )
    return Enterprise.empty(SCHEMA).with_changes(proposal.changes)


def link_to(key: str, relation: Any) -> st.SearchStrategy[Any]:
    optional: dict[str, Any] = {about.name: value_of(about) for about in relation.attributes}
    dates = st.fixed_dictionaries({}, optional={"from": DAY.filter(lambda d: d > "1000")} | optional)
    return dates.map(lambda says: {"to": key, **says} if says else key)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(organisations())
def test_any_organisation_comes_back_without_a_change(enterprise: Enterprise) -> None:
    found = again(enterprise, written(enterprise))
    assert found.changes.changes == ()
    assert not found.problems
    assert not found.conflicts


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(organisations())
def test_any_organisation_is_the_same_in_an_empty_store(enterprise: Enterprise) -> None:
    found = again(enterprise, written(enterprise), Enterprise.empty(SCHEMA))
    copy = Enterprise.empty(SCHEMA).with_changes(found.changes)
    assert not found.problems
    assert {key: copy.document(key) for key in copy.keys()} == {
        key: enterprise.document(key) for key in enterprise.keys()
    }
    assert {m: t.rows for m, t in copy.observed.items()} == {
        m: t.rows for m, t in enterprise.observed.items()
    }
