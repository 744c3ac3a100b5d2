"""What can come on a joint agenda: decisions, contracts, rights of two, plans that clash, concerns."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import polars as pl

from cohelm.analysis.agenda.crossing import crossing
from cohelm.analysis.agenda.topic import Topic, offices_named
from cohelm.analysis.day import Day
from cohelm.analysis.offices import Offices, offices_on
from cohelm.analysis.rights.overlaps import overlaps
from cohelm.analysis.vendors.contracts import contracts
from cohelm.analysis.wording import counted, day_in_words, money_of, worded
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose

WITHIN = 30
"""Contracts come on the agenda so many days before they have to be decided on."""
NEAR = timedelta(days=90)


def topics(enterprise: Enterprise, *, on: date) -> Iterator[Topic]:
    """Everything that could come on the agenda of a day, unsorted.

    Decisions that are proposed; contracts to decide on within thirty days; rights by which two are
    named; live initiatives that are still proposals though their start is within ninety days or over;
    promises whose day is within ninety days or over, and that nothing keeps: what they rest on is
    not on record, stopped, on hold, or ends later. Besides: what `crossing.crossing` finds.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    offices = offices_on(day)
    yield from _decisions(plan, day, offices)
    yield from _contracts(enterprise, plan, offices, on)
    yield from _rights(enterprise, on)
    yield from _proposals(day, offices, on)
    yield from _promises(plan, day, offices, on)
    yield from crossing(day, offices)


def _decisions(plan: Enterprise, day: Day, offices: Offices) -> Iterator[Topic]:
    frame = day.where("decision", pl.col("status") == "proposed")
    for row in frame.sort("id").iter_rows(named=True) if len(frame) else ():
        key = f"decision:{row['id']}"
        why = _waits(row["waits_for"], row["raised_on"], day.on)
        yield Topic(
            Prose("Decide: {name}", name=row["name"]),
            why,
            key,
            row["due"],
            money_of(row.get("amount")),
            offices_named(offices, plan, key),
        )


def _waits(what: str | None, raised: date | None, on: date) -> Prose:
    """For what a decision waits, and for how long where the day is known on which it was raised."""
    if raised is None:
        waits = {"input": Prose("waits for input"), "decider": Prose("waits for whoever decides")}
        return waits.get(what or "", Prose("is open"))
    days = counted((on - raised).days, "day")
    if what == "input":
        return Prose("waits for input for {days}", days=days)
    if what == "decider":
        return Prose("waits for whoever decides for {days}", days=days)
    return Prose("is open for {days}", days=days)


def _contracts(
    enterprise: Enterprise, plan: Enterprise, offices: Offices, on: date
) -> Iterator[Topic]:
    found = contracts(enterprise, on=on, within=WITHIN)
    for row in found.due.iter_rows(named=True):
        if row["decide_by"] < on and row["state"] == "missed":
            continue  # it can no longer be stopped: nothing is left to talk about
        renews = Prose("it renews itself") if row["renews_to"] else Prose("it ends")
        yield Topic(
            Prose("Decide on the contract {contract}", contract=plan.name(row["contract"])),
            renews,
            row["contract"],
            row["decide_by"],
            money_of(row["annual"]),
            offices_named(offices, plan, row["contract"]),
        )


def _rights(enterprise: Enterprise, on: date) -> Iterator[Topic]:
    found = overlaps(enterprise, on=on)
    named = found.concerns.filter(pl.col("code").is_in(["RGT004", "RGT005"]))
    for row in named.iter_rows(named=True):
        yield Topic(
            Prose("Settle who may {verb}", verb=worded(row["verb"])),
            row["message"],
            row["rights"][0],
            contested=True,
        )


def _proposals(day: Day, offices: Offices, on: date) -> Iterator[Topic]:
    near = (pl.col("status") == "proposal") & (pl.col("start") <= on + NEAR)
    frame = day.where("initiative", near)
    for row in frame.sort("id").iter_rows(named=True) if len(frame) else ():
        key = f"initiative:{row['id']}"
        yield Topic(
            Prose("Say yes or no to {name}", name=row["name"]),
            Prose("it is still a proposal and is to begin"),
            key,
            row["start"],
            money_of(row.get("total_cost")),
            offices_named(offices, day.enterprise, key),
        )


def _promises(plan: Enterprise, day: Day, offices: Offices, on: date) -> Iterator[Topic]:
    frame = day.where("commitment", pl.col("due") <= on + NEAR)
    for row in frame.sort("id").iter_rows(named=True) if len(frame) else ():
        key = f"commitment:{row['id']}"
        why = _cannot_keep(plan, plan.targets(key, "rests_on"), row["due"])
        if why:
            yield Topic(
                Prose("A promise that may not be kept: {name}", name=row["name"]),
                why,
                key,
                row["due"],
                money_of(row.get("amount")),
                offices_named(offices, plan, key),
            )


def _cannot_keep(plan: Enterprise, keys: list[str], due: date) -> str:
    """Why what a promise rests on does not keep it; empty where it does, or nothing says so."""
    if not keys:
        return Prose("nothing is on record that it rests on")
    plain = {key: plan.plain(key) for key in keys if key.startswith("initiative:")}
    for key, of in plain.items():
        if of.get("status") in ("stopped", "on_hold"):
            return Prose("{name} is {status}", name=plan.name(key), status=worded(of["status"]))
        if of.get("end") and str(of["end"]) > due.isoformat():
            return Prose(
                "promised for {due}, but {name} ends on {day}",
                due=day_in_words(due),
                name=plan.name(key),
                day=day_in_words(date.fromisoformat(of["end"])),
            )
    return ""
