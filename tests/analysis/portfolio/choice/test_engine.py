"""The best choice, the whole curve and every why, against going through all choices."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from datetime import date
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.portfolio.choice import engine
from cohelm.analysis.portfolio.choice.compromise import best_joint_gain, equal_share
from cohelm.analysis.portfolio.choice.contradiction import contradiction
from cohelm.analysis.portfolio.choice.engine import Limit, choose
from cohelm.analysis.portfolio.choice.feasible import broken
from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.choice.program import Program, Whole, program
from cohelm.analysis.portfolio.choice.solver import Branched
from cohelm.analysis.portfolio.choice.why import Unlimited, binding, why_not
from cohelm.analysis.portfolio.tradeoff import traced, traded
from cohelm.core.errors import InputError, UnknownName
from tests.shares import some

Stated = dict[str, Any]
WORDS = [
    "initiatives", "periods", "spans", "resources", "carry_over", "shares", "synergies", "launches",
    "weights", "id", "values", "uses", "starts", "needs", "excludes", "mandatory", "category", "of",
    "resource", "now", "a", "0",
]  # fmt: skip


# A plain reference: it reads the JSON itself and imports nothing of what it checks.
def choices(stated: Stated) -> Iterator[dict[str, str]]:
    """Every choice of initiatives and starts that meets all demands."""
    periods = stated["periods"]
    every = [[None, *one.get("starts", periods)] for one in stated["initiatives"]]
    for starts in product(*every):
        chosen = {
            one["id"]: start
            for one, start in zip(stated["initiatives"], starts, strict=True)
            if start is not None
        }
        if fits(stated, chosen):
            yield chosen


def fits(stated: Stated, chosen: dict[str, str]) -> bool:
    periods: list[str] = stated["periods"]
    for one in stated["initiatives"]:
        start = chosen.get(one["id"])
        if start is None:
            if one.get("mandatory"):
                return False
            continue
        for end in one.get("needs", ()):
            if end not in chosen or periods.index(chosen[end]) > periods.index(start):
                return False
        if any(end in chosen for end in one.get("excludes", ())):
            return False
    used = use(stated, chosen)
    for name, capacity in stated["resources"].items():
        carried = 0
        for period in periods:
            left = capacity[period] + carried
            spent = used.get((name, period), 0)
            if spent > left and f"{name} {period}" not in stated.get("dropped", ()):
                return False
            carried = left - spent if name in stated["carry_over"] else 0
        for span, inside in stated.get("spans", {}).items():
            spent = sum(used.get((name, period), 0) for period in inside)
            if spent > capacity.get(span, spent) and f"{name} {span}" not in stated.get(
                "dropped", ()
            ):
                return False
    for share in stated["shares"]:
        total = sum(of for (name, _), of in used.items() if name == share["resource"])
        mine = {
            one["id"]: chosen[one["id"]]
            for one in stated["initiatives"]
            if one["id"] in chosen and one["category"][share["category"]] == share["of"]
        }
        part = sum(of for (n, _), of in use(stated, mine).items() if n == share["resource"])
        low, high = Fraction(str(share["least"])), Fraction(str(share["most"]))
        if not low * total <= part <= high * total:
            return False
    return all(
        list(chosen.values()).count(period) <= most for period, most in stated["launches"].items()
    )


def use(stated: Stated, chosen: dict[str, str]) -> dict[tuple[str, str], int]:
    periods, used = stated["periods"], {}
    for one in stated["initiatives"]:
        if one["id"] not in chosen:
            continue
        first = periods.index(chosen[one["id"]])
        for name, by_period in one["uses"].items():
            for after, amount in by_period.items():
                if first + int(after) < len(periods):
                    place = name, periods[first + int(after)]
                    used[place] = used.get(place, 0) + amount
    return used


def worth(stated: Stated, chosen: dict[str, str]) -> tuple[int, int]:
    found = [0, 0]
    for at, office in enumerate(("cio", "cto")):
        found[at] += sum(
            one["values"][office] for one in stated["initiatives"] if one["id"] in chosen
        )
        found[at] += sum(
            one["values"][office]
            for one in stated["synergies"]
            if all(id_ in chosen for id_ in one["of"])
        )
    return found[0], found[1]


def front(points: set[tuple[int, int]]) -> list[tuple[int, int]]:
    """Those that no other beats for both, the first office's best first."""
    best = [
        one for one in points
        if not any(o != one and o[0] >= one[0] and o[1] >= one[1] for o in points)
    ]  # fmt: skip
    return sorted(best, reverse=True)


