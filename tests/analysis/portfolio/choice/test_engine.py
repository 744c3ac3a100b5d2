"""The best choice, the whole curve and every why, against going through all choices."""

from __future__ import annotations

import random
from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.portfolio.choice.compromise import best_joint_gain, equal_share
from cohelm.analysis.portfolio.choice.contradiction import contradiction
from cohelm.analysis.portfolio.choice.engine import choose
from cohelm.analysis.portfolio.choice.feasible import broken
from cohelm.analysis.portfolio.choice.frontier import curve
from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.choice.program import program
from cohelm.analysis.portfolio.choice.why import Unlimited, binding, why_not
from cohelm.core.errors import InputError, UnknownName

Stated = dict[str, Any]
WORDS = [
    "initiatives", "periods", "resources", "carry_over", "shares", "synergies", "launches", "weights",
    "id", "values", "uses", "starts", "needs", "excludes", "mandatory", "category", "of", "resource",
    "now", "a", "0",
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
            if spent > left:
                return False
            carried = left - spent if name in stated["carry_over"] else 0
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
    return {
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


MORE = [pytest.param(seed, marks=pytest.mark.campaign) for seed in range(60, 500)]


@pytest.mark.parametrize("seed", [*range(60), *MORE])
def test_optimum_curve_compromises_and_whys_are_those_of_going_through_all(seed: int) -> None:
    stated = drawn(seed)
    every = list(choices(stated))
    problem = read_problem(stated)
    best = choose(problem)
    if not every:
        assert best.status == "infeasible"
        assert contradiction(program(problem))
        return
    weighted = {tuple(sorted(one.items())): weigh(worth(stated, one)) for one in every}
    assert best.status == "optimal"
    assert best.value == max(weighted.values())
    assert weighted[tuple(sorted(best.chosen.items()))] == best.value
    points = front({worth(stated, one) for one in every})
    found = curve(program(problem), ("cio", "cto"))
    assert found.exact
    at = [(int(one.at[0]), int(one.at[1])) for one in found.points]
    assert at == points
    assert [worth(stated, dict(one.chosen)) for one in found.points] == points
    free = Unlimited(problem)
    for one in stated["initiatives"]:
        if one["id"] not in best.chosen:
            with_it = [of for key, of in weighted.items() if one["id"] in dict(key)]
            why = why_not(problem, best, one["id"], free)
            assert why.loss == (best.value - max(with_it) if with_it else None)


def weigh(values: tuple[int, int]) -> Fraction:
    return Fraction(values[0], 4) + Fraction(3 * values[1], 4)


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


@given(st.dictionaries(st.sampled_from(WORDS), JSON))
def test_any_json_is_refused_in_words_or_solved(stated: Any) -> None:
    try:
        problem = read_problem(stated)
    except (InputError, UnknownName):
        return
    assert choose(problem).status in ("optimal", "infeasible")
