"""What will each month up to the end of the next financial year cost, and what is set aside for it?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.portfolio.books import AMOUNT, Books
from cohelm.analysis.portfolio.year import month_of, months_between
from cohelm.analysis.portfolio.yearend import Expected, expected
from cohelm.analysis.sharing import evenly
from cohelm.analysis.wording import money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption
from cohelm.core.money import Money
from cohelm.core.prose import Prose

NextYear = Literal["as_this_year", "stated"]
"""Whether the next year costs, and is given, what this one is, where nothing is stated for it."""
AT_WORK = ("approved", "in_progress")
COST: Mapping[str, Any] = {
    "month": pl.Date, "item": pl.String, "nature": pl.String, "amount": AMOUNT, "booked": pl.Boolean,
}  # fmt: skip
NO_COST = Prose("what it costs is not on record")
NO_END = Prose("its last day is not on record")


@dataclass(frozen=True, slots=True, eq=False)
class Ahead:
    """This financial year and the next, month by month, in the currency of the books.

    `budget` has month, item and amount; `cost` month, item, nature, amount and `booked`, whether that
    stands in the books already. `left_out` names the initiatives of which the cost cannot be said.
    """

    books: Books
    budget: pl.DataFrame
    cost: pl.DataFrame
    assumed: tuple[Assumption, ...]
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, enterprise: Enterprise, *, on: date, next_year: NextYear = "as_this_year") -> Ahead:
        """The two years as they look on a day.

        This year: what is booked in the closed months, and what the others are expected to cost (see
        `yearend.expected`). Next year: an item's stated forecast; else, for what is no initiative and
        where `next_year` says so, what this year's month costs. An initiative without such lines
        costs its yearly cost, spread evenly over its days; only those that are at work, or have to be
        done. The next year's budget is the stated one; else, in the same way, this year's.
        """
        day = Day(enterprise, on)
        return day.kept(
            Prose("ahead {next_year}", next_year=next_year),
            lambda: cls._of(enterprise, on, next_year),
        )

    @classmethod
    def _of(cls, enterprise: Enterprise, on: date, next_year: NextYear) -> Ahead:
        books = Books.of(enterprise, on=on)
        later = Books.of(enterprise, on=on, year=books.year.later)
        left, year = expected(books), books.year.months
        booked = books.lines.filter(
            (pl.col("metric") == "actual") & pl.col("month").is_in(_closed(books))
        )
        forecast = later.lines.filter(
            (pl.col("metric") == "forecast") & pl.col("month").is_in(later.year.months)
        )
        this_year = pl.concat([_cost(booked, booked=True), _cost(left.lines, booked=False)])
        stated = pl.concat([this_year, _cost(forecast, booked=False)])
        repeated = _repeated(this_year, set(forecast["item"])) if next_year != "stated" else None
        spread, left_out = _initiatives(books, stated)
        cost = pl.concat([one for one in (stated, repeated, spread) if one is not None])
        budget, as_this = _budget(books, later, next_year)
        assumed = (*_assumed(books, left), *_repeats(repeated, as_this), *_spreads(spread))
        everything = dict(left.left_out) | left_out
        within = pl.col("month").is_in([*year, *later.year.months])
        return cls(books, budget, cost.filter(within), assumed, everything)

    @property
    def initiatives(self) -> frozenset[str]:
        """The initiatives that are neither done nor stopped on the day."""
        return frozenset(f"initiative:{id_}" for id_ in self.books.day.live("initiative")["id"])

    @property
    def must_do(self) -> frozenset[str]:
        """The initiatives that have to be done, those that are done already too."""
        frame = self.books.day.frame("initiative")
        wanted = frame.filter(pl.col("must_do").fill_null(False)) if len(frame) else frame
        return frozenset(f"initiative:{id_}" for id_ in wanted["id"])

    @property
    def first(self) -> date:
        """The first month that is not closed."""
        return self.books.remaining[0] if self.books.remaining else self.books.year.later.start


def _closed(books: Books) -> list[date]:
    return [one for one in books.closed if one in books.year.months]


def _cost(lines: pl.DataFrame, *, booked: bool) -> pl.DataFrame:
    return lines.select("month", "item", "nature", "amount", pl.lit(booked).alias("booked"))


def _budget(books: Books, later: Books, next_year: NextYear) -> tuple[pl.DataFrame, bool]:
    """The budget of both years, and whether the next one's is this one's once more."""

    def of(one: Books) -> pl.DataFrame:
        inside = pl.col("month").is_in(one.year.months)
        return one.lines.filter((pl.col("metric") == "budget") & inside).select(
            "month", "item", "amount"
        )

    now, coming = of(books), of(later)
    repeats = not len(coming) and next_year == "as_this_year" and len(now) > 0
    if repeats:
        coming = now.with_columns(pl.col("month").dt.offset_by("1y"))
    return pl.concat([now, coming]), repeats


def _repeated(this_year: pl.DataFrame, stated: set[str]) -> pl.DataFrame:
    """What is no initiative and has no forecast, a year later."""
    others = ~pl.col("item").str.starts_with("initiative:") & ~pl.col("item").is_in(list(stated))
    return this_year.filter(others).with_columns(
        pl.col("month").dt.offset_by("1y"), pl.lit(False).alias("booked")
    )


def _initiatives(
    books: Books, stated: pl.DataFrame
) -> tuple[pl.DataFrame, dict[str, tuple[str, ...]]]:
    """The months of initiatives that no line covers, at their yearly cost spread evenly."""
    months, end = [*books.remaining, *books.year.later.months], books.year.end
    covered = {(key, month > end) for key, month in stated.select("item", "month").iter_rows()}
    rows: list[tuple[Any, ...]] = []
    left_out: dict[str, list[str]] = {}
    for row in books.day.live("initiative").sort("id").iter_rows(named=True):
        key = f"initiative:{row['id']}"
        if not (row["must_do"] or row["status"] in AT_WORK):
            continue
        until = row["end"] or months[-1]
        open_months = [one for one in months if one <= until and (key, one > end) not in covered]
        costs = monthly(row, books)
        if isinstance(costs, str):
            if open_months:
                left_out.setdefault(costs, []).append(key)
            continue
        rows += [
            (one, key, row["nature"], costs[one], False) for one in open_months if one in costs
        ]
    frame = pl.DataFrame(rows, schema=dict(COST), orient="row")
    return frame, {reason: tuple(keys) for reason, keys in left_out.items()}


def monthly(
    row: Mapping[str, Any], books: Books, until: date | None = None
) -> dict[date, Decimal] | str:
    """What an initiative costs by month, or why that is not known.

    Its yearly cost, a twelfth a month up to `until` (without it, the end of the next year); else what
    is left of its total, evenly.
    """
    start, end = row["start"] or books.day.on, row["end"]
    first = max(month_of(start), books.remaining[0] if books.remaining else books.year.later.start)
    last = until or books.year.later.end
    yearly = money_of(row.get("cost_per_year"))
    if yearly is not None:
        a_year = worth_in(books, yearly)
        if a_year is None:
            return NO_COST
        twelfth = evenly(a_year, 12)
        inside = months_between(first, min(end or last, last))
        return {one: twelfth[one.month - 1] for one in inside}
    if end is None:
        return NO_END
    total = money_of(row.get("total_cost"))
    worth = worth_in(books, total) if total else None
    if worth is None:
        return books.rates.why_none(NO_COST)
    spent = money_of(row.get("spent"))
    rest = max(Decimal(0), worth - ((worth_in(books, spent) if spent else None) or Decimal(0)))
    months = list(months_between(first, end))
    return dict(zip(months, evenly(rest, len(months)), strict=True)) if months else {}


def worth_in(books: Books, money: Money) -> Decimal | None:
    """An amount in the currency of the books, on the day; None where it cannot be converted."""
    if not books.rates.currency:
        return None
    found = books.rates.converted(money, books.day.on)
    return found.amount if found else None


def _assumed(books: Books, left: Expected) -> Iterator[Assumption]:
    yield from books.assumed
    yield from books.rated()
    yield from left.assumed()


def _repeats(repeated: pl.DataFrame | None, budget: bool) -> Iterator[Assumption]:
    if budget:
        sentence = Prose("No budget is on record for the next year: it is taken to be this year's.")
        yield Assumption(Prose("next year's budget"), sentence)
    if repeated is not None and len(repeated):
        sentence = Prose(
            "What is no initiative costs next year what it costs this year, month by month."
        )
        yield Assumption(Prose("next year's cost"), sentence, tuple(sorted(set(repeated["item"]))))


def _spreads(spread: pl.DataFrame) -> Iterator[Assumption]:
    if len(spread):
        sentence = Prose(
            "Where no forecast is stated, an initiative's cost is spread evenly to its end."
        )
        yield Assumption(Prose("cost spread evenly"), sentence, tuple(sorted(set(spread["item"]))))
