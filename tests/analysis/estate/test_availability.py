"""Availability: worked by hand, and equal to the enumeration of all states on random systems."""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import product
from math import comb
from typing import Any

import pytest

from cohelm.analysis.estate import diagram
from cohelm.analysis.estate.availability import Availability, availability
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 23)
YEAR = 525_600


def hard(to: str, **more: Any) -> dict[str, Any]:
    return {"to": to if ":" in to else f"application:{to}", "hard": True, **more}


def part(alone: float | None, *needs: Any, **more: Any) -> dict[str, Any]:
    stated = {} if alone is None else {"availability_alone": alone}
    return stated | {"depends_on": list(needs)} | more


def asked(where: Enterprise, item: str, **told: Any) -> Availability:
    return availability(where, on=ON, item=f"application:{item}", **told)


def value(figure: Any) -> float:
    assert figure.value is not None, figure.reason
    return float(figure.value)


@pytest.fixture
def chain() -> Enterprise:
    """web .999 → lb .9995 → (one .995 or two .995) → db .999 → san .9999."""
    two = [hard("one", group="apps", k=1), hard("two", group="apps", k=1)]
    return enterprise(
        application={
            "web": part(0.999, hard("lb"), availability_target=0.9975), "lb": part(0.9995, *two),
            "one": part(0.995, hard("db")), "two": part(0.995, hard("db")),
            "db": part(0.999, hard("san")), "san": part(0.9999),
        }
    )  # fmt: skip


def test_a_database_that_both_of_a_pair_stand_on_counts_once(chain: Enterprise) -> None:
    found = asked(chain, "web")
    assert value(found.rolled_up) == pytest.approx(0.9973773, abs=5e-8)
    series = 0.999 * 0.9995 * 0.999 * 0.9999
    assert value(found.rolled_up) == pytest.approx(series * (1 - 0.005**2), rel=1e-12)
    assert value(found.at_worst) == value(found.at_most) == value(found.rolled_up)


def test_the_part_that_costs_most_is_the_one_whose_perfection_would_win_most(
    chain: Enterprise,
) -> None:
    found = asked(chain, "web")
    whole = value(found.rolled_up)
    rows = {row["part"]: row for row in found.parts.to_dicts()}
    assert rows["application:web"]["minutes_a_year"] == pytest.approx(
        (whole / 0.999 - whole) * YEAR, abs=0.051
    )
    assert rows["application:one"]["weight"] == pytest.approx(
        0.999 * 0.9995 * 0.999 * 0.9999 * 0.005
    )
    assert found.parts["part"].to_list()[:2] == ["application:db", "application:web"]
    assert found.sentence == (
        "web is promised for 99.75 %, can be promised for at most 99.738 %; "
        "most minutes are lost to db"
    )
    assert found.cannot_be_kept.value == 1


@pytest.mark.parametrize(
    ("each", "of", "k", "expected"),
    [
        (0.9999, 2, 2, 0.99980001), (0.999, 2, 1, 0.999999), (0.99, 3, 2, 0.999702),
        (0.9, 1, 1, 0.9), (0.9, 4, 4, 0.6561),
    ],
)  # fmt: skip
def test_k_of_n(each: float, of: int, k: int, expected: float) -> None:
    members = [hard(f"m{n}", group="g", k=k) for n in range(of)]
    plan = enterprise(
        application={"top": part(None, *members), **{f"m{n}": part(each) for n in range(of)}}
    )
    formula = sum(comb(of, j) * each**j * (1 - each) ** (of - j) for j in range(k, of + 1))
    assert formula == pytest.approx(expected, abs=1e-12)
    assert value(asked(plan, "top").at_most) == pytest.approx(expected, abs=1e-12)


def test_soft_needs_cost_nothing_and_unknown_ones_make_a_range() -> None:
    needs = [{"to": "application:a", "hard": False}, {"to": "application:b"}]
    plan = enterprise(application={"top": part(0.99, *needs), "a": part(0.5), "b": part(0.9)})
    found = asked(plan, "top")
    assert (value(found.at_most), value(found.at_worst)) == pytest.approx((0.99, 0.891))


