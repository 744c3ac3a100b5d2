"""Cuts, bounds and what is gone through: against all choices of small random rows."""

from __future__ import annotations

import random
from fractions import Fraction
from itertools import product
from typing import Any

import numpy as np
import pytest

from cohelm.analysis.portfolio.choice import cbc, frontier, search
from cohelm.analysis.portfolio.choice.cuts import strengthened
from cohelm.analysis.portfolio.choice.feasible import checked
from cohelm.analysis.portfolio.choice.frontier import Curve, curve
from cohelm.analysis.portfolio.choice.nearby import nearby
from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.choice.program import program
from cohelm.analysis.portfolio.choice.proof import Prover
from cohelm.analysis.portfolio.choice.relaxation import Relaxation, bound
from cohelm.analysis.portfolio.choice.search import Search
from cohelm.analysis.portfolio.choice.seeds import exchanged
from cohelm.analysis.portfolio.choice.solver import branched
from cohelm.core.errors import InputError
from tests.shares import some


def drawn(seed: int) -> dict[str, Any]:
    """Ten initiatives under six rows that all bind."""
    rnd = random.Random(seed)
    rows = [f"r{n}" for n in range(6)]
    initiatives = [
        {"id": f"i{n}", "values": {"cio": rnd.randint(1, 30), "cto": rnd.randint(1, 30)},
         "uses": {name: {"0": rnd.randint(0, 12)} for name in rows}}
        for n in range(10)
    ]  # fmt: skip
    return {"resources": {name: {"now": rnd.randint(18, 30)} for name in rows},
            "initiatives": initiatives}  # fmt: skip


def feasible(stated: dict[str, Any]) -> list[tuple[int, ...]]:
    """Every choice as zeros and ones, by the rows alone."""
    found = []
    for taken in product((0, 1), repeat=len(stated["initiatives"])):
        used = {
            name: sum(x * one["uses"][name]["0"]
                      for x, one in zip(taken, stated["initiatives"], strict=True))
            for name in stated["resources"]
        }  # fmt: skip
        if all(used[name] <= of["now"] for name, of in stated["resources"].items()):
            found.append(taken)
    return found


def worth(stated: dict[str, Any], taken: tuple[int, ...]) -> int:
    rows = zip(taken, stated["initiatives"], strict=True)
    return sum(x * (one["values"]["cio"] + one["values"]["cto"]) for x, one in rows)


@pytest.mark.parametrize("seed", some(range(40), 14))
def test_no_cut_takes_a_choice_away_and_together_they_lower_the_bound(seed: int) -> None:
    stated = drawn(seed)
    whole = program(read_problem(stated))
    terms = whole.aim().terms
    tight = strengthened(whole, terms, rounds=8)
    for taken in feasible(stated):
        assert (np.array(taken) @ tight.dense <= tight.most).all()
    before, after = (Relaxation(one).solve(terms.astype(float)) for one in (whole, tight))
    assert before is not None
    assert after is not None
    assert after.taken @ terms <= before.taken @ terms + 1e-6
    assert len(tight.most) > len(whole.most) or np.isin(before.taken.round(6), (0, 1)).all()


@pytest.mark.parametrize("seed", some(range(40), 14))
@pytest.mark.parametrize("off", [0.0, 0.3])
def test_a_bound_holds_at_any_prices_and_what_is_near_is_complete(seed: int, off: float) -> None:
    stated = drawn(seed)
    whole = program(read_problem(stated))
    terms = whole.aim().terms
    part = Relaxation(whole).solve(terms.astype(float))
    assert part is not None
    proof = bound(whole, terms, part.prices + off)
    values = {taken: worth(stated, taken) for taken in feasible(stated)}
    best = max(values.values())
    assert proof.worth >= best
    least = best - 15
    near = nearby(whole, proof, least, most=10**6)
    assert near is not None
    found = {tuple(int(n in near.taken(k)) for n in range(10)) for k in range(len(near.rest))}
    assert found == {taken for taken, value in values.items() if value >= least}
    assert nearby(whole, proof, least, most=0) is None


