"""What an outage takes with it: worked by hand, and against a plain fixed point on random systems."""

from __future__ import annotations

import random
from datetime import date
from decimal import Decimal
from itertools import combinations
from typing import Any

import networkx as nx
import pytest

from cohelm.analysis.estate.outage import Outage, outage
from cohelm.analysis.estate.weak_points import WeakPoints, weak_points
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise
from tests.shares import some

ON = date(2026, 11, 23)


def hard(to: str, **more: Any) -> dict[str, Any]:
    return {"to": f"application:{to}", "hard": True, **more}


def plan(**applications: dict[str, Any]) -> Any:
    return enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        goal={"grow": {}},
        capability={"sell": {"pursues": "goal:grow"}},
        department={"sales": {}},
        location={"site": {}, "room": {"parent": "location:site"}},
        platform={"cluster": {"located_in": "location:room"}},
        product={"shop": {"built_on": ["application:web"]}},
        vendor={"acme": {}},
        application={"web": {}, **applications},
    )


def stops(found: Outage) -> dict[str, str]:
    return {row["item"].partition(":")[2]: row["sure"] for row in found.stops.to_dicts()}


def asked(where: Any, *keys: str, **told: Any) -> Outage:
    items = tuple(key if ":" in key else f"application:{key}" for key in keys)
    return outage(where, on=ON, items=items, **told)


def test_an_outage_travels_along_hard_needs_and_not_along_soft_ones() -> None:
    made = plan(
        db={}, app={"depends_on": [hard("db")]}, front={"depends_on": [hard("app")]},
        report={"depends_on": [{"to": "application:app", "hard": False}]},
    )  # fmt: skip
    found = asked(made, "db")
    assert stops(found) == {"app": "certainly", "front": "certainly"}
    assert (found.least.value, found.most.value) == (2, 2)
    assert found.paths == ("app stops with db", "front stops with app, which stands on db")


def test_where_it_is_not_known_how_hard_a_need_is_there_is_a_range() -> None:
    made = plan(db={}, app={"depends_on": ["application:db"]}, front={"depends_on": [hard("app")]})
    found = asked(made, "db")
    assert stops(found) == {"app": "possibly", "front": "possibly"}
    assert found.sentence == "0 to 2 items stop with db"


def group(k: int | None = None, *names: str) -> dict[str, Any]:
    more = {"k": k} if k else {}
    return {"depends_on": [hard(one, group="g", **more) for one in names]}


@pytest.mark.parametrize(
    ("k", "out", "expected"),
    [
        (1, ("a",), {}), (1, ("a", "b"), {}), (1, ("a", "b", "c"), {"app": "certainly"}),
        (2, ("a",), {}), (2, ("a", "b"), {"app": "certainly"}),
        (None, ("a",), {"app": "possibly"}), (None, ("a", "b", "c"), {"app": "certainly"}),
    ],
)  # fmt: skip
def test_stand_ins_fail_when_fewer_live_than_are_needed(
    k: int | None, out: tuple[str, ...], expected: dict[str, str]
) -> None:
    made = plan(a={}, b={}, c={}, app=group(k, "a", "b", "c"))
    assert stops(asked(made, *out)) == expected


def test_a_circle_of_needs_stops_together_and_not_by_itself() -> None:
    made = plan(
        db={}, a={"depends_on": [hard("b"), hard("db")]}, b={"depends_on": [hard("a")]},
        c={"depends_on": [hard("d")]}, d={"depends_on": [hard("c")]},
    )  # fmt: skip
    assert stops(asked(made, "db")) == {"a": "certainly", "b": "certainly"}
    assert stops(asked(made, "d")) == {"c": "certainly"}


def test_a_place_takes_what_is_in_it_and_products_and_goals_are_reached() -> None:
    made = plan(web={"runs_on": [{"to": "platform:cluster", "hard": True}],
                     "supports": ["capability:sell"], "used_by": ["department:sales"]})  # fmt: skip
    found = asked(made, "location:site")
    assert stops(found) == {
        "room": "certainly", "cluster": "certainly", "web": "certainly", "shop": "possibly",
    }  # fmt: skip
    assert (found.goals, found.departments) == (("goal:grow",), ("department:sales",))


def test_a_vendor_may_take_what_it_provides() -> None:
    made = plan(web={"provided_by": ["vendor:acme"]})
    assert stops(asked(made, "vendor:acme"))["web"] == "possibly"


def test_an_hour_counts_a_chain_once_at_its_top() -> None:
    made = plan(
        db={}, app={"criticality": "critical", "depends_on": [hard("db")]},
        front={"criticality": "high", "depends_on": [hard("app")]},
        other={"depends_on": [hard("db")]},
    )  # fmt: skip
    found = asked(made, "db")
    assert found.cost_per_hour.value == Decimal(5_000)
    assert found.cost_per_hour.left_out == {
        "how critical it is, is not on record": ("application:other",)
    }
    assert asked(made, "db", high=Decimal(7)).cost_per_hour.value == Decimal(7)
    assert found.answer()["cost_per_hour"] == {
        "least": Decimal(5000), "most": Decimal(5000), "currency": "EUR",
    }  # fmt: skip


