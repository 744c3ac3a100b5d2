"""Whom one can enter the sample as: the cast at its door."""

from __future__ import annotations

from dataclasses import dataclass

from cohelm.store.access import Level


@dataclass(frozen=True, slots=True)
class Visitor:
    """One of the cast. `office` is the id of an office, `person` a key; `level` None: no access."""

    username: str
    title: str
    what: str
    level: Level | None
    office: str = ""
    clearances: str = ""
    hue: str = "other"
    shape: str = "triangle"
    lands: str = ""
    person: str = ""


VISITORS: tuple[Visitor, ...] = (
    Visitor(
        "cio", "The CIO", "Leads the office that looks inward: systems, money, data, partners.",
        Level.OFFICE_LEAD, "cio", hue="cio", shape="square",
    ),
    Visitor(
        "cto", "The CTO", "Leads the office that looks outward: products, technology, the market.",
        Level.OFFICE_LEAD, "cto", hue="cto", shape="circle",
    ),
    Visitor(
        "architect", "An architect", "Keeps the map true: writes, and sees security and cost.",
        Level.CONTRIBUTOR, "cio", "money security", lands="question.runs",
    ),
    Visitor(
        "vendors", "A vendor manager", "Writes contracts and vendors, and sees what they cost.",
        Level.CONTRIBUTOR, "cio", "money", lands="domain.vendors",
    ),
    Visitor(
        "department", "A department head",
        "Runs the rental depots: asks the two offices for something, and sees what became of it.",
        Level.CONTRIBUTOR, lands="requests", person="person:uwe-harms",
    ),
    Visitor(
        "auditor", "An auditor",
        "Reads who decided what by which right, with money, people and security; changes nothing.",
        Level.READER, clearances="money people security", lands="question.decides",
    ),
    Visitor(
        "administrator", "An administrator",
        "Gives access, declares fields, sets what holds for all; sees nothing between the two.",
        Level.ADMINISTRATOR,
    ),
    Visitor("board", "A board reader", "Reads what is open, once a quarter.", Level.READER),
    Visitor("stranger", "A stranger", "Has no access, and sees that.", None, hue="nobody", shape="ring"),
)  # fmt: skip
