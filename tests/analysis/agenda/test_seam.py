"""Every seeded collision, missing notice and missing pair is found in one organisation, and no other."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.agenda.collisions import collisions
from cohelm.analysis.agenda.congruence import congruence
from cohelm.analysis.agenda.informed import NONE, informed
from cohelm.core.enterprise import Enterprise
from tests.analysis.agenda.cases import random_case
from tests.analysis.agenda.reference import apart, colliding, silent
from tests.analysis.agenda.seaming import ACTS, Seam, seeded
from tests.making import enterprise_of_documents

ON = date(2026, 11, 29)
FEW = 25


def found_in(plan: Enterprise, on: date) -> Seam:
    """What the three questions find, in the words of what was put in."""
    plans = collisions(plan, on=on).collisions.select("why", "first", "second").iter_rows()
    people = informed(plan, on=on).people
    silent = people.filter(people["state"] == NONE).select("decision", "who").iter_rows()
    pairs = congruence(plan, on=on).missing.select("team", "other").iter_rows()
    said = {(why, min(one, other), max(one, other)) for why, one, other in plans}
    return Seam({}, said, {(key, who) for key, who in silent}, {(a, b) for a, b in pairs})


def differing(found: Seam, made: Seam) -> dict[str, list[object]]:
    """What was found and not put in, or put in and not found; nothing where all is well."""
    return {
        name: sorted(getattr(found, name) ^ getattr(made, name))
        for name in ("plans", "silent", "apart")
        if getattr(found, name) != getattr(made, name)
    }


@pytest.mark.slow
def test_every_seeded_fault_is_found_and_none_besides() -> None:
    made = seeded(decisions=120, initiatives=80, teams=12, seed=1, on=ON)
    assert {why for why, *_ in made.plans} == set(ACTS.values())
    assert made.silent
    assert made.apart
    assert differing(found_in(enterprise_of_documents(made.documents), ON), made) == {}


def by_hand(documents: dict[str, dict[str, Any]]) -> Seam:
    return Seam(
        {}, colliding(documents, ON), silent(documents, ON), apart(documents, ON)
    )  # fmt: skip


@pytest.mark.slow
def test_a_plain_reference_agrees_on_random_cases() -> None:
    for seed in range(FEW):
        documents = random_case(seed, ON)
        found = found_in(enterprise_of_documents(documents), ON)
        assert differing(found, by_hand(documents)) == {}, seed


@pytest.mark.campaign
def test_a_plain_reference_agrees_on_many_random_cases() -> None:
    for seed in range(FEW, 2000):
        documents = random_case(seed, ON)
        found = found_in(enterprise_of_documents(documents), ON)
        assert differing(found, by_hand(documents)) == {}, seed


def test_the_random_cases_meet_every_sort_of_collision() -> None:
    met = {why for seed in range(4 * FEW) for why, *_ in colliding(random_case(seed, ON), ON)}
    assert met == set(ACTS.values())
