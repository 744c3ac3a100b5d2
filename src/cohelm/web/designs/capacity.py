"""What the page of capacity shows: loads as bars against the limit, and the course of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cohelm.analysis.estate.capacity import Capacity
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose, again
from cohelm.reports.answers import Part
from cohelm.reports.course import draw_course
from cohelm.reports.ranked import Amount, draw_ranked
from cohelm.reports.wording import day, number
from cohelm.web.results import table_shown

READ = (
    "read_on", "readings", "growth_a_month", "p_of_all", "peak_percent", "turned_away", "waiting",
)  # fmt: skip
"""What the readings behind a load say."""
STATES = {"full": "act", "growing": "watch"}


def of_capacity(plan: Enterprise, result: Capacity) -> dict[str, Any]:
    """The bars, fullest first, and the course of the item that is asked for."""
    rows = [row for row in result.loads.to_dicts() if row["percent"] is not None]
    rows.sort(key=lambda row: (-row["percent"], row["item"], row["of"] or ""))
    amounts = [
        Amount(row["item"], _name(plan, row), row["percent"], f"{number(row['percent'])} %",
               _said(plan, row), STATES.get(row["state"], "other"))
        for row in rows
    ]  # fmt: skip
    course = result.course.to_dicts()
    # the loads in one table would be wider than a page
    parts = [Part("loads", result.loads.drop(READ)), Part("course", result.course)]
    loads, *rest = (table_shown(plan, part) for part in parts)
    signs = table_shown(plan, Part("loads", result.loads.select("item", "of", *READ)))
    bare = tuple(one for one in signs.bare if one not in loads.bare)
    return {
        "narrow": [loads, replace(signs, label=Prose("How they are read"), bare=bare), *rest],
        "picture": draw_ranked(amounts, whole=110.0, limit=100.0),
        "course": draw_course(
            [(row["day"], row["load"]) for row in course if row["load"] is not None],
            [(row["day"], row["expected"], row["low"], row["high"])
             for row in course if row["expected"] is not None],
            limit=course[0]["limit"] if course else None, on=result.on,
        ),
        "called": plan.name(result.item) if result.item else "",
    }  # fmt: skip


def _name(plan: Enterprise, row: dict[str, Any]) -> str:
    name = plan.name(row["item"])
    return f"{name}, {row['of']}" if row["of"] else name


def _said(plan: Enterprise, row: dict[str, Any]) -> str:
    unit = f" {row['unit']}" if row["unit"] else ""
    said = Prose(
        "{name}: {load} of {capacity}{unit}, {state}",
        name=_name(plan, row),
        load=number(row["load"]),
        capacity=number(row["capacity"]),
        unit=unit,
        state=again(row["state"]),
    )
    return (
        Prose("{said}, full on {full_on}", said=said, full_on=day(row["full_on"]))
        if row["full_on"]
        else said
    )
