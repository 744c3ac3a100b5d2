"""What will the months that are left of a financial year cost, and how far can that be out?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from math import sqrt
from statistics import fmean, stdev

import polars as pl

from cohelm.analysis.portfolio.books import AMOUNT, SERIES, Books
from cohelm.analysis.sharing import CENT
from cohelm.core.figure import Assumption
from cohelm.core.money import EXACT
from cohelm.core.prose import Prose

FEWEST_MONTHS = 3
"""Of fewer closed months than these no run-rate is made."""
FEWEST_FOR_RANGE = 6
"""Of fewer closed months than these no range is given."""
WITHIN = 0.8
"""The chance with which a year is to end within its range."""
NONE = Decimal(0)
Months = dict[date, Decimal]
METHODS: Mapping[str, str] = {
    "stated": Prose("the forecast that is stated for the month"),
    "season": Prose("what was booked this year, with the shape of the earlier year"),
    "run_rate": Prose("the mean of the closed months"),
    "budget": Prose("the budget of the month, for what has not begun"),
}
TOO_FEW = Prose("booked in too few months for a run-rate, and without a budget")


@dataclass(frozen=True, slots=True, eq=False)
class Expected:
    """What the months that are left are expected to cost.

    `lines`: month, item, cost centre, nature, account, amount and `method`, a key of METHODS.
    `left_out`: items of which nothing can be said, by reason.
    """

    lines: pl.DataFrame
    left_out: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def assumed(self, keys: frozenset[str] | None = None) -> Iterator[Assumption]:
        """One assumption for each method but the stated one, with the items that it was used for."""
        for method in ("season", "run_rate", "budget"):
            items = set(self.lines.filter(pl.col("method") == method)["item"])
            items = items if keys is None else items & keys
            if items:
                sentence = Prose("The months that are left cost {method}.", method=METHODS[method])
                yield Assumption(
                    Prose("forecast by {method}", method=method.replace("_", "-")),
                    sentence,
                    tuple(sorted(items)),
                )


def expected(books: Books) -> Expected:
    """The expected cost of each series and month that is left of the year.

    Of an item for which any forecast is stated for a month that is left, the stated lines hold, and
    nothing else; but months before the first of them in which something is booked (the one that runs,
    and those after an earlier day, whose forecasts of then are gone) are as of an item without any.

    An item that was booked on in the last closed month goes on: each of its series at its run-rate. It
    is the mean of the closed months of this year since its first booking; or, where the item was booked
    in all twelve months of the earlier year, what was booked this year times the earlier year's ratio
    of that month to the months now closed. An item that was never booked on costs its budget. One that
    was booked on, and no longer is, has ended. Amounts are rounded to the cent.
    """
    stated = books.lines.filter(
        (pl.col("metric") == "forecast") & pl.col("month").is_in(books.remaining)
    )
    rows = [stated.select("month", *SERIES, "amount", pl.lit("stated").alias("method"))]
    actual, budget = _by_item(books, "actual"), _by_item(books, "budget")
    first = dict(stated.group_by("item").agg(pl.col("month").min()).iter_rows())
    closed = [one for one in books.closed if one in books.year.months]
    recent = closed if len(closed) >= FEWEST_MONTHS else list(books.closed[-FEWEST_MONTHS:])
    too_few = []
    for item in sorted(actual.keys() | budget.keys()):
        months = _untold(books, first.get(item))
        if not months:
            continue
        booked = actual.get(item, {})
        totals = _total(booked)
        since = [one for one in recent if one >= min(totals, default=recent[0])] if recent else []
        begun = any(totals.get(one) for one in books.closed)
        if begun and books.closed and not totals.get(books.closed[-1]):
            continue
        if begun and len(since) >= FEWEST_MONTHS:
            rows.append(_going_on(booked, totals, since, books, months))
        elif item in budget:
            rows.append(_frame(_as_budgeted(budget[item], months), "budget"))
        else:
            too_few.append(item)
    lines = pl.concat(rows).filter(pl.col("amount") != 0).sort("month", *SERIES)
    return Expected(lines, {TOO_FEW: tuple(too_few)} if too_few else {})


def _untold(books: Books, first: date | None) -> list[date]:
    """The months that are left of which no forecast speaks; `first` is the first of which one does."""
    if first is None:
        return list(books.remaining)
    return [one for one in books.remaining if one < first and one in books.begun]


Series = tuple[str, str | None, str | None, str | None]
Line = tuple[date, str, str | None, str | None, str | None, Decimal]


def _by_item(books: Books, metric: str) -> dict[str, dict[Series, Months]]:
    found: dict[str, dict[Series, Months]] = defaultdict(lambda: defaultdict(dict))
    rows = books.lines.filter(pl.col("metric") == metric).select("month", *SERIES, "amount")
    for month, item, centre, nature, account, amount in rows.iter_rows():
        found[item][item, centre, nature, account][month] = amount
    return found


def _total(series: Mapping[Series, Months]) -> Months:
    total: Months = defaultdict(Decimal)
    for months in series.values():
        for month, amount in months.items():
            total[month] += amount
    return dict(total)


def _going_on(
    booked: Mapping[Series, Months], totals: Months, since: Sequence[date], books: Books,
    ahead: Sequence[date],
) -> pl.DataFrame:  # fmt: skip
    """Each series of an item at its run-rate, with the earlier year's shape where there is one."""
    shape = _shape(totals, since, books)
    lines: list[Line] = []
    for series, months in booked.items():
        so_far = Fraction(reduce(EXACT.add, (months[one] for one in since if one in months), NONE))
        level = _to_the_cent(so_far / len(since))
        for month in ahead:
            amount = _to_the_cent(so_far * shape[month]) if shape else level
            lines.append((month, *series, amount))
    return _frame(lines, "season" if shape else "run_rate")