def test_how_many_stand_ins_are_needed_is_not_known_so_all_at_the_worst() -> None:
    members = [hard(one, group="g") for one in ("a", "b")]
    plan = enterprise(application={"top": part(None, *members), "a": part(0.9), "b": part(0.9)})
    found = asked(plan, "top")
    assert (value(found.at_most), value(found.at_worst)) == pytest.approx((0.99, 0.81))


def test_what_parts_do_not_state_is_taken_as_always_up_and_said() -> None:
    plan = enterprise(
        application={"top": part(None, hard("a"), hard("b")), "a": part(0.9), "b": {}}
    )
    found = asked(plan, "top")
    assert value(found.at_most) == pytest.approx(0.9)
    assert found.at_most.left_out == {
        "says nothing of its availability": ("application:b", "application:top")
    }
    assert found.rolled_up.value is None
    assert found.rolled_up.reason == "2 of 3 parts say nothing of it"


def test_where_nothing_is_stated_there_is_no_value() -> None:
    found = asked(enterprise(application={"top": part(None, hard("a")), "a": {}}), "top")
    assert found.at_most.value is None
    assert found.sentence == (
        "Nobody can say how available top is: nothing that it stands on says how available it is"
    )


def test_a_promise_about_the_whole_counts_less_what_lies_beneath_it() -> None:
    plan = enterprise(
        application={
            "top": part(None, hard("mid"), hard("base")),
            "mid": part(None, hard("base"), availability_target=0.98),
            "base": {"availability_target": 0.99},
        }
    )
    found = asked(plan, "top")
    assert value(found.at_most) == pytest.approx(0.98)  # base counts once, not 0.98 × 0.99
    rows = {row["part"]: row["percent"] for row in found.parts.to_dicts()}
    assert rows["application:mid"] == pytest.approx(100 * 0.98 / 0.99)


def test_who_promises_more_than_it_stands_on_is_taken_as_always_up_by_itself() -> None:
    plan = enterprise(
        application={
            "top": part(None, hard("mid")),
            "mid": part(None, hard("base"), availability_target=0.999),
            "base": {"availability_target": 0.99},
        }
    )
    assert value(asked(plan, "top").at_most) == pytest.approx(0.99)
    everything = availability(plan, on=ON)
    assert everything.cannot_be_kept.counted == ("application:mid",)
    first = everything.promises.to_dicts()[0]
    assert first["short_minutes_a_year"] == pytest.approx(0.009 * YEAR)
    assert everything.sentence == (
        "1 of 2 promises of availability cannot be kept by what they stand on"
    )


def test_a_promise_that_is_kept_to_the_last_digit_is_not_beyond() -> None:
    plan = enterprise(
        application={
            "top": part(None, hard("base"), availability_target=0.99),
            "base": {"availability_target": 0.99},
        }
    )
    assert asked(plan, "top").cannot_be_kept.value == 0


def test_of_two_contracts_the_lower_promise_counts() -> None:
    contract = {"covers": ["application:a"]}
    plan = enterprise(
        contract={"x": contract | {"availability_promised": 0.99},
                  "y": contract | {"availability_promised": 0.95}},
        application={"top": part(None, hard("a")), "a": {"availability_target": 0.999}},
    )  # fmt: skip
    assert value(asked(plan, "top").at_most) == pytest.approx(0.95)


# --- by enumeration of states -------------------------------------------------------------------


def random_system(at: int) -> tuple[dict[str, dict[str, Any]], dict[str, float]]:
    """Up to 12 parts, with needs that share parts, stand-ins, and now and then a circle."""
    dice = random.Random(at)
    names = [f"p{n}" for n in range(dice.randint(2, 12))]
    own = {name: dice.choice((0.5, 0.8, 0.9, 0.99, 1.0)) for name in names}
    made: dict[str, dict[str, Any]] = {}
    for n, name in enumerate(names):
        later = names[n + 1 :] + ([dice.choice(names)] if dice.random() < 0.15 else [])
        later = [one for one in later if one != name]
        chosen = dice.sample(later, min(len(later), dice.randint(0, 4)))
        needs = []
        k = dice.choice((1, 2, None))
        in_group = dice.random() < 0.5 and len(chosen) > 1
        for one in dict.fromkeys(chosen):
            if in_group:
                needs.append(hard(one, group="g", **({} if k is None else {"k": k})))
            else:
                needs.append({"to": f"application:{one}", **dice.choice(({"hard": True}, {}))})
        made[name] = part(own[name], *needs)
    return made, own