def test_what_nothing_says_has_no_price() -> None:
    unsaid = asked(plan(db={}, app={"depends_on": [hard("db")]}), "db")
    assert (unsaid.least.value, unsaid.cost_per_hour.value) == (1, None)
    assert "says how critical it is" in unsaid.cost_per_hour.reason
    assert list(unsaid.cost_per_hour.left_out.values()) == [("application:app",)]
    assert unsaid.sentence == "1 item stops with db"
    bare = asked(plan(), "location:site")  # of what stops in it nothing has a price
    assert (bare.least.value, bare.cost_per_hour.value) == (2, Decimal(0))


def test_what_is_out_itself_has_its_price_its_users_and_its_goals() -> None:
    shop = {"criticality": "critical", "supports": ["capability:sell"],
            "used_by": ["department:sales"]}  # fmt: skip
    alone = asked(plan(desk=shop), "desk")
    assert (alone.least.value, alone.cost_per_hour.value) == (0, Decimal(20_000))
    assert alone.cost_per_hour.counted == ("application:desk",)
    assert (alone.goals, alone.departments) == (("goal:grow",), ("department:sales",))
    assert alone.sentence == "0 items stop with desk; an hour costs 20,000 €"
    front = {"criticality": "low", "depends_on": [{"to": "application:desk"}]}
    carried = asked(
        plan(desk=shop, front=front), "desk"
    )  # what may stop on it is cheaper than it is
    assert (carried.cost_per_hour.value, carried.cost_per_hour_at_worst.value) == (20_000, 20_000)
    assert carried.sentence == "0 to 1 items stop with desk; an hour costs 20,000 €"


def test_nobody_can_say_what_an_hour_costs_of_something_that_says_not_how_critical_it_is() -> None:
    alone = asked(plan(db={}), "db")
    assert (alone.least.value, alone.cost_per_hour.value) == (0, None)
    assert list(alone.cost_per_hour.left_out.values()) == [("application:db",)]


def test_it_hits_as_many_people_at_the_least_as_the_one_with_most_users_has() -> None:
    made = plan(
        db={}, app={"users": 40, "depends_on": [hard("db")]},
        shop={"users": 25, "depends_on": [hard("db")]},
        desk={"users": 70, "depends_on": ["application:db"]},
    )  # fmt: skip
    found = asked(made, "db")
    assert (found.users.value, found.users_at_worst.value) == (40, 70)
    assert found.users.counted == ("application:app", "application:shop")
    assert found.users.left_out == {"how many use it, is not on record": ("application:db",)}
    assert found.answer()["users"] == {"least": 40, "most": 70}
    assert asked(made, "desk").users.value == 70
    none = asked(plan(db={}), "db").users
    assert (none.value, list(none.left_out.values())) == (None, [("application:db",)])
    assert asked(plan(), "location:room").users.value == 0


def test_where_no_currency_is_stated_a_price_is_a_bare_number() -> None:
    shop = {"desk": {"criticality": "high"}, "till": {"criticality": "low", "depends_on": ["desk"]}}
    found = asked(enterprise(application=shop), "desk")
    assert found.sentence == "0 to 1 items stop with desk; an hour costs 5,000"


def test_an_outage_of_what_is_retired_costs_nothing() -> None:
    gone = {"criticality": "critical", "used_by": ["department:sales"],
            "lifecycle": {"end_of_life": "2026-01-01"}}  # fmt: skip
    found = asked(plan(old=gone), "old")
    assert (found.cost_per_hour.value, found.departments) == (0, ())


def test_an_item_that_is_not_there_is_refused_with_the_nearest() -> None:
    with pytest.raises(UnknownName, match="application:wob"):
        asked(plan(), "wob")


# web → balancer → (app one or app two) → database → storage: DOMAIN's example, with a load balancer
CHAIN: dict[str, dict[str, Any]] = {
    "storage": {}, "database": {"depends_on": [hard("storage")]},
    "one": {"depends_on": [hard("database")]}, "two": {"depends_on": [hard("database")]},
    "balancer": group(1, "one", "two"), "web": {"depends_on": [hard("balancer")]},
    "shop": {"criticality": "critical", "depends_on": [hard("web")]},
}  # fmt: skip


def cuts(found: WeakPoints) -> set[frozenset[str]]:
    return {
        frozenset(one.partition(":")[2] for one in row["items"]) for row in found.points.to_dicts()
    }


def test_the_cut_sets_of_a_chain_with_a_stand_in_are_not_its_articulation_points() -> None:
    found = weak_points(plan(**CHAIN), on=ON)
    single = {frozenset((one,)) for one in ("web", "balancer", "database", "storage")}
    assert cuts(found) == single
    both = weak_points(plan(**CHAIN), on=ON, order=2)
    assert cuts(both) == single | {frozenset(("one", "two"))}
    assert both.sentence == found.sentence + "; 1 pair does so together"
    assert found.guarded.value == 0
    drawn = nx.Graph([("shop", "web"), ("web", "balancer"), ("balancer", "one"), ("one", "database"),
                      ("balancer", "two"), ("two", "database"), ("database", "storage")])  # fmt: skip
    assert "storage" not in set(nx.articulation_points(drawn))


