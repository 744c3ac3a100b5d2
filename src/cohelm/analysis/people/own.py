"""How far is somebody from what is asked, by their own word; and what do five and more say together?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from cohelm.analysis.day import Day
from cohelm.analysis.people.levels import levels_of
from cohelm.analysis.people.skills import FEWEST, people_of, profile_of
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose

Answers = Mapping[str, Mapping[str, int]]
"""Levels by the key of a skill, by the key of the person who said them."""


@dataclass(frozen=True, slots=True)
class OwnSkill:
    """A skill as somebody looks at it: its levels, what is asked of them, what they say.

    `asked` is the highest level that a role of theirs asks for, `led` the one that a role which leads
    an office asks for; None where none asks, 0 where one asks for the skill at no level.
    """

    key: str
    name: str
    levels: range
    asked: int | None
    is_essential: bool
    led: int | None
    said: int | None

    @property
    def missing(self) -> int | None:
        """How many levels are missing of what is asked; None where nothing is asked, or said."""
        if self.asked is None or self.said is None:
            return None
        return max(0, self.asked - self.said)


@dataclass(frozen=True, slots=True)
class OwnFit:
    """Every skill on record, those first that are asked for; and how far the roles' are reached."""

    skills: tuple[OwnSkill, ...]
    fit: Figure


@dataclass(frozen=True, slots=True)
class Together:
    """Of an office and a skill that it asks for: how many say that they have it at that level.

    `of` and `reached` are told in whole fives, None for fewer than five.
    """

    office: str
    skill: str
    level: int | None
    of: int | None
    reached: int | None


def own_fit(enterprise: Enterprise, *, on: date, person: str, said: Mapping[str, int]) -> OwnFit:
    """Holds what somebody says of themselves against what the roles that they fill ask for.

    The fit is Σ w·min(said / asked, 1) / Σ w over the skills that a role of theirs asks for at a level,
    w being the weight on record, else 1; a skill without a word of theirs counts as not reached. It has
    no value where no role of theirs asks for a level. Worked: asked 4 and 6, said 4 and 3: 0.75.
    """
    plan = enterprise.at(on)
    own = {end.other for end in plan.links_of(person, "fills")} if person in plan else set()
    leads = {role for key in plan.keys("office") for role in plan.targets(key, "led_by")}
    mine, theirs = _asked(plan, own), _asked(plan, leads)
    found = [
        OwnSkill(
            key, plan.name(key), _levels(plan, key), _highest(mine.get(key)),
            any(one.get("essential") for one in mine.get(key, ())), _highest(theirs.get(key)),
            said.get(key),
        )
        for key in plan.keys("skill")
    ]  # fmt: skip
    ordered = sorted(found, key=lambda one: (one.asked is None, one.led is None, one.name))
    return OwnFit(tuple(ordered), _fit(on, mine, said))


def together(enterprise: Enterprise, *, on: date, answers: Answers) -> tuple[Together, ...]:
    """What people say of themselves, by office and skill that it asks for: in fives, never fewer.

    Numbers are rounded down to whole fives, so that one answer more or less is seldom seen and nobody
    learns that nobody has a skill. Offices of which fewer than five let theirs count are left out.
    """
    plan = enterprise.at(on)
    day = Day(plan, on)
    return tuple(
        one for office in sorted(plan.keys("office")) for one in _of_office(day, office, answers)
    )


def _of_office(day: Day, office: str, answers: Answers) -> Iterator[Together]:
    plan = day.enterprise
    counted = [answers[one] for one in people_of(day, plan, office) if one in answers]
    if len(counted) < FEWEST:
        return
    for row in profile_of(day, plan, office):
        skill, level = row["skill"], row["level"]
        reached = sum(one.get(skill, 0) >= (level or 1) for one in counted)
        yield Together(office, skill, level, in_fives(len(counted)), in_fives(reached))


def in_fives(number: int) -> int | None:
    """A number of people rounded down to whole fives; None below five.

    >>> in_fives(4), in_fives(5), in_fives(14)
    (None, 5, 10)
    """
    return number // FEWEST * FEWEST or None


def _asked(plan: Enterprise, roles: set[str]) -> dict[str, list[Mapping[str, Any]]]:
    found: dict[str, list[Mapping[str, Any]]] = {}
    for role in sorted(roles):
        for end in plan.links_of(role, "requires_skill"):
            found.setdefault(end.other, []).append(end.says)
    return found


def _highest(asked: list[Mapping[str, Any]] | None) -> int | None:
    return None if asked is None else max(int(one.get("level") or 0) for one in asked)


def _levels(plan: Enterprise, key: str) -> range:
    low, high = levels_of(plan.plain(key))
    return range(low, high + 1)


def _fit(on: date, asked: Mapping[str, list[Mapping[str, Any]]], said: Mapping[str, int]) -> Figure:
    parts = [
        (key, max(float(one.get("weight") or 1) for one in of), level)
        for key, of in asked.items()
        if (level := _highest(of))
    ]
    if not parts:
        return Figure.unknown(Prose("no role of yours asks for a skill at a level"), on=on)
    whole = sum(weight for _, weight, _ in parts)
    reached = sum(weight * min(said.get(key, 0) / level, 1) for key, weight, level in parts)
    formula = Prose(
        "what you say, of what is asked, over {parts} skills: {reached:g} / {whole:g}",
        parts=len(parts),
        reached=reached,
        whole=whole,
    )
    return Figure(
        reached / whole, "share", formula=formula, counted=tuple(key for key, *_ in parts), on=on
    )
