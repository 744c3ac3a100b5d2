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
from tests.shares import tries

SCHEMA = built_in_schema()
OWN = {
    "application": {
        "hosting_note": {"type": "text", "help": "Where."},
        "rank": {"type": "scale", "choices": ["low", "high"]},
        "renewal": {"type": "money"},
    }
}


def enterprise_of(
    *documents: Document, observed: tuple[Observed, ...] = (), **rest: Any
) -> Enterprise:
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


def documents(enterprise: Enterprise) -> dict[str, Any]:
    keys = [*enterprise.keys()]
    return {key: enterprise.document(key) for key in keys}


def readings(enterprise: Enterprise) -> dict[str, Any]:
    observed = enterprise.observed.items()
    return {metric: {key: table.plain(key) for key in table.rows} for metric, table in observed}


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
TEXT = st.one_of(
    NASTY,
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"], include_characters="\n\t"), max_size=40
    ),
)
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
                one
                for one in keys
                if one.partition(":")[0] in SCHEMA.targets(relation) and one != key
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
    dates = st.fixed_dictionaries(
        {}, optional={"from": DAY.filter(lambda d: d > "1000")} | optional
    )
    return dates.map(lambda says: {"to": key, **says} if says else key)


@pytest.mark.slow
@settings(max_examples=tries(60), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(organisations())
def test_any_organisation_comes_back_without_a_change(enterprise: Enterprise) -> None:
    found = again(enterprise, written(enterprise))
    assert found.changes.changes == ()
    assert not found.problems
    assert not found.conflicts


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(organisations())
def test_any_organisation_is_the_same_in_an_empty_store(enterprise: Enterprise) -> None:
    found = again(enterprise, written(enterprise), Enterprise.empty(SCHEMA))
    copy = Enterprise.empty(SCHEMA).with_changes(found.changes)
    assert not found.problems
    assert documents(copy) == documents(enterprise)
    assert readings(copy) == readings(enterprise)


def test_an_emptied_cell_empties_the_field() -> None:
    store = enterprise_of(application(users=20, tags=["a"]))

    def edit(book: Any) -> None:
        sheet = book["application"]
        sheet.cell(2, column(sheet, "Users")).value = None

    found = again(store, edited(written(store), edit))
    assert [(one.before, one.after) for one in found.changes] == [({"users": 20}, {"users": None})]


@pytest.mark.slow
def test_a_removed_column_is_not_an_emptied_column() -> None:
    store = enterprise_of(
        application(users=20, owner=["role:cio"]), Document("role", "cio", {"name": "C"})
    )

    def edit(book: Any) -> None:
        for header in ("Users", "Owner"):
            book["application"].delete_cols(column(book["application"], header))

    assert len(again(store, edited(written(store), edit)).changes) == 0


def test_half_of_a_field_that_has_two_columns_leaves_it_as_it_is_and_says_so() -> None:
    store = enterprise_of(application(annual_cost="312000 EUR"))

    def edit(book: Any) -> None:
        sheet = book["application"]
        sheet.delete_cols(column(sheet, "Annual cost (currency)"))

    found = again(store, edited(written(store), edit))
    assert len(found.changes) == 0
    assert "annual_cost is left as it is" in found.notes[0].message


@pytest.mark.slow
def test_rows_that_a_filter_took_away_drop_neither_items_nor_links() -> None:
    store = enterprise_of(
        application("crm", runs_on=[{"to": "server:a", "hard": True}, {"to": "server:b", "hard": False}]),
        application("erp", name="ERP"),
        *(Document("server", id_, {"name": id_.upper()}) for id_ in "ab"),
    )  # fmt: skip

    def edit(book: Any) -> None:
        book["application"].delete_rows(3)
        book["application runs_on"].delete_rows(2)
        del book["server"]

    assert len(again(store, edited(written(store), edit)).changes) == 0


@pytest.mark.slow
def test_a_key_taken_out_of_a_cell_takes_the_link_away() -> None:
    store = enterprise_of(
        application(supports=["capability:a", "capability:b"]),
        *(Document("capability", id_, {"name": id_}) for id_ in "ab"),
    )

    def edit(book: Any) -> None:
        sheet = book["application"]
        sheet.cell(2, column(sheet, "Supports")).value = "capability:b"

    (change,) = again(store, edited(written(store), edit)).changes
    assert (change.target, change.after) == ("capability:a", None)


def hosted() -> Enterprise:
    return enterprise_of(
        application(
            runs_on=[{"to": "server:a", "hard": True}, {"to": "server:b", "from": "2026-01-01"}]
        ),
        *(Document("server", id_, {"name": id_.upper()}) for id_ in "abc"),
    )  # fmt: skip


def link_changes(edit: Any) -> list[tuple[str, int, bool]]:
    """(target, first day, whether it is there afterwards) after an edit of the sheet of links."""
    store = hosted()
    found = again(store, edited(written(store), lambda book: edit(book["application runs_on"])))
    assert not found.problems
    return [(one.target, one.start, one.after is not None) for one in found.changes]


@pytest.mark.slow
def test_an_x_takes_a_link_with_attributes_away() -> None:
    def edit(sheet: Any) -> None:
        sheet.cell(2, column(sheet, "Remove")).value = "x"

    assert link_changes(edit) == [("server:a", 0, False)]


@pytest.mark.slow
def test_another_target_or_first_day_typed_over_a_link_moves_it() -> None:
    def target(sheet: Any) -> None:
        sheet.cell(2, column(sheet, "To (kind:id)")).value = "server:c"

    def day(sheet: Any) -> None:
        sheet.cell(3, column(sheet, "From")).value = datetime(2027, 1, 1)

    assert sorted(link_changes(target)) == [("server:a", 0, False), ("server:c", 0, True)]
    assert sorted(link_changes(day)) == [
        ("server:b", 2026_01_01, False), ("server:b", 2027_01_01, True),
    ]  # fmt: skip


@pytest.mark.slow
def test_a_copied_row_with_another_target_leaves_the_first_as_it_is() -> None:
    def edit(sheet: Any) -> None:
        for at in range(1, sheet.max_column + 1):
            sheet.cell(4, at).value = sheet.cell(2, at).value
        sheet.cell(4, column(sheet, "To (kind:id)")).value = "server:c"

    assert link_changes(edit) == [("server:c", 0, True)]


def test_what_a_narrow_audience_does_not_see_is_not_emptied_by_its_workbook() -> None:
    store = enterprise_of(
        application(annual_cost="5 EUR", supports=["capability:a", "capability:secret"]),
        Document("capability", "a", {"name": "A"}),
        Document("capability", "secret", {"name": "S", "clearance": "between"}),
        name="Acme", revenue="1000 EUR",
    )  # fmt: skip
    seen = store.seen_by(Audience.of("people"))
    assert "capability:secret" not in seen
    found = again(store, written(seen))
    assert len(found.changes) == 0
    assert not found.problems


def test_a_row_older_than_the_stores_is_a_conflict_and_not_an_overwrite() -> None:
    store = enterprise_of(application(users=20), application("erp", name="ERP", users=1))

    def edit(book: Any) -> None:
        sheet = book["application"]
        for row in (2, 3):
            sheet.cell(row, column(sheet, "Users")).value = 99

    content = edited(written(store), edit)
    later = propose(store, Contents([Document("application", "crm", {"users": 30})]))
    newer = store.with_changes(later.changes, versions=[10])
    found = again(newer, content)
    assert found.conflicts == ("application:crm",)
    assert [one.key for one in found.changes] == ["application:erp"]
    assert "changed after this file was written" in found.problems[0].message
    assert found.problems[0].row == 2


@pytest.mark.slow
def test_an_old_row_pasted_into_a_newer_workbook_is_a_conflict_too() -> None:
    store = enterprise_of(application(users=20))

    def edit(book: Any) -> None:
        sheet = book["application"]
        sheet.cell(2, column(sheet, "Users")).value = 99

    content = edited(written(store), edit)
    later = propose(store, Contents([Document("application", "crm", {"users": 30})]))
    newer = store.with_changes(later.changes, versions=[10])

    def claim(book: Any) -> None:
        meta = book["_meta"]
        assert meta.cell(2, 1).value == "revision"
        meta.cell(2, 2).value = 10

    assert again(newer, edited(content, claim)).conflicts == ("application:crm",)


def test_a_workbook_that_no_store_wrote_is_never_older_than_the_store() -> None:
    proposal = propose(Enterprise.empty(SCHEMA), Contents([application(users=1)]))
    from_a_folder = Enterprise.empty(SCHEMA).with_changes(proposal.changes)
    content = written(from_a_folder)
    store = enterprise_of(application(users=2))
    found = again(store, content)
    assert not found.conflicts
    assert [one.after for one in found.changes] == [{"users": 1}]


def test_a_new_row_needs_no_id() -> None:
    store = enterprise_of(application())

    def edit(book: Any) -> None:
        sheet = book["application"]
        sheet.cell(3, column(sheet, "Name")).value = "Über-App"

    assert again(store, edited(written(store), edit)).new == ("application:uber-app",)


def test_an_unknown_column_and_an_unknown_sheet_are_noted_with_what_was_meant() -> None:
    store = enterprise_of(application(users=20))

    def edit(book: Any) -> None:
        book["application"].cell(1, 60).value = "Criticallity"
        book.create_sheet("Scribble").cell(1, 1).value = "x"

    found = again(store, edited(written(store), edit))
    first, second = (str(note) for note in found.notes)
    assert "no column 'Criticallity'" in first
    assert "'Criticality'" in first
    assert second.startswith("acme.xlsx:Scribble")


def test_a_value_that_is_not_accepted_is_reported_with_sheet_row_and_column() -> None:
    store = enterprise_of(application(), application("erp", name="ERP"))

    def edit(book: Any) -> None:
        sheet = book["application"]
        sheet.cell(2, column(sheet, "Criticality")).value = "huge"
        sheet.cell(3, column(sheet, "Tags")).value = '"not closed'
        sheet.cell(3, column(sheet, "Users")).value = 4

    found = again(store, edited(written(store), edit))
    places = {(one.file, one.row, one.column, one.value) for one in found.problems}
    assert places == {
        ("acme.xlsx:application", 2, "criticality", "huge"),
        ("acme.xlsx:application", 3, "Tags", '"not closed'),
    }
    assert [one.key for one in found.changes] == ["application:erp"]


def test_numbers_and_dates_typed_where_text_is_meant_are_read_as_they_look() -> None:
    store = enterprise_of(application())

    def edit(book: Any) -> None:
        sheet = book["application"]
        sheet.cell(2, column(sheet, "Name")).value = 365
        sheet.cell(2, column(sheet, "Source")).value = datetime(2026, 1, 31)

    (change,) = again(store, edited(written(store), edit)).changes
    assert change.after == {"name": "365", "source": "2026-01-31"}


@pytest.mark.parametrize(
    ("edit", "message"),
    [
        (lambda book: book["_meta"].cell(1, 2, 2), "format version is 2"),
        (lambda book: book["_meta"].cell(1, 2, "new"), "format version is new"),
        (lambda book: book["_meta"].cell(1, 1, "Other"), "format version is none"),
        (lambda book: book["_meta"].cell(5, 2, "{"), "settings are damaged"),
    ],
)
def test_a_workbook_of_another_version_or_damaged_is_refused(edit: Any, message: str) -> None:
    content = edited(written(enterprise_of(application(), name="Acme")), edit)
    with pytest.raises(InputError, match=message):
        read_workbook(content, "acme.xlsx", SCHEMA)


@pytest.mark.slow
def test_a_text_longer_than_a_cell_comes_back_and_a_missing_piece_is_a_problem() -> None:
    store = enterprise_of(application(description="é" * 70_000, users=1))
    content = written(store)
    assert len(again(store, content).changes) == 0

    def edit(book: Any) -> None:
        book["_long"].delete_rows(2)
        book["application"].cell(2, column(book["application"], "Users")).value = 2

    found = again(store, edited(content, edit))
    assert [one.after for one in found.changes] == [{"users": 2}]
    assert "_long" in found.problems[0].message


def test_a_workbook_is_told_by_its_content() -> None:
    plain = openpyxl.Workbook()
    target = io.BytesIO()
    plain.save(target)
    assert is_workbook(written(enterprise_of(application())))
    assert not is_workbook(target.getvalue())
    assert not is_workbook(b"PK\x03\x04 no archive")
    assert not is_workbook(b"name,owner\nCRM,Ann\n")


def test_the_sheet_helps_whoever_edits_it() -> None:
    book = openpyxl.load_workbook(io.BytesIO(written(enterprise_of(application(users=1)))))
    sheet = book["application"]
    version = sheet.cell(1, 2)
    assert sheet.freeze_panes == "B2"
    assert version.value == "(version)"
    assert sheet.column_dimensions["B"].hidden
    assert sheet["A2"].fill.bgColor.rgb or sheet["A2"].fill.fgColor.rgb
    users = sheet.cell(1, column(sheet, "Users"))
    assert users.comment.text.startswith("How many people use it.")
    assert sheet.auto_filter.ref
    offered = {one.formula1 for one in sheet.data_validations.dataValidation}
    assert '"low,medium,high,critical"' in offered


def test_what_cells_can_hold_stands_in_them_and_nowhere_else() -> None:
    reading = Observed("cost", {"item": "application:crm", "time": "2026-01-31", "value": 4.5})
    store = enterprise_of(application(users=1), observed=(reading,), name="Acme")
    book = openpyxl.load_workbook(io.BytesIO(written(store)))
    assert book.sheetnames == ["application", "observed reading", "_meta"]
    assert [cell.value for cell in book["observed reading"][2]][:5] == [
        "cost", "application:crm", datetime(2026, 1, 31), None, None
    ]  # fmt: skip


def test_a_text_that_begins_like_a_formula_is_no_formula() -> None:
    content = written(enterprise_of(application(name="=1+1")))
    sheet = openpyxl.load_workbook(io.BytesIO(content))["application"]
    assert sheet.cell(2, column(sheet, "Name")).data_type == "s"


def test_a_file_that_cannot_be_written_leaves_nothing_behind(tmp_path: Any) -> None:
    with pytest.raises(OSError, match="No such file"):
        write_workbook(enterprise_of(application()), tmp_path / "missing" / "acme.xlsx")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.campaign
def test_a_hundred_thousand_rows_come_back_without_a_change() -> None:
    names = [f'App {number}, the ="{number % 7}" 🚀' for number in range(100_000)]
    store = enterprise_of(
        *(
            application(f"a{at}", name=name, users=at, tags=["a, b", "c"])
            for at, name in enumerate(names)
        )
    )
    found = again(store, written(store))
    assert found.same == 100_000
    assert len(found.changes) == 0
