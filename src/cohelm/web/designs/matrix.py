"""The matrix of rights as a page shows it: columns by office, rows by domain, what was changed since."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.rights.matrix import LETTERS, Matrix, matrix
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, joined
from cohelm.reports.wording import word
from cohelm.web.offices import NOBODY, Office, offices

MOST_COLUMNS, MOST_ROWS = 15, 40
JOINT = Office("joint", Prose("Forums"), hue="joint")
ELSEWHERE = Office("elsewhere", Prose("Other offices"), hue="other")
OPEN = ("nobody", "two named")
HUES = ("cio", "cto", "joint", "other", "nobody")
NAMED = {
    "joint": replace(JOINT, name=Prose("A forum")),
    "nobody": replace(NOBODY, name=Prose("Nobody decides")),
}
"""What a mark of the map means where it is no office's."""


@dataclass(frozen=True, slots=True)
class Column:
    """A holder, or all of an office as one; `group` is what it stands under, `load` its letters."""

    key: str
    name: str
    group: Office
    load: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Cell:
    """What a holder is in a right: `said` is what a screen reader reads of it."""

    right: str
    holder: str
    letters: str
    said: str
    was: str | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A right; `open` where nobody or two decide, `decides` the names of who is accountable, `also` of
    those whom another right names for some of its items."""

    key: str
    name: str
    verb: str
    margin: tuple[str, ...]
    open: bool
    cells: tuple[Cell, ...]
    decides: tuple[str, ...]
    also: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One cell of the map: whose a domain's verb is, in signs and in words; `was` where it was not so."""

    domain: str
    verb: str
    offices: tuple[Office, ...]
    whose: str
    state: str
    rights: int
    was: str = ""

    @property
    def said(self) -> str:
        """What a screen reader reads of it."""
        domain = word(self.domain) if self.domain else Prose("no domain")
        return joined((joined((domain, word(self.verb)), ", "), self.whose), ": ")


def of_matrix(plan: Enterprise, result: Matrix) -> dict[str, Any]:
    """The map with its rows and columns."""
    return _map(_fields(plan, result))


def _map(fields: Mapping[tuple[str, str], Field]) -> dict[str, Any]:
    verbs = sorted({verb for _, verb in fields})
    domains = sorted({domain for domain, _ in fields})
    lines = [(domain, [fields.get((domain, verb)) for verb in verbs]) for domain in domains]
    marks = {one.hue: one for field in fields.values() for one in field.offices}
    legend = [NAMED.get(hue, marks[hue]) for hue in HUES if hue in marks]
    return {"map_verbs": verbs, "map_rows": lines, "map_legend": legend, "letters": LETTERS}


def _fields(plan: Enterprise, result: Matrix) -> dict[tuple[str, str], Field]:
    decides = result.cells.filter(pl.col("letters").str.contains("A"))
    single = set(decides.filter(~pl.col("holder").str.starts_with("forum:"))["right"])
    return {
        (row["domain"], row["verb"]): _field(plan, row, in_forums=single.isdisjoint(row["rights"]))
        for row in result.map.iter_rows(named=True)
    }


def _changed(
    now: Mapping[tuple[str, str], Field], then: Mapping[tuple[str, str], Field]
) -> dict[tuple[str, str], Field]:
    """The map of now, each cell with what it was; one that has gone stays, as nobody's."""
    found: dict[tuple[str, str], Field] = {}
    for at in {**then, **now}:
        one, other = now.get(at), then.get(at)
        was = other.whose if other else Prose("no right")
        if one is None:
            one = Field(at[0], at[1], (), Prose("no right"), "gone", 0)
        is_same = other is not None and other.whose == one.whose
        found[at] = replace(one, was="" if is_same else was)
    return found


def grid(
    plan: Enterprise,
    result: Matrix,
    *,
    office: str,
    domain: str,
    before: Enterprise | None,
    on: date,
) -> dict[str, Any]:
    """Columns and rows by domain. Past 15 columns an office's holders are one column, but those of
    `office`; past 40 rows only rights where nobody or two decide are shown, or those of `domain`."""
    columns = list(_columns(plan, result, office))
    letters = _letters(result)
    then = matrix(before, on=on) if before is not None else None
    old = _letters(then) if then is not None else None
    decides = _accountable(plan, letters)
    rows: dict[str, list[Row]] = {}
    hidden = 0
    for one in result.rights.iter_rows(named=True):
        is_open = any(word in OPEN for word in one["margin"])
        wanted = one["domain"] == domain if domain else len(result.rights) <= MOST_ROWS or is_open
        if domain != "all" and not wanted:
            hidden += 1
            continue
        cells = tuple(_cell(plan, result, one["right"], column, letters, old) for column in columns)
        row = Row(
            one["right"], plan.name(one["right"]), one["verb"], tuple(one["margin"]), is_open, cells,
            tuple(decides.get(one["right"], ())), tuple(map(plan.name, one["also_named"])),
        )  # fmt: skip
        rows.setdefault(one["domain"] or "no domain", []).append(row)
    groups: list[tuple[Office, int]] = []
    for column in columns:
        if groups and groups[-1][0] == column.group:
            groups[-1] = (column.group, groups[-1][1] + 1)
        else:
            groups.append((column.group, 1))
    compared = {}
    if before is not None and then is not None:
        compared = _map(_changed(_fields(plan, result), _fields(before, then)))
    return compared | {
        "columns": columns, "column_groups": groups, "row_groups": list(rows.items()), "hidden": hidden,
        "is_grouped": any(":" not in one.key or one.key.startswith("office:") for one in columns),
        "domains": _domains(result), "gone": _gone(before or plan, letters, old),
        "open_rights": [(word, _with(plan, result, word)) for word in OPEN],
    }  # fmt: skip


