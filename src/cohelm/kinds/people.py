"""Who does the work: people, teams, departments and what they are able to do."""

from __future__ import annotations

from datetime import date
from typing import Literal

from cohelm.core.fields import Count, Share, field
from cohelm.core.kind import Kind
from cohelm.core.links import Link, Links, Parts, relation
from cohelm.core.money import Money


class SkillHeld(Link):
    """A link to a skill that a person has."""

    level: int | None = field("The level of responsibility, 1 to 7.", ge=1, le=7)
    evidence: str | None = field("What shows it.")
    evidence_on: date | None = field("The day of that evidence.")


class Person(Kind):
    """Somebody who works for the organisation, or did."""

    plural = "people"
    also = ("employee", "staff member", "user", "colleague", "contact")

    email: str | None = field(
        "The address at work.", clearance="people", also=("e-mail", "mail", "email address")
    )
    job_title: str | None = field("The title of the job.", also=("title", "position", "function"))
    fte: float | None = field(
        "The share of a full-time job.", unit="fte", ge=0, le=1, also=("full time equivalent",)
    )
    employment: Literal["employee", "contractor", "apprentice"] | None = field(
        "In which way the person works here.", also=("contract type", "employment type")
    )
    joined_on: date | None = field(
        "The first day here.", clearance="people", also=("hire date", "start date", "entry date")
    )
    left_on: date | None = field(
        "The last day here.", also=("leaving date", "end date", "exit date", "last day")
    )
    annual_cost: Money | None = field(
        "What the person costs a year, all in.", clearance="people", also=("salary", "cost", "rate")
    )
    fills: Parts = relation(
        "role", inverse="filled_by", help="The roles that the person fills.",
        also=("role", "roles"),
    )  # fmt: skip
    works_in: Parts = relation(
        "team", inverse="members", help="The teams that the person works in.", also=("team",)
    )
    department: Links = relation(
        "department", inverse="staff", many=False, help="Where the person belongs.",
        also=("business unit", "org unit", "organisational unit", "division"),
    )  # fmt: skip
    reports_to: Links = relation(
        "person", inverse="manages", many=False, help="To whom the person reports.",
        also=("manager", "supervisor", "line manager", "boss"),
    )  # fmt: skip
    has_skill: tuple[SkillHeld, ...] = relation(
        "skill", inverse="held_by", help="What the person is able to do.", clearance="people",
        also=("skills", "competences", "skill"),
    )  # fmt: skip
    mentors: Links = relation("person", inverse="mentored_by", help="Whom the person mentors.")
    based_in: Links = relation(
        "location", inverse="base_of", many=False, help="Where the person works.",
        also=("location", "site", "office location"),
    )  # fmt: skip


class Team(Kind):
    """People who work together on the same things."""

    also = ("squad", "group", "crew", "tribe")

    focus: str | None = field("What it works on.", also=("mission", "purpose"))
    headcount: float | None = field(
        "How many full-time people it has, where they are not listed one by one.", unit="people",
        ge=0, also=("number of people", "people in the team", "team fte"),
    )  # fmt: skip
    focus_factor: Share | None = field("The share of its hours that goes into planned work.")
    hours_per_week: float | None = field("The hours of a full-time week.", unit="hours", ge=0)
    led_by: Links = relation(
        "person", "role", inverse="leads", many=False, help="Who leads it.",
        also=("team lead", "leader", "manager"),
    )  # fmt: skip
    office: Links = relation(
        "office", inverse="teams", many=False, help="The office that it belongs to."
    )
    department: Links = relation(
        "department", inverse="teams", many=False, help="The department that it belongs to."
    )
    parent: Links = relation(
        "team", inverse="children", many=False, help="The team that it is a part of."
    )


class Department(Kind):
    """A part of the organisation's own structure."""

    also = (
        "organisational unit", "organizational unit", "org unit", "business unit", "division",
        "unit", "agency", "bureau",
    )  # fmt: skip

    code: str | None = field("Its short name or number.", also=("unit code", "agency code"))
    cost_centre: str | None = field("Its cost centre.", also=("cost center",))
    headcount: Count | None = field("How many people it has.", unit="people", also=("employees",))
    led_by: Links = relation(
        "person", "role", inverse="leads", many=False, help="Who leads it.",
        also=("head", "director", "manager"),
    )  # fmt: skip
    parent: Links = relation(
        "department", inverse="children", many=False, help="The department that it is a part of.",
        also=("parent unit", "parent id", "reports to", "belongs to"),
    )  # fmt: skip


class Skill(Kind):
    """Something that people are able to do, to a level of responsibility from 1 to 7."""

    also = ("competence", "competency", "ability", "know-how")

    code: str | None = field("Its code in the framework.", also=("skill code", "sfia code"))
    framework: str | None = field("The framework and its edition.", also=("taxonomy",))
    category: str | None = field("The group that it belongs to.", also=("skill category",))
    lowest_level: int | None = field("The lowest level that the framework has.", ge=1, le=7)
    highest_level: int | None = field("The highest level that the framework has.", ge=1, le=7)