def enumerated(made: Mapping[str, Any], own: Mapping[str, float], *, most: bool) -> float:
    """The chances of all states in which the first part is up, added up.

    Up in a state is the greatest set of parts that hold each other up, found by hand: whatever is not
    held falls, until nothing does. Sets of parts are bits.
    """
    bit = {f"application:{name}": 1 << n for n, name in enumerate(own)}
    rules = [(bit[f"application:{name}"], *needs_of(made[name], bit, most=most)) for name in own]
    total = 0.0
    for states in product((True, False), repeat=len(own)):
        chance, up = 1.0, 0
        for n, (share, alive) in enumerate(zip(own.values(), states, strict=True)):
            chance *= share if alive else 1 - share
            up |= alive << n
        if chance and stands(up, rules):
            total += chance
    return total


def stands(up: int, rules: Sequence[tuple[int, int, int, int]]) -> bool:
    """Whether the first part stays up once all that is not held has fallen."""
    before = -1
    while up != before:
        before = up
        for one, hard, group, k in rules:
            if up & one and (up & hard != hard or (up & group).bit_count() < k):
                up &= ~one
    return bool(up & 1)


def needs_of(one: Mapping[str, Any], bit: Mapping[str, int], *, most: bool) -> tuple[int, int, int]:
    """What has to be up, all of it; what stands in for each other; and how many of that."""
    alone = group = k = 0
    for need in one["depends_on"]:
        if need.get("group"):
            group |= bit[need["to"]]
            k = need.get("k") or (0 if most else 1)
        elif need.get("hard") or most:
            alone |= bit[need["to"]]
    return alone, group, min(k or group.bit_count(), group.bit_count())


@pytest.mark.slow
@pytest.mark.parametrize("first", range(0, 300, 50))
def test_it_equals_the_enumeration_of_states(first: int) -> None:
    for at in range(first, first + 50):
        made, own = random_system(at)
        found = asked(enterprise(application=made), "p0")
        best, worst = (enumerated(made, own, most=most) for most in (False, True))
        assert value(found.at_most) == pytest.approx(best, abs=1e-12), at
        assert value(found.at_worst) == pytest.approx(worst, abs=1e-12), at


@pytest.mark.slow
def test_what_a_part_costs_equals_the_enumeration_with_it_always_up() -> None:
    for at in range(20):
        made, own = random_system(at)
        found = asked(enterprise(application=made), "p0")
        whole = enumerated(made, own, most=False)
        for row in found.parts.to_dicts():
            name = row["part"].partition(":")[2]
            without = enumerated(made, own | {name: 1.0}, most=False)
            assert row["minutes_a_year"] == pytest.approx((without - whole) * YEAR, abs=0.051), at


