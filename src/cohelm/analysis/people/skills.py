"""What does each office have to be able to do, does it, and what hangs on one of its people?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.people.levels import PROFILES, levels_of
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

FEWEST = 5
"""From how many people on anything is told of their skills; below it would be somebody's."""
PROFILE: dict[str, Any] = {
    "office": pl.String, "skill": pl.String, "level": pl.Int64, "essential": pl.Boolean,
    "asked_by": pl.Int64, "state": pl.String, "why": pl.String,
}  # fmt: skip
SUGGESTED: dict[str, Any] = {
    "office": pl.String, "skill_code": pl.String, "level": pl.Int64, "asked_for": pl.Boolean,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Skills:
    """The profile of each office and how the office covers it; never who.

    `profile` has a row for each skill that a role of the office asks for, at the highest level asked:
    `state` is covered, hangs on one, to hire for, or not told (fewer than five people in the office, or
    nothing on record). `suggested` is a profile to begin with, by SFIA's codes, and whether any role of
    the office asks for it.
    """

    on: date
    to_hire: Figure
    on_one: Figure
    profile: pl.DataFrame
    suggested: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How much is missing, and how much hangs on one person."""
        if self.to_hire.value is None:
            return Prose(
                "Nothing can be told of the offices' skills: {reason}", reason=self.to_hire.reason
            )
        return Prose(
            "{skills} to hire for, {on_one} that one person alone has",
            skills=counted(int(self.to_hire.value), "skill"),
            on_one=self.on_one.value,
        )


def skills(enterprise: Enterprise, *, on: date) -> Skills:
    """Holds what the roles of an office ask for against what its people have, at the level asked.

    The people of an office fill one of its roles or work in one of its teams, and have not left. A
    level that is not on record is not counted as reached. Aggregates alone, from five people on.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    frame = day.live("office")
    ids = frame.sort("place", "id", nulls_last=True)["id"].to_list() if len(frame) else []
    rows = [row for id_ in ids for row in profile_of(day, plan, f"office:{id_}")]
    told = [row for row in rows if row["state"] != "not told"]
    profile = pl.DataFrame(rows, schema=PROFILE)
    suggested = pl.DataFrame(list(_suggested(plan, ids, rows)), schema=SUGGESTED)
    if not told:
        why = (
            Prose("no role asks for a skill")
            if not rows
            else Prose("no office of five people has skills on record")
        )
        none = Figure.unknown(why, on=on)
        return Skills(on, none, none, profile, suggested)
    left_out = {row["why"]: () for row in rows if row["state"] == "not told"}

    def number(state: str) -> Figure:
        keys = tuple(dict.fromkeys(row["skill"] for row in told if row["state"] == state))
        count = sum(row["state"] == state for row in told)
        formula = Prose(
            "of {told} skills asked for that can be told of, those in that state: {state}",
            told=len(told),
            state=state,
        )
        return Figure(count, formula=formula, counted=keys, left_out=left_out, on=on)

    return Skills(
        on, number(Prose("to hire for")), number(Prose("hangs on one")), profile, suggested
    )


def profile_of(day: Day, plan: Enterprise, office: str) -> Iterator[dict[str, Any]]:
    """The skills that the roles of an office ask for, a row of `PROFILE` each."""
    people = people_of(day, plan, office)
    asked: dict[str, list[Any]] = {}
    for role in (one for one in _bearers(plan, office) if one.startswith("role:")):
        for end in plan.links_of(role, "requires_skill"):
            if end.other in plan:
                asked.setdefault(end.other, []).append(end.says)
    held = [end for one in people for end in plan.links_of(one, "has_skill")]
    for skill, of in sorted(asked.items()):
        level = max((one["level"] for one in of if one.get("level")), default=None)
        state, why = _state(people, held, skill, level)
        yield {
            "office": office, "skill": skill, "level": level, "asked_by": len(of),
            "essential": any(one.get("essential") for one in of), "state": state, "why": why,
        }  # fmt: skip


def people_of(day: Day, plan: Enterprise, office: str) -> list[str]:
    """The keys of who fills a role of an office or works in a team of it, and has not left."""
    frame = day.live("person")
    gone = frame.filter(pl.col("left_on") < day.on)["id"].to_list() if len(frame) else []
    found = {
        person
        for bearer in _bearers(plan, office)
        for relation in ("fills", "works_in")
        for person in plan.sources(bearer, relation)
        if person in plan
    }
    return sorted(found - {f"person:{one}" for one in gone})


def _bearers(plan: Enterprise, office: str) -> list[str]:
    return [one for one in plan.sources(office, "office") if one[:5] in ("role:", "team:")]


def _state(
    people: Sequence[str], held: Sequence[Any], skill: str, level: int | None
) -> tuple[str, str]:
    if len(people) < FEWEST:
        return Prose("not told"), Prose("fewer than {fewest} people", fewest=FEWEST)
    if not held:
        return Prose("not told"), Prose("no skills on record")
    reached = sum(
        end.other == skill and (level is None or (end.says.get("level") or 0) >= level)
        for end in held
    )
    if reached == 0:
        return Prose("to hire for"), Prose("nobody in the office at that level")
    return (Prose("hangs on one"), Prose("one person alone")) if reached == 1 else ("covered", "")


def _suggested(
    plan: Enterprise, ids: Sequence[str], rows: Sequence[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    for id_ in ids:
        office = f"office:{id_}"
        codes = {
            str(plan.plain(row["skill"]).get("code") or "").upper()
            for row in rows
            if row["office"] == office
        }
        for code, level in PROFILES.get(id_, {}).items():
            low, high = levels_of({"code": code})
            yield {"office": office, "skill_code": code, "level": min(max(level, low), high),
                   "asked_for": code in codes}  # fmt: skip