def _columns(plan: Enterprise, result: Matrix, expanded: str) -> Iterator[Column]:
    known = offices(plan)
    by_group: dict[Office, list[dict[str, Any]]] = {one: [] for one in _order(known)}
    for row in result.holders.iter_rows(named=True):
        by_group[_group(known, row)].append(row)
    many = len(result.holders) > MOST_COLUMNS
    for group, rows in by_group.items():
        if not rows:
            continue
        if many and group.key != expanded and len(rows) > 1:
            yield Column(group.key, _together(group, rows), group, _load(rows))
        else:
            yield from (
                Column(one["holder"], plan.name(one["holder"]), group, _load([one])) for one in rows
            )


def _together(group: Office, rows: Sequence[Mapping[str, Any]]) -> str:
    """The name of one column for all of a group, with how many it stands for."""
    if group == JOINT:
        return counted(len(rows), "forum")
    if all(row["holder"].startswith("role:") for row in rows):
        return joined((group.name, counted(len(rows), "role")), ", ")
    return Prose("{office}, {many} roles and teams", office=group.name, many=len(rows))


def _order(known: Sequence[Office]) -> list[Office]:
    """The first office, the forums, the second, the others: as they stand on every page."""
    return [*known[:1], JOINT, *known[1:], ELSEWHERE]


def _group(known: Sequence[Office], row: Mapping[str, Any]) -> Office:
    if row["holder"].startswith("forum:"):
        return JOINT
    return next((one for one in known if one.key == row["office"]), ELSEWHERE)


def _load(rows: Sequence[Mapping[str, Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((letter, sum(one[part] for one in rows)) for letter, part in LETTERS.items())


def _members(plan: Enterprise, result: Matrix, column: Column) -> list[str]:
    if column.key in plan and not column.key.startswith("office:"):
        return [column.key]
    known = offices(plan)
    rows = result.holders.iter_rows(named=True)
    return [row["holder"] for row in rows if _group(known, row).key == column.key]


def _cell(
    plan: Enterprise, result: Matrix, right: str, column: Column,
    letters: Mapping[tuple[str, str], str], old: Mapping[tuple[str, str], str] | None,
) -> Cell:  # fmt: skip
    members = _members(plan, result, column)
    held = [letters.get((right, one), "") for one in members]
    now = "".join(letter for letter in LETTERS if any(letter in one for one in held))
    was = None
    if old is not None:
        then = [old.get((right, one), "") for one in members]
        before = "".join(letter for letter in LETTERS if any(letter in one for one in then))
        was = before or "–" if before != now else None
    parts = listed([Prose(LETTERS[letter]) for letter in now]) if now else Prose("nothing")
    holder = column.key if members == [column.key] else ""
    said = joined((plan.name(right), column.name, parts), ", ")
    return Cell(right, holder, now, said, was)


def _letters(result: Matrix) -> dict[tuple[str, str], str]:
    rows = result.cells.iter_rows(named=True)
    return {(row["right"], row["holder"]): row["letters"] for row in rows}


def _accountable(plan: Enterprise, letters: Mapping[tuple[str, str], str]) -> dict[str, list[str]]:
    """The names of who is accountable, by right."""
    found: dict[str, list[str]] = {}
    for (right, holder), held in letters.items():
        if "A" in held:
            found.setdefault(right, []).append(plan.name(holder))
    return found


def _gone(
    plan: Enterprise, now: Mapping[tuple[str, str], str], old: Mapping[tuple[str, str], str] | None
) -> list[str]:
    """What stood there before and has no row or column any more, in words."""
    rights, holders = {right for right, _ in now}, {holder for _, holder in now}
    return [
        Prose(
            "{right}: {holder} was {letters}",
            right=plan.name(right),
            holder=plan.name(holder),
            letters=letters,
        )
        for (right, holder), letters in sorted((old or {}).items())
        if right not in rights or holder not in holders
    ]


def _domains(result: Matrix) -> list[tuple[str, int, int]]:
    """Each domain with its rights, and those where nobody or two decide."""
    counts: dict[str, list[int]] = {}
    for row in result.rights.iter_rows(named=True):
        of = counts.setdefault(row["domain"] or "", [0, 0])
        of[0] += 1
        of[1] += any(word in OPEN for word in row["margin"])
    return [(domain, many, open_) for domain, (many, open_) in sorted(counts.items())]


def _with(plan: Enterprise, result: Matrix, word: str) -> list[tuple[str, str]]:
    """The rights with a word in their margin: key and name."""
    keys = result.rights.filter(pl.col("margin").list.contains(word))["right"]
    return [(key, plan.name(key)) for key in keys]


def _field(plan: Enterprise, row: Mapping[str, Any], *, in_forums: bool) -> Field:
    """`in_forums`: whoever decides is a forum, of whatever office."""
    known = offices(plan)
    mine = tuple(one for one in known if one.key in row["offices"])
    names = listed([one.name for one in mine])
    shown: tuple[Office, ...]
    said: str
    match row["state"]:
        case "nobody":
            shown, said = (NOBODY,), Prose("nobody")
        case "shared":
            shown, said = (
                (JOINT,),
                Prose("shared, in a forum ({names})", names=names or Prose("other offices")),
            )
        case "two named":
            shown, said = (
                (JOINT,) if in_forums else mine or (ELSEWHERE,),
                Prose("two named ({names})", names=names or Prose("other offices")),
            )
        case "both":
            shown, said = mine, Prose("{names}, on different things", names=names)
        case _:
            shown, said = mine or (ELSEWHERE,), names or Prose("another office")
    return Field(
        row["domain"],
        row["verb"],
        shown,
        said,
        row["state"],
        len(row["rights"]),
    )
