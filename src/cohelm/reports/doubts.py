"""What may make every sentence about a file wrong, and the one answer that settles it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from pathlib import PurePath
from typing import Literal

from cohelm.analysis.portfolio.doubted import SETTING, SMALL, middle_if_small
from cohelm.analysis.wording import day_in_words, listed
from cohelm.core.changes import ItemChange
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import Problem
from cohelm.core.money import Money
from cohelm.core.proposal import Proposal
from cohelm.core.prose import Prose
from cohelm.formats.amounts import NO_CURRENCY, NO_SAYING
from cohelm.formats.dates import read_day
from cohelm.formats.known.catalogue import KNOWN
from cohelm.formats.known.nearest import Nearest, nearest
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.shapes import shape, shared_shape
from cohelm.formats.units import DOLLARS

Asks = Literal["as", "unit", "currency", "on"]
UNITS = {"one": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}
"""In what amounts can stand."""
LIKELY = 0.4
"""How well the columns of a table fit a kind before somebody is asked whether it is that."""
ENDING = ("initiative", "contract")
"""What has a last day that is to come, in a list of now."""
COMMON, MOST_CHOICES = ("EUR", "USD", "GBP", "CHF"), 4
"""Currencies that are offered where nothing tells one, and how many of those of a sign."""
FEWEST_DAYS, OLD_DAYS, SAMPLE, MOSTLY, MOST_ENDED = 5, 180, 500, 0.8, 20


@dataclass(frozen=True, slots=True)
class Doubt:
    """A doubt, what settles it, and an answer as an example.

    `asks`: what the rows are, a unit, a currency, or the day of the list. `kind` and `file` are those
    of the amounts that a doubt about a unit is of. `choices` are the likeliest answers, where few are.
    """

    text: str
    asks: Asks
    answer: str
    kind: str = ""
    file: str = ""
    choices: tuple[str, ...] = ()

    @property
    def mend(self) -> str:
        """What the answer is asked for with."""
        return Prose("To look as of then") if self.asks == "on" else Prose("Say which")


def doubts(
    made: Enterprise,
    proposal: Proposal,
    notes: Iterable[Problem],
    tables: Sequence[tuple[Table, Mapping]],
    on: date,
    settled: frozenset[str] = frozenset(),
) -> tuple[Doubt, ...]:
    """The doubts about what files say, those of which most hangs first; not those that are settled."""
    old = tuple(_day(tables, on)) or tuple(_over(made, on))
    every = (
        *_kind(made, tables),
        *_currency(proposal.problems, notes),
        *_unit(proposal, made),
        *old,
    )
    return tuple(one for one in every if one.asks not in settled)


def _kind(made: Enterprise, tables: Sequence[tuple[Table, Mapping]]) -> Iterator[Doubt]:
    """Whether a table that was left out is of the kind that it fits best.

    Not where its headers speak for a known shape of other things: that is said instead (`unread`).
    """
    for table, mapping in tables:
        if table.rows and not mapping.is_read and mapping.nearest and mapping.score >= LIKELY:
            looks = looks_like(table, mapping)
            if looks is not None and looks.known.kind != mapping.nearest:
                continue
            kind = made.schema.kind(mapping.nearest)
            text = Prose(
                "{name} may be a list of {plural}, but its columns do not say so clearly enough.",
                name=PurePath(table.where).name,
                plural=kind.plural,
            )
            yield Doubt(text, "as", kind.name)


def looks_like(table: Table, mapping: Mapping) -> Nearest | None:
    """The known shape that headers of a table speak for that was left out.

    None where they speak for none, or its columns fit a kind of other things better.
    """
    found = nearest(table, KNOWN)
    if found is None or found.known.kind == mapping.nearest or mapping.score < LIKELY:
        return found
    return found if len(found.because) >= mapping.score * len(table.header) else None


def _currency(problems: Iterable[Problem], notes: Iterable[Problem]) -> Iterator[Doubt]:
    """Whether amounts name no currency, or only a sign that several have."""
    bare = [one for one in problems if NO_CURRENCY in one.message]
    if bare:
        columns = ", ".join(dict.fromkeys(one.column for one in bare if one.column))
        text = Prose(
            "Nothing says in which currency {columns} is: no money could be read.",
            columns=columns or Prose("the amounts"),
        )
        yield Doubt(text, "currency", COMMON[0], choices=COMMON)
    guessed = [one for one in notes if NO_SAYING in one.message]
    for one in guessed[:1]:
        said = one.message.partition(",")[0]
        several = DOLLARS[:MOST_CHOICES]
        text = Prose("{said}, but other countries write it too.", said=said)
        yield Doubt(text, "currency", several[1], choices=several)


def _unit(proposal: Proposal, plan: Enterprise) -> Iterator[Doubt]:
    """Whether amounts of a file are so small for what they are about that their unit may not be one."""
    for kind, stated in SMALL.items():
        of_files = [(_amounts(proposal, kind, field), small) for field, small in stated]
        many = len({file for of_each, _ in of_files for file in of_each}) > 1
        said = set[str]()
        for of_each, small in of_files:
            for file, amounts in of_each.items():
                middle = middle_if_small(amounts, small)
                if middle is None or file in said:
                    continue
                said.add(file)
                called = plan.schema.kind(kind).plural
                called += Prose(" of {name}", name=PurePath(file).name) if many else ""
                yield Doubt(_too_small(middle, called), "unit", "million", kind, file)


def _amounts(proposal: Proposal, kind: str, field: str) -> dict[str, list[Decimal]]:
    """What new and changed items of a kind cost, by the file that says so."""
    found: dict[str, list[Decimal]] = {}
    for change in proposal.changes:
        if not isinstance(change, ItemChange) or change.key.partition(":")[0] != kind:
            continue
        if change.after and change.after.get(field) is not None:
            file = change.place[0] if change.place else ""
            found.setdefault(file, []).append(Money.parse(str(change.after[field])).amount)
    return found


def with_doubts(proposal: Proposal, plan: Enterprise) -> Proposal:
    """The proposal with a note, before all others, where amounts of its items may be in other units.

    None where the organisation said that its amounts are as small as they stand.
    """
    if plan.organisation.get(SETTING):
        return proposal
    notes = [
        Problem(
            Prose(
                "{text} Bring it again and say the unit: one, thousand or million.", text=one.text
            )
        )
        for one in _unit(proposal, plan)
    ]
    return replace(proposal, notes=(*notes, *proposal.notes)) if notes else proposal


def _too_small(middle: Decimal, plural: str) -> str:
    return Prose(
        "Half of the {plural} cost less than {middle:,.0f}: their amounts may stand in thousands or"
        " millions, and no header says so.",
        plural=plural,
        middle=middle,
    )


def _day(tables: Sequence[tuple[Table, Mapping]], on: date) -> Iterator[Doubt]:
    """Whether lists are old: the latest day of a column that says when their rows were written."""
    old: dict[str, tuple[date, str]] = {}
    for table, mapping in tables:
        found = [
            (stood, use.header)
            for use in mapping.columns
            if use.use == "ignored" and use.header in table.header
            for stood in [_stood(table, table.header.index(use.header))]
            if stood
        ]
        if mapping.is_read and found and (on - max(found)[0]).days > OLD_DAYS:
            old[PurePath(table.file).name] = max(found)
    if old:
        said = [
            Prose(
                "{name} by {stood} ({header})", name=name, stood=day_in_words(stood), header=header
            )
            for name, (stood, header) in old.items()
        ]
        text = Prose(
            "Written, it seems: {said}. What is late today was perhaps not late then.",
            said=listed(said),
        )
        yield Doubt(text, "on", max(stood for stood, _ in old.values()).isoformat())


def _over(made: Enterprise, on: date) -> Iterator[Doubt]:
    """Whether nearly all the last days of a list are over, so that it may be of another year."""
    for kind in ENDING:
        ends = made.frame(kind)["end"].drop_nulls() if len(made.frame(kind)) else ()
        over = sum(one < on for one in ends)
        if over >= MOST_ENDED and over > MOSTLY * len(ends):
            plural = made.schema.kind(kind).plural
            text = Prose(
                "{over:,} of the {ends:,} {plural} with a last day are past it: the list may be"
                " of another year.",
                over=over,
                ends=len(ends),
                plural=plural,
            )
            yield Doubt(text, "on", "DAY")


def _stood(table: Table, column: int) -> date | None:
    """The day by which rows were written: one day for all of them, or the last of many times."""
    cells = table.values(column)
    commonest, share = shared_shape(map(shape, cells[:SAMPLE]))
    if commonest != "date" or share < 1 or len(cells) < FEWEST_DAYS:
        return None
    different = Counter(cells)
    times = sum(map(_is_time, different))
    if len(different) > 1 and times < MOSTLY * len(different):
        return None
    days = [found.day for one in different if (found := read_day(one)) and found.precision == "day"]
    return date.fromisoformat(max(days)) if len(days) == len(different) else None


def _is_time(cell: object) -> bool:
    """Whether a cell says an hour other than midnight, as what a system writes does."""
    text = str(cell)
    return ":" in text and "00:00:00" not in text
