"""What the page of the roadmap shows: lanes under their offices, people against work by team."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.analysis.portfolio.roadmap import Roadmap
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import Enterprise
from cohelm.reports.lanes import Lane, draw_lanes
from cohelm.reports.wording import day
from cohelm.web.offices import NOBODY, offices


@dataclass(frozen=True, slots=True)
class Load:
    """A team in a quarter: person-months wanted and there, None where not known."""

    wanted: float
    there: float | None

    @property
    def is_short(self) -> bool:
        """Whether there is more work than people."""
        return self.there is not None and self.wanted > self.there


def of_roadmap(plan: Enterprise, result: Roadmap) -> dict[str, Any]:
    """The work as lanes, and a row for each team."""
    known = {one.key: one for one in offices(plan)}
    lanes = [
        Lane(
            row["initiative"], plan.name(row["initiative"]), row["start"], row["end"],
            row["ends_now"], _said(plan, row), known.get(row["office"], NOBODY).hue,
            known.get(row["office"], NOBODY).name, row["critical"],
        )
        for row in result.work.iter_rows(named=True)
    ]  # fmt: skip
    quarters = result.load["quarter"].unique().sort().to_list()
    return {
        "picture": draw_lanes(lanes, on=result.on),
        "quarters": quarters,
        "teams": _teams(plan, result, quarters),
    }


def _said(plan: Enterprise, row: dict[str, Any]) -> str:
    said = f"{plan.name(row['initiative'])}: {day(row['start'])} to {day(row['end'])}"
    if not row["slip"]:
        return said
    waits = listed([plan.name(key) for key in row["waits_for"]])
    return f"{said}, now {day(row['ends_now'])}, {row['slip']} days later: it waits for {waits}"


def _teams(
    plan: Enterprise, result: Roadmap, quarters: list[date]
) -> list[tuple[str, str, list[Load | None]]]:
    """Key, name and load of each team that has work, the one that is short most first."""
    of: dict[str, dict[date, Load]] = {}
    for row in result.load.iter_rows(named=True):
        of.setdefault(row["team"], {})[row["quarter"]] = Load(row["wanted"], row["there"])
    order = sorted(of, key=lambda key: (-sum(one.is_short for one in of[key].values()), key))
    return [(key, plan.name(key), [of[key].get(one) for one in quarters]) for key in order]
