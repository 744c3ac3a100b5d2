"""What does an incoming officer find: decided, pending, promised, contested, ending, cost and brought?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates
from cohelm.analysis.offices import offices_on
from cohelm.analysis.portfolio.spend import spend
from cohelm.analysis.rights.overlaps import overlaps
from cohelm.analysis.strategy.promises import HOLDS, promises
from cohelm.analysis.technology.obsolescence import obsolescence
from cohelm.analysis.vendors.contracts import contracts
from cohelm.analysis.wording import counted, money_of, worded
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, again, joined, written

DAYS, LOOKED_BACK = 100, 365
SECTIONS = ("pending", "promised", "two named", "ending", "under way", "decided")
"""In the order in which a new officer needs them."""
COLUMNS: dict[str, Any] = {
    "section": pl.String, "item": pl.String, "day": pl.Date, "amount": MONEY, "what": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Handover:
    """The record of one office for who takes it over on a day.

    `matters` has a row for each: pending decisions, open promises that do not hold, rights by which two
    are named, contracts to decide on and support that ends within a hundred days, live work, and what
    was decided in the year before; in each section by its day. `cost` is what the office is expected to
    spend in the financial year, `brought` what benefits of its work have brought in hand so far.
    """

    on: date
    office: str
    called: str
    until: date
    cost: Figure
    brought: Figure
    urgent: Figure
    matters: pl.DataFrame

    @property
    def sentence(self) -> str:
        """What waits, and how much of it within the hundred days."""
        if not self.office:
            return Prose("No office is on record that could be handed over")
        of = dict(self.matters.group_by("section").len().iter_rows())
        said = [
            counted(of.get("pending", 0), "decision") + Prose(" pending"),
            counted(of.get("promised", 0), "promise") + Prose(" at risk"),
            counted(of.get("two named", 0), "right") + Prose(" with two named"),
            counted(of.get("ending", 0), "thing") + Prose(" ending"),
        ]
        return Prose(
            "{called}: {said}; {urgent} within {days} days",
            called=self.called,
            said=joined(said, ", "),
            urgent=self.urgent.value,
            days=DAYS,
        )


def handover(
    enterprise: Enterprise,
    *,
    on: date,
    office: Annotated[str, "The office, by id; without one, the first."] = "",
) -> Handover:
    """What the record holds for who takes an office over on a day.

    A thing is the office's where it names it, else where it falls to it (see `analysis.offices`). Raises
    UnknownName for an office that is not there.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    known = _offices(plan)
    wanted = office.removeprefix("office:")
    if wanted and wanted not in known:
        raise UnknownName.of("office", wanted, known, where="office")
    key = f"office:{wanted or known[0]}" if known else ""
    until = on + timedelta(DAYS)
    if not key:
        none = Figure(None, "", Prose("no office is on record"), on=on)
        empty = pl.DataFrame(schema=COLUMNS)
        return Handover(on, "", "", until, none, none, none, empty)
    mine = _Mine(day, key)
    rows = [*_pending(mine), *_promised(mine), *_two_named(mine, on), *_ending(mine, until),
            *_under_way(mine), *_decided(mine)]  # fmt: skip
    rows.sort(key=lambda row: (SECTIONS.index(row[0]), row[2] or date.max, row[1]))
    matters = pl.DataFrame(rows, schema=COLUMNS, orient="row")
    return Handover(
        on, key, plan.name(key), until, _cost(plan, key, on), _brought(mine), _urgent(matters, on, until),
        matters,
    )  # fmt: skip


def _offices(plan: Enterprise) -> list[str]:
    frame = plan.frame("office")
    return frame.sort("place", "id", nulls_last=True)["id"].to_list() if len(frame) else []


Row = tuple[str, str, date | None, Mapping[str, Any] | None, str]


