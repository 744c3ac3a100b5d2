"""The answers of docs/explanation/readers-test.md are those of the sample's pages."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from cohelm.analysis.agenda.agenda import agenda
from cohelm.analysis.impact.scorecard import scorecard
from cohelm.analysis.portfolio.tradeoff import tradeoff
from cohelm.analysis.rights.matrix import matrix
from cohelm.core.audience import ADMINISTRATOR
from cohelm.core.enterprise import Enterprise
from cohelm.web.designs.scorecard import of_scorecard
from cohelm.web.designs.tradeoff import of_tradeoff

ON = date(2026, 11, 29)
ROOT = Path(__file__).parent.parent.parent
TEXT = (ROOT / "docs/explanation/readers-test.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def plan(the_sample: Enterprise) -> Enterprise:
    return the_sample.seen_by(ADMINISTRATOR)


def answers(section: str) -> list[str]:
    """What the document says, in the order of the questions."""
    part = TEXT.partition(f"## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| \d\. .*? \| (.*) \|$", part, re.MULTILINE)


def test_each_picture_is_there_and_each_page_has_five_questions() -> None:
    pictures = re.findall(r"\]\(\.\./(pictures/.*?)\)", TEXT)
    assert all((ROOT / "docs" / one).is_file() for one in pictures)
    sections = re.findall(r"^## (.*)$", TEXT, re.MULTILINE)
    assert [len(answers(one)) for one in sections] == [5] * len(pictures) == [5] * 4


def test_the_scorecard(plan: Enterprise) -> None:
    shown = of_scorecard(plan, scorecard(plan, on=ON))
    lines = {one.name: one for _, of in shown["impacts"] for one in of}
    first, machines = shown["first"][0], lines["Utilisation of machines"]
    cost = lines["Cost to serve a rental"]
    (met,) = [one for one in lines.values() if one.met]
    assert answers("Scorecard") == [
        ", ".join(one.name for one in shown["first"]),
        f"it is {first.said_status}, and its {first.claim.partition(',')[0]}",
        f"{machines.value}, {machines.target}",
        f"signal: {cost.because.partition(';')[0]}, {cost.said_status}",
        f"{met.name}, {met.value} of {met.target}",
    ]


def test_the_agenda(plan: Enterprise) -> None:
    found = agenda(plan, on=ON)
    topics = found.topics.to_dicts()
    dearest = max(topics, key=lambda one: one["amount"]["amount"] if one["amount"] else 0)
    waits, over, _ = topics[0]["why"].split("; ")
    assert answers("Agenda") == [
        topics[0]["topic"],
        f"it {waits}, and is {over}",
        f"{dearest['topic']}, {dearest['amount']['amount']:,.0f} €",
        str(sum(len(one["offices"]) > 1 for one in topics)),
        str(found.others),
    ]


def test_the_trade_off(plan: Enterprise) -> None:
    found = tradeoff(plan, on=ON)
    points = {row["fair"]: row for row in found.points.to_dicts() if row["fair"]}
    joint = points["best joint gain"]
    gain = {name: joint[name] - found.current[name] for name in ("cio", "cto")}
    below = any(
        all(row[name] > found.current[name] for name in gain) for row in found.points.to_dicts()
    )
    assert f"CIO office {gain['cio']:g} points more" in of_tradeoff(plan, found)["apart"][0]
    assert answers("Trade-off") == [
        f"{gain['cio']:g} points for the CIO's office, {gain['cto']:g} for the CTO's",
        "no, below it" if below else "yes",
        max(points, key=lambda name: points[name]["cto"]),
        f"{len(found.points)}, {'none: proved' if found.exact else 'perhaps'}",
        f"{found.ideal['cio']:,g} points",
    ]


def test_the_decision_rights(plan: Enterprise) -> None:
    found = matrix(plan, on=ON)
    rights = found.rights.to_dicts()
    (nobody,) = [plan.name(one["right"]) for one in rights if "nobody" in one["margin"]]
    two = sum("two named" in one["margin"] and one["domain"] == "architecture" for one in rights)
    (radar,) = {row["holder"] for row in found.cells.to_dicts() if "A" in row["letters"]
             and plan.name(row["right"]) == "Place a technology on the radar"}  # fmt: skip
    (gap,) = [row for row in found.map.to_dicts() if row["state"] == "nobody"]
    office = {row["holder"]: row["office"] for row in found.holders.to_dicts()}
    carried: dict[str, set[str]] = {}
    for row in found.cells.to_dicts():
        if "A" in row["letters"] and not row["holder"].startswith("forum:"):
            carried.setdefault(office[row["holder"]], set()).add(row["right"])
    most = max(carried, key=lambda one: len(carried[one]))
    assert most == "office:cio"
    assert answers("Decision rights") == [
        nobody, str(two), f"the {plan.name(radar)}", f"{gap['verb'].replace('_', ' ')}, {gap['domain']}",
        f"the CIO's office, {len(carried[most])}",
    ]  # fmt: skip
