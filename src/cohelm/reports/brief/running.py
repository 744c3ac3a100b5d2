"""The pages of what runs: what is at risk, where support ends, which vendors come up."""

from __future__ import annotations

from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.wording import counted
from cohelm.reports.answers import cell_in_words
from cohelm.reports.brief.page import Chart, Page, Series, sheet_of
from cohelm.reports.brief.snapshot import Moment, Snapshot, left_out, sources

BARS = 7


def risk_page(of: Snapshot) -> Page:
    """Promises that cannot be kept, plans that cannot go as they stand, and what takes most with it."""
    now = of.now
    numbers = (
        now.number("promises", "broken", "Promises missed or to be missed"),
        now.number("promises", "at_stake", "At stake in missed promises"),
        now.number("collisions", "grave", "Plans that cannot go as they stand"),
        now.number("weak_points", "guarded", "Critical and guarded against one outage"),
    )
    title, *rest = now.said("promises")
    promises = now.ask("promises").promises
    at_risk = promises.filter(pl.col("state").is_in(["past its day", "cannot be kept"]))
    rows = [
        (now.plan.name(row["promise"]), now.named(row["to"] or ()), cell_in_words(row["due"]),
         row["why"], cell_in_words(row["amount"]))
        for row in at_risk.iter_rows(named=True)
    ]  # fmt: skip
    return Page(
        "What is at risk",
        title,
        (*(f"{one}." for one in rest), *(f"{one}." for one in now.said("weak_points")[1:])),
        numbers,
        _weak(now),
        sheet_of(
            "Promises that will be missed", ("Promise", "To", "Due", "Why", "At stake"), rows, (4,)
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
        "Critical applications and services that stop with one item",
        tuple(one for one, _ in rows),
        (Series("stop with it", tuple(many for _, many in rows), "act"),),
        f"{name} takes most: {counted(most, 'critical application')} and services.",
        "stop",
    )


def support_page(of: Snapshot) -> Page:
    """What rests on technology whose support has ended, and how that goes on with the plan."""
    now = of.now
    numbers = (
        now.number("obsolescence", "count", "Applications past support"),
        now.number("obsolescence", "share", "Past support, of all applications"),
        now.number("obsolescence", "cost", "What they cost a year"),
    )
    title, *rest = now.said("obsolescence")
    rows = [
        (now.plan.name(row["technology"]), cell_in_words(row["ended"]),
         cell_in_words(row["applications"]), cell_in_words(row["frees"]), _replaced(now, row))
        for row in now.ask("obsolescence").technologies.iter_rows(named=True)
    ]  # fmt: skip
    return Page(
        "Where support ends",
        title,
        tuple(f"{one}." for one in rest),
        numbers,
        _forecast(now),
        sheet_of(
            "Out of support, what frees most when renewed first",
            ("Technology", "Ended", "Applications", "Freed", "Replaced by"),
            rows, (2, 3),
        ),
        of.changes(*numbers[:1]),
        left_out(*numbers),
        sources("obsolescence"),
    )  # fmt: skip


def _replaced(now: Moment, row: dict[str, Any]) -> str:
    if not row["replaced_by"]:
        return "nothing planned"
    lands = f", {cell_in_words(row['lands'])}" if row["lands"] else ""
    return now.plan.name(row["replaced_by"]) + lands


def _forecast(now: Moment) -> Chart | None:
    rows = now.ask("obsolescence").forecast.to_dicts()
    if not rows:
        return None
    last = rows[-1]
    return Chart(
        "columns",
        "Applications past support at the end of each quarter",
        tuple(_quarter(row["quarter_end"]) for row in rows),
        (
            Series("if nothing is done", tuple(row["exposed"] for row in rows), "act"),
            Series("with what is planned", tuple(row["with_plan"] for row in rows), "fine"),
        ),
        f"By {_quarter(last['quarter_end'])}, {last['exposed']} applications if nothing is done, "
        f"{last['with_plan']} with what is planned.",
        "applications",
    )


def _quarter(day: date) -> str:
    return f"Q{(day.month + 2) // 3} {day.year % 100:02}"


def vendors_page(of: Snapshot) -> Page:
    """The contracts to be decided on next, and on how few vendors it hangs."""
    now = of.now
    numbers = (
        now.number("contracts", "renewing", "Renews itself within 90 days, a year"),
        now.number("contracts", "missed", "Notice missed, a year"),
        now.number("concentration", "largest", "Share of the largest vendor"),
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
        "Vendors coming up",
        title,
        (*(f"{one}." for one in rest), *(f"{one}." for one in now.said("concentration"))),
        numbers,
        _committed(now),
        sheet_of(
            "To be decided on next",
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
        f"Bound by contracts, in thousand {unit} a month",
        tuple(f"{row['month']:%b %y}" for row in stated),
        (Series("bound", values, "plain"),),
        f"{values[0]:,.0f} thousand {unit} are bound in the first month, {values[-1]:,.0f} in the last.",
        f"thousand {unit}",
    )
