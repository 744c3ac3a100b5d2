"""What are deals lost or stalled for want of, and when does it come?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates, in_words, rounded
from cohelm.analysis.portfolio.roadmap import work_planned
from cohelm.analysis.strategy.promises import promises
from cohelm.analysis.wording import counted, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose

WANTED: dict[str, Any] = {
    "wanted": pl.String, "lost": pl.Int64, "lost_amount": MONEY, "stalled": pl.Int64,
    "stalled_amount": MONEY, "open": pl.Int64, "state": pl.String, "comes_on": pl.Date,
    "deals": pl.List(pl.String),
}  # fmt: skip
OTHERWISE: dict[str, Any] = {
    "reason": pl.String, "state": pl.String, "deals": pl.Int64, "amount": MONEY,
    "which": pl.List(pl.String),
}  # fmt: skip
PROMISED: dict[str, Any] = {
    "promise": pl.String, "due": pl.Date, "state": pl.String, "rests_on": pl.List(pl.String),
    "why": pl.String,
}  # fmt: skip
LOST, STALLED, OPEN, WON = "lost", "stalled", "open", "won"
NO_REASON = "no reason is on record"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Deals:
    """What customers wanted and did not find, dearest first, and what sales promised of it.

    `wanted` has a row for each thing that deals want: how many are lost and stalled and what these are
    worth, in the currency of the books, how many are still open, where the thing stands and the day it
    comes (null where nothing dated brings it), and the deals. `otherwise` are the lost and stalled ones
    that want nothing, by their reason. `promised` are open deals with a day that sales promised, as
    `promises` has them. `lost` and `stalled` count the deals that want something.
    """

    on: date
    lost: Figure
    lost_amount: Figure
    stalled: Figure
    stalled_amount: Figure
    unexplained: Figure
    wanted: pl.DataFrame
    otherwise: pl.DataFrame
    promised: pl.DataFrame
    called: str

    @property
    def sentence(self) -> str:
        """How many were lost and stall for want of something, with the money, and what most want."""
        if self.lost.value is None:
            return Prose(
                "Nobody can say what deals are lost for: {reason}", reason=self.lost.reason
            )
        said = Prose("{deals} lost", deals=counted(int(self.lost.value), "deal"))
        said += Prose(
            "{money} and {stalled} stalled",
            money=_money(self.lost_amount),
            stalled=self.stalled.value,
        )
        said += Prose("{money} for want of something", money=_money(self.stalled_amount))
        return (
            Prose("{said}; the dearest is {called}", said=said, called=self.called)
            if self.called
            else said
        )


def deals(enterprise: Enterprise, *, on: date) -> Deals:
    """The deals of a day by what they want.

    A deal is stalled where it says so, or is open and its day of closing is over. One that wants several
    things counts in each of their rows and once in the figures. A thing comes by the last day of its
    initiative with all that comes late, by the day of its release, by the first of what delivers a
    demand. Linear in deals and links.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    rows = [_with_state(plan, row, on) for row in day.live("deal").sort("id").to_dicts()]
    missed = [row for row in rows if row["state"] in (LOST, STALLED)]
    wanted = _wanted(plan, rows, on)
    lost, lost_amount, stalled, stalled_amount, unexplained = _figures(plan, rows, missed, on)
    return Deals(
        on, lost, lost_amount, stalled, stalled_amount, unexplained, wanted,
        _otherwise(plan, missed, on), _promised(plan, on),
        plan.name(wanted["wanted"][0]) if len(wanted) else "",
    )  # fmt: skip


def _with_state(plan: Enterprise, row: Row, on: date) -> dict[str, Any]:
    state = row["status"] or OPEN
    if state == OPEN and row["closes_on"] is not None and row["closes_on"] < on:
        state = STALLED
    key = f"deal:{row['id']}"
    return {**row, "key": key, "state": state, "wants": plan.targets(key, "wants")}


def _sum(plan: Enterprise, rows: Iterable[Row], on: date) -> Figure:
    stated = [(row["key"], money_of(row.get("amount"))) for row in rows]
    return Amounts.total(stated).in_currency(Rates.of(plan), on=on)


