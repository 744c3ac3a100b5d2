"""The pages of the money: the portfolio with its trade-off, and the year against its budget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import polars as pl

from cohelm.analysis.portfolio.fund import funded
from cohelm.core.errors import CohelmError
from cohelm.core.prose import Prose, again
from cohelm.reports.answers import cell_in_words
from cohelm.reports.brief.numbers import ended
from cohelm.reports.brief.page import Chart, Hue, Page, Series, sheet_of
from cohelm.reports.brief.snapshot import Moment, Snapshot, left_out, sources

PARTS: tuple[tuple[str, str, Hue], ...] = (
    ("run", Prose("running"), "quiet"), ("mandatory", Prose("must be done"), "watch"),
    ("spent", Prose("spent"), "plain"), ("committed", Prose("bound"), "act"),
    ("free", Prose("free"), "fine"),
)  # fmt: skip


def portfolio_page(of: Snapshot) -> Page:
    """What is funded for most value, what each office gains and gives up, what is not funded and why."""
    now = of.now
    numbers = (
        now.number("fund", "budget", Prose("Budget of the period")),
        now.number("fund", "spent", Prose("What the choice costs")),
        now.number("tradeoff", "number", Prose("Portfolios no other beats")),
    )
    rejected = now.ask("fund").rejected
    rows = [
        (now.plan.name(row["initiative"]), now.named(row["displaces"] or ()) or again(row["why"]),
         cell_in_words(row["loss"]))
        for row in rejected.iter_rows(named=True)
    ]  # fmt: skip
    title, *rest = now.said("fund")
    return Page(
        Prose("The portfolio and its trade-off"),
        title,
        (*map(ended, rest), *_fair(now)),
        numbers,
        _curve(now),
        sheet_of(
            Prose("Outside this choice, the nearest first"),
            ("Initiative", "Would take the place of", "Points lost"), rows, (2,),
        ),
        _changes(of, numbers),
        left_out(*numbers),
        sources("fund", "tradeoff"),
    )  # fmt: skip


def _changes(of: Snapshot, numbers: tuple[Any, ...]) -> tuple[str, ...]:
    try:
        # of then, the numbers alone are asked for, not why each was in or out
        of.before.known.setdefault("fund", funded(of.before.plan, on=of.before.on))
        return of.changes(*numbers[:2])
    except CohelmError as error:
        return (
            Prose(
                "On {day} it could not be told: {problem}",
                day=cell_in_words(of.before.on), problem=ended(error.message),
            ),
        )  # fmt: skip


def _offices(now: Moment) -> tuple[str, str]:
    return tuple(now.plan.name(f"office:{one}") for one in now.ask("tradeoff").offices)  # type: ignore[return-value]


def _fair(now: Moment) -> tuple[str, ...]:
    """The compromises by name, with what each leaves to both; which is taken is for the two to say."""
    points = now.ask("tradeoff").points
    if not len(points):
        return ()
    one, other = _offices(now)
    return tuple(
        Prose(
            "{fair:A}: {first} points for {one}, {second} for {other}.",
            fair=again(row["fair"]),
            first=cell_in_words(row["cio"]),
            one=one,
            second=cell_in_words(row["cto"]),
            other=other,
        )
        for row in (_spelt(points).filter(pl.col("fair") != "").iter_rows(named=True))
    )


def _spelt(points: pl.DataFrame) -> pl.DataFrame:
    """The points with the values of the first and the second office under one name each."""
    first, second = points.columns[1:3]
    return points.rename({first: "cio", second: "cto"})


def _curve(now: Moment) -> Chart | None:
    found = now.ask("tradeoff").points
    if not len(found):
        return None
    points = _spelt(found)
    one, other = _offices(now)
    gain = points["cto"].max() - points["cto"].min()  # type: ignore[operator]
    loss = points["cio"].max() - points["cio"].min()  # type: ignore[operator]
    return Chart(
        "points",
        Prose("What each office gains and gives up"),
        tuple(again(one) for one in points["fair"]),
        (Series(one, tuple(points["cio"].to_list()), "cio"),
         Series(other, tuple(points["cto"].to_list()), "cto")),
        Prose(
            "From end to end {other} gains {gain} points and {one} gives up {loss}.",
            other=other, gain=cell_in_words(gain), one=one, loss=cell_in_words(loss),
        ),
        Prose("points"),
    )  # fmt: skip


def money_page(of: Snapshot) -> Page:
    """The year against its budget by office, and what is free to decide about by quarter."""
    now = of.now
    numbers = (
        now.number("spend", "budget", Prose("Budget of the year")),
        now.number("spend", "year_end", Prose("Expected at the year's end")),
        now.number("spend", "over", Prose("Over budget")),
        now.number("free", "free", Prose("Free to decide about")),
    )
    title, *rest = now.said("spend")
    groups = now.ask("spend").groups
    rows = [
        (now.plan.name(row[groups.columns[0]] or "") or Prose("No office"),
         *(cell_in_words(row[one]) for one in ("budget", "actual", "year_end", "over")))
        for row in groups.iter_rows(named=True)
    ]  # fmt: skip
    return Page(
        Prose("Money"),
        title,
        tuple(map(ended, (*rest, *now.said("free")))),
        numbers,
        _quarters(now),
        sheet_of(
            Prose("The year by office"), ("Office", "Budget", "Booked", "Expected", "Over"), rows,
            (1, 2, 3, 4),
        ),
        # a forecast of then is known only from what was known then
        of.changes(*(numbers[1:] if of.remembered else (numbers[0], numbers[3]))),
        left_out(*numbers),
        sources("spend", "free"),
    )  # fmt: skip


def _quarters(now: Moment) -> Chart | None:
    quarters = [row for row in now.ask("free").quarters.to_dicts() if row["budget"]]
    if not quarters:
        return None
    unit = quarters[0]["budget"]["currency"]
    parts = [
        Series(words, tuple(_millions(row[name]) for row in quarters), hue)
        for name, words, hue in PARTS
    ]
    free = sum(one or 0 for one in parts[-1].values)
    return Chart(
        "stacked",
        Prose("The budget by quarter, in million {currency}", currency=unit),
        tuple(
            Prose("Q{quarter} {year}", quarter=(one.month + 2) // 3, year=one.year)
            for one in (row["quarter"] for row in quarters)
        ),
        tuple(one for one in parts if any(one.values)),
        Prose(
            "Of the budget over these quarters {free:,.1f} million {currency} are free to decide about.",
            free=free,
            currency=unit,
        ),
        Prose("million {currency}", currency=unit),
    )


def _millions(amount: Mapping[str, Any] | None) -> float | None:
    if amount is None or amount["amount"] is None:
        return None
    return round(float(amount["amount"]) / 1e6, 3)
