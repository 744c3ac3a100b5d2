"""What stands in the books for a financial year, month by month, in one currency?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates, converted
from cohelm.analysis.portfolio.currency import currencies, currencies_of_work
from cohelm.analysis.portfolio.year import Year, month_end, months_between
from cohelm.analysis.sharing import shared
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose

AMOUNT = pl.Decimal(38, 6)
TEXTS = ("cost_centre", "nature", "account")
"""What a line of cost says besides its item, its day and its amount."""
SERIES = ("item", *TEXTS)
LINE: dict[str, Any] = {
    "metric": pl.String,
    "item": pl.String,
    "day": pl.Date,
    **dict.fromkeys(TEXTS, pl.String),
    "amount": pl.Struct({"amount": AMOUNT, "currency": pl.String}),
}
METRICS = ("budget", "actual", "forecast")


@dataclass(frozen=True)
class Books:
    """The lines of budget, actual cost and forecast of a financial year and the one before.

    `rates.currency` is the currency of all amounts, empty where none can be told.
    """

    day: Day
    year: Year
    rates: Rates
    assumed: tuple[Assumption, ...]
    stated: pl.DataFrame

    @classmethod
    def of(cls, enterprise: Enterprise, *, on: date, year: Year | None = None) -> Books:
        """The books as they stand on a day: actual costs after it are not there yet.

        `year` is the financial year that is meant, without it the one that the day is in.
        """
        day, rates = Day(enterprise, on), Rates.of(enterprise)
        year = year or Year.of(on, int(enterprise.organisation.get("fiscal_year_start", 1)))
        lines = pl.concat([*(_lines(day, year, metric) for metric in METRICS), _budgets(day, year)])
        assumed: list[Assumption] = []
        if not rates.currency:
            found = currencies(lines, "amount") or currencies_of_work(day)
            rates = Rates(found[0], {}) if len(found) == 1 else rates
            if len(found) == 1:
                sentence = Prose(
                    "{found}, the only one in which anything is stated.", found=found[0]
                )
                assumed.append(Assumption(Prose("currency of the books"), sentence))
        until = pl.when(pl.col("day") > on).then(pl.lit(on)).otherwise(pl.col("day"))
        stated = converted(lines.with_columns(until.alias("rated")), "amount", rates, day="rated")
        return cls(day, year, rates, tuple(assumed), stated)

    @cached_property
    def lines(self) -> pl.DataFrame:
        """Sums by metric, month (its first day), item, cost centre, nature and account.

        `amount` is an exact decimal in the currency of the books. Where a line does not state a
        nature, it is that of its item. Lines that could not be converted are left out.
        """
        month = pl.col("day").dt.truncate("1mo").alias("month")
        own = pl.col("item").replace_strict(self._natures, default=None, return_dtype=pl.String)
        taken = self.stated.filter(pl.col("converted").is_not_null())
        return (
            taken.with_columns(month, pl.coalesce("nature", own))
            .group_by("metric", "month", *SERIES)
            .agg(pl.col("converted").sum().alias("amount"))
            .sort("metric", "month", *SERIES)
        )

    @cached_property
    def _natures(self) -> dict[str, str]:
        kinds = {key.partition(":")[0] for key in self.stated["item"].unique()}
        found: dict[str, str] = {}
        for kind in sorted(kinds):
            frame = self.day.frame(kind)
            if "nature" in frame.columns:
                pairs = frame.filter(pl.col("nature").is_not_null()).select("id", "nature")
                found |= {f"{kind}:{id_}": nature for id_, nature in pairs.iter_rows()}
        return found

    @cached_property
    def left_out(self) -> pl.DataFrame:
        """What could not be converted: reason, metric, item, currency, amount, lines; by item."""
        struct = pl.col("amount").struct
        missing = self.stated.filter(
            pl.col("converted").is_null() & pl.col("day").is_between(self.year.start, self.year.end)
        ).with_columns(
            struct.field("currency").alias("currency"), struct.field("amount").alias("amount")
        )
        first = missing.group_by("metric", "item", "currency").agg(
            pl.col("rated").min().alias("since"), pl.col("amount").sum(), pl.len().alias("lines")
        )
        reasons = [
            self.rates.without(name, day) for name, day in first.select("currency", "since").rows()
        ]
        return (
            first.with_columns(pl.Series("reason", reasons, dtype=pl.String))
            .select("reason", "metric", "item", "currency", "amount", "lines")
            .sort("item", "metric", "currency")
        )

    @cached_property
    def months(self) -> tuple[date, ...]:
        """The months of the earlier year and of this one."""
        return self.year.earlier.months + self.year.months

    @cached_property
    def closed(self) -> tuple[date, ...]:
        """The months that are over and booked: up to the last that ended and has actual costs."""
        actual = self.lines.filter(pl.col("metric") == "actual")["month"].unique().to_list()
        over = [month for month in actual if month_end(month) <= self.day.on]
        return tuple(one for one in self.months if over and min(actual) <= one <= max(over))

    @cached_property
    def remaining(self) -> tuple[date, ...]:
        """The months of this year that are not closed."""
        return tuple(one for one in self.year.months if one not in self.closed)

    @cached_property
    def begun(self) -> frozenset[date]:
        """The months that are left in which something is booked, up to the day or after it.

        That is the month that runs, and months after an earlier day that is looked at in books that
        went on since: what was then forecast for them is gone, where no history keeps it.
        """
        frame = self.day.enterprise.observations("actual")
        if "amount" not in frame.columns:
            return frozenset()
        months = frame.select(month=pl.col("time").dt.date().dt.truncate("1mo"))["month"].unique()
        return frozenset(self.remaining) & frozenset(months.to_list())

    def rated(self, keys: frozenset[str] | None = None) -> Iterator[Assumption]:
        """The exchange rates that were used, one assumption a currency; for some items or all."""
        used = self.stated.filter(pl.col("rate_day").is_not_null()).with_columns(
            pl.col("amount").struct.field("currency").alias("currency")
        )
        for (currency,), group in sorted(used.group_by("currency"), key=lambda one: str(one[0])):
            items = tuple(sorted(set(group["item"]) if keys is None else set(group["item"]) & keys))
            if items:
                yield Assumption(
                    Prose("rate of {currency}", currency=currency),
                    self._rates_said(str(currency), group),
                    items,
                )

    def _rates_said(self, currency: str, group: pl.DataFrame) -> str:
        days = sorted(set(group["rate_day"]))
        rates = [rate for rate in (self.rates.on(currency, one) for one in days) if rate]
        if len(rates) == 1:
            return rates[0].assumption
        first, last = rates[0], rates[-1]
        return Prose(
            "{rates}, each line at the last on or before its own day: {first} on "
            "{day} to {last} on {last_day}.",
            rates=counted(len(rates), "rate"),
            first=first,
            day=day_in_words(first.day),
            last=last,
            last_day=day_in_words(last.day),
        )


def _lines(day: Day, year: Year, metric: str) -> pl.DataFrame:
    """The lines of a metric in this year and the one before, as they are stated."""
    frame = day.enterprise.observations(metric)
    if "amount" not in frame.columns:
        return pl.DataFrame(schema=LINE)
    last = min(year.end, day.on) if metric == "actual" else year.end
    dated = frame.with_columns(
        pl.lit(metric).alias("metric"), pl.col("time").dt.date().alias("day")
    ).filter(pl.col("day").is_between(year.earlier.start, last) & pl.col("amount").is_not_null())
    return dated.select(*LINE)


def _budgets(day: Day, year: Year) -> pl.DataFrame:
    """The budgets for which no monthly lines stand, spread over their days.

    A budget whose cost centre, or anything that it funds, has lines of its own in that year is the
    same money once more, and is left to them. One that initiatives are chosen within is given to nobody.
    """
    frame = day.frame("budget")
    if "for_initiatives" in frame.columns:
        frame = frame.filter(~pl.col("for_initiatives").fill_null(False))
    rows = []
    if not {"amount", "start", "end"} - set(frame.columns):
        wanted = frame.drop_nulls(["amount", "start", "end"])
        lines = {one: _covered(day, one) for one in (year.earlier, year)}
        for row in wanted.sort("id").iter_rows(named=True):
            key = f"budget:{row['id']}"
            about = {row["cost_centre"], key, *day.enterprise.targets(key, "funds")} - {None}
            for one, covered in lines.items():
                inside = one.start <= row["end"] and row["start"] <= one.end
                if inside and not about & covered:
                    rows += list(_spread(key, row, one))
    return pl.DataFrame(rows, schema=LINE)


def _covered(day: Day, year: Year) -> frozenset[str]:
    lines = _lines(day, year, "budget").filter(pl.col("day").is_between(year.start, year.end))
    return frozenset(lines["item"]) | frozenset(lines["cost_centre"].drop_nulls())


def _spread(key: str, row: Mapping[str, Any], year: Year) -> Iterator[dict[str, Any]]:
    start, end, amount = row["start"], row["end"], row["amount"]
    months = list(months_between(start, end))
    days = [(min(month_end(one), end) - max(one, start)).days + 1 for one in months]
    rest = {"cost_centre": row["cost_centre"], "nature": row["nature"], "account": None}
    for month, part in zip(months, shared(amount["amount"], days), strict=True):
        if year.start <= month <= year.end:
            money = {"amount": part, "currency": amount["currency"]}
            yield {
                "metric": "budget",
                "item": key,
                "day": max(month, start),
                "amount": money,
                **rest,
            }
