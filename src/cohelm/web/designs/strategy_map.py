"""What the page of the strategy map shows: goals with both offices' money on their sides."""

from __future__ import annotations

from typing import Any

from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.strategy.strategy_map import SIDES, StrategyMap
from cohelm.analysis.wording import counted, money_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, joined
from cohelm.reports.sides import Wing, draw_sides

MOST = 40


def of_strategy_map(plan: Enterprise, result: StrategyMap) -> dict[str, Any]:
    """The goals as a picture, the names of the two sides, and the work of each goal."""
    names = [plan.name(one) for one in result.offices]
    if len(names) < 2:
        return {"picture": None}
    rows = result.goals.head(MOST).to_dicts()
    wings = [
        Wing(
            row["goal"],
            plan.name(row["goal"]),
            _amount(row, "first"),
            _amount(row, "together"),
            _amount(row, "second"),
            _said(plan, row, names),
            not any(row[side] for side in SIDES),
            _assumed(row),
        )
        for row in rows
    ]  # fmt: skip
    return {
        "picture": draw_sides(wings) if wings else None, "across": names[0], "up": names[1],
        "any_assumed": any(any(one.assumed) for one in wings),
        "more_goals": max(0, len(result.goals) - MOST),
    }  # fmt: skip


def _amount(row: dict[str, Any], side: str) -> float:
    money = money_of(row[f"{side}_money"])
    return float(money.amount) if money else 0.0


def _assumed(row: dict[str, Any]) -> tuple[bool, bool, bool]:
    """Of the first side, of both together and of the second, whether some of the money is assumed."""
    first, together, second = (not set(row[side]).isdisjoint(row["assumed"]) for side in SIDES[:3])
    return first, together, second


def _said(plan: Enterprise, row: dict[str, Any], names: list[str]) -> str:
    parts = []
    for side, name in zip(SIDES, (names[0], Prose("both"), names[1], Prose("others")), strict=True):
        if row[side]:
            money = money_of(row.get(f"{side.removesuffix('_office')}_money"))
            worth = (
                Prose(" for {money}", money=in_words([rounded(money)]))
                if money and money.amount
                else ""
            )
            work = joined((counted(len(row[side]), "initiative"), worth), "")
            parts.append(joined((name, work), ": "))
    if row["assumed"]:
        of = counted(len(row["assumed"]), "initiative")
        parts.append(Prose("the share or the rate of {of} is assumed", of=of))
    said = joined(parts, "; ") if parts else Prose("nothing is done for it")
    return joined((plan.name(row["goal"]), said), ": ")