def _shape(totals: Months, since: Sequence[date], books: Books) -> dict[date, Fraction]:
    """By month that is left, the earlier year's ratio of it to the months that `since` has; or {}."""
    earlier = dict(zip(books.year.months, books.year.earlier.months, strict=True))
    if not set(since) <= earlier.keys() or min(totals.get(one, 0) for one in earlier.values()) <= 0:
        return {}
    base = sum(Fraction(totals[earlier[one]]) for one in since)
    return {one: Fraction(totals[earlier[one]]) / base for one in books.remaining}


def _as_budgeted(budget: Mapping[Series, Months], remaining: Sequence[date]) -> list[Line]:
    return [
        (month, *series, months[month])
        for series, months in budget.items()
        for month in remaining
        if month in months
    ]


def _frame(lines: Sequence[Line], method: str) -> pl.DataFrame:
    texts = dict.fromkeys(SERIES, pl.String)
    schema = {"month": pl.Date, **texts, "amount": AMOUNT}
    frame = pl.DataFrame(lines, schema=schema, orient="row")  # type: ignore[arg-type]
    return frame.with_columns(pl.lit(method).alias("method"))


def _to_the_cent(amount: Fraction) -> Decimal:
    return Decimal(round(amount * 100)).scaleb(-2)  # round() takes ties to the even one


@dataclass(frozen=True, slots=True)
class Spread:
    """By what share months came out above or below their level: the standard deviation and of how
    many months; `against` says what level."""

    deviation: float
    months: int
    against: str

    def reach(self, remaining: Sequence[Decimal]) -> Decimal:
        """How far the sum of the remaining months can be out, either way, in eight years of ten.

        t × s × √(Σ E² + (ΣE)² / n), where E are the months that are left, s the deviation, n the
        number of months it is from and t the 90 % point of Student's distribution with n - 1 degrees
        of freedom: the prediction interval of a sum, whose second term is for the level itself.
        The months are taken to be out independently of each other.
        """
        from scipy.special import stdtrit  # late: it costs a tenth of a second

        left = [float(one) for one in remaining]
        t = float(stdtrit(self.months - 1, (1 + WITHIN) / 2))
        far = t * self.deviation * sqrt(sum(one**2 for one in left) + sum(left) ** 2 / self.months)
        return Decimal(str(far)).quantize(CENT)


def spread(actual: Sequence[Decimal], budget: Sequence[Decimal]) -> Spread | None:
    """How far closed months strayed from their level; None of fewer than FEWEST_FOR_RANGE.

    The level of a month is its budget times the mean ratio of actual to budget, over the months that
    have a budget; where these are too few, the mean of all months. Both lists run side by side.
    """
    pairs = [(float(a), float(b)) for a, b in zip(actual, budget, strict=True) if b > 0]
    ratios, against = [a / b for a, b in pairs], Prose("the budget of the month")
    if len(ratios) < FEWEST_FOR_RANGE:
        ratios, against = [float(a) for a in actual], Prose("the mean of the months")
    if len(ratios) < FEWEST_FOR_RANGE or fmean(ratios) <= 0:
        return None
    mean = fmean(ratios)
    return Spread(stdev(one / mean for one in ratios), len(ratios), against)
