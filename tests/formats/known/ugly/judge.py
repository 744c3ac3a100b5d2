"""A file as it was read, against its truth."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from decimal import Decimal

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.money import Money
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema
from tests.formats.known.ugly.truth import Sums, Ugly

SCHEMA = built_in_schema()
IDS = ("external_id", "key")
# Words of a note on a column of amounts that tell a reader that its sum may be another one.
TELLING = (
    "left out",
    "left empty",
    "not understood",
    "could not be read",
    "add up",
    "units of",
    "1.234",
    "not say clearly",
)
MONEY_LEFT_OUT = re.compile(r"rows? with .*left out|table was not understood|not say clearly")


@dataclass
class Judged:
    """`shape` is right, unsure or wrong. Columns are counted where the shape is right.

    `silent` are the sums that differ from the truth with no word about it, by measure and currency.
    """

    shape: str = "unsure"
    columns: int = 0
    right: int = 0
    misses: list[str] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


def judged(file: Ugly) -> Judged:
    """Reads the file as a user's import does and compares what came out."""
    try:
        contents, mappings, tables = read_table_file(
            file.name, file.content, SCHEMA, currency=file.home
        )
    except InputError as refused:
        return Judged(misses=[f"refused: {refused}"])
    pairs = list(zip(tables, mappings, strict=True))
    found = next((pair for pair in pairs if _holds_the_rows(pair[0], file)), None)
    verdict = Judged()
    if found is None:
        verdict.misses.append("the table was not found")
        return verdict
    table, mapping = found
    verdict.shape = _shape(mapping, file)
    if verdict.shape == "right":
        _columns(table, mapping, file, verdict)
        _sums(contents, table, file, verdict)
    elif verdict.shape == "wrong":
        verdict.misses.append(f"taken for {mapping.shape or mapping.kind}")
    else:
        verdict.misses.append("; ".join(mapping.reasons))
    return verdict


def _holds_the_rows(table: Table, file: Ugly) -> bool:
    return (table.sheet or "") == file.truth.sheet and not file.truth.rows.keys().isdisjoint(
        table.places
    )


def _shape(mapping: Mapping, file: Ugly) -> str:
    if not mapping.is_read:
        return "unsure"
    truth = file.truth
    right = mapping.shape == truth.shape if truth.shape else True
    if truth.kind:
        # What the rows become is right even where the shape is told by the ordinary guess alone.
        right = mapping.kind == truth.kind and mapping.shape in ("", truth.shape)
    return "right" if right else "wrong"


def _columns(table: Table, mapping: Mapping, file: Ugly, verdict: Judged) -> None:
    """Columns with a role must play it, others must play none."""
    header_at = dict(zip(table.columns, table.header, strict=True))
    for at, column in file.truth.columns.items():
        uses = [one for one in mapping.columns if one.header == header_at.get(at)]
        played = {one.name for one in uses if one.use not in ("ignored", *IDS)}
        played |= {"currency" for one in uses if one.use == "currency"}
        played |= {"external_id" for one in uses if one.use in IDS}
        if not column.role and not played - {"external_id"}:
            continue
        verdict.columns += 1
        if column.role and played & {column.role, *column.also}:
            verdict.right += 1
        else:
            said = ", ".join(sorted(played)) or "nothing"
            verdict.misses.append(
                f"'{header_at.get(at, '')}' ({column.role or 'no role'}) → {said}"
            )


def _sums(contents: Contents, table: Table, file: Ugly, verdict: Judged) -> None:
    taken = _taken(contents, file)
    header_at = dict(zip(table.columns, table.header, strict=True))
    for measure, by_code in file.truth.sums.items():
        names = {
            name for name, becomes in file.measures.items() if becomes.removeprefix("-") == measure
        }
        headers = {
            header_at.get(at, "") for at, one in file.truth.columns.items() if one.name in names
        }
        for code in by_code.keys() | taken.get(measure, {}).keys():
            is_, was = by_code.get(code, Decimal(0)), taken.get(measure, {}).get(code, Decimal(0))
            if is_ != was and not _is_told(contents, headers):
                verdict.silent.append(f"{measure}: {was} {code} instead of {is_}")


def _is_told(contents: Contents, headers: set[str]) -> bool:
    """Whether a problem or a note tells of these amounts that some are missing, or what was assumed.

    That rows of totals or blank rows were left out tells nothing about the records' own amounts.
    """
    if any(one.column in headers or "left out" in one.message for one in contents.problems):
        return True
    return any(
        (one.column in headers and any(word in one.message for word in TELLING))
        or MONEY_LEFT_OUT.search(one.message)
        for one in contents.notes
    )


def _taken(contents: Contents, file: Ugly) -> Sums:
    """The sums of what came in: amounts of observations by metric, those of documents by field."""
    sums: Sums = {}
    for one in contents.observed:
        if one.values.get("amount"):
            _add(sums, one.metric, str(one.values["amount"]))
    for document in contents.documents:
        for name in file.truth.sums if document.kind == file.truth.kind else ():
            if document.values.get(name):
                _add(sums, name, str(document.values[name]))
    return sums


def _add(sums: Sums, name: str, text: str) -> None:
    money = Money.parse(text)
    by_code = sums.setdefault(name, {})
    by_code[money.currency] = by_code.get(money.currency, Decimal(0)) + money.amount
