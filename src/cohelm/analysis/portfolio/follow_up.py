"""What became of what was funded: gates, cost against plan, benefits, and what should stop?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import in_words, rounded
from cohelm.analysis.portfolio.choice.engine import choose
from cohelm.analysis.portfolio.choice.proposed import proposed
from cohelm.analysis.portfolio.currency import rates_of_work
from cohelm.analysis.wording import counted, money_of, percent
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Assumption, Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose

FOLLOWED = ("approved", "in_progress", "on_hold")
OVER, EARLIEST = Decimal("0.25"), Decimal("0.2")
STATED, PACED = "stated", "by its pace"
WORK: dict[str, Any] = {
    "initiative": pl.String, "status": pl.String, "gate": pl.String, "evidence": pl.List(pl.String),
    "planned": MONEY, "spent": MONEY, "at_completion": MONEY, "how": pl.String, "over": pl.Float64,
    "promised_a_year": MONEY, "measured": MONEY, "chosen_again": pl.Boolean, "stop": pl.String,
}  # fmt: skip
BENEFITS: dict[str, Any] = {
    "type": pl.String, "benefits": pl.List(pl.String), "promised_a_year": MONEY,
    "promised_to_date": MONEY, "measured_to_date": MONEY, "share": pl.Float64,
    "without_measure": pl.Int64,
}  # fmt: skip
Amount = Decimal | None


@dataclass(frozen=True, slots=True, eq=False)
class FollowUp:
    """The work that is approved, under way or on hold, those furthest over their plan first.

    `work` has a row for each: the gate that it comes to next and the decisions about it that are on
    record; planned cost, what is spent, the forecast at completion and `how` it is known, by what share
    that is over the plan; what was promised a year and measured so far, of money in hand alone; whether
    the best choice from where it now stands still has it in (null where it cannot be weighed), and why
    the kill rule would stop it. `benefits` has a row for each type, which are never added up.
    """

    on: date
    overrun: Figure
    measured: Figure
    without_evidence: Figure
    to_stop: Figure
    work: pl.DataFrame
    benefits: pl.DataFrame

    @property
    def sentence(self) -> str:
        """By how much the work is over its plan, what share of the savings was measured, what to stop."""
        if not len(self.work):
            return Prose("Nothing is funded: no initiative is said to be approved or in progress")
        said = Prose("What is funded states no cost")
        if isinstance(self.overrun.value, Decimal):
            money = in_words([rounded(Money(abs(self.overrun.value), self.overrun.unit))])
            side = Prose("more") if self.overrun.value > 0 else Prose("less")
            said = Prose(
                "{initiatives} will cost {money} {side} than planned",
                initiatives=counted(len(self.work), "initiative"),
                money=money,
                side=side,
            )
        if self.measured.value is not None:
            said += Prose(
                "; {measured:.0f} % of the savings promised to date are measured",
                measured=float(self.measured.value) * 100,
            )
        return Prose(
            "{said}; the kill rule would stop {to_stop}",
            said=said,
            to_stop=self.to_stop.value or Prose("none"),
        )


def follow_up(
    enterprise: Enterprise,
    *,
    on: date,
    over: Annotated[Decimal, "So large a share over its plan calls for a stop."] = OVER,
) -> FollowUp:
    """What is funded against its plan, gate by gate; solved again from where it now stands.

    Forecast at completion: the stated one; else, once a fifth of its days is over, what is spent by the
    share of its days that is over, never less than what is spent; else its plan. The kill rule stops
    what need not be done, is over its plan by more than `over`, and is not in the best choice from
    here. That choice counts only the cost still to come: what is spent is spent. Evidence of a gate are
    decisions about the initiative that were taken by the day. Raises UsageError for `over` below 0.
    """
    if over < 0:
        raise UsageError(f"{over} over the plan", where="over", accepted="0 and more, such as 0.25")
    following = _Following(enterprise.at(on), on, over)
    work = following.work()
    benefits = following.benefits()
    return FollowUp(
        on, following.overrun(), _measured(benefits, on), _without_evidence(work, on),
        _to_stop(work, on), work, benefits,
    )  # fmt: skip


class _Following:
    """The funded work of a day, in the currency of the books."""

    def __init__(self, plan: Enterprise, on: date, over: Decimal) -> None:
        self.plan, self.day, self.on, self.over = plan, Day(plan, on), on, over
        asked = proposed(plan, on=on)
        self.rates = rates_of_work(plan, on)
        self.weighed = {one.id for one in asked.problem.initiatives}
        self.again = choose(asked.problem).chosen if asked.budget.value is not None else None
        self.paced: list[str] = []
        self.known: list[tuple[str, Decimal, Decimal]] = []

    def work(self) -> pl.DataFrame:
        """A row for each, furthest over first."""
        frame = self.day.live("initiative")
        rows = [
            self._row(row)
            for row in frame.sort("id").iter_rows(named=True)
            if row["status"] in FOLLOWED
        ]
        rows.sort(key=lambda one: (one["over"] is None, -(one["over"] or 0), one["initiative"]))
        return pl.DataFrame(rows, schema=WORK)

    def _row(self, row: Mapping[str, Any]) -> dict[str, Any]:
        key = f"initiative:{row['id']}"
        planned, spent = self._worth(row, "total_cost"), self._worth(row, "spent")
        forecast, how = self._forecast(row, planned, spent)
        above = None
        if planned and forecast is not None:
            above = float(forecast / planned - 1)
            self.known.append((key, planned, forecast))
        promised, measured = self._benefits_of(key)
        again = None
        if self.again is not None and row["id"] in self.weighed:
            again = row["id"] in self.again
        return {
            "initiative": key, "status": row["status"], "gate": row["gate"],
            "evidence": self._evidence(key), "planned": self._money(planned),
            "spent": self._money(spent), "at_completion": self._money(forecast), "how": how,
            "over": above, "promised_a_year": self._money(promised),
            "measured": self._money(measured), "chosen_again": again,
            "stop": self._stop(row, above, again),
        }  # fmt: skip

    def _forecast(
        self, row: Mapping[str, Any], planned: Amount, spent: Amount
    ) -> tuple[Amount, str | None]:
        stated = self._worth(row, "forecast_cost")
        if stated is not None:
            return stated, STATED
        passed = _passed(row["start"], row["end"], self.on)
        if spent and passed is not None and passed >= EARLIEST:
            self.paced.append(f"initiative:{row['id']}")
            return max(spent, (spent / passed).quantize(Decimal("0.01"))), PACED
        if planned is None:
            return None, None
        return max(planned, spent or Decimal(0)), Prose("as planned")

    def _stop(self, row: Mapping[str, Any], above: float | None, again: bool | None) -> str | None:
        if row["must_do"] or above is None or above <= float(self.over) or again is not False:
            return None
        return Prose(
            "{share} over its plan, and not in the best choice from here", share=percent(above)
        )

    def _evidence(self, key: str) -> list[str]:
        found = []
        for one in sorted(self.plan.sources(key, "about")):
            day = self.plan.plain(one).get("decided_on") if one.startswith("decision:") else None
            if day and str(day) <= self.on.isoformat():
                found.append(one)
        return found

    def _benefits_of(self, key: str) -> tuple[Amount, Amount]:
        """What is promised a year and measured so far of savings and revenue that it alone produces."""
        promised: Amount = None
        measured: Amount = None
        for row in self._rows("benefit"):
            makers = self.plan.targets(f"benefit:{row['id']}", "produced_by")
            if makers == [key] and row["type"] in ("saving", "revenue", None):
                promised = _plus(promised, self._worth(row, "planned"))
                measured = _plus(measured, self._worth(row, "realised"))
        return promised, measured

    def benefits(self) -> pl.DataFrame:
        """The benefits by type, each apart from the others."""
        by_type: dict[str, list[Mapping[str, Any]]] = {}
        for row in self._rows("benefit"):
            by_type.setdefault(row["type"] or Prose("no type on record"), []).append(row)
        return pl.DataFrame(
            [self._of_type(name, by_type[name]) for name in sorted(by_type)], schema=BENEFITS
        )

    def _of_type(self, name: str, rows: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
        promised: Amount = None
        due: Amount = None
        measured: Amount = None
        silent = 0
        for row in rows:
            promised = _plus(promised, self._worth(row, "planned"))
            owed, got = self._worth(row, "planned_to_date"), self._worth(row, "realised")
            silent += bool(owed) and got is None
            if owed is not None and got is not None:
                due, measured = _plus(due, owed), _plus(measured, got)
        return {
            "type": name, "benefits": [f"benefit:{row['id']}" for row in rows],
            "promised_a_year": self._money(promised), "promised_to_date": self._money(due),
            "measured_to_date": self._money(measured),
            "share": float(measured / due) if due and measured is not None else None,
            "without_measure": silent,
        }  # fmt: skip

    def overrun(self) -> Figure:
        """Σ forecast less Σ plan, of those of which both are known."""
        currency = self.rates.currency
        if not self.known:
            return Figure(None, currency, Prose("no funded work states its cost"), on=self.on)
        plan = sum((one for _, one, _ in self.known), Decimal(0))
        end = sum((one for _, _, one in self.known), Decimal(0))
        assumed: tuple[Assumption, ...] = ()
        if self.paced:
            said = Prose(
                "Where no forecast is stated, the rest is spent at the pace of the days so far."
            )
            assumed = (Assumption(Prose("forecast by pace"), said, tuple(self.paced)),)
        return Figure(
            end - plan,
            currency,
            formula=Prose("{end:,.0f} at completion − {plan:,.0f} planned", end=end, plan=plan),
            counted=tuple(key for key, _, _ in self.known),
            assumed=assumed,
            on=self.on,
        )

    def _rows(self, kind: str) -> Iterator[Mapping[str, Any]]:
        frame = self.day.live(kind)
        yield from frame.sort("id").iter_rows(named=True) if len(frame) else ()

    def _worth(self, row: Mapping[str, Any], field: str) -> Amount:
        money = money_of(row.get(field))
        worth = self.rates.converted(money, self.on) if money and self.rates.currency else None
        return worth.amount if worth else None

    def _money(self, amount: Amount) -> dict[str, Any] | None:
        return None if amount is None else {"amount": amount, "currency": self.rates.currency}


def _plus(one: Amount, other: Amount) -> Amount:
    return one if other is None else (one or Decimal(0)) + other


def _passed(start: date | None, end: date | None, on: date) -> Decimal | None:
    """The share of the days that is over; None where they are not known or the end has passed."""
    if start is None or end is None or not start <= on <= end:
        return None
    return Decimal((on - start).days + 1) / Decimal((end - start).days + 1)


def _measured(benefits: pl.DataFrame, on: date) -> Figure:
    savings = benefits.filter(pl.col("type") == "saving").to_dicts()
    if not savings or savings[0]["share"] is None:
        return Figure(
            None, "share", Prose("no saving states both what was due and what it brought"), on=on
        )
    row = savings[0]
    got, due = (row[name]["amount"] for name in ("measured_to_date", "promised_to_date"))
    return Figure(
        row["share"],
        "share",
        formula=Prose("{got:,.0f} measured / {due:,.0f} promised to date", got=got, due=due),
        counted=tuple(row["benefits"]),
        on=on,
        ratio=(got, due),
    )


def _without_evidence(work: pl.DataFrame, on: date) -> Figure:
    bare = work.filter(
        pl.col("gate").is_in(["build", "launch", "look_back"]).fill_null(False)
        & (pl.col("evidence").list.len() == 0)
    )
    return Figure(
        len(bare),
        formula=Prose("past the gate plan, with no decision about them on record"),
        counted=tuple(bare["initiative"].to_list()),
        on=on,
    )


def _to_stop(work: pl.DataFrame, on: date) -> Figure:
    keys = tuple(work.filter(pl.col("stop").is_not_null())["initiative"].to_list())
    formula = Prose(
        "over their plan by more than the rule allows, and out of the best choice from here"
    )
    return Figure(len(keys), formula=formula, counted=keys, on=on)