def drawn(seed: int) -> Stated:
    """A small problem with every kind of demand."""
    rnd = random.Random(seed)
    names = [f"i{at}" for at in range(rnd.randint(2, 6))]
    periods = ["2027", "2028"][: rnd.randint(1, 2)]

    def one(at: int) -> Stated:
        others = [name for name in names if name != names[at]]
        uses = {"money": {str(n): rnd.randint(0, 9) for n in range(rnd.randint(1, 2))},
                "people": {"0": rnd.randint(0, 4)}}  # fmt: skip
        return {
            "id": names[at], "values": {"cio": rnd.randint(0, 9), "cto": rnd.randint(0, 9)},
            "uses": uses, "starts": sorted(rnd.sample(periods, rnd.randint(1, len(periods)))),
            "needs": rnd.sample(others, 1) if rnd.random() < 0.2 else [],
            "excludes": rnd.sample(others, 1) if rnd.random() < 0.2 else [],
            "mandatory": rnd.random() < 0.15, "category": {"intent": rnd.choice(["run", "grow"])},
        }  # fmt: skip

    share = {"category": "intent", "of": "run", "resource": "money",
             "least": rnd.choice([0, 0.2]), "most": rnd.choice([0.6, 1])}  # fmt: skip
    found: Stated = {
        "periods": periods,
        "resources": {name: {p: rnd.randint(3, 14) for p in periods} for name in ("money", "people")},
        "carry_over": ["money"] if rnd.random() < 0.5 else [],
        "initiatives": [one(at) for at in range(len(names))],
        "shares": [share] if rnd.random() < 0.4 else [],
        "synergies": [{"of": rnd.sample(names, 2),
                       "values": {"cio": rnd.randint(-3, 4), "cto": rnd.randint(-3, 4)}}]
        if rnd.random() < 0.5 else [],
        "launches": {periods[0]: 2} if rnd.random() < 0.3 else {},
        "weights": {"cio": 0.25, "cto": 0.75},
    }  # fmt: skip
    if len(periods) == 2 and rnd.random() < 0.5:
        found["spans"] = {"both": periods}
        found["resources"]["money"]["both"] = rnd.randint(5, 20)
    return found


def first(stated: Stated, every: list[dict[str, str]]) -> dict[str, str]:
    """The best of all choices; of equal ones that which takes the first initiative, and early."""

    def rank(chosen: dict[str, str]) -> tuple[Any, ...]:
        starts = [chosen.get(one["id"]) for one in stated["initiatives"]]
        order = [9 if start is None else stated["periods"].index(start) for start in starts]
        return (-weigh(worth(stated, chosen)), *order)

    return min(every, key=rank)


def weigh(values: tuple[int, int]) -> Fraction:
    return Fraction(values[0], 4) + Fraction(3 * values[1], 4)


def unlimited(stated: Stated, name: str) -> Stated:
    """The same with so much of a resource that nothing can use it up."""
    plenty = dict.fromkeys(stated["periods"], 10_000)
    return {**stated, "resources": {**stated["resources"], name: plenty}}


def nash(points: list[tuple[int, int]], at: tuple[int, int]) -> list[int]:
    gains = [(u - at[0]) * (v - at[1]) if u > at[0] and v > at[1] else None for u, v in points]
    most = max((one for one in gains if one is not None), default=None)
    return [n for n, one in enumerate(gains) if one is not None and one == most]


def kalai(points: list[tuple[int, int]], at: tuple[int, int]) -> list[int]:
    good = [n for n, (u, v) in enumerate(points) if u >= at[0] and v >= at[1]]
    if not good:
        return []
    top = [max(points[n][k] for n in good) - at[k] for k in (0, 1)]
    if not all(top):
        return []
    shares = {
        n: sorted([(points[n][0] - at[0]) * top[1], (points[n][1] - at[1]) * top[0]]) for n in good
    }
    most = max(shares.values())
    return [n for n, one in shares.items() if one == most]