@pytest.mark.slow
def test_past_the_bound_there_are_bounds_that_hold(monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(25):
        made, own = random_system(at)
        plan = enterprise(application=made)
        exact = asked(plan, "p0")
        with monkeypatch.context() as patch:
            patch.setattr(diagram, "MOST_PARTS", 0)
            bound = asked(plan, "p0")
        assert value(bound.at_worst) <= value(exact.at_worst) + 1e-12
        assert value(bound.at_most) >= value(exact.at_most) - 1e-12
        if any(share < 1 for share in own.values()) and "bounded" in bound.at_most.formula:
            assert bound.rolled_up.reason == "the parts are too many for more than bounds"


@pytest.mark.slow
def test_a_long_row_and_a_wide_pair_are_exact_or_bounded_in_time() -> None:
    row = {f"p{n}": part(0.9999, hard(f"p{n + 1}")) for n in range(2_000)} | {"p2000": part(0.9999)}
    found = asked(enterprise(application=row), "p0")
    assert "bounded" in found.at_most.formula
    assert value(found.at_most) == pytest.approx(
        0.9999**2001
    )  # all in series: the bound is reached


# --- measured -----------------------------------------------------------------------------------


def incident(item: str, time: str, minutes: float | None, reference: str) -> dict[str, Any]:
    more = {} if minutes is None else {"minutes_down": minutes}
    return {"item": f"application:{item}", "time": time, "reference": reference, **more}


def measured(*incidents: dict[str, Any], **told: Any) -> Availability:
    plan = enterprise(
        application={"top": part(0.99, hard("base")), "base": part(0.99)},
        observed={"incident": [incident("top", "2025-01-01", 0, "begin"), *incidents]},
    )
    return asked(plan, "top", **told)


def test_what_lies_beneath_takes_it_down_and_overlaps_count_once() -> None:
    found = measured(
        incident("top", "2026-11-01T10:00:00Z", 60, "a"),
        incident("base", "2026-11-01T10:30:00Z", 60, "b"),
    )
    assert value(found.measured) == pytest.approx(1 - 90 / YEAR)
    rows = {row["part"]: row["minutes_down"] for row in found.parts.to_dicts()}
    assert rows == {"application:top": 30.0, "application:base": 60.0}


def test_what_the_incidents_say_can_stand_for_what_is_promised() -> None:
    found = measured(
        incident("top", "2026-11-01T10:00:00Z", 60, "a"),
        incident("base", "2026-11-02T10:30:00Z", 90, "b"), by="measured",
    )  # fmt: skip
    assert value(found.at_most) == pytest.approx((1 - 60 / YEAR) * (1 - 90 / YEAR))


def test_only_the_days_asked_for_count_and_an_outage_is_cut_at_them() -> None:
    found = measured(
        incident("top", "2026-11-13T23:00:00Z", 120, "a"),
        incident("top", "2026-10-01T10:00:00Z", 600, "b"), days=10,
    )  # fmt: skip
    assert value(found.measured) == pytest.approx(1 - 60 / (10 * 24 * 60))


def test_an_incident_that_does_not_say_for_how_long_is_left_out() -> None:
    silent = incident("top", "2026-11-01T10:00:00Z", None, "a")
    found = measured(silent, incident("base", "2026-11-02T10:30:00Z", 90, "b"))
    assert value(found.measured) == pytest.approx(1 - 90 / YEAR)
    assert found.measured.left_out == {
        "an incident does not say for how long": ("application:top",)
    }
    assert measured(silent).measured.reason == (
        "its incidents do not say for how long it was out, and there is no reading of it"
    )


def test_a_list_that_begins_later_makes_the_time_shorter() -> None:
    plan = enterprise(
        application={"top": {}},
        observed={"incident": [incident("top", "2026-11-14T12:00:00Z", 144, "a")]},
    )
    assert value(asked(plan, "top").measured) == pytest.approx(1 - 144 / (10 * 24 * 60))


def test_without_incidents_the_readings_are_taken_and_without_both_nothing() -> None:
    rows = [{"item": "application:top", "time": f"2026-{m:02}-28", "value": v}
            for m, v in ((9, 0.99), (10, 0.98))]  # fmt: skip
    plan = enterprise(application={"top": {}}, observed={"availability": rows})
    assert value(asked(plan, "top").measured) == pytest.approx(0.985)
    bare = asked(enterprise(application={"top": {}}), "top")
    assert bare.measured.value is None
    assert "no incident of it" in bare.measured.reason


@pytest.mark.parametrize("days", [0, 3661])
def test_days_have_bounds(chain: Enterprise, days: int) -> None:
    with pytest.raises(UsageError, match="days"):
        asked(chain, "web", days=days)


def test_an_item_that_is_not_there_is_named_with_those_near(chain: Enterprise) -> None:
    with pytest.raises(UnknownName, match=r"application:wev.*application:web"):
        asked(chain, "wev")


def test_the_weights_of_a_diagram_are_differences_of_its_chance() -> None:
    drawn = diagram.Diagram()
    parts: Sequence[int] = [drawn.part(n) for n in range(4)]
    function = drawn.either(parts[0], drawn.so_many(parts[1:], 2))
    chances = [0.1, 0.2, 0.3, 0.4]
    found = drawn.chance(function, chances)
    for at in range(4):
        ends = [
            drawn.chance(function, [*chances[:at], end, *chances[at + 1 :]]).value
            for end in (1.0, 0.0)
        ]
        assert found.weights[at] == pytest.approx(ends[0] - ends[1])