@pytest.mark.slow
@pytest.mark.parametrize("seed", some(range(20), 8))
def test_branching_finds_the_best_where_nothing_is_gone_through_at_the_root(seed: int) -> None:
    stated = drawn(seed)
    whole = program(read_problem(stated))
    terms = whole.aim().terms
    best = max(worth(stated, taken) for taken in feasible(stated))
    near, _, proved = Search(whole)._down(terms, best - 40, 10_000)
    assert proved
    assert near is not None
    assert near.sums(terms).max() == best
    none, _, proved = Search(whole)._down(terms, best + 1, 10_000)
    assert (none, proved) == (None, True)
    other = branched(whole, terms)
    assert other.taken is not None
    assert (int(terms[other.taken].sum()), other.closed) == (best, True)
    third = cbc.branched(whole, terms, seconds=None, gap=0.0)
    assert third.taken is not None
    assert (int(terms[third.taken].sum()), third.most, third.closed) == (best, best, True)
    assert not Search(whole, stop=lambda: True)._down(terms, 0, 10)[2]


@pytest.mark.parametrize("seed", range(10))
def test_exchanges_lead_to_feasible_points_alone(seed: int) -> None:
    stated = drawn(seed)
    whole = program(read_problem(stated))
    terms = tuple(whole.worth({name: Fraction(1)}).terms for name in ("cio", "cto"))
    nothing = np.zeros(0, np.int64)
    found = exchanged(whole, (terms[0], terms[1]), {(0, 0): nothing}, steps=50, stop=lambda: False)
    fits = set(feasible(stated))
    assert (0, 0) not in found
    for at, taken in found.items():
        assert tuple(int(n in taken) for n in range(10)) in fits
        assert at == (terms[0][taken].sum(), terms[1][taken].sum())


@pytest.mark.parametrize(
    ("chosen", "values", "said"),
    [
        ({"a": "now", "b": "now"}, {"cio": 6}, "money in now: 12 of 10"),
        ({"a": "now"}, {"cio": 6}, "worth 5 to cio, not 6"),
        ({"a": "later"}, {"cio": 5}, "may not start in later"),
        ({"c": "now"}, {}, "c is not there"),
    ],
)
def test_a_corrupted_answer_never_leaves(
    chosen: dict[str, str], values: dict[str, int], said: str
) -> None:
    problem = read_problem(
        {"resources": {"money": {"now": 10}},
         "initiatives": [{"id": "a", "values": {"cio": 5}, "uses": {"money": {"0": 6}}},
                         {"id": "b", "values": {"cio": 1}, "uses": {"money": {"0": 6}}}]}
    )  # fmt: skip
    with pytest.raises(AssertionError, match=said):
        checked(problem, chosen, {name: Fraction(of) for name, of in values.items()})
    assert checked(problem, {"a": "now"}, {"cio": Fraction(5)}) == {"a": "now"}


def test_amounts_that_cannot_be_counted_exactly_are_refused() -> None:
    stated = drawn(0)
    stated["initiatives"][0]["uses"]["r0"] = {"0": "0.0000000000000001"}
    with pytest.raises(InputError, match="amounts of r0 differ too widely"):
        program(read_problem(stated))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(10))
@pytest.mark.parametrize("calls", [1, 12, 20, 40])
def test_a_curve_that_is_stopped_is_never_further_off_than_it_says(seed: int, calls: int) -> None:
    stated = drawn(seed)
    ticks = iter(range(calls, -10_000, -1))
    told: list[Curve] = []
    whole = program(read_problem(stated))
    found = curve(whole, ("cio", "cto"), left=lambda: float(next(ticks)), progress=told.append)
    every = [
        tuple(sum(x * one["values"][name] for x, one in zip(taken, stated["initiatives"], strict=True))
              for name in ("cio", "cto"))
        for taken in feasible(stated)
    ]  # fmt: skip
    most = [max(at[k] for at in every) for k in (0, 1)]
    errors = [one.largest_error for one in (*told, found)]
    assert errors == sorted(errors, reverse=True)
    for one in (*told, found):
        assert one.exact == (one.largest_error == 0)
        for at in every:
            off = [min((at[k] - point.at[k]) / Fraction(most[k]) for k in (0, 1))
                   for point in one.points]  # fmt: skip
            assert float(min(off, default=Fraction(1))) <= one.largest_error + 1e-9


@pytest.mark.slow
@pytest.mark.parametrize("seed", some(range(25), 10))
def test_the_best_between_two_points_is_that_of_all_choices(seed: int) -> None:
    stated, rnd = drawn(seed), random.Random(seed)
    wanted = program(read_problem(stated))
    offices = [wanted.worth({name: Fraction(1)}).terms for name in ("cio", "cto")]
    corner = rnd.randint(0, 60), rnd.randint(0, 60)
    found = Prover(wanted, (offices[0], offices[1])).best(
        3 * offices[0] + offices[1], corner, seconds=None
    )
    places = [
        tuple(
            sum(
                x * one["values"][name] for x, one in zip(taken, stated["initiatives"], strict=True)
            )
            for name in ("cio", "cto")
        )
        for taken in feasible(stated)
    ]
    inside = [3 * u + v for u, v in places if u >= corner[0] and v >= corner[1]]
    assert found.closed
    assert found.most == max(inside, default=None)
    assert (found.taken is None) == (not inside)


