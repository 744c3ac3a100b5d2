"""The pages of what runs: what is at risk, where support ends, which vendors come up."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.wording import counted
from cohelm.core.prose import Prose, again, joined
from cohelm.reports import wording
from cohelm.reports.answers import cell_in_words
from cohelm.reports.brief.numbers import ended
from cohelm.reports.brief.page import Chart, Page, Series, sheet_of
from cohelm.reports.brief.snapshot import Moment, Snapshot, left_out, sources

BARS = 7


def risk_page(of: Snapshot) -> Page:
    """Promises that cannot be kept, plans that cannot go as they stand, and what takes most with it."""
    now = of.now
    numbers = (
        now.number("promises", "broken", Prose("Promises missed or to be missed")),
        now.number("promises", "at_stake", Prose("At stake in missed promises")),
        now.number("collisions", "grave", Prose("Plans that cannot go as they stand")),
        now.number("weak_points", "guarded", Prose("Critical and guarded against one outage")),
    )
    title, *rest = now.said("promises")
    promises = now.ask("promises").promises
    at_risk = promises.filter(pl.col("state").is_in(["past its day", "cannot be kept"]))
    rows = [
        (now.plan.name(row["promise"]), now.named(row["to"] or ()), cell_in_words(row["due"]),
         again(row["why"]), cell_in_words(row["amount"]))
        for row in at_risk.iter_rows(named=True)
    ]  # fmt: skip
    return Page(
        Prose("What is at risk"),
        title,
        tuple(map(ended, (*rest, *now.said("weak_points")[1:]))),
        numbers,
        _weak(now),
        sheet_of(
            Prose("Promises that will be missed"), ("Promise", "To", "Due", "Why", "At stake"), rows, (4,)
        ),
        of.changes(*numbers[:3]),
        left_out(*numbers),
        sources("promises", "collisions", "weak_points"),
    )  # fmt: skip


def _weak(now: Moment) -> Chart | None:
    """The single items, places aside, that take most of what is critical with them."""
    rows = [
        (now.plan.name(row["items"][0]), len(row["critical"]))
        for row in now.ask("weak_points").points.iter_rows(named=True)
        if len(row["items"]) == 1 and not row["items"][0].startswith("location:")
    ][:BARS]
    if not rows:
        return None
    name, most = rows[0]
    return Chart(
        "bars",
        Prose("Critical applications and services that stop with one item"),
        tuple(one for one, _ in rows),
        (Series(Prose("stop with it"), tuple(many for _, many in rows), "act"),),
        Prose(
            "{name} takes most: {applications} and services.",
            name=name,
            applications=counted(most, "critical application"),
        ),
        Prose("stop"),
    )


def support_page(of: Snapshot) -> Page:
    """What rests on technology whose support has ended, and how that goes on with the plan."""
    now = of.now
    numbers = (
        now.number("obsolescence", "count", Prose("Applications past support")),
        now.number("obsolescence", "share", Prose("Past support, of all applications")),
        now.number("obsolescence", "cost", Prose("What they cost a year")),
    )
    title, *rest = now.said("obsolescence")
    rows = [
        (now.plan.name(row["technology"]), cell_in_words(row["ended"]),
         cell_in_words(row["applications"]), cell_in_words(row["frees"]), _replaced(now, row))
        for row in now.ask("obsolescence").technologies.iter_rows(named=True)
    ]  # fmt: skip
    return Page(
        Prose("Where support ends"),
        title,
        tuple(map(ended, rest)),
        numbers,
        _forecast(now),
        sheet_of(
            Prose("Out of support, what frees most when renewed first"),
            ("Technology", "Ended", "Applications", "Freed", "Replaced by"),
            rows, (2, 3),
        ),
        of.changes(*numbers[:1]),
        left_out(*numbers),
        sources("obsolescence"),
    )  # fmt: skip


def _replaced(now: Moment, row: dict[str, Any]) -> str:
    if not row["replaced_by"]:
        return Prose("nothing planned")
    name = now.plan.name(row["replaced_by"])
    return joined((name, cell_in_words(row["lands"])), ", ") if row["lands"] else name


def _forecast(now: Moment) -> Chart | None:
    rows = now.ask("obsolescence").forecast.to_dicts()
    if not rows:
        return None
    last = rows[-1]
    return Chart(
        "columns",
        Prose("Applications past support at the end of each quarter"),
        tuple(_quarter(row["quarter_end"]) for row in rows),
        (
            Series(Prose("if nothing is done"), tuple(row["exposed"] for row in rows), "act"),
            Series(Prose("with what is planned"), tuple(row["with_plan"] for row in rows), "fine"),
        ),
        Prose(
            "By {quarter}, {exposed} applications if nothing is done, {planned} with what is planned.",
            quarter=_quarter(last["quarter_end"]),
            exposed=last["exposed"],
            planned=last["with_plan"],
        ),
        Prose("applications"),
    )


def _quarter(day: date) -> Prose:
    return Prose("Q{quarter} {year}", quarter=(day.month + 2) // 3, year=f"{day.year % 100:02}")


def vendors_page(of: Snapshot) -> Page:
    """The contracts to be decided on next, and on how few vendors it hangs."""
    now = of.now
    numbers = (
        now.number("contracts", "renewing", Prose("Renews itself within 90 days, a year")),
        now.number("contracts", "missed", Prose("Notice missed, a year")),
        now.number("concentration", "largest", Prose("Share of the largest vendor")),
    )
    title, *rest = now.said("contracts")
    due = now.ask("contracts").due
    coming = due.filter(pl.col("decide_by") >= now.on).sort("decide_by", "contract")
    rows = [
        (now.plan.name(row["contract"]), now.plan.name(row["vendor"] or ""),
         cell_in_words(row["decide_by"]), cell_in_words(row["renews_to"]),
         cell_in_words(row["annual"]))
        for row in coming.iter_rows(named=True)
    ]  # fmt: skip
    return Page(
        Prose("Vendors coming up"),
        title,
        tuple(map(ended, (*rest, *now.said("concentration")))),
        numbers,
        _committed(now),
        sheet_of(
            Prose("To be decided on next"),
            ("Contract", "Vendor", "Decide by", "Renews itself to", "A year"), rows, (4,),
        ),
        of.changes(*numbers[:2]),
        left_out(*numbers),
        sources("contracts", "concentration", "calendar"),
    )  # fmt: skip


def _committed(now: Moment) -> Chart | None:
    months = [row for row in now.ask("calendar").months.to_dicts() if row["committed"]]
    stated = [row for row in months if row["committed"]["amount"] is not None]
    if not stated:
        return None
    unit = stated[0]["committed"]["currency"]
    values = tuple(round(float(row["committed"]["amount"]) / 1000, 1) for row in stated)
    return Chart(
        "columns",
        Prose("Bound by contracts, in thousand {currency} a month", currency=unit),
        tuple(
            joined((wording.month(row["month"], year=False), f"{row['month']:%y}"))
            for row in stated
        ),
        (Series(Prose("bound"), values, "plain"),),
        Prose(
            "{first:,.0f} thousand {currency} are bound in the first month, {last:,.0f} in the last.",
            first=values[0],
            currency=unit,
            last=values[-1],
        ),
        Prose("thousand {currency}", currency=unit),
    )
