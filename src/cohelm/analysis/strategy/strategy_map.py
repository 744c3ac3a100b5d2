"""What do both offices do for each goal, does the money follow, and where are their orders apart?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates
from cohelm.analysis.offices import offices_on
from cohelm.analysis.strategy.alignment import Alignment, alignment
from cohelm.analysis.strategy.funded import Cost, funded, rated
from cohelm.analysis.strategy.priorities import Priorities, priorities
from cohelm.analysis.strategy.serving import Serving, serving
from cohelm.analysis.wording import counted
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose, joined

IDS = pl.List(pl.String)
GOALS: dict[str, Any] = {
    "goal": pl.String, "wanted_by": IDS, "priority": pl.Float64, "money_share": pl.Float64,
    "apart": pl.Float64, "first_office": IDS, "together": IDS, "second_office": IDS, "others": IDS,
    "first_money": MONEY, "together_money": MONEY, "second_money": MONEY,
    "assumed": IDS,
}  # fmt: skip
SIDES = ("first_office", "together", "second_office", "others")


@dataclass(frozen=True, slots=True, eq=False)
class StrategyMap:
    """Both offices' initiatives under the goals of the day.

    `goals` has a row for each goal, those of most priority first: who wants it, its share of all weights
    and of the money, what lies between, and the live work for it, funded or not: of the first of
    `offices`, of both together, of the second, of others; with the funded money of each. `assumed` is
    the funded work of which the share for a goal or the rate of exchange is assumed. `gaps` are the
    initiatives that both rank, furthest apart first. `without_goal` is live work for no goal,
    `without_work` goals for which nothing is done. `agreement` is Kendall's tau-b of the two orders.
    """

    on: date
    offices: tuple[str, ...]
    coverage: Figure
    alignment: Figure
    unaligned: Figure
    shared_first: Figure
    agreement: Figure
    goals: pl.DataFrame
    gaps: pl.DataFrame
    without_goal: pl.DataFrame
    without_work: tuple[str, ...]
    together: int
    said: str

    @property
    def sentence(self) -> str:
        """What both work for, what nobody does, and how far the two orders agree."""
        if not len(self.goals):
            return Prose("No goal is on record: there is no strategy to map")
        said = Prose(
            "Both offices work for {together} of {goals}",
            together=self.together,
            goals=counted(len(self.goals), "goal"),
        )
        if self.without_work:
            said += Prose(
                ", for {without_work} nothing is done", without_work=len(self.without_work)
            )
        if len(self.without_goal):
            loose = len(self.without_goal)
            said += Prose(
                "; {initiatives} {serves} none",
                initiatives=counted(loose, "initiative"),
                serves=Plural("serves", "serve", number=loose),
            )
        return joined((said, self.said), ". ") if self.shared_first.value is not None else said


def strategy_map(
    enterprise: Enterprise,
    *,
    on: date,
    cost: Annotated[Cost, "Which cost of an initiative counts as its money."] = "total_cost",
    first: Annotated[int, "How many of the first in each order are compared."] = 10,
) -> StrategyMap:
    """Goals with the work of both offices, beside `alignment` and `priorities`, of which it is made.

    Work falls to the offices that sponsor it, else to the one it belongs to. Money is that of funded
    work, by the shares in which it serves a goal. Raises UsageError for a `first` below 1.
    """
    day = Day(enterprise, on)
    money, orders = (
        alignment(enterprise, on=on, cost=cost),
        priorities(enterprise, on=on, first=first),
    )
    offices = orders.offices
    goals = _goals(day, money, offices, cost)
    both = goals.filter(
        pl.col("together").list.len().gt(0)
        | (pl.col("first_office").list.len().gt(0) & pl.col("second_office").list.len().gt(0))
    )
    return StrategyMap(
        on, offices, money.coverage, money.alignment, money.unaligned, orders.shared_first,
        orders.agreement, goals, _gaps(orders), money.without_goal, money.without_work, len(both),
        orders.sentence,
    )  # fmt: skip


def _goals(day: Day, money: Alignment, offices: Sequence[str], cost: Cost) -> pl.DataFrame:
    served: Serving = serving(day)
    falls = _falls_to(day)
    works = funded(day, cost)
    costs = {one.node: one.cost for one in works if one.cost}
    guessed = {key for one in (*served.assumed, *rated(day, works)) for key in one.items}
    currency = Rates.of(day.enterprise).currency
    rows = []
    for row in money.goals.iter_rows(named=True):
        node = day.enterprise.nodes.number(row["goal"])
        work: dict[str, list[str]] = {side: [] for side in SIDES}
        worth = dict.fromkeys(SIDES, Decimal(0))
        for (here, key), of in falls.items():
            share = served.of.get(here, {}).get(node, 0.0) if node is not None else 0.0
            if not share:
                continue
            side = _side(of, offices)
            work[side].append(key)
            worth[side] += (costs.get(here, Decimal(0))) * Decimal(str(share))
        rows.append({
            "goal": row["goal"], "wanted_by": row["office"], "priority": row["priority"],
            "money_share": row["money_share"], "apart": row["apart"], **work,
            **{f"{side.removesuffix('_office')}_money": _money(worth[side], currency)
               for side in SIDES[:3]},
            "assumed": [key for here, key in falls if key in guessed and here in costs
                        and any(key in work[side] for side in SIDES)],
        })  # fmt: skip
    frame = pl.DataFrame(rows, schema=GOALS)
    return frame.sort("priority", "goal", descending=[True, False], nulls_last=True)


def _falls_to(day: Day) -> dict[tuple[int, str], list[str]]:
    """By node and key of the live initiatives, the offices that sponsor each, else whose it is."""
    plan, whose = day.enterprise.at(day.on), offices_on(day)
    found = {}
    for row in day.live("initiative").sort("id").iter_rows(named=True):
        key = f"initiative:{row['id']}"
        stated = [one for one in plan.targets(key, "sponsor") if one in plan]
        found[row["node"], key] = stated or [one for one in [whose.of(row["node"])] if one]
    return found


def _side(of: Sequence[str], offices: Sequence[str]) -> str:
    mine = [one for one in offices if one in of]
    if len(mine) == 2:
        return "together"
    if not mine:
        return "others"
    return "first_office" if mine[0] == offices[0] else "second_office"


def _gaps(orders: Priorities) -> pl.DataFrame:
    return orders.items.head(10)


def _money(amount: Decimal, currency: str) -> Mapping[str, Any] | None:
    return {"amount": amount.quantize(Decimal("0.01")), "currency": currency} if currency else None