def without(stated: Stated, words: str) -> Stated:
    """The same without one demand, told by its words."""
    kind, _, rest = words.partition(" ")
    copy: Stated = json.loads(json.dumps(stated))
    if words.endswith(" has to be done"):
        one = next(one for one in copy["initiatives"] if one["id"] == kind)
        one["mandatory"] = False
    elif rest.startswith(("needs ", "excludes ")):
        relation, end = rest.split()
        one = next(one for one in copy["initiatives"] if one["id"] == kind)
        one[relation] = [name for name in one[relation] if name != end]
    elif words.startswith("at most "):
        copy["launches"] = {}
    elif " takes at least " in words:
        copy["shares"][0]["least"] = 0
    elif " takes at most " in words:
        copy["shares"][0]["most"] = 1
    else:
        copy["dropped"] = [*stated.get("dropped", ()), f"{kind} {rest.split()[-1]}"]
    return copy


SEEDS = some(range(500), 25)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_optimum_and_the_order_of_ties_are_those_of_going_through_all(seed: int) -> None:
    stated = drawn(seed)
    every = list(choices(stated))
    best = choose(read_problem(stated))
    if not every:
        assert best.status == "infeasible"
        return
    assert best.status == "optimal"
    assert best.chosen == first(stated, every)
    assert best.value == best.bound == weigh(worth(stated, dict(best.chosen)))


@pytest.mark.parametrize("seed", SEEDS)
def test_the_curve_and_the_compromises_are_those_of_going_through_all(seed: int) -> None:
    stated = drawn(seed)
    points = front({worth(stated, one) for one in choices(stated)})
    problem = read_problem(stated)
    found = traded(problem, traced(problem), on=date(2026, 11, 24))
    if not points:
        assert found.number.value is None
        return
    assert found.exact
    assert found.points.select("cio", "cto").rows() == points
    at = (int(found.no_agreement["cio"]), int(found.no_agreement["cto"]))
    musts = {one["id"]: one.get("starts", stated["periods"])[0]
             for one in stated["initiatives"] if one.get("mandatory")}  # fmt: skip
    assert at == (worth(stated, musts) if fits(stated, musts) else (0, 0))
    assert list(found.best_joint_gain) == nash(points, at)
    assert list(found.equal_share) == kalai(points, at)


@pytest.mark.slow
@pytest.mark.parametrize("seed", SEEDS)
def test_every_why_is_that_of_going_through_all(seed: int) -> None:
    stated = drawn(seed)
    every = list(choices(stated))
    if not every:
        return
    problem = read_problem(stated)
    best, free = choose(problem), Unlimited(problem)
    more = {name: first(u, list(choices(u))) for name in stated["resources"]
            if (u := unlimited(stated, name))}  # fmt: skip
    top = weigh(worth(stated, dict(best.chosen)))
    assert list(binding(best, free)) == [
        name for name, one in more.items() if weigh(worth(stated, one)) > top
    ]
    for id_ in {one["id"] for one in stated["initiatives"]} - set(best.chosen):
        with_it = [one for one in every if id_ in one]
        why = why_not(problem, best, id_, free)
        if not with_it:
            assert (why.loss, bool(why.cannot)) == (None, True)
            continue
        forced = first(stated, with_it)
        assert why.loss == top - weigh(worth(stated, forced))
        assert set(why.displaced) == set(best.chosen) - set(forced)
        assert set(why.joined) == set(forced) - set(best.chosen) - {id_}
        assert set(why.missing) == {name for name, one in more.items() if id_ in one}


@pytest.mark.parametrize("seed", some(range(400), 25))
def test_demands_that_contradict_each_other_can_be_met_when_any_is_dropped(seed: int) -> None:
    stated = drawn(seed)
    for one in stated["initiatives"][:3]:
        one["mandatory"] = True
    said = contradiction(program(read_problem(stated)))
    assert bool(said) == (next(choices(stated), None) is None)
    for words in said:
        alone = stated
        for other in _named(stated):
            if other not in said or other == words:
                alone = without(alone, other)
        assert next(choices(alone), None) is not None, words
    alone = stated
    for other in _named(stated):
        if other not in said:
            alone = without(alone, other)
    assert bool(said) == (next(choices(alone), None) is None)


def _named(stated: Stated) -> list[str]:
    """Every demand in the words that a contradiction names it by."""
    found = []
    for one in stated["initiatives"]:
        found += [f"{one['id']} has to be done"] if one.get("mandatory") else []
        found += [f"{one['id']} needs {end}" for end in one["needs"]]
        found += [f"{one['id']} excludes {end}" for end in one["excludes"]]
    for name in stated["resources"]:
        word = "up to" if name in stated["carry_over"] else "in"
        found += [f"{name} {word} {period}" for period in stated["resources"][name]]
    for share in stated["shares"]:
        for bound, words in ((share["least"], "at least"), (share["most"], "at most")):
            found.append(f"{share['of']} takes {words} {bound:.0%} of {share['resource']}")
    return found + [f"at most {n} start in {period}" for period, n in stated["launches"].items()]


