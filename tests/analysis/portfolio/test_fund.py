"""What to fund and the trade-off of an organisation, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio.fund import fund, read_weights
from cohelm.analysis.portfolio.tradeoff import tradeoff
from cohelm.core.audience import PUBLIC
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 24)


def initiative(cost: int, cio: int | None, cto: int | None, **more: Any) -> dict[str, Any]:
    ranked = [
        {"to": f"office:{name}", "value": value}
        for name, value in (("cio", cio), ("cto", cto))
        if value is not None
    ]
    return {
        "cost_per_year": f"{cost} EUR", "start": "2027-01-01", "end": "2027-12-31",
        "ranked_by": ranked, **more,
    }  # fmt: skip


GOALS = {"calm": {"office": ["cio"]}, "growth": {"office": ["cto"]}}


def plan(**initiatives: dict[str, Any]) -> Any:
    return enterprise(
        goal=GOALS,
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": {"place": 1}, "cto": {"place": 2}},
        initiative={key.replace("_", "-"): one for key, one in initiatives.items()},
    )


THREE = {"a": initiative(600, 50, 10), "b": initiative(600, 10, 60), "c": initiative(400, 20, 20)}


def ids(frame: Any) -> list[str]:
    return [key.partition(":")[2] for key in frame["initiative"]]


def test_the_most_value_within_the_budget_is_chosen_and_the_rest_says_why() -> None:
    found = fund(plan(**THREE), on=ON, budget="1000")
    assert (found.status, ids(found.selected), ids(found.rejected)) == (
        "optimal",
        ["b", "c"],
        ["a"],
    )
    assert found.value.value == 55  # half of 30 and of 80
    assert found.spent.value == Decimal(1000)
    assert found.rejected["why"][0] == (
        "would cost 5 points and displace b; more money would bring it in"
    )
    assert found.sentence == (
        "2 of 3 initiatives for 2027: provably the most value for 1,000 € of 1,000 €"
    )
    assert found.binding == ("money in 2027",)
    assert found.another.value == 30


def test_reasons_and_contradictions_say_names() -> None:
    named = {
        "a": initiative(600, 50, 10, name="Shift planning"),
        "b": initiative(600, 10, 60, name="Shop"),
        "c": THREE["c"],
    }
    out = fund(plan(**named), on=ON, budget="1000").rejected.row(0, named=True)
    assert out["why"] == "would cost 5 points and displace Shop; more money would bring it in"
    assert out["displaces"] == ["initiative:b"]
    both = fund(plan(**named), on=ON, budget="1000", pin=("a", "b"))
    assert set(both.contradiction) == {
        "Shift planning has to be done", "Shop has to be done", "money in 2027",
    }  # fmt: skip


def test_how_many_cannot_be_weighed_is_told_beside_what_is_chosen() -> None:
    found = fund(plan(**THREE, bare={}), on=ON, budget="1000")
    assert found.sentence.endswith(
        "for 1,000 € of 1,000 €; 1 more initiative cannot be weighed:"
        " what it costs in the year is not known"
    )
    over = initiative(100, 5, 5, start="2026-01-01", end="2026-11-30")
    both = fund(plan(**THREE, bare={}, over=over), on=ON, budget="2027=1000")
    assert both.sentence.endswith(
        "; 2 more initiatives cannot be weighed: its last day is before the year (1),"
        " what it costs in the year is not known (1)"
    )


@pytest.mark.slow
def test_weights_pins_and_bans_change_the_choice() -> None:
    by_cio = fund(plan(**THREE), on=ON, budget="2027=1000", weights="cio=1,cto=0")
    assert ids(by_cio.selected) == ["a", "c"]
    assert ids(fund(plan(**THREE), on=ON, budget="1000", pin=("a",)).selected) == ["a", "c"]
    assert ids(fund(plan(**THREE), on=ON, budget="1000", forbid=("b",)).selected) == ["a", "c"]


def test_what_has_to_be_done_and_does_not_fit_is_a_contradiction_in_words() -> None:
    must = {one: {**of, "must_do": True} for one, of in THREE.items() if one != "c"}
    found = fund(plan(**must), on=ON, budget="1000")
    assert found.status == "infeasible"
    assert set(found.contradiction) == {"a has to be done", "b has to be done", "money in 2027"}
    assert found.value.value is None


def test_what_cannot_be_weighed_is_left_out_with_the_reason() -> None:
    more = {"unvalued": initiative(1, None, None), "half": initiative(1, 5, None),
            "past": initiative(1, 5, 5, end="2026-12-31", start="2026-01-01"),
            "costless": {"ranked_by": [{"to": "office:cio", "value": 1}]}}  # fmt: skip
    found = fund(plan(**more), on=ON, budget="1000")
    assert ids(found.selected) == ["half"]
    assert found.value.left_out == {
        "what it costs in the year is not known": ("initiative:costless",),
        "its last day is before the year": ("initiative:past",),
        "no office says what it is worth to it": ("initiative:unvalued",),
    }
    assert found.value.assumed[0].items == ("initiative:half",)


def test_a_need_brings_what_it_needs_and_an_exclusion_keeps_out() -> None:
    bonded = {**THREE, "b": initiative(600, 10, 60, needs=["initiative:c"]),
              "a": initiative(100, 50, 10, excludes=["initiative:b"])}  # fmt: skip
    assert ids(fund(plan(**bonded), on=ON, budget="10000").selected) == ["b", "c"]


@pytest.mark.slow
def test_without_initiatives_or_a_budget_it_says_so() -> None:
    found = fund(plan(), on=ON)
    assert found.sentence == (
        "Nobody can say what to fund: no initiative can be weighed: none is there"
    )
    free = fund(plan(**THREE), on=ON)
    assert len(free.selected) == 3
    assert free.budget.value is None


@pytest.mark.parametrize("budget", ["many", "2030=5", "-5"])
def test_a_budget_that_is_none_is_refused(budget: str) -> None:
    with pytest.raises((UsageError, UnknownName)):
        fund(plan(**THREE), on=ON, budget=budget)


@pytest.mark.slow
def test_a_pin_that_cannot_be_kept_is_refused_and_not_dropped() -> None:
    costless = {"a": {"ranked_by": [{"to": "office:cio", "value": 1}]}}
    with pytest.raises(UsageError, match="a cannot be pinned: what it costs in the year"):
        fund(plan(**costless), on=ON, budget="1000", pin=("a",))
    with pytest.raises(UsageError, match="both pinned and forbidden"):
        fund(plan(**THREE), on=ON, budget="1000", pin=("a",), forbid=("a",))


def test_weights_of_nought_alone_would_choose_anything_and_are_refused() -> None:
    with pytest.raises(UsageError, match="weight"):
        fund(plan(**THREE), on=ON, budget="1000", weights="cio=0,cto=0")


@pytest.mark.slow
def test_names_and_weights_that_are_none_are_refused() -> None:
    with pytest.raises(UnknownName, match="nonsense"):
        fund(plan(**THREE), on=ON, pin=("nonsense",))
    with pytest.raises(UnknownName, match="cfo"):
        fund(plan(**THREE), on=ON, weights="cfo=1")
    for wrong in ("cio", "cio=x", "cio=-1"):
        with pytest.raises(UsageError, match="weight"):
            read_weights(wrong)


def test_the_curve_holds_every_portfolio_that_is_not_worse_for_both() -> None:
    found = tradeoff(plan(**THREE), on=ON, budget="1000")
    assert found.exact
    assert found.points.select("cio", "cto").rows() == [(70, 30), (30, 80)]
    assert found.portfolios == (("a", "c"), ("b", "c"))
    assert found.points["comes"].to_list() == [[], ["initiative:b"]]
    # 70 · 30 < 30 · 80; shares of 70 and 80: 0.375 at the first, 0.43 at the second
    assert (found.best_joint_gain, found.equal_share) == ((1,), (1,))
    assert found.points["fair"].to_list() == ["", "best joint gain and equal share"]
    assert found.sentence == (
        "2 portfolios, none better for both offices than another (CIO up to 70, CTO up to 80 points); "
        "all of them, proved"
    )


@pytest.mark.slow
def test_whatever_is_asked_about_has_a_reason() -> None:
    found = fund(plan(**THREE, bare={}), on=ON, budget="1000", pin=("c",)).reasons()
    assert found == {
        "a": "would cost 5 points and displace b; more money would bring it in", "b": "it is chosen",
        "c": "it has to be done, or is pinned",
        "bare": "it cannot be weighed: what it costs in the year is not known",
    }  # fmt: skip
    nothing = fund(plan(**THREE), on=ON, budget="10", pin=("a",))
    assert nothing.reasons()["b"] == f"nothing fits: {'; '.join(nothing.contradiction)}"


def test_moving_along_the_curve_says_what_each_goal_gains_and_gives_up() -> None:
    goals = {"a": "calm", "b": "growth", "c": "calm"}
    three = {id_: {**THREE[id_], "contributes_to": [goal]} for id_, goal in goals.items()}
    found = tradeoff(plan(**three), on=ON, budget="1000")
    # from a and c to b and c: a goes, for calm, and b comes, for growth; both cost 600
    assert [(row["number"], row["offices"], row["goal"], row["before"]["amount"], row["now"]["amount"],
             row["comes"], row["goes"]) for row in found.moves.to_dicts()] == [
        (2, ["office:cio"], "goal:calm", 1000, 400, [], ["initiative:a"]),
        (2, ["office:cto"], "goal:growth", 0, 600, ["initiative:b"], []),
    ]  # fmt: skip


@pytest.mark.slow
def test_the_current_plan_and_no_agreement_stand_beside_it() -> None:
    more = {**THREE, "a": {**THREE["a"], "status": "in_progress"},
            "c": {**THREE["c"], "must_do": True}}  # fmt: skip
    found = tradeoff(plan(**more), on=ON, budget="1000")
    assert (found.current, found.no_agreement) == ({"cio": 70, "cto": 30}, {"cio": 20, "cto": 20})
    assert tradeoff(plan(**THREE), on=ON, budget="1000").current == {}


def test_where_one_office_alone_says_what_things_are_worth_there_is_no_trade_off() -> None:
    found = tradeoff(plan(a=initiative(1, 5, None)), on=ON, budget="1000")
    assert found.number.value is None
    assert found.sentence.startswith("There is no trade-off to show: fewer than two offices")


def test_to_whoever_does_not_see_money_it_is_hidden_and_not_missing() -> None:
    found = fund(plan(**THREE).seen_by(PUBLIC), on=ON)
    said = "amounts are shown to those who see money"
    assert {found.value.reason, found.budget.reason, found.spent.reason} == {said}
    assert found.value.left_out == {said: ("initiative:a", "initiative:b", "initiative:c")}
