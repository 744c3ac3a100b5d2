"""What the page of the roadmap shows: lanes under their offices, people against work by team."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from cohelm.analysis.portfolio.replanned import OUT
from cohelm.analysis.portfolio.roadmap import Roadmap
from cohelm.analysis.wording import listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.prose import Prose
from cohelm.reports.lanes import Lane, Life, draw_lanes
from cohelm.reports.wording import day, word
from cohelm.web.offices import NOBODY, Office, offices


@dataclass(frozen=True, slots=True)
class Load:
    """A team in a quarter: person-months wanted and there, None where not known; `assumed` of those
    wanted are by size."""

    wanted: float
    there: float | None
    assumed: float = 0.0

    @property
    def is_short(self) -> bool:
        """Whether there is more work than people."""
        return self.there is not None and self.wanted > self.there


def of_roadmap(plan: Enterprise, result: Roadmap) -> dict[str, Any]:
    """The work as lanes, and a row for each team."""
    known = {one.key: one for one in offices(plan)}
    otherwise = _otherwise(result)
    lanes = [
        Lane(
            row["initiative"], plan.name(row["initiative"]), row["start"], row["end"],
            row["ends_now"], _said(plan, row, otherwise.get(row["initiative"])),
            known.get(row["office"], NOBODY).hue, known.get(row["office"], NOBODY).name,
            row["critical"], _days_then(result, row, otherwise), milestone=row["gate_on"],
            ends=(row["ends_by_half"], row["ends_by_most"]) if row["ends_by_half"] else None,
        )
        for row in result.work.iter_rows(named=True)
    ]  # fmt: skip
    gone = _gone(plan, known, otherwise.values(), set(result.work["initiative"]))
    quarters = sorted({*result.load["quarter"], *result.skills["quarter"]})
    return {
        "picture": draw_lanes(
            [*lanes, *gone],
            on=result.on,
            lives=list(_lives(plan, result)),
            beneath=Prose("Lifecycles beneath"),
        ),
        "quarters": quarters,
        "bare_gates": sum(map(len, result.gates.left_out.values())),
        "any_assumed": bool((result.load["assumed"] > 0).any()),
        "loads": [
            (_("People against work"), _("Team"), _teams(plan, result, quarters)),
            (_("Skills against work"), _("Skill"), _skills(plan, result, quarters)),
        ],
    }


def _otherwise(result: Roadmap) -> dict[str, dict[str, Any]]:
    """By initiative, what another plan tells otherwise; nothing where there is none."""
    if result.differences is None:
        return {}
    return {row["initiative"]: row for row in result.differences.iter_rows(named=True)}


def _days_then(
    result: Roadmap, row: dict[str, Any], otherwise: dict[str, dict[str, Any]]
) -> tuple[date, date] | None:
    """The days of the other plan: the same where it tells nothing otherwise, none where it has none."""
    if result.differences is None:
        return None
    other = otherwise.get(row["initiative"])
    start, end = (other["was_start"], other["was_end"]) if other else (row["start"], row["end"])
    return (start, end) if start and end else None


def _gone(
    plan: Enterprise,
    known: Mapping[str, Office],
    otherwise: Iterable[dict[str, Any]],
    drawn: set[str],
) -> Iterator[Lane]:
    """What only the other plan has, by its days there; what this plan has no item for has no key."""
    for row in otherwise:
        key, start, end = row["initiative"], row["was_start"], row["was_end"]
        if key in drawn or start is None or end is None or not set(row["change"]) & set(OUT):
            continue
        said = Prose(
            "{called}: {change}; it was {start} to {end}",
            called=row["called"],
            change=listed(row["change"]),
            start=day(start),
            end=day(end),
        )
        yield Lane(
            key if key in plan else "", row["called"], start, end, end, said,
            known.get(row["office"], NOBODY).hue, _("Only in the other plan"), was=(start, end),
            is_gone=True,
        )  # fmt: skip


def _lives(plan: Enterprise, result: Roadmap) -> Iterator[Life]:
    """What the work changes and the technologies that this is made with, by the day of their end."""
    changed = sorted({
        key for one in result.work["initiative"] for key in plan.targets(one, "affects")
    })  # fmt: skip
    used = sorted({key for one in changed for key in plan.targets(one, "uses")})
    found = [*map(partial(_life, plan), changed), *map(partial(_support, plan), used)]
    yield from sorted(
        (one for one in found if one is not None), key=lambda one: (one.end, one.name, one.key)
    )


def _life(plan: Enterprise, key: str) -> Life | None:
    """The lifecycle of something that work changes."""
    stated = plan.plain(key).get("lifecycle")
    days = stated if isinstance(stated, dict) else {}
    if not days.get("end_of_life"):
        return None
    fades = date.fromisoformat(days["phase_out"]) if days.get("phase_out") else None
    end = date.fromisoformat(days["end_of_life"])
    return Life(
        key,
        plan.name(key),
        fades,
        end,
        Prose("{item}: end of life {end}", item=plan.name(key), end=day(end)),
    )


def _support(plan: Enterprise, key: str) -> Life | None:
    """The support of a technology: developed further, then only mended."""
    plain = plan.plain(key)
    if not plain.get("end_of_security_support"):
        return None
    active = plain.get("end_of_active_support")
    end = date.fromisoformat(plain["end_of_security_support"])
    said = Prose("{item}: security support ends {end}", item=plan.name(key), end=day(end))
    return Life(key, plan.name(key), date.fromisoformat(active) if active else None, end, said)


def _said(plan: Enterprise, row: dict[str, Any], other: dict[str, Any] | None) -> str:
    said = Prose(
        "{initiative}: {start} to {end}",
        initiative=plan.name(row["initiative"]),
        start=day(row["start"]),
        end=day(row["end"]),
    )
    if other:
        said += Prose(" ({change} beside the other plan)", change=listed(other["change"]))
    if row["slip"]:
        said = Prose(
            "{said}, now {ends_now}, {slip} days later: it waits for {waits}",
            said=said,
            ends_now=day(row["ends_now"]),
            slip=row["slip"],
            waits=listed([plan.name(key) for key in row["waits_for"]]),
        )
    return said + _ends_said(row) + _gate_said(row)


def _ends_said(row: dict[str, Any]) -> str:
    if row["ends_by_half"] is None:
        return ""
    return Prose(
        "; as work ran before, by {half} in half of cases and by {most} in 85 of 100",
        half=day(row["ends_by_half"]),
        most=day(row["ends_by_most"]),
    )


def _gate_said(row: dict[str, Any]) -> str:
    if row["gate"] is None:
        return ""
    gate = word(row["gate"])
    if row["gate_on"] is None:
        return Prose("; next gate {gate}, its day is not on record", gate=gate)
    return Prose("; next gate {gate} on {on}", gate=gate, on=day(row["gate_on"]))


def _teams(
    plan: Enterprise, result: Roadmap, quarters: list[date]
) -> list[tuple[str, str, list[Load | None]]]:
    """Key, name and load of each team that has work, the one that is short most first."""
    of: dict[tuple[str, str], dict[date, Load]] = {}
    for row in result.load.iter_rows(named=True):
        place = row["team"], plan.name(row["team"])
        of.setdefault(place, {})[row["quarter"]] = Load(row["wanted"], row["there"], row["assumed"])
    return _in_order(of, quarters)


def _skills(
    plan: Enterprise, result: Roadmap, quarters: list[date]
) -> list[tuple[str, str, list[Load | None]]]:
    """Key, name with its level and load of each skill that work takes."""
    of: dict[tuple[str, str], dict[date, Load]] = {}
    for row in result.skills.iter_rows(named=True):
        name = plan.name(row["skill"])
        if row["level"]:
            name = _("{name}, level {level} and up").format(name=name, level=row["level"])
        load = Load(row["wanted"], row["there"])
        of.setdefault((row["skill"], name), {})[row["quarter"]] = load
    return _in_order(of, quarters)


def _in_order(
    of: Mapping[tuple[str, str], Mapping[date, Load]], quarters: list[date]
) -> list[tuple[str, str, list[Load | None]]]:
    order = sorted(of, key=lambda place: (-sum(one.is_short for one in of[place].values()), place))
    return [(*place, [of[place].get(one) for one in quarters]) for place in order]
