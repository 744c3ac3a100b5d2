"""What are the offices for: remit, decisions, skills, focus, and the ground they share?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.rights.held import rights_on
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.said import Said, joined

FEWEST = 5
"""From how many people on an office's skills are told; below it they would be somebody's."""
OFFICES: dict[str, Any] = {
    "office": pl.String, "led_by": pl.List(pl.String), "lead": pl.String,
    "reports_to": pl.List(pl.String), "remit": pl.String, "inward_share": pl.Float64,
    "answers_for": pl.Int64, "does_the_work_of": pl.Int64, "goals": pl.Int64, "metrics": pl.Int64,
}  # fmt: skip
RIGHTS: dict[str, Any] = {
    "domain": pl.String, "verb": pl.String, "office": pl.String, "rights": pl.Int64,
}  # fmt: skip
SKILLS: dict[str, Any] = {
    "office": pl.String, "skill": pl.String, "level": pl.Int64, "essential": pl.Boolean,
    "covered": pl.Boolean, "why": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Roles:
    """The offices side by side, however many there are, in their order on the screen.

    `offices`: who leads each (`lead` filled, not filled, or not on record), how many rights its roles
    answer for and do the work of, its goals and metrics. `rights` counts the rights that an office
    answers for by domain and verb. `skills` has what the leading role asks for and whether anyone in
    the office has it at that level; never who, and only for offices of five people and more. `shared`
    are the rights in which several offices answer or do the work.
    """

    on: date
    shared_rights: Figure
    offices: pl.DataFrame
    rights: pl.DataFrame
    skills: pl.DataFrame
    shared: tuple[str, ...]
    said: str

    @property
    def sentence(self) -> str:
        """How many rights each office answers for, and how many rights several have a part in."""
        if not len(self.offices):
            return Said("No office is on record: nobody can say what each is for")
        return Said(
            "{said}; they share {rights}", said=self.said, rights=counted(len(self.shared), "right")
        )


def roles(enterprise: Enterprise, *, on: date) -> Roles:
    """The offices as the organisation has set them on the day.

    A right is an office's where a role or a team of the office stands in it; a forum is nobody's.
    Linear in rights, people and links.
    """
    day, held = Day(enterprise, on), rights_on(enterprise, on)
    frame = day.live("office")
    rows = list(frame.sort("place", "id", nulls_last=True).iter_rows(named=True))
    of_office = _of_office(day)
    stands = {
        right.key: {
            part: {of_office[key] for key in getattr(right, part) if key in of_office}
            for part in ("accountable", "responsible")
        }
        for right in held.all
    }
    shared = tuple(
        key for key, of in stands.items() if len(of["accountable"] | of["responsible"]) > 1
    )
    offices = pl.DataFrame([_office(day, row, stands) for row in rows], schema=OFFICES)
    said = joined(
        (
            Said(
                "the {office} answers for {rights}",
                office=enterprise.name(row["office"]),
                rights=counted(row["answers_for"], "right"),
            )
            for row in offices.iter_rows(named=True)
        ),
        ", ",
    )
    return Roles(
        on, _shared(day, shared, len(stands)), offices, _rights(day, stands),
        pl.DataFrame([one for row in rows for one in _skills(day, row)], schema=SKILLS), shared,
        Said("{said:A}", said=said),
    )  # fmt: skip


def _of_office(day: Day) -> dict[str, str]:
    """The office of each role and team, by key; those of none are missing."""
    key, (source, target, _) = day.enterprise.nodes.key, day.links("office")
    return {
        key(here): key(end)
        for here, end in zip(source.tolist(), target.tolist(), strict=True)
        if key(here).startswith(("role:", "team:"))
    }


def _office(
    day: Day, row: dict[str, Any], stands: dict[str, dict[str, set[str]]]
) -> dict[str, Any]:
    plan, key = day.enterprise.at(day.on), f"office:{row['id']}"
    led_by = [one for one in plan.targets(key, "led_by") if one in plan]
    filled = any(plan.sources(role, "fills") for role in led_by)
    lead = ("filled" if filled else Said("not filled")) if led_by else Said("not on record")
    parts = Counter(part for of in stands.values() for part in of if key in of[part])
    kinds = Counter(one.partition(":")[0] for one in plan.sources(key, "office"))
    return {
        "office": key, "led_by": led_by, "lead": lead,
        "reports_to": plan.targets(key, "reports_to"), "remit": row["remit"],
        "inward_share": row["inward_share"], "answers_for": parts["accountable"],
        "does_the_work_of": parts["responsible"], "goals": kinds["goal"],
        "metrics": kinds["metric"],
    }  # fmt: skip


def _rights(day: Day, stands: dict[str, dict[str, set[str]]]) -> pl.DataFrame:
    frame = day.live("right")
    named = {f"right:{r['id']}": (r["domain"], r["verb"]) for r in frame.iter_rows(named=True)}
    found = Counter(
        (*named[key], office) for key, of in stands.items() for office in of["accountable"]
    )
    rows = [(*key, number) for key, number in found.items()]
    rows.sort(key=lambda row: tuple(one or "" for one in row[:3]))
    return pl.DataFrame(rows, schema=RIGHTS, orient="row")


def _skills(day: Day, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    plan, key = day.enterprise.at(day.on), f"office:{row['id']}"
    people = _people(day, key)
    for role in plan.targets(key, "led_by"):
        for end in plan.links_of(role, "requires_skill"):
            level = end.says.get("level")
            covered, why = _covered(day, people, end.other, level)
            yield {
                "office": key, "skill": end.other, "level": level,
                "essential": end.says.get("essential"), "covered": covered, "why": why,
            }  # fmt: skip


def _people(day: Day, office: str) -> list[str]:
    """Who fills a role of the office or works in one of its teams, and has not left."""
    plan, gone = day.enterprise.at(day.on), set()
    for row in day.live("person").iter_rows(named=True):
        if row["left_on"] is not None and row["left_on"] < day.on:
            gone.add(f"person:{row['id']}")
    bearers = [one for one in plan.sources(office, "office") if one[:5] in ("role:", "team:")]
    found = {
        person
        for bearer in bearers
        for relation in ("fills", "works_in")
        for person in plan.sources(bearer, relation)
        if person in plan
    }
    return sorted(found - gone)


def _covered(day: Day, people: list[str], skill: str, level: int | None) -> tuple[bool | None, str]:
    """Whether anyone has a skill at a level, or none and why."""
    if len(people) < FEWEST:
        return None, Said("fewer than {fewest} people", fewest=FEWEST)
    plan = day.enterprise.at(day.on)
    held = [end for one in people for end in plan.links_of(one, "has_skill")]
    if not held:
        return None, Said("no skills on record")
    mine = [end.says.get("level") for end in held if end.other == skill]
    if level is None:
        return bool(mine), "" if mine else Said("on record with nobody")
    known = [one for one in mine if one is not None]
    if any(one >= level for one in known):
        return True, ""
    if len(known) < len(mine):
        return None, Said("a level is not on record")
    return False, Said("below that level") if mine else Said("on record with nobody")


def _shared(day: Day, shared: tuple[str, ...], among: int) -> Figure:
    if not among:
        return Figure.unknown(Said("no right is on record"), on=day.on)
    return Figure(
        len(shared),
        "",
        counted=shared,
        on=day.on,
        formula=Said(
            "of {rights}, those in which several offices answer or do the work",
            rights=counted(among, "right"),
        ),
    )