def test_without_anything_critical_nothing_can_be_weak() -> None:
    found = weak_points(plan(), on=ON)
    assert (found.examined.value, found.guarded.value) == (None, None)
    assert found.sentence.endswith("or bring a list of them with a column 'criticality'")
    assert len(found.points) == 0


def test_an_order_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="order"):
        weak_points(plan(), on=ON, order=3)


# A plain reference: sources with their hard needs, and groups of (members, k); no need is unknown.
System = dict[str, tuple[set[str], list[tuple[set[str], int]]]]


def drawn(random_: random.Random) -> System:
    names = [f"n{at}" for at in range(random_.randint(3, 9))]
    system: System = {}
    for name in names:
        others = [one for one in names if one != name]
        needs = set(random_.sample(others, random_.choice([0, 0, 1, 2])))
        groups = []
        for _ in range(random_.choice([0, 0, 1, 2])):
            members = set(random_.sample(others, random_.randint(1, len(others))))
            groups.append((members, random_.randint(1, len(members))))
        system[name] = needs, groups
    return system


def reference(system: System, out: set[str]) -> set[str]:
    """What stops, by going over everything again until nothing changes."""
    stopped = set(out)
    while True:
        more = {
            name
            for name, (needs, groups) in system.items()
            if needs & stopped or any(len(members - stopped) < k for members, k in groups)
        }
        if more <= stopped:
            return stopped - out
        stopped |= more


def as_plan(system: System) -> Any:
    applications = {
        name: {
            "criticality": "high",
            "depends_on": [
                hard(one) for one in sorted(needs - {one for m, _ in groups for one in m})
            ]
            + [
                hard(one, group=f"g{at}", k=k)
                for at, (members, k) in enumerate(groups)
                for one in sorted(members)
                if not any(one in earlier for earlier, _ in groups[:at])
            ],
        }
        for name, (needs, groups) in system.items()
    }
    return plan(**applications)


def plainly(system: System) -> System:
    """The system with each need said once, as one link can say only one thing."""
    told: System = {}
    for name, (needs, groups) in system.items():
        kept, seen = [], set[str]()
        for members, k in groups:
            left = members - seen
            seen |= members
            if left:
                kept.append((left, min(k, len(left))))
        told[name] = needs - seen, kept
    return told


@pytest.mark.parametrize("seed", some(range(500), 25))
def test_outages_and_cut_sets_are_those_of_a_plain_reference(seed: int) -> None:
    random_ = random.Random(seed)
    system = plainly(drawn(random_))
    made = as_plan(system)
    out = set(random_.sample(sorted(system), random_.randint(1, 2)))
    assert set(stops(asked(made, *sorted(out)))) == reference(system, out)
    single = {frozenset((one,)) for one in system if reference(system, {one})}
    pairs = {
        frozenset(pair)
        for pair in combinations(sorted(system), 2)
        if reference(system, set(pair))
        - reference(system, {pair[0]})
        - reference(system, {pair[1]})
    }
    assert cuts(weak_points(made, on=ON, order=2)) == single | pairs


def test_what_has_a_soft_need_goes_on_with_less() -> None:
    limping = {"depends_on": [{"to": "application:web", "hard": False}], "criticality": "low"}
    shop = {"depends_on": [hard("web"), {"to": "application:news", "hard": False}]}
    made = plan(shop=shop, news=limping)
    found = outage(made, on=ON, items=("application:web",))
    assert "application:news" not in stops(found)
    assert found.sentence == "1 to 2 items stop with web"  # none of them states how critical it is
    assert found.degraded.rows() == [("application:news", "application:web", "low")]
    assert outage(made, on=ON, items=("application:news",)).degraded.rows() == [
        ("application:shop", "application:news", None)
    ]


def test_a_technology_does_not_go_down_and_the_links_to_it_are_said_not_to_be_followed() -> None:
    gone = {"lifecycle": {"end_of_life": "2026-01-01"}}
    made = enterprise(
        application={"crm": {"uses": ["lib"]}, "erp": {"contains": ["technology:lib"]},
                     "old": {"uses": ["lib"], **gone}, "wiki": {"uses": ["lib"]},
                     "web": {"depends_on": [hard("crm")]}},
        technology={"lib": {"name": "Lib"}, "frame": {"requires": ["technology:lib"]}},
    )  # fmt: skip
    found = outage(made, on=ON, items=("technology:lib",))
    assert found.not_followed.rows() == [("uses", 2), ("contains", 1), ("requires", 1)]
    assert (found.least.value, found.most.value, found.cost_per_hour.value) == (None, None, None)
    assert found.sentence == (
        "Nobody can say what stops: a technology does not go down, and 4 links to it are not followed"
    )
    assert found.answer()["not_followed"] == {"uses": 2, "contains": 1, "requires": 1}
    both = outage(made, on=ON, items=("technology:lib", "application:crm"))
    assert both.least.counted == ("application:web",)
    assert both.not_followed.height == 3
    assert outage(made, on=ON, items=("application:crm",)).not_followed.height == 0
