"""What the pages of analyses with a design of their own show besides the parts of every result."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.accounts.kept import Kept
from cohelm.analysis.agenda.agenda import Agenda, agenda
from cohelm.analysis.impact.scorecard import Scorecard
from cohelm.analysis.portfolio.tradeoff import TradeOff
from cohelm.analysis.rights.description import Description
from cohelm.analysis.rights.who_decides import WhoDecides
from cohelm.core.enterprise import Enterprise
from cohelm.reports.answers import cell_in_words
from cohelm.reports.curve import draw_curve
from cohelm.reports.sparkline import Sparkline, sparkline
from cohelm.reports.wording import number
from cohelm.web.matrix import of_matrix
from cohelm.web.offices import Office, offices
from cohelm.web.roadmap import of_roadmap

STATES = {"worse": "act", "changed": "watch", "better": "fine"}


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the scorecard: `state` is the sign that stands before its status."""

    key: str
    name: str
    status: str
    state: str
    value: str
    target: str
    met: bool | None
    because: str
    line: Sparkline | None
    said: str


def of_scorecard(plan: Enterprise, result: Scorecard) -> dict[str, Any]:
    """The metrics of each impact, and the impacts of which nothing is measured."""
    groups: dict[str, list[Measured]] = {}
    for row in result.metrics.iter_rows(named=True):
        groups.setdefault(row["impact"], []).append(_measured(plan, result, row))
    return {"impacts": list(_in_order(groups, result.not_measured))}


def _in_order(
    groups: dict[str, list[Measured]], missing: tuple[str, ...]
) -> Iterator[tuple[str, list[Measured]]]:
    yield from groups.items()
    yield from ((name, []) for name in missing if name not in groups)


def _measured(plan: Enterprise, result: Scorecard, row: dict[str, Any]) -> Measured:
    readings = result.history.filter(pl.col("metric") == row["metric"])["value"].to_list()
    line = sparkline(
        readings, lower=row["lower"], upper=row["upper"], mean=row["mean"], target=row["target"]
    )
    name, unit = plan.name(row["metric"]), f" {row['unit']}" if row["unit"] else ""
    value = f"{number(row['value'])}{unit}" if row["value"] is not None else ""
    target = f"{number(row['target'])}{unit}" if row["target"] is not None else ""
    said = f"{name}: {value or 'no reading'}, {row['status']}, {row['because']}"
    return Measured(
        row["metric"], name, row["status"], STATES.get(row["status"], ""), value, target,
        row["target_met"], row["because"], line, said,
    )  # fmt: skip


def of_tradeoff(plan: Enterprise, result: TradeOff) -> dict[str, Any]:
    """The curve as a picture, where there is one."""
    if not len(result.points):
        return {"picture": None}
    first, second = result.offices[:2]
    rows = result.points.to_dicts()
    said = [
        f"{row[first]:,g} and {row[second]:,g} points, {row['initiatives']} initiatives"
        for row in rows
    ]
    current = (result.current[first], result.current[second]) if result.current else None
    picture = draw_curve(
        [(row[first], row[second]) for row in rows], said, [row["fair"] for row in rows],
        current=current,
    )  # fmt: skip
    across, up = (plan.name(f"office:{name}") for name in (first, second))
    return {"picture": picture, "across": across, "up": up, "current": current}


@dataclass(frozen=True, slots=True)
class Due:
    """One line of the agenda."""

    key: str
    topic: str
    why: str
    due: date | None
    amount: str
    offices: tuple[Office, ...]


_agendas: Kept[Agenda] = Kept(8)
FIRST = 5
"""So many topics stand on the home page."""


def first_topics(plan: Enterprise, on: date) -> dict[str, Any]:
    """The first topics of the agenda, and how many there are besides."""
    found = _agendas.answer(plan, on, lambda: agenda(plan, on=on, most=FIRST))
    return of_agenda(plan, found) | {"agenda_others": found.others}


def open_topics(plan: Enterprise, on: date) -> int | None:
    """How many topics there are, where that is known already: the navigation computes nothing."""
    known = _agendas.peek(plan, on)
    return None if known is None else len(known.topics) + known.others


def of_agenda(plan: Enterprise, result: Agenda) -> dict[str, Any]:
    """The topics with the offices as pages show them."""
    known = {one.key: one for one in offices(plan)}
    lines = [
        Due(
            row["item"], row["topic"], row["why"], row["due"], cell_in_words(row["amount"]),
            tuple(known[key] for key in row["offices"] if key in known),
        )
        for row in result.topics.iter_rows(named=True)
    ]  # fmt: skip
    return {"agenda_topics": lines}


def of_description(plan: Enterprise, result: Description) -> dict[str, Any]:  # noqa: ARG001
    """The roles that can be described, by name."""
    known = [(key, plan.name(key)) for key in plan.keys("role")]
    return {"roles_known": sorted(known, key=lambda one: one[1])}


def of_who_decides(plan: Enterprise, result: WhoDecides) -> dict[str, Any]:
    """What can be asked, as it was asked, and who has which part in the answer."""
    parts = (("Has to do it", "responsible"), ("Is heard before", "consulted"),
             ("Is told afterwards", "informed"))  # fmt: skip
    return {
        "verbs": plan.schema.field("right", "verb").choices,
        "asked_verb": result.verb,
        "asked_item": "" if result.item == "something" else result.item,
        "asked_amount": str(result.amount or ""),
        "asked_says": ", ".join(result.says),
        "by_names": [(key, plan.name(key)) for key in result.by],
        "stands": [
            (label, [(key, plan.name(key)) for key in getattr(result, part)])
            for label, part in parts
        ],
    }


DESIGNS: dict[str, Callable[[Enterprise, Any], dict[str, Any]]] = {
    "agenda": of_agenda, "description": of_description, "matrix": of_matrix, "roadmap": of_roadmap,
    "who_decides": of_who_decides, "scorecard": of_scorecard, "tradeoff": of_tradeoff,
}  # fmt: skip
"""By an analysis's name, what its template is given on top."""