class _Mine:
    """What of a day's plan is an office's."""

    def __init__(self, day: Day, office: str) -> None:
        self.day, self.plan, self.office = day, day.enterprise, office
        self.offices = offices_on(day)

    def has(self, key: str) -> bool:
        """Whether an item is the office's."""
        named = {*self.plan.targets(key, "office"), *self.plan.targets(key, "sponsor")}
        if any(one.startswith("office:") for one in named):
            return self.office in named
        node = self.plan.nodes.number(key)
        return node is not None and self.offices.of(node) == self.office

    def rows(self, kind: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The live items of a kind that are the office's."""
        frame = self.day.live(kind)
        for row in frame.sort("id").iter_rows(named=True) if len(frame) else ():
            key = f"{kind}:{row['id']}"
            if self.has(key):
                yield key, row


def _pending(mine: _Mine) -> Iterator[Row]:
    for key, row in mine.rows("decision"):
        if row["status"] == "proposed":
            waits = (
                Prose("waits for {waits_for}", waits_for=worded(row["waits_for"]))
                if row["waits_for"]
                else Prose("is open")
            )
            yield "pending", key, row["due"], row.get("amount"), waits


def _promised(mine: _Mine) -> Iterator[Row]:
    found = promises(mine.plan, on=mine.day.on).promises
    for row in found.filter(pl.col("state") != HOLDS).iter_rows(named=True):
        if mine.has(row["promise"]) or any(map(mine.has, row["rests_on"])):
            what = joined((again(row["state"]), again(row["why"])), ": ")
            yield "promised", row["promise"], row["due"], row["amount"], what


def _two_named(mine: _Mine, on: date) -> Iterator[Row]:
    for row in overlaps(mine.plan, on=on).concerns.iter_rows(named=True):
        rights = [one for one in row["rights"] if one in mine.plan]
        roles = {end for one in rights for end in mine.plan.targets(one, "accountable")}
        if any(mine.office in mine.plan.targets(one, "office") for one in roles):
            yield Prose("two named"), rights[0], None, None, row["message"]


def _ending(mine: _Mine, until: date) -> Iterator[Row]:
    on = mine.day.on
    found = contracts(mine.plan, on=on, within=(until - on).days).due
    for row in found.iter_rows(named=True):
        if mine.has(row["contract"]) and row["decide_by"] >= on:
            what = (
                Prose("to decide on, else it renews itself")
                if row["renews_to"]
                else Prose("to decide on; it ends")
            )
            yield "ending", row["contract"], row["decide_by"], row["annual"], what
    technologies = obsolescence(mine.plan, on=on).technologies
    soon = technologies.filter(pl.col("ended").is_between(on, until))
    for row in soon.iter_rows(named=True):
        if mine.has(row["technology"]):
            what = Prose(
                "support ends; {applications} rest on it",
                applications=counted(row["applications"], "application"),
            )
            yield "ending", row["technology"], row["ended"], None, what


def _under_way(mine: _Mine) -> Iterator[Row]:
    for key, row in mine.rows("initiative"):
        if row["status"] in ("approved", "in_progress", "on_hold"):
            yield (
                "under way",
                key,
                row["end"],
                row.get("total_cost"),
                worded(row["status"]),
            )


def _decided(mine: _Mine) -> Iterator[Row]:
    since = mine.day.on - timedelta(LOOKED_BACK)
    for key, row in mine.rows("decision"):
        when = row["decided_on"]
        if row["status"] == "accepted" and when is not None and since <= when <= mine.day.on:
            outcome = written(row["outcome"]) if row["outcome"] else Prose("accepted")
            yield "decided", key, when, row.get("amount"), outcome


def _cost(plan: Enterprise, office: str, on: date) -> Figure:
    found = spend(plan, on=on, by="office")
    mine = found.groups.filter(pl.col(found.groups.columns[0]) == office)
    money = money_of(mine["year_end"][0]) if len(mine) else None
    if money is None:
        return Figure(None, "", Prose("nothing is booked on this office"), on=on)
    formula = Prose("what is booked and expected for the financial year")
    return Figure(money.amount, money.currency, formula=formula, counted=(office,), on=on)


def _brought(mine: _Mine) -> Figure:
    """What benefits of the office's work have brought in hand, at the rates of the day."""
    stated: list[tuple[str, Money | None]] = []
    frame = mine.day.live("benefit")
    for row in frame.sort("id").iter_rows(named=True) if len(frame) else ():
        key = f"benefit:{row['id']}"
        in_hand = row["type"] in (None, "saving", "revenue")
        if in_hand and any(map(mine.has, mine.plan.targets(key, "produced_by"))):
            stated.append((key, money_of(row.get("realised"))))
    return Amounts.total(stated).in_currency(Rates.of(mine.plan), on=mine.day.on)


def _urgent(matters: pl.DataFrame, on: date, until: date) -> Figure:
    open_ = matters.filter(~pl.col("section").is_in(["decided", "under way"]))
    near = open_.filter(pl.col("day") <= until)
    keys = tuple(near["item"].unique(maintain_order=True).to_list())
    return Figure(
        len(near), formula=Prose("matters due by {until}", until=until), counted=keys, on=on
    )
