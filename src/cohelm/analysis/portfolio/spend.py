"""What has been spent against budget, and where will the financial year end?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

import polars as pl

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.offices import offices_on
from cohelm.analysis.portfolio.books import AMOUNT, Books
from cohelm.analysis.portfolio.nobodys import said_of_nobody
from cohelm.analysis.portfolio.passing import (
    METRICS,
    PASSED,
    RECEIVERS,
    Passing,
    by_metric,
    moved,
    passed_on,
)
from cohelm.analysis.portfolio.yearend import Expected, expected, spread
from cohelm.analysis.wording import day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose

By = Literal[
    "office", "item", "cost_centre", "nature", "account", "month",
    "vendor", "application", "service", "department", "initiative",
]  # fmt: skip
SUMS = (*METRICS, "over")


@dataclass(frozen=True, slots=True, eq=False)
class Spend:
    """The money of a financial year in the currency of the books.

    `groups` has a row for each group, the dearest at the year's end first, months in their order: what
    it is (null where the lines do not say), `budget`, `actual` (booked so far), `year_end` (the closed
    months and what the others are expected to cost) and `over`, the year's end less the budget.
    `passed_on` says from what to whom costs went that are booked elsewhere: along which relations, which
    share, by which key, and how much; those of an item add up to its own lines (see `passing`).
    `least` and `most` bound the year's end in eight years of ten. `left_out` are lines for which no
    exchange rate is known. `with_nobody` says why the row of nobody is there and what would settle it;
    empty where all lines say whose they are.
    """

    on: date
    ends_on: date
    by: str
    budget: Figure
    actual: Figure
    year_end: Figure
    over: Figure
    least: Figure
    most: Figure
    groups: pl.DataFrame
    passed_on: pl.DataFrame
    left_out: pl.DataFrame
    with_nobody: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Where the year ends, how far from its budget, and how sure that is."""
        if self.year_end.value is None:
            return Prose(
                "Nobody can say where the year ends: {reason}", reason=self.year_end.reason
            )
        said = Prose(
            "{money} expected for the year to {ends_on}",
            money=_said(self.year_end),
            ends_on=day_in_words(self.ends_on),
        )
        if self.over.value is not None:
            way = Prose("over") if self.over.value >= 0 else Prose("below")
            said += Prose(", {money} {way} budget", money=_said(self.over), way=way)
        if self.least.value is None:
            return said
        return Prose(
            "{said}; in eight years of ten between {least} and {most}",
            said=said,
            least=_said(self.least),
            most=_said(self.most),
        )


def spend(
    enterprise: Enterprise,
    *,
    on: date,
    by: Annotated[By, "By what the money is split."] = "office",
) -> Spend:
    """The books of the financial year that the day is in, with a forecast of its end.

    By vendor, application, service, department or initiative each cost is passed on along the links
    of the day, see `passing`; the sums are the same however it is split.
    See `yearend.expected` for how months that are left are forecast and `yearend.Spread` for the range;
    each line is converted at the last rate on or before its own day.
    """
    books = Books.of(enterprise, on=on)
    ahead = expected(books)
    lines, went = _of_year(books, ahead), pl.DataFrame(schema=PASSED)
    if by in RECEIVERS:
        passing = Passing(enterprise.at(on), by)
        lines = passed_on(lines, passing)
        went = _with_currency(moved(lines, passing), books.rates.currency)
    lines = lines.with_columns(_named(lines, books, by).alias(by))
    groups = _groups(lines, by)
    sums = {name: sum(groups[name].drop_nulls(), Decimal(0)) for name in SUMS}
    why = {name: _figure(name, sums, lines, books, ahead) for name in SUMS}
    reach = _reach(books, ahead)
    least, most = (_end(why["year_end"], reach, sign) for sign in (-1, 1))
    return Spend(
        on, books.year.end, by, why["budget"], why["actual"], why["year_end"], why["over"],
        least, most, _with_currency(groups, books.rates.currency), went, books.left_out,
        _of_nobody(lines, groups, books, by),
    )  # fmt: skip


def _of_year(books: Books, ahead: Expected) -> pl.DataFrame:
    """Lines of the year: those of METRICS, and `year_end`: closed months and what is left."""
    year = books.lines.filter(pl.col("month").is_between(books.year.start, books.year.end))
    closed = year.filter((pl.col("metric") == "actual") & pl.col("month").is_in(books.closed))
    left = ahead.lines.select(pl.lit("year_end").alias("metric"), pl.exclude("method"))
    stated = year.filter(pl.col("metric").is_in(["budget", "actual"]))
    end = closed.with_columns(pl.lit("year_end").alias("metric"))
    return pl.concat([stated, end, left.select(stated.columns)])


def _of_nobody(lines: pl.DataFrame, groups: pl.DataFrame, books: Books, by: By) -> tuple[str, ...]:
    amounts = {}
    for row in groups.filter(pl.col(by).is_null()).iter_rows(named=True):
        amounts = {metric: row[metric] or Decimal(0) for metric in METRICS}
    nobodys = lines.filter(pl.col(by).is_null())
    return said_of_nobody(books.day.enterprise, nobodys, by, amounts, books.rates.currency)