def simple(**more: Any) -> Stated:
    return {
        "resources": {"money": {"now": 10}},
        "initiatives": [
            {"id": "a", "values": {"cio": 5, "cto": 1}, "uses": {"money": {"0": 6}}},
            {"id": "b", "values": {"cio": 1, "cto": 5}, "uses": {"money": {"0": 6}}},
            {"id": "c", "values": {"cio": 2, "cto": 2}, "uses": {"money": {"0": 4}}},
        ],
        **more,
    }


def test_a_why_names_the_loss_the_displaced_and_the_money_that_is_missing() -> None:
    problem = read_problem(simple(weights={"cio": 1, "cto": 0}))
    best, free = choose(problem), Unlimited(problem)
    assert set(best.chosen) == {"a", "c"}
    why = why_not(problem, best, "b", free)
    assert (why.loss, why.displaced, why.missing) == (4, ("a",), ("money",))
    assert why.text == "would cost 4 points and displace a; more money would bring it in"
    assert list(binding(best, free)) == ["money"]


def test_demands_that_contradict_each_other_are_the_fewest_and_in_words() -> None:
    stated = simple()
    for one in stated["initiatives"][:2]:
        one["mandatory"] = True
    stated["launches"] = {"now": 3}
    assert set(contradiction(program(read_problem(stated)))) == {
        "a has to be done", "b has to be done", "money in now",
    }  # fmt: skip
    assert contradiction(program(read_problem(simple()))) == ()


def test_a_corrupted_answer_does_not_pass_the_checker() -> None:
    problem = read_problem(simple(launches={"now": 2}))
    assert broken(problem, {"a": "now", "c": "now"}) == []
    assert broken(problem, {"a": "now", "b": "now"}) == ["money in now: 12 of 10"]
    assert "d is not there" in broken(problem, {"d": "now"})
    assert any("may not start" in one for one in broken(problem, {"a": "later"}))
    assert any("3 start in now" in one for one in broken(problem, dict.fromkeys("abc", "now")))


QUARTERS = ["q1", "q2", "q3", "q4", "r1", "r2", "r3", "r4"]
YEARS = {"2027": QUARTERS[:4], "2028": QUARTERS[4:]}


def test_a_year_and_its_quarters_limit_the_same_money_and_each_is_carried_over_for_itself() -> None:
    stated = {
        "periods": QUARTERS, "spans": YEARS,
        "resources": {"money": {"2027": 10, "2028": 6, "q1": 4}},
        "initiatives": [{"id": "a", "uses": {"money": {"0": 5, "1": 3}}},
                        {"id": "b", "uses": {"money": {"0": 8}}}],
    }  # fmt: skip
    problem, carried = (read_problem(stated | {"carry_over": of}) for of in ([], ["money"]))
    assert broken(problem, {"a": "q1"}) == ["money in q1: 5 of 4"]
    assert broken(problem, {"a": "q2", "b": "r1"}) == ["money in 2028: 8 of 6"]
    assert broken(carried, {"a": "q2", "b": "r1"}) == []  # 2 are left of 2027
    assert broken(carried, {"a": "q2", "b": "q3"}) == ["money in 2027: 16 of 10"]
    for asked in (problem, carried):
        whole = program(asked)
        for chosen in ({"a": "q1"}, {"a": "q2"}, {"a": "q2", "b": "r1"}, {"a": "q2", "b": "q3"},
                       {"a": "q4", "b": "q2"}, {"b": "r4"}):  # fmt: skip
            taken = whole.taken(chosen)
            assert (whole.matrix @ taken <= whole.most).all() == (not broken(asked, chosen)), chosen


