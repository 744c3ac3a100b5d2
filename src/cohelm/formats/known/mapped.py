"""A recognised shape as a mapping that a person can see and correct."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from collections.abc import Mapping as Map
from dataclasses import replace

from cohelm.formats.known.catalogue import BY_NAME, KNOWN
from cohelm.formats.known.known import Known
from cohelm.formats.known.recognise import Recognised, recognise
from cohelm.formats.known.saying import SAYS
from cohelm.formats.known.seeming import seems
from cohelm.formats.mapping import ColumnUse, Mapping, better
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.taken import BY_CELLS
from cohelm.formats.targets import kinds_meant
from cohelm.formats.vocabulary import Vocabulary

# By what rows are called that have no name of their own.
NAMED_BY = ("vendor", "number", "start", "end")
# So much of a column of people are people, each of a row of its own.
PEOPLE_ALL, ROWS_APART = 0.5, 0.9
# A description of so many characters in the mean may be a name.
SHORT = 60
# By how much a role must fit better than the guess before it takes a column from it.
CLEARLY = 0.1


def shape_of(table: TableProfile, as_kind: str | None = None) -> tuple[Known, Recognised] | None:
    """The known shape of a table; None where it is unsure. `as_kind`: its rows are known to be these."""
    candidates: Sequence[Known] = KNOWN
    if as_kind is not None:
        candidates = [one for one in KNOWN if one.kind == as_kind]
    seen = recognise(table, candidates)
    if not seen.shape:
        return None
    return next(one for one in candidates if one.name == seen.shape), seen


def shaped(table: TableProfile, seen: Recognised) -> Mapping:
    """The mapping of a table whose rows its shape reads itself."""
    roles = {header: role for role, headers in seen.columns.items() for header in headers}
    columns = tuple(
        _role_use(one.header, roles[one.header], seen)
        if one.header in roles
        else ColumnUse(one.header, reason="nothing fits")
        for one in table.columns
    )
    draft = BY_NAME[seen.shape].draft
    rows = (
        draft(table.table, {role: heads[0] for role, heads in seen.columns.items()})
        if draft
        else ()
    )
    return Mapping(
        "", columns, table.name, score=seen.sure, reasons=seen.reasons, shape=seen.shape, rows=rows
    )


def with_roles(
    mapping: Mapping, known: Known, seen: Recognised, table: TableProfile, vocabulary: Vocabulary
) -> Mapping:
    """The mapping of a table of items with what its shape tells beyond the guess.

    A role that is no field or relation of the kind takes its column; one that is takes a column that
    the guess left over, where the guess has none for it. Where both say the same, the surer counts.
    """
    kind = vocabulary.schema.kind(known.kind)
    columns = list(mapping.columns)
    profiles = {one.header: one for one in table.columns}
    for role, headers in seen.columns.items():
        at = next((n for n, one in enumerate(columns) if one.header == headers[0]), None)
        if at is None:
            continue
        ordinary = role in kind.fields or role in kind.relations
        if not ordinary and columns[at].use == "external_id":
            columns.append(_role_use(headers[0], role, seen))
        elif not ordinary:
            columns = [
                _role_use(one.header, role, seen) if one.header in headers else one
                for one in columns
            ]
        elif columns[at].name == role:
            surer = max(columns[at].score, seen.scores.get(headers[0], 0.0))
            columns[at] = replace(columns[at], score=surer)
        elif _outdoes(columns, at, role, known, seen.scores.get(headers[0], 0.0)):
            columns = [
                ColumnUse(one.header, reason=better(headers[0]))
                if one.name == role and one.use in ("field", "relation")
                else one
                for one in columns
            ]
            columns[at] = _kind_use(profiles[headers[0]], role, seen, known, vocabulary)
    if (whole := known.role("name")) and whole.like == "person" and "name" not in seen.columns:
        columns = [
            ColumnUse(one.header, reason="it names no person of each row")
            if one.name == "name" and not _names_people(profiles[one.header])
            else one
            for one in columns
        ]
    names = mapping.names
    if all(columns_of == {"external_id"} for columns_of in _uses(columns, names)):
        described = _named_by_description(columns, profiles)
        columns, names = described, () if described != columns else names
    if not names and all((one.use, one.name) != ("field", "name") for one in columns):
        told = [one for role in NAMED_BY for one in seen.columns.get(role, ())]
        names = tuple(told[:2]) or tuple(one.header for one in columns[:1])
    return replace(mapping, columns=tuple(columns), names=names, shape=known.name)


def _uses(columns: Sequence[ColumnUse], headers: Sequence[str]) -> Iterator[set[str]]:
    """For what each of the headers is used besides the shape's own roles."""
    for header in headers:
        yield {one.use for one in columns if one.header == header and one.use != "role"}


def _named_by_description(
    columns: Sequence[ColumnUse], profiles: Map[str, Profile]
) -> list[ColumnUse]:
    """The columns with a description for the name, where no column is one and it tells the rows apart."""
    told = [one for one in columns if (one.use, one.name) == ("field", "description")]
    if any((one.use, one.name) == ("field", "name") for one in columns) or len(told) != 1:
        return list(columns)
    column = profiles[told[0].header]
    if column.length > SHORT or column.distinct < ROWS_APART * column.filled:
        return list(columns)
    why = "nothing else names the rows, and it tells them apart"
    name = ColumnUse(column.header, "field", "name", score=BY_CELLS, reason=why)
    return [name if one is told[0] else one for one in columns]


def _outdoes(columns: Sequence[ColumnUse], at: int, role: str, known: Known, score: float) -> bool:
    """Whether a role fits a column better than what it was guessed to be, and than its rival.

    Where the shape has both as roles it has weighed them already.
    """
    now = columns[at]
    if now.name == role or now.use in ("key", "external_id"):
        return False
    rival = max((one.score for one in columns if one.name == role), default=0.0)
    if role == "name" and now.use == "relation" and (not rival or score > rival + CLEARLY):
        return True  # rows that nothing names cannot be read, whatever else the column may say
    weighed = known.role(now.name) is not None and score >= SAYS
    taken = 0.0 if now.use == "ignored" or weighed else now.score
    return score > max(rival, taken) + CLEARLY


def _names_people(column: Profile) -> bool:
    apart = column.distinct >= ROWS_APART * column.filled
    return apart and seems(column, "person") >= PEOPLE_ALL


def _role_use(header: str, role: str, seen: Recognised) -> ColumnUse:
    score = round(seen.scores.get(header, 0.0), 2)
    why = "its cells say so" if score <= BY_CELLS else "its header and values say so"
    return ColumnUse(header, "role", role, score=score, reason=why)


def _kind_use(
    column: Profile, role: str, seen: Recognised, known: Known, vocabulary: Vocabulary
) -> ColumnUse:
    kind = vocabulary.schema.kind(known.kind)
    score, why = seen.scores.get(column.header, 0.0), f"the table is a {known.title.lower()}"
    if role in kind.fields:
        return ColumnUse(column.header, "field", role, score=score, reason=why)
    kinds, make = kinds_meant(column, kind.relations[role], vocabulary)
    return ColumnUse(column.header, "relation", role, kinds, make=make, score=score, reason=why)
