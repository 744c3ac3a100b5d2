"""Does the money follow the goals, and do the goals move?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Rates, in_words, rounded
from cohelm.analysis.strategy.funded import Cost, Work, funded, left_out, rated, unstated
from cohelm.analysis.strategy.scores import elapsed, mean, score
from cohelm.analysis.strategy.serving import Serving, serving
from cohelm.analysis.wording import counted, percent
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined

GOALS: dict[str, Any] = {
    "goal": pl.String, "office": pl.List(pl.String), "priority": pl.Float64,
    "money_share": pl.Float64, "apart": pl.Float64, "money": MONEY, "funded_work": pl.Int64,
    "score": pl.Float64, "pace": pl.Float64, "why": pl.String,
}  # fmt: skip
RESULTS: dict[str, Any] = {
    "key_result": pl.String, "goal": pl.String, "baseline": pl.Float64, "target": pl.Float64,
    "current": pl.Float64, "unit": pl.String, "score": pl.Float64, "why": pl.String,
}  # fmt: skip
WORK: dict[str, Any] = {"initiative": pl.String, "status": pl.String, "total_cost": MONEY}
OVER = Prose("its period is over")
NO_WEIGHT = Prose("no weight on record")


@dataclass(frozen=True, slots=True, eq=False)
class Alignment:
    """The goals of the day beside the money that serves them.

    `goals` has a row a goal, those furthest apart first: `priority` is its share of all weights,
    `money_share` that of the money, `apart` the money's less the priority's, `score` and `pace` how
    far and how fast its key results go, `why` what is not known. `without_goal` has the live work
    that serves no goal, `without_work` the goals to which no live work contributes, `unmeasured` those
    without a key result. `unaligned` is the funded money that serves no goal of the day.
    """

    on: date
    coverage: Figure
    weighted_coverage: Figure
    alignment: Figure
    unaligned: Figure
    goals: pl.DataFrame
    without_goal: pl.DataFrame
    key_results: pl.DataFrame
    without_work: tuple[str, ...]
    unmeasured: tuple[str, ...]
    furthest: str

    @property
    def sentence(self) -> str:
        """How many goals have funded work, what money serves none, and which goal is furthest off."""
        if not len(self.goals):
            return Prose("No goal is on record: nobody can say whether the money follows the goals")
        worked = len(self.coverage.counted)
        said = Prose(
            "{worked} of {goals} have funded work",
            worked=worked,
            goals=counted(len(self.goals), "goal"),
        )
        if isinstance(self.unaligned.value, Decimal) and self.unaligned.value:
            money = rounded(Money(self.unaligned.value, self.unaligned.unit))
            said += Prose("; {money} of funded work serves no goal", money=in_words([money]))
        return joined((said, self.furthest), "; ") if self.furthest else said


def alignment(
    enterprise: Enterprise,
    *,
    on: date,
    cost: Annotated[Cost, "Which cost of an initiative counts as its money."] = "total_cost",
) -> Alignment:
    """The goals whose period is not over, beside the work that is approved or in progress.

    Coverage: goals with funded work / goals; weighted: by the goals' weights. Alignment is
    1 − ½ Σ |wg − fg| over the goals and over the money that serves none, in [0, 1], 1 where money is
    spread as the weights are. A goal without a weight is left out of both sides; where no goal has
    one, all count the same, which is named. Linear in goals, initiatives and links.

    Source: the overlap of two distributions (one less their total variation distance); the index
    itself is this product's own.
    """
    found = _Alignment(Day(enterprise, on), cost)
    goals = found.goals
    results = pl.DataFrame(found.results, schema=RESULTS)
    return Alignment(
        on, found.coverage(), found.weighted_coverage(), found.alignment(), found.unaligned(),
        goals, found.without_goal(), results, found.unworked,
        tuple(f"goal:{one['id']}" for one in found.current if f"goal:{one['id']}" not in
              results["goal"].to_list()),
        found.furthest(),
    )  # fmt: skip


class _Alignment:
    """The parts of the answer, computed once each."""

    def __init__(self, day: Day, cost: Cost) -> None:
        self.day, self.cost = day, cost
        self.currency = Rates.of(day.enterprise).currency
        self.works: list[Work] = funded(day, cost)
        self.serving: Serving = serving(day)
        frame = day.live("goal")
        rows = list(frame.sort("id").iter_rows(named=True))
        self.current = [one for one in rows if one["due"] is None or one["due"] >= day.on]
        self.over = tuple(f"goal:{one['id']}" for one in rows if one not in self.current)
        self.node_of = {f"goal:{one['id']}": one["node"] for one in self.current}

    @cached_property
    def worked(self) -> dict[str, int]:
        """By goal, how many funded initiatives contribute to it."""
        by_node: dict[int, int] = {}
        for one in self.works:
            for goal, share in self.serving.of.get(one.node, {}).items():
                by_node[goal] = by_node.get(goal, 0) + (share > 0)
        return {key: by_node.get(node, 0) for key, node in self.node_of.items()}

    @cached_property
    def unworked(self) -> tuple[str, ...]:
        """The goals to which no live initiative contributes, funded or not."""
        served = {
            goal
            for node in self.day.live("initiative")["node"].to_list()
            for goal in self.serving.of.get(node, {})
        }
        return tuple(key for key, node in self.node_of.items() if node not in served)

    @cached_property
    def money(self) -> dict[int, Decimal]:
        """By goal's node, the money that serves it."""
        found: dict[int, Decimal] = {}
        for one in self.works:
            for goal, share in self.serving.of.get(one.node, {}).items():
                if one.cost is not None:
                    worth = one.cost * Decimal(str(share))
                    found[goal] = found.get(goal, Decimal(0)) + worth
        return found

    @cached_property
    def total(self) -> Decimal:
        """All funded money of which the amount is known."""
        return sum((one.cost for one in self.works if one.cost is not None), Decimal(0))

    @cached_property
    def loose(self) -> Decimal:
        """What of it serves no goal of the day."""
        return self.total - sum(
            (self.money.get(node, Decimal(0)) for node in self.node_of.values()), Decimal(0)
        )

    @cached_property
    def weights(self) -> dict[str, float]:
        """Each goal's share of all weights; the goals without one are missing."""
        stated = {f"goal:{one['id']}": one["weight"] for one in self.current}
        if all(one is None for one in stated.values()):
            stated = dict.fromkeys(stated, 1.0)
        known = {key: float(one) for key, one in stated.items() if one is not None}
        total = sum(known.values())
        return {key: one / total for key, one in known.items()} if total else {}

    @cached_property
    def unweighted(self) -> tuple[str, ...]:
        return tuple(key for key in self.node_of if key not in self.weights)

    @cached_property
    def shares(self) -> dict[str, float]:
        """Each weighted goal's share of the money that serves one of them, or no goal."""
        nodes = self.node_of
        base = self.loose + sum(
            (self.money.get(nodes[key], Decimal(0)) for key in self.weights), Decimal(0)
        )
        if not base:
            return {}
        return {key: float(self.money.get(nodes[key], Decimal(0)) / base) for key in self.weights}

    @cached_property
    def assumed_weights(self) -> tuple[Assumption, ...]:
        if not self.current or any(one["weight"] is not None for one in self.current):
            return ()
        sentence = Prose("No goal states a weight: all count the same.")
        return (Assumption(Prose("equal weights"), sentence, tuple(self.node_of)),)

    @cached_property
    def results(self) -> list[dict[str, Any]]:
        """The key results of the day's goals, by goal, then by id."""
        found, nodes = [], self.day.enterprise.nodes
        source, target, _ = self.day.links("measures")
        goal_of = {s: nodes.key(t) for s, t in zip(source.tolist(), target.tolist(), strict=True)}
        for row in self.day.live("key_result").sort("id").iter_rows(named=True):
            goal = goal_of.get(row["node"], "")
            if goal in self.node_of:
                value, why = self._scored(row)
                one = {name: row[name] for name in ("baseline", "target", "current", "unit")}
                key = f"key_result:{row['id']}"
                found.append({"key_result": key, "goal": goal, **one, "score": value, "why": why})
        return sorted(found, key=lambda one: (one["goal"], one["key_result"]))

    def _scored(self, row: Mapping[str, Any]) -> tuple[float | None, str]:
        if row["current_on"] is not None and row["current_on"] > self.day.on:
            return None, Prose("its value is of a later day")
        return score(row["baseline"], row["target"], row["current"], band=row["band"])

    @cached_property
    def goals(self) -> pl.DataFrame:
        rows = sorted(map(self._goal, self.current), key=lambda one: -abs(one["apart"] or 0))
        return pl.DataFrame(rows, schema=GOALS)

    def _goal(self, row: Mapping[str, Any]) -> dict[str, Any]:
        key = f"goal:{row['id']}"
        priority, share = self.weights.get(key), self.shares.get(key)
        known = priority is not None and share is not None
        money = self.money.get(row["node"], Decimal(0)) if self.total else None
        scored = mean(one["score"] for one in self.results if one["goal"] == key)
        past, why_not = elapsed(row["start"], row["due"], self.day.on)
        return {
            "goal": key,
            "office": self.day.enterprise.at(self.day.on).targets(key, "office"),
            "priority": priority,
            "money_share": share,
            "apart": share - priority if known else None,  # type: ignore[operator]
            "money": {"amount": money, "currency": self.currency} if money is not None else None,
            "funded_work": self.worked[key],
            "score": scored,
            "pace": scored / past if scored is not None and past else None,
            "why": "; ".join(self._missing(key, scored, why_not)),
        }

    def _missing(self, key: str, scored: float | None, why_not: str) -> Iterator[str]:
        if key not in self.weights:
            yield NO_WEIGHT
        if scored is None:
            mine = [one["why"] for one in self.results if one["goal"] == key]
            yield Prose("no score: {mine}", mine=mine[0]) if mine else Prose("no key result")
        elif why_not:
            yield Prose("no pace: {why_not}", why_not=why_not)

    def without_goal(self) -> pl.DataFrame:
        rows = [
            {
                "initiative": f"initiative:{row['id']}",
                "status": row["status"],
                "total_cost": row.get("total_cost"),
            }
            for row in self.day.live("initiative").sort("id").iter_rows(named=True)
            if not self.serving.of.get(row["node"])
        ]
        return pl.DataFrame(rows, schema=WORK)

    def coverage(self) -> Figure:
        out: dict[str, tuple[str, ...]] = {OVER: self.over} if self.over else {}
        if not self.node_of:
            return Figure(
                None, "share", Prose("no goal is on record"), left_out=out, on=self.day.on
            )
        having = tuple(key for key, number in self.worked.items() if number)
        return Figure(
            len(having) / len(self.node_of),
            "share",
            formula=Prose(
                "{having} goals with funded work / {node_of} goals",
                having=len(having),
                node_of=len(self.node_of),
            ),
            counted=having,
            left_out=out | self._unstated(),
            on=self.day.on,
            ratio=(len(having), len(self.node_of)),
        )

    def _unstated(self) -> dict[str, tuple[str, ...]]:
        silent = unstated(self.day)
        return {Prose("no status on record"): tuple(silent)} if silent else {}

    def weighted_coverage(self) -> Figure:
        out: dict[str, tuple[str, ...]] = {OVER: self.over} if self.over else {}
        out |= {NO_WEIGHT: self.unweighted} if self.unweighted else {}
        if not self.weights:
            reason = (
                Prose("no goal has a weight above nought")
                if self.node_of
                else Prose("no goal is on record")
            )
            return Figure(None, "share", reason, left_out=out, on=self.day.on)
        having = tuple(key for key in self.weights if self.worked[key])
        value = min(1.0, sum(self.weights[key] for key in having))
        return Figure(
            value,
            "share",
            counted=having,
            left_out=out,
            assumed=self.assumed_weights,
            formula=Prose(
                "the goals with funded work hold {value:.3f} of all weights", value=value
            ),
            on=self.day.on,
        )

    def alignment(self) -> Figure:
        out = left_out(self.works) | self._unstated() | ({OVER: self.over} if self.over else {})
        out |= {NO_WEIGHT: self.unweighted} if self.unweighted else {}
        if not self.weights or not self.shares:
            reason = (
                Prose("no funded work states its cost")
                if self.weights
                else Prose("no goal has a weight")
            )
            return Figure(None, "", reason, left_out=out, on=self.day.on)
        apart = sum(abs(self.weights[key] - self.shares[key]) for key in self.weights)
        loose = max(0.0, 1 - sum(self.shares.values()))
        value = min(1.0, max(0.0, 1 - 0.5 * (apart + loose)))
        return Figure(
            value,
            "",
            formula=Prose(
                "1 − ½ × ({apart:.3f} by which the goals' shares of money and of weight "
                "differ + {loose:.3f} of the money for no goal)",
                apart=apart,
                loose=loose,
            ),
            counted=tuple(one.key for one in self.works if one.cost is not None),
            left_out=out,
            assumed=self._assumed(),
            on=self.day.on,
        )

    def _assumed(self) -> tuple[Assumption, ...]:
        return (*self.assumed_weights, *self.serving.assumed, *rated(self.day, self.works))

    def unaligned(self) -> Figure:
        out, known = left_out(self.works), [one for one in self.works if one.cost is not None]
        if not known:
            reason = Prose("no funded work states its cost")
            return Figure(None, self.currency, reason, left_out=out, on=self.day.on)
        value = max(Decimal(0), self.loose).quantize(Decimal("0.01"))
        total = Money(self.total, self.currency)
        served = in_words([rounded(Money(self.total - value, self.currency))])
        return Figure(
            value,
            self.currency,
            formula=Prose(
                "{total} of funded work − {served} for goals",
                total=in_words([total]),
                served=served,
            ),
            counted=tuple(one.key for one in known),
            left_out=out,
            on=self.day.on,
            assumed=(*self.serving.assumed, *rated(self.day, self.works)),
        )

    def furthest(self) -> str:
        """The goal whose money is furthest from its priority, in words; empty where none is apart."""
        first = self.goals.head(1).to_dicts()
        if not first or not first[0]["apart"]:
            return ""
        name = self.day.enterprise.name(first[0]["goal"])
        return Prose(
            "furthest apart: {name}, {priority} of the priority and {money} of the money",
            name=name,
            priority=percent(first[0]["priority"]),
            money=percent(first[0]["money_share"]),
        )