def test_the_fair_points_are_those_of_the_definitions_with_all_ties() -> None:
    points = [(Fraction(u), Fraction(v)) for u, v in ((8, 1), (6, 4), (4, 6), (1, 8))]
    nought = (Fraction(0), Fraction(0))
    assert best_joint_gain(points, nought) == (1, 2)  # 24 each
    assert equal_share(points, nought) == (1, 2)  # the smaller share is 4/8 at both
    assert best_joint_gain(points, (Fraction(5), Fraction(0))) == (1,)  # (6-5)·4 > (8-5)·1
    assert best_joint_gain(points, (Fraction(9), Fraction(9))) == ()
    assert equal_share(points, (Fraction(8), Fraction(1))) == ()


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        ([], "a problem is a mapping"),
        ({}, "'initiatives' is missing"),
        ({"initiatives": [{}]}, "an initiative has no id"),
        ({"initiatives": [{"id": "a"}, {"id": "a"}]}, "two initiatives are called 'a'"),
        ({"initiatives": [{"id": "a", "uses": {"m": {"0": "x"}}}]}, "'x' is no number"),
        ({"initiatives": [], "shares": [{"of": "run"}]}, "'category' is missing"),
        ({"initiatives": "a"}, "'initiatives' is no list of objects"),
        ({"initiatives": [{"id": "a", "needs": "b"}]}, "'needs' is no list"),
        ({"initiatives": [{"id": "a", "uses": {"m": 5}}]}, "'m' is not a mapping"),
        ({"initiatives": [{"id": "a", "uses": {"m": {"-1": 5}}}]}, "'-1' is no count"),
        ({"initiatives": [{"id": "a", "uses": {"m": {"0.5": 5}}}]}, "'0.5' is no count"),
        ({"initiatives": [], "launches": {"now": 2.5}}, "'2.5' is no count"),
        ({"initiatives": [{"id": "a"}], "synergies": [{"of": ["a", "a"]}]}, "of two and more"),
        ({"initiatives": [], "resources": {"money": 5}}, "'money' is not a mapping"),
        ({"initiatives": [], "periods": ["a", "b"], "spans": {"s": ["b", "a"]}}, "'s' is no span"),
        ({"initiatives": [], "periods": ["a", "b"], "spans": {"a": ["a", "b"]}}, "'a' is no span"),
        (
            {"initiatives": [], "periods": ["a", "b", "c"], "spans": {"s": ["b", "c"]}},
            "'s' is no span",
        ),
    ],
)
def test_a_problem_that_is_none_is_refused_with_its_place(stated: Any, said: str) -> None:
    with pytest.raises(InputError, match=said):
        read_problem(stated)


@pytest.mark.parametrize(
    ("stated", "name"),
    [
        ({"initiative": []}, "initiative"),
        ({"initiatives": [{"id": "a", "needs": ["b"]}]}, "b"),
        ({"initiatives": [{"id": "a", "starts": ["2030"]}], "periods": ["2027"]}, "2030"),
        ({"initiatives": [], "launches": {"2030": 1}, "periods": ["2027"]}, "2030"),
    ],
)
def test_names_that_are_not_there_are_refused(stated: Any, name: str) -> None:
    with pytest.raises(UnknownName, match=name):
        read_problem(stated)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-3, 9) | st.text("ab0.", max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS), inner),
    max_leaves=12,
)


@pytest.mark.slow
@given(st.dictionaries(st.sampled_from(WORDS), JSON))
def test_any_json_is_refused_in_words_or_solved(stated: Any) -> None:
    try:
        problem = read_problem(stated)
    except (InputError, UnknownName):
        return
    assert choose(problem).status in ("optimal", "infeasible")


@pytest.mark.parametrize("gives_up", [False, True])
def test_of_many_with_fixed_starts_what_cbc_leaves_open_is_closed_by_highs(
    monkeypatch: pytest.MonkeyPatch, gives_up: bool
) -> None:
    """600 that cost 1 each and are worth 1, 2, … 600: within 200 the last 200, 401 + … + 600."""
    asked: list[float | None] = []

    def open_(program: Program, terms: Whole, *, seconds: float | None, gap: float) -> Branched:
        asked.append(seconds)
        return Branched(np.arange(200), None, False)

    if gives_up:
        monkeypatch.setattr(engine.cbc, "branched", open_)
    stated = {
        "resources": {"money": {"now": 200}},
        "initiatives": [
            {"id": f"i{n}", "values": {"cio": n}, "uses": {"money": {"0": 1}}}
            for n in range(1, 601)
        ],
    }
    found = choose(read_problem(stated), limit=Limit(60))
    assert (found.status, found.value) == ("optimal", sum(range(401, 601)))
    assert asked == [engine.CBC_FIRST] * gives_up