def _struct(figure: Figure) -> dict[str, Any] | None:
    return None if figure.value is None else {"amount": figure.value, "currency": figure.unit}


def _figures(
    plan: Enterprise, rows: list[dict[str, Any]], missed: list[dict[str, Any]], on: date
) -> tuple[Figure, ...]:
    if not rows:
        return (Figure.unknown(Prose("no deal is on record"), on=on),) * 5
    found: list[Figure] = []
    for state in (LOST, STALLED):
        of = [row for row in missed if row["state"] == state and row["wants"]]
        what = Prose("deals that are {state} and want something that is on record", state=state)
        found.append(Figure(len(of), formula=what, counted=_keys(of), on=on))
        found.append(_sum(plan, of, on))
    bare = [row for row in missed if not row["wants"] and not row["reason"]]
    what = Prose("deals that are lost or stalled and say neither a reason nor what was wanted")
    return (*found, Figure(len(bare), formula=what, counted=_keys(bare), on=on))


def _keys(rows: Iterable[Row]) -> tuple[str, ...]:
    return tuple(row["key"] for row in rows)


def _wanted(plan: Enterprise, rows: list[dict[str, Any]], on: date) -> pl.DataFrame:
    by: dict[str, list[Row]] = {}
    for row in rows:
        for thing in row["wants"]:
            if row["state"] != WON:
                by.setdefault(thing, []).append(row)
    ends = dict(work_planned(plan, on).select("initiative", "ends_now").iter_rows()) if by else {}
    found = []
    for thing, of in by.items():
        lost, stalled, open_ = ([one for one in of if one["state"] == state]
                                for state in (LOST, STALLED, OPEN))  # fmt: skip
        amounts = _sum(plan, lost, on), _sum(plan, stalled, on)
        worth = sum(float(one.value or 0) for one in amounts)
        state = plan.plain(thing).get("status") if thing in plan else None
        found.append((
            (-worth, -len(lost) - len(stalled), thing),
            (thing, len(lost), _struct(amounts[0]), len(stalled), _struct(amounts[1]), len(open_),
             state, _comes_on(plan, thing, ends), list(_keys(of))),
        ))  # fmt: skip
    ordered = [row for _, row in sorted(found, key=lambda one: one[0])]
    return pl.DataFrame(ordered, schema=WANTED, orient="row")


def _comes_on(plan: Enterprise, key: str, ends: Mapping[str, date]) -> date | None:
    """The first day on which a thing is there; None where nothing dated brings it."""
    if key not in plan:
        return None
    kind, of = key.partition(":")[0], plan.plain(key)
    if kind == "initiative":
        stated = of.get("end")
        return ends.get(key) or (date.fromisoformat(stated) if stated else None)
    if kind == "release":
        stated = of.get("released_on") or of.get("planned_on")
        return date.fromisoformat(stated) if stated else None
    days = [_comes_on(plan, one, ends) for one in plan.targets(key, "delivered_in")]
    return min((one for one in days if one), default=None)


def _otherwise(plan: Enterprise, missed: list[dict[str, Any]], on: date) -> pl.DataFrame:
    by: dict[tuple[str, str], list[Row]] = {}
    for row in missed:
        if not row["wants"]:
            by.setdefault((row["reason"] or NO_REASON, row["state"]), []).append(row)
    found = [
        (reason, state, len(of), _struct(_sum(plan, of, on)), list(_keys(of)))
        for (reason, state), of in by.items()
    ]
    found.sort(key=lambda row: (-row[2], row[0], row[1]))
    return pl.DataFrame(found, schema=OTHERWISE, orient="row")


def _promised(plan: Enterprise, on: date) -> pl.DataFrame:
    """The dates that sales promised on deals, as `promises` has them."""
    found = promises(plan, on=on).promises
    return found.filter(pl.col("promise").str.starts_with("deal:")).select(*PROMISED)


def _money(figure: Figure) -> str:
    if figure.value is None:
        return ""
    return f" ({in_words([rounded(Money(figure.value, figure.unit))])})"  # type: ignore[arg-type]
