"""The few figures that an office lead looks at first, each from an analysis that says why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import polars as pl

from cohelm.analysis.catalogue import ANALYSES
from cohelm.analysis.money import rounded
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose
from cohelm.reports.wording import money, number, share
from cohelm.web.answered import answered

Shown = tuple[str, str]
"""A value in words and what stands behind it."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A figure on the home page; without a value, `bring` says which file would give it one.

    `is_shut`: it is of money, which whoever looks does not see.
    """

    label: str
    word: str
    figure: str
    value: str = ""
    note: str = ""
    bring: str = ""
    is_shut: bool = False


@dataclass(frozen=True, slots=True)
class TileSpec:
    """Where a tile stands (`cio`, `cto` or `joint`, by the office's place), and what it shows.

    `word` names the analysis, `figure` the field of its result that says why. `shown` takes the plan
    and the result, and answers None where there is nothing to show. `of_money`: it is of money.
    """

    hue: str
    label: str
    word: str
    figure: str
    shown: Callable[[Enterprise, Any], Shown | None]
    bring: str
    of_money: bool = False


def _known(figure: Figure) -> bool:
    return figure.value is not None


def _whole(figure: Figure) -> str:
    """Money without its cents: a tile is read in passing."""
    assert figure.value is not None
    return money(rounded(Money(Decimal(figure.value), figure.unit)))


def _size(figure: Figure) -> str:
    """Money without its cents and its sign, which a word beside it says."""
    assert figure.value is not None
    return money(rounded(Money(abs(Decimal(figure.value)), figure.unit)))


def _year_end(plan: Enterprise, result: Any) -> Shown | None:
    del plan
    if not _known(result.over) or not _known(result.year_end):
        return None
    way = Prose("over budget") if result.over.value >= 0 else Prose("below budget")
    end = _whole(result.year_end)
    return _size(result.over), Prose("{way}; {end} at the year's end", way=way, end=end)


def _renewing(plan: Enterprise, result: Any) -> Shown | None:
    if not _known(result.renewing):
        return None
    ahead = result.due.filter(pl.col("decide_by") >= result.on)
    if not len(ahead):
        return _whole(result.renewing), Prose("nothing left to decide in time")
    row = ahead.row(0, named=True)
    first = Prose(
        "first {contract}, by {decide_by}",
        contract=plan.name(row["contract"]),
        decide_by=day_in_words(row["decide_by"]),
    )
    return _whole(result.renewing), first


def _weak(plan: Enterprise, result: Any) -> Shown | None:
    if not result.examined.value or not len(result.points):
        return None
    hang = result.examined.value - (result.guarded.value or 0)
    worst = plan.name(_named_first(result.points["items"].to_list()))
    return Prose("{some} of {all}", some=number(hang), all=number(result.examined.value)), Prose(
        "most on {worst}", worst=worst
    )


def _named_first(points: list[list[str]]) -> str:
    """The first single point that is no place: that much stands in one country surprises nobody."""
    single = [of[0] for of in points if len(of) == 1]
    return next((one for one in single if not one.startswith("location:")), points[0][0])


def _unused(plan: Enterprise, result: Any) -> Shown | None:
    del plan
    if not _known(result.unused) or not len(result.blips):
        return None
    return number(result.unused.value), Prose(
        "of {many} on the radar", many=number(len(result.blips))
    )


def _past_support(plan: Enterprise, result: Any) -> Shown | None:
    del plan
    if not _known(result.count):
        return None
    frees = result.technologies["frees"].sum()
    note = Prose("most are freed by renewing {called}", called=result.called) if frees else ""
    some, _slash, all_ = result.share.formula.partition(" / ")
    return Prose("{some} of {all}", some=some, all=all_), note


def _signals(plan: Enterprise, result: Any) -> Shown | None:
    if not len(result.metrics):
        return None
    worse = [row for row in result.metrics.iter_rows(named=True) if row["status"] == "worse"]
    names = ", ".join(plan.name(row["metric"]) for row in worse[:2])
    return Prose(
        "{some} of {all}", some=number(len(worse)), all=number(len(result.metrics))
    ), names or Prose("none got worse")


def _unaligned(plan: Enterprise, result: Any) -> Shown | None:
    del plan
    if not _known(result.unaligned) or not _known(result.coverage):
        return None
    return _whole(result.unaligned), Prose(
        "{share} of the goals have work", share=share(result.coverage.value)
    )


def _free(plan: Enterprise, result: Any) -> Shown | None:
    del plan
    if not _known(result.free) or not _known(result.budget):
        return None
    return _whole(result.free), Prose("of {budget} in the books", budget=_whole(result.budget))


def _two_named(plan: Enterprise, result: Any) -> Shown | None:
    del plan
    if not result.number.value:
        return None
    return counted(result.number.value, "right"), Prose(
        "on {items}", items=counted(result.touched.value, "item")
    )


def _first_ten(plan: Enterprise, result: Any) -> Shown | None:
    if not _known(result.shared_first) or not len(result.items):
        return None
    most = plan.name(result.items.row(0, named=True)["item"])
    return Prose("{shared} of ten", shared=number(result.shared_first.value)), Prose(
        "furthest apart: {most}", most=most
    )


TILES: tuple[TileSpec, ...] = (
    TileSpec("cio", Prose("Year's end"), "spend", "over", _year_end,
             Prose("a budget and what was spent"),
             of_money=True),
    TileSpec("cio", Prose("Renews itself within 90 days"), "contracts", "renewing", _renewing,
             Prose("a contract list"), of_money=True),
    TileSpec("cio", Prose("Critical systems on one point"), "weak-points", "guarded", _weak,
             Prose("an application list with what depends on what")),
    TileSpec("cio", Prose("Free to decide about"), "free", "free", _free,
             Prose("a budget and contracts"),
             of_money=True),
    TileSpec("cto", Prose("Applications past support"), "obsolescence", "count", _past_support,
             Prose("technologies with their ends of support, and what uses them")),
    TileSpec("cto", Prose("To adopt, and nobody uses it"), "radar", "unused", _unused,
             Prose("a technology radar")),
    TileSpec("cto", Prose("Metrics that got worse"), "scorecard", "signals", _signals,
             Prose("readings of metrics")),
    TileSpec("cto", Prose("Work that serves no goal"), "alignment", "unaligned", _unaligned,
             Prose("goals, and initiatives with what they cost"), of_money=True),
    TileSpec("joint", Prose("Two named for"), "rights-overlaps", "number", _two_named,
             Prose("a table of who decides")),
    TileSpec("joint", Prose("You share"), "priorities", "shared_first", _first_ten,
             Prose("the order of priority of both offices")),
)  # fmt: skip
"""The tiles in the order in which they stand."""


def tiles(plan: Enterprise, on: date) -> dict[str, list[Tile]]:
    """The tiles of each hue; those without a value last, as what to bring."""
    known = {one.word: one for one in ANALYSES}
    found: dict[str, list[Tile]] = {"cio": [], "cto": [], "joint": []}
    for spec in TILES:
        shown = spec.shown(plan, answered(plan, known[spec.word], on))
        value, note = shown or ("", "")
        is_shut = not shown and spec.of_money and not plan.audience.sees("money")
        bring = "" if shown or is_shut else spec.bring
        found[spec.hue].append(
            Tile(spec.label, spec.word, spec.figure, value, note, bring, is_shut)
        )
    return {hue: sorted(of, key=lambda one: not one.value) for hue, of in found.items()}
