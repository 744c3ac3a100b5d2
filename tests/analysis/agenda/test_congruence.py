"""Which teams need to talk and do: worked by hand, and as a matrix product."""

from __future__ import annotations

from datetime import date
from itertools import combinations
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.analysis.agenda.congruence import Congruence, congruence
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from tests.making import enterprise
from tests.shares import tries

ON = date(2026, 11, 29)


def asked(**made: Any) -> Congruence:
    told = {name: made.pop(name) for name in ("days", "shared") if name in made}
    return congruence(enterprise(**made), on=ON, **told)


def pairs(found: Congruence) -> set[tuple[str, str]]:
    return {(a[5:], b[5:]) for a, b in found.missing.select("team", "other").iter_rows()}


THREE = {"p1": {}, "p2": {}, "p3": {}}
OF_THREE = {
    "a": {"maintained_by": ["p1"], "depends_on": ["application:b"]},
    "b": {"maintained_by": ["p1", "p2"], "depends_on": ["application:d"]},
    "c": {"maintained_by": ["p2"]}, "d": {"maintained_by": ["p3"]},
}  # fmt: skip
TWO_SIT = {"ann": {"works_in": ["p1"]}, "ben": {"works_in": ["p2"]}}


def test_the_worked_example_is_a_third() -> None:
    """p1 {a,b}, p2 {b,c}, p3 {d}; a needs b, b needs d: all three pairs; only p1 and p2 talk."""
    found = asked(team=THREE, application=OF_THREE, person=TWO_SIT, shared=False,
                  forum={"board": {"members": ["person:ann", "person:ben"]}})  # fmt: skip
    assert found.congruence.value == pytest.approx(1 / 3)
    assert pairs(found) == {("p1", "p3"), ("p2", "p3")}
    assert found.sentence == (
        "2 of 3 pairs of teams whose systems need each other share no forum, decision or meeting on"
        " record; first p1 and p3"
    )


def test_where_nothing_needs_anything_there_is_no_number() -> None:
    found = asked(team=THREE, application={"a": {"maintained_by": ["p1"]}})
    assert found.congruence.value is None
    assert "no two teams" in found.sentence


def test_the_same_item_counts_only_where_that_is_asked() -> None:
    both = {"a": {"maintained_by": ["p1", "p2"]}}
    assert asked(team=THREE, application=both).needed.value == 1
    assert asked(team=THREE, application=both, shared=False).congruence.value is None


def test_data_that_are_sent_make_two_teams_need_each_other() -> None:
    found = asked(
        team=THREE, application={"a": {"maintained_by": ["p1"]}, "b": {"maintained_by": ["p2"]}},
        interface={"i": {"provider": "application:a", "consumer": ["application:b"]}},
    )  # fmt: skip
    assert pairs(found) == {("p1", "p2")}
    assert found.missing["items"].to_list() == [["application:a", "application:b"]]


@pytest.mark.parametrize(
    ("held", "missing"), [("2026-11-29", 0), ("2025-11-29", 0), ("2025-11-28", 1)]
)
def test_a_meeting_counts_for_a_year(held: str, missing: int) -> None:
    found = asked(
        team=THREE, application={"a": {"maintained_by": ["p1"], "depends_on": ["application:b"]},
                                 "b": {"maintained_by": ["p2"]}}, person=TWO_SIT,
        meeting={"m": {"held_on": held, "attended_by": ["person:ann", "person:ben"]}},
    )  # fmt: skip
    assert len(found.missing) == missing


def test_a_decision_joins_who_took_it_and_who_was_heard_through_their_roles() -> None:
    people = {"ann": {"works_in": ["p1"], "fills": ["lead"]}, "ben": {"works_in": ["p2"]},
              "gone": {"works_in": ["p3"], "left_on": "2026-11-28"}}  # fmt: skip
    made: dict[str, Any] = {
        "team": THREE, "person": people, "role": {"lead": {}},
        "application": {"a": {"maintained_by": ["p1"], "depends_on": ["application:b"]},
                        "b": {"maintained_by": ["p2", "p3"]}},
        "decision": {"d": {"decided_on": "2026-10-01", "decided_by": ["role:lead"],
                           "heard": ["person:ben", "person:gone"]}},
    }  # fmt: skip
    assert pairs(asked(**made)) == {("p1", "p3"), ("p2", "p3")}


def test_a_forum_that_joins_teams_who_need_nothing_of_each_other_is_idle() -> None:
    found = asked(
        team=THREE, person=TWO_SIT,
        application={"a": {"maintained_by": ["p1"], "depends_on": ["application:d"]},
                     "d": {"maintained_by": ["p3"]}},
        forum={"board": {"members": ["person:ann", "person:ben"]}, "one": {"members": ["person:ann"]}},
    )  # fmt: skip
    assert found.idle.rows() == [("forum:board", ["team:p1", "team:p2"])]


def test_at_least_one_day_is_looked_back() -> None:
    with pytest.raises(UsageError, match="0 days"):
        asked(team=THREE, days=0)


Bits = st.lists(st.lists(st.booleans(), min_size=6, max_size=6), min_size=4, max_size=4)
Needs = st.sets(st.tuples(st.integers(0, 5), st.integers(0, 5)), max_size=12)


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(Bits, Needs)
def test_what_is_needed_is_the_product_of_the_matrices(
    bits: list[list[bool]], needs: set[tuple[int, int]]
) -> None:
    """TA · TD · TAᵀ off the diagonal, with TD symmetric and nought on its own diagonal."""
    assigned = np.array(bits, dtype=int)
    depends = np.zeros((6, 6), dtype=int)
    for a, b in needs:
        if a != b:
            depends[a, b] = depends[b, a] = 1
    product = assigned @ depends @ assigned.T
    apps = {
        f"i{n}": {"maintained_by": [f"t{t}" for t in range(4) if assigned[t, n]],
                  "depends_on": [f"application:i{b}" for a, b in sorted(needs) if a == n and b != n]}
        for n in range(6)
    }  # fmt: skip
    found = asked(team={f"t{t}": {} for t in range(4)}, application=apps, shared=False)
    want = {(f"t{a}", f"t{b}") for a, b in combinations(range(4), 2) if product[a, b]}
    assert pairs(found) == want


def test_the_sample_has_pairs_that_do_not_talk(the_sample: Enterprise) -> None:
    found = congruence(the_sample, on=ON)
    assert found.congruence.value is not None
    assert len(found.missing) == round((1 - found.congruence.value) * (found.needed.value or 0))