def _groups(lines: pl.DataFrame, by: By) -> pl.DataFrame:
    found = lines.group_by(by).agg(*by_metric())
    over = (pl.col("year_end") - pl.col("budget")).cast(AMOUNT).alias("over")
    dearest = [] if by == "month" else ["year_end"]
    return found.with_columns(over).sort(
        *dearest, by, descending=[True] * len(dearest) + [False], nulls_last=True
    )


def _with_currency(table: pl.DataFrame, currency: str) -> pl.DataFrame:
    """A table with money instead of bare amounts."""
    return table.with_columns(
        pl.struct(
            pl.col(name).cast(AMOUNT).alias("amount"), pl.lit(currency).alias("currency")
        ).alias(name)
        for name in SUMS
        if name in table.columns
    )


def _named(lines: pl.DataFrame, books: Books, by: By) -> pl.Series:
    if by in RECEIVERS:
        return lines["receiver"]
    if by != "office":
        return lines[by]
    offices, nodes = offices_on(books.day), books.day.enterprise.nodes
    falls = {}
    for key in lines["item"].unique():
        node = nodes.number(key)
        falls[key] = (offices.of(node) if node is not None else "") or None
    return lines["item"].replace_strict(falls, default=None, return_dtype=pl.String)


MISSING: Mapping[str, str] = {
    "budget": Prose("no budget is on record for the year"),
    "actual": Prose("nothing is booked in the year"),
    "year_end": Prose("nothing is booked, budgeted or forecast for the year"),
}
FORMULAS: Mapping[str, str] = {
    "budget": "the budget lines of the year, {budget}",
    "actual": "what was booked in the year up to the day, {actual}",
    "year_end": "what was booked in the closed months and what the others are expected to cost, "
    "{year_end}",
    "over": "{year_end} expected − {budget} budget",
}


def _figure(
    name: str, sums: Mapping[str, Decimal], lines: pl.DataFrame, books: Books, ahead: Expected
) -> Figure:
    currency, on = books.rates.currency, books.day.on
    wanted = {"over": ["year_end", "budget"]}.get(name, [name])
    less = pl.when(pl.col("metric").is_in(wanted[1:])).then(-1).otherwise(1)
    parts = dict(
        lines.filter(pl.col("metric").is_in(wanted))
        .group_by("item").agg((pl.col("amount") * less).sum().cast(AMOUNT))
        .sort("item").iter_rows()
    )  # fmt: skip
    keys = list(parts)
    left_out = dict(_left_out(books, wanted)) | (dict(ahead.left_out) if name != "budget" else {})
    missing = [one for one in wanted if one not in lines["metric"]]
    if missing:
        why = books.rates.why_none(MISSING[missing[0]])
        return Figure(None, currency, why, left_out=left_out, on=on)
    said = {one: in_words([Money(sums[one], currency)]) for one in SUMS}
    assumed = (*books.assumed, *books.rated(frozenset(keys)))
    if "year_end" in wanted:
        assumed += tuple(ahead.assumed(frozenset(keys)))
    return Figure(
        sums[name], currency, formula=Prose(FORMULAS[name], **said), counted=tuple(keys),
        left_out=left_out, assumed=assumed, on=on, parts=parts,
    )  # fmt: skip


def _left_out(books: Books, metrics: list[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    wanted = ["actual", "forecast"] if "year_end" in metrics else []
    frame = books.left_out.filter(pl.col("metric").is_in([*metrics, *wanted]))
    for (reason,), group in frame.group_by("reason", maintain_order=True):
        yield str(reason), tuple(group["item"].unique().sort())


def _reach(books: Books, ahead: Expected) -> Decimal | str:
    """How far the year's end can be out either way, or why that cannot be said."""
    months = {
        metric: dict(
            books.lines.filter(pl.col("metric") == metric)
            .group_by("month")
            .agg(pl.col("amount").sum())
            .iter_rows()
        )
        for metric in ("actual", "budget")
    }
    pairs = [
        (months["actual"].get(one, Decimal(0)), months["budget"].get(one, Decimal(0)))
        for one in books.closed
    ]
    found = spread([actual for actual, _ in pairs], [budget for _, budget in pairs])
    if found is None:
        few = Prose("too few months are closed to say how far it can be out")
        return few if len(books.lines) else books.rates.why_none(few)
    left = ahead.lines.group_by("month").agg(pl.col("amount").sum())["amount"].to_list()
    return found.reach(left).to_integral_value()  # cents would say that it is known to the cent


def _end(year_end: Figure, reach: Decimal | str, sign: int) -> Figure:
    """One end of the range in which the year ends in eight years of ten."""
    if not isinstance(year_end.value, Decimal) or isinstance(reach, str):
        reason = reach if isinstance(reach, str) else year_end.reason
        return Figure(None, year_end.unit, reason, on=year_end.on)
    far = in_words([Money(reach, year_end.unit)])
    way = "+" if sign > 0 else "\u2212"
    formula = Prose(
        "{said} {way} {far}, the reach of the months that are left",
        said=_said(year_end),
        way=way,
        far=far,
    )
    return Figure(
        year_end.value + sign * reach, year_end.unit, formula=formula, counted=year_end.counted,
        left_out=year_end.left_out, assumed=year_end.assumed, on=year_end.on,
    )  # fmt: skip


def _said(figure: Figure) -> str:
    assert isinstance(figure.value, Decimal)
    return in_words([rounded(Money(abs(figure.value), figure.unit))])