@pytest.mark.slow
def test_a_search_that_is_stopped_claims_no_more_than_it_proved() -> None:
    stated = drawn(3)
    wanted = program(read_problem(stated))
    first, second = (wanted.worth({name: Fraction(1)}).terms for name in ("cio", "cto"))
    found = Prover(wanted, (first, second)).best(first + second, (0, 0), seconds=0.0)
    best = max(worth(stated, taken) for taken in feasible(stated))
    assert found.most is None or found.most >= best


def test_cbc_adds_the_gap_that_it_was_left_to_its_bound_and_keeps_starts_and_musts() -> None:
    """`a` must be, in one of two periods; the second holds three of the four others."""
    stated: dict[str, Any] = {
        "periods": ["p", "q"],
        "resources": {"money": {"p": 0, "q": 4}},
        "initiatives": [
            {"id": "a", "values": {"cio": 1}, "uses": {"money": {"0": 1}}, "mandatory": True},
            *({"id": one, "values": {"cio": 10}, "uses": {"money": {"0": 1}}, "starts": ["q"]}
              for one in "bcde"),
        ],
    }  # fmt: skip
    whole = program(read_problem(stated))
    terms = whole.aim().terms
    found = cbc.branched(whole, terms, seconds=60, gap=0.25)
    assert found.taken is not None
    assert found.most is not None
    assert found.most >= 31  # what the best is worth
    value = int(terms[found.taken].sum())
    assert value <= 31
    assert found.most - value <= 0.26 * found.most
    assert whole.chosen(found.taken)["a"] == "q"
    none = whole.with_rows([(terms, 0)])
    assert cbc.branched(none, terms, seconds=None, gap=0.0).closed
    assert cbc.branched(none, terms, seconds=None, gap=0.0).taken is None


@pytest.mark.slow
@pytest.mark.parametrize("effort", [0, 3, 400, None])
@pytest.mark.parametrize("seed", range(6))
def test_a_curve_that_is_left_early_says_how_much_better_what_is_missing_can_be(
    seed: int, effort: int | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Against every choice: none is better than a listed one for both by more than the error.

    None: not even the ends may be proved.
    """
    stated = drawn(seed)
    if effort is None:
        monkeypatch.setattr(frontier, "PARTS_OF_AN_END", 0)
        monkeypatch.setattr(search, "LOOKED_AT", 0)
        monkeypatch.setattr(search, "AT_THE_ROOT", 0)
    found = curve(program(read_problem(stated)), ("cio", "cto"), effort=effort or 0)
    known = [(int(one.at[0]), int(one.at[1])) for one in found.points]
    best = max(at[0] for at in known), max(at[1] for at in known)
    assert found.exact == (found.largest_error == 0)
    values = [(one["values"]["cio"], one["values"]["cto"]) for one in stated["initiatives"]]
    for taken in feasible(stated):
        gives = [sum(x * of[k] for x, of in zip(taken, values, strict=True)) for k in (0, 1)]
        least = min(min((gives[k] - at[k]) / best[k] for k in (0, 1)) for at in known)
        assert least <= found.largest_error + 1e-12


def test_who_follows_a_curve_can_end_it_and_knows_what_is_proved() -> None:
    class Enough(Exception):
        """Raised to end it."""

    told: list[Curve] = []

    def note(known: Curve) -> None:
        told.append(known)
        if len(told) == 2:
            raise Enough

    with pytest.raises(Enough):
        curve(program(read_problem(drawn(4))), ("cio", "cto"), progress=note)
    assert [(len(one.points), one.exact, one.largest_error) for one in told] == [
        (1, False, 1.0),
        (2, False, 1.0),
    ]


def test_nothing_fits_is_said_only_where_that_is_proved() -> None:
    must = {"id": "a", "values": {"cio": 1, "cto": 1}, "uses": {"m": {"0": 2}}, "mandatory": True}
    stated = {"resources": {"m": {"now": 1}}, "initiatives": [must]}
    found = curve(program(read_problem(stated)), ("cio", "cto"), effort=0)
    assert (found.points, found.exact) == ((), True)
    hurried = [
        curve(program(read_problem(drawn(seed))), ("cio", "cto"), left=lambda: 0.0)
        for seed in range(6)
    ]
    assert all(one.points or not one.exact for one in hurried)  # taking nothing always fits there
