"""Which of all missing figures are worth asking for, and whom?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, ClassVar

import polars as pl

from cohelm.analysis.agenda.asking.assumed import assumed_worth, open_teams
from cohelm.analysis.agenda.asking.books import open_books
from cohelm.analysis.agenda.asking.choice import open_choices
from cohelm.analysis.agenda.asking.deciders import open_deciders
from cohelm.analysis.agenda.asking.estate import open_criticalities
from cohelm.analysis.agenda.asking.gap import Gap
from cohelm.analysis.agenda.asking.terms import open_terms
from cohelm.analysis.agenda.asking.whom import Whom
from cohelm.analysis.day import Day
from cohelm.analysis.portfolio.ahead import Ahead
from cohelm.analysis.portfolio.choice.proposed import proposed
from cohelm.analysis.rights.held import rights_on
from cohelm.analysis.wording import counted, worded
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.prose import Prose, again, joined

COLUMNS: dict[str, Any] = {
    "item": pl.String, "field": pl.String, "question": pl.String, "unit": pl.String,
    "could_change": pl.String, "at_stake": MONEY, "alike": pl.UInt32, "ask": pl.String,
    "because": pl.String,
}  # fmt: skip
MOST_ALIKE = 3
"""More unbounded gaps of one field and kind than these are asked for once, for all of them."""


@dataclass(frozen=True, slots=True, eq=False)
class AskFor:
    """The missing figures that could change a sentence or a decision, those with most at stake first.

    `questions` has a row for each: the item and its field, the question and its unit, what an answer
    could change with its bounds, the most that is at stake in the currency of the books (null where
    nothing bounds it), how many others are alike (lack the same with nothing to bound it, and are asked
    for once, by the first of them), whom to ask and why them; the first `SHOWN_FIRST` are shown.
    `missing` counts all that was looked at, `worth_asking` those that are; the others are left out, by
    what they would change.
    """

    SHOWN_FIRST: ClassVar[int] = 20

    on: date
    missing: Figure
    worth_asking: Figure
    questions: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """Of so many missing figures so many could change something, and the first of them."""
        if not self.missing.value:
            return Prose("No figure is missing that these questions look at")
        of = counted(int(self.missing.value), "missing figure")
        if not len(self.questions):
            return Prose("Of {of}, none could change a sentence or a decision", of=of)
        first = self.questions.row(0, named=True)
        field = again(first["field"].replace("_", " "))
        return Prose(
            "Of {of}, {worth_asking:,} could change a sentence or a decision; first the"
            " {field} of {called}",
            of=of,
            worth_asking=self.worth_asking.value,
            field=field,
            called=self.called,
        )


def ask_for(
    enterprise: Enterprise,
    *,
    on: date,
    share: Annotated[Decimal, "A figure that moves by less than this share is not."] = Decimal(
        "0.01"
    ),
    hours: Annotated[Decimal, "Hours of outage a year that are reckoned with."] = Decimal(9),
) -> AskFor:
    """The gaps of contracts, of what is funded, of the books, of criticality and of who decides.

    A gap is worth asking where a value within its bounds flips a decision, or where the money at
    stake is at least the share of the largest that any gap has: bounds come from known values alone
    (the dearest contract of the vendor, the cheapest and the dearest initiative of the size). Of one
    field the gap with more at stake counts. Cost: two solutions of the problem of choice for each
    initiative that cannot be weighed, 15 of each sort at most. Raises UsageError for a share outside
    0 to 1.
    """
    if not 0 <= share <= 1:
        raise UsageError(f"{share} is no share", where="share", accepted="0 to 1, such as 0.01")
    day = Day(enterprise, on)
    ahead, rights = Ahead.of(enterprise, on=on), rights_on(enterprise, on)
    asked_of_choice = proposed(enterprise, on=on)
    found = _joined(
        (
            *open_terms(day, ahead.books.rates),
            *open_choices(ahead, asked_of_choice),
            *assumed_worth(asked_of_choice),
            *open_teams(day, asked_of_choice),
            *open_books(ahead),
            *open_criticalities(day, hours=hours),
            *open_deciders(rights),
        )
    )
    most = max((one.stake for one in found if one.stake is not None), default=Decimal(0))
    asked = [one for one in found if one.flips or (one.stake or 0) >= max(share * most, Decimal(1))]
    currency, whom = ahead.books.rates.currency, Whom(rights)
    rows = [_row(enterprise, one, alike, whom, currency) for one, alike in _once(asked)]
    frame = pl.DataFrame(rows, schema=COLUMNS)
    called = _called(enterprise, asked[0].item) if asked else ""
    return AskFor(on, _missing(found, on), _worth(found, asked, hours, on), frame, called)


def _called(plan: Enterprise, key: str) -> str:
    return plan.name(key) if key in plan else Prose("the organisation")


def _joined(gaps: Iterable[Gap]) -> list[Gap]:
    """One gap a field, what each rule says of it joined; most at stake first, unbounded ones last."""
    by_place: dict[tuple[str, str], Gap] = {}
    for one in gaps:
        known = by_place.get((one.item, one.field))
        if known is not None:
            stakes = [stake for stake in (known.stake, one.stake) if stake is not None]
            words = joined((known.changes, one.changes), "; ")
            one = replace(
                known, changes=words, stake=max(stakes, default=None),
                flips=known.flips or one.flips,
            )  # fmt: skip
        by_place[one.item, one.field] = one
    return sorted(
        by_place.values(),
        key=lambda one: (one.stake is None, -(one.stake or 0), not one.flips, one.item, one.field),
    )


def _once(asked: Sequence[Gap]) -> Iterator[tuple[Gap, int]]:
    """Each gap with how many others it stands for: of many alike that nothing bounds, the first."""
    many = Counter(_sort(one) for one in asked if one.stake is None)
    said: set[tuple[str, str]] = set()
    for one in asked:
        sort, alike = _sort(one), 0
        if one.stake is None and many[sort] > MOST_ALIKE:
            if sort in said:
                continue
            said.add(sort)
            alike = many[sort] - 1
        yield one, alike


def _sort(gap: Gap) -> tuple[str, str]:
    return gap.item.partition(":")[0], gap.field


def _row(plan: Enterprise, one: Gap, alike: int, whom: Whom, currency: str) -> dict[str, Any]:
    kind = plan.schema.kind(one.item.partition(":")[0])
    spec, likely = kind.fields.get(one.field), whom.likely(one.item)
    unit = spec.unit if spec else ""
    stake = None if one.stake is None else {"amount": one.stake, "currency": currency}
    return {
        "item": one.item, "field": one.field, "question": one.question,
        "unit": unit or (currency if spec and spec.type == "money" else ""),
        "could_change": one.changes, "at_stake": stake, "alike": alike,
        "ask": likely.key or None, "because": likely.how,
    }  # fmt: skip


def _missing(found: list[Gap], on: date) -> Figure:
    items = tuple(sorted({one.item for one in found}))
    formula = joined((joined((many, worded(name))) for name, many in _by_field(found)), ", ")
    return Figure(
        len(found), "figures", formula=formula or Prose("nothing is missing"), counted=items, on=on
    )


def _by_field(found: list[Gap]) -> Iterator[tuple[str, int]]:
    names = [one.field for one in found]
    yield from sorted({name: names.count(name) for name in names}.items())


def _worth(found: list[Gap], asked: list[Gap], hours: Decimal, on: date) -> Figure:
    places = {(one.item, one.field) for one in asked}
    left_out: dict[str, dict[str, None]] = {}
    for one in found:
        if (one.item, one.field) not in places:
            reason = one.changes if one.stake is None else Prose("too little money moves by it")
            left_out.setdefault(reason.partition(":")[0], {})[one.item] = None
    sentence = Prose(
        "{normalize:f} hours a year of outage, at the hourly figures of outages.",
        normalize=hours.normalize(),
    )
    rated = tuple(one.item for one in asked if one.field == "criticality")
    return Figure(
        len(asked),
        "figures",
        formula=Prose("{asked} of {found} that are missing", asked=len(asked), found=len(found)),
        counted=tuple(sorted({one.item for one in asked})),
        left_out={reason: tuple(keys) for reason, keys in left_out.items()},
        assumed=(Assumption(Prose("hours of outage"), sentence, rated),) if rated else (),
        on=on,
    )
