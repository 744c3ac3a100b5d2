"""Which problem an organisation poses: six columns, years, people, mixes; worked by hand."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

import pytest

from cohelm.analysis.agenda.ask_for import ask_for
from cohelm.analysis.portfolio.books import Books
from cohelm.analysis.portfolio.choice.proposed import Terms, proposed
from cohelm.analysis.portfolio.fund import NOT_SOLVED, fund
from cohelm.analysis.portfolio.tradeoff import tradeoff
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

ON = date(2026, 11, 24)
OFFICES = {"cio": {"place": 1}, "cto": {"place": 2}}


def six(size: str, office: str, cost: int, team: str = "core", **more: Any) -> dict[str, Any]:
    """What a list of six columns says of an initiative: no worth, no days."""
    return {
        "size": size, "sponsor": [office], "cost_per_year": f"{cost} EUR", "done_by": [team], **more,
    }  # fmt: skip


LIST = {
    "erp": six("L", "cio", 900), "patch": six("S", "cio", 100, must_do=True),
    "shop": six("M", "cto", 400), "app": six("L", "cto", 500),
}  # fmt: skip


def plan(initiatives: dict[str, Any] = LIST, **more: Any) -> Any:
    return enterprise(office=OFFICES, team={"core": {}} | more.pop("team", {}),
                      initiative=initiatives, **more)  # fmt: skip


def chosen(found: Any) -> dict[str, str]:
    return {
        key.partition(":")[2]: start
        for key, start in found.selected.select("initiative", "start").rows()
    }


def named(found: Any, name: str) -> tuple[str, ...]:
    return next(one.items for one in found.value.assumed if one.name == name)


@pytest.mark.slow
def test_six_columns_are_enough_and_what_is_assumed_is_named() -> None:
    found = fund(plan(), on=ON, budget="1100")
    # cto: shop 9 and app 24 for 900, patch 3 has to be; erp 24 for 900 would displace both
    assert chosen(found) == {"patch": "2027", "shop": "2027", "app": "2027"}
    assert found.values == {"cio": 3, "cto": 33}
    assert named(found, "worth by size") == tuple(f"initiative:{one}" for one in sorted(LIST))
    assert named(found, "a team's people") == ("team:core",)
    assert found.selected["guessed"].to_list() == [True, True, True]
    assert found.budget.unit == "EUR"  # the only currency in which anything is stated


@pytest.mark.slow
def test_the_curve_of_six_columns_lies_between_what_each_office_sponsors() -> None:
    found = tradeoff(plan(), on=ON, budget="1100")
    assert found.points.select("cio", "cto", "assumed").rows() == [(27, 0, 2), (3, 33, 3)]


@pytest.mark.slow
def test_what_nobody_sponsors_is_worth_the_same_to_each_office_and_that_is_said() -> None:
    bare = {"a": {"cost_per_year": "10 EUR", "size": "S"}, "b": {"cost_per_year": "30 EUR"}}
    found = tradeoff(plan(bare), on=ON, budget="30")
    assert found.points.select("cio", "cto").rows() == [(9, 9)]
    alike = {one.name: one.items for one in found.number.assumed}["no sponsor: all offices alike"]
    assert alike == ("initiative:a", "initiative:b")
    assert tradeoff(plan(bare), on=ON, budget="30", worth="stated").number.value is None


@pytest.mark.slow
def test_without_any_office_the_curve_says_what_it_lacks() -> None:
    found = tradeoff(enterprise(initiative={"a": {"cost_per_year": "10 EUR"}}), on=ON, budget="30")
    assert "no office is on record and nothing names its sponsor" in found.sentence
    over = plan({"a": {"cost_per_year": "10 EUR", "start": "2020-01-01", "end": "2021-01-01"}})
    found = tradeoff(over, on=ON, budget="30")
    assert "of 1 its last day is before the year; ask of an earlier day" in found.sentence


def test_assumed_worth_can_be_switched_off() -> None:
    found = fund(plan(), on=ON, budget="1100", worth="stated")
    assert list(chosen(found)) == ["patch"]
    assert sorted(found.value.left_out["no office says what it is worth to it"]) == [
        "initiative:app", "initiative:erp", "initiative:shop",
    ]  # fmt: skip


def test_an_office_that_values_anything_is_not_spoken_for() -> None:
    valued = {**LIST, "erp": {**LIST["erp"], "ranked_by": [{"to": "office:cio", "value": 50}]}}
    found = fund(plan(valued), on=ON, budget="10000")
    assert found.values == {"cio": 50, "cto": 33}  # patch is worth nothing to the cio, then


def test_without_offices_work_is_worth_something_to_the_organisation() -> None:
    bare = {"a": {"cost_per_year": "10 EUR"}, "b": {"cost_per_year": "30 EUR", "size": "L"}}
    found = fund(enterprise(initiative=bare), on=ON, budget="30")
    assert (chosen(found), found.values) == ({"b": "2027"}, {"organisation": 24})


@pytest.mark.slow
def test_a_team_has_its_headcount_times_what_running_leaves() -> None:
    offices = {"cio": {"place": 1, "run_share": 0.5}, "cto": {"place": 2}}
    team = {"core": {"headcount": 6, "office": "office:cio"}}
    asked = proposed(
        enterprise(office=offices, team=team, initiative=LIST), on=ON, terms=Terms("2000")
    )
    # 6 · 12 · 0.5 = 36 person-months; asked for: 24 + 3 + 9 + 24 = 60
    assert asked.problem.resources["people of core"] == {"2027": 36}
    found = fund(enterprise(office=offices, team=team, initiative=LIST), on=ON, budget="2000")
    assert chosen(found) == {"app": "2027", "patch": "2027", "shop": "2027"}
    assert found.binding == ("people of core in 2027",)
    assert found.rejected["why"].to_list() == [  # erp is as large as app, and worth as much
        "would bring no more and displace app; more people of core would bring it in"
    ]
    assert named(found, "what running leaves") == ("team:core",)
    assert len(fund(enterprise(office=offices, team=team, initiative=LIST), on=ON, budget="2000",
                    people=False).selected) == 4  # fmt: skip


@pytest.mark.slow
def test_one_more_person_is_solved_and_says_who_would_join() -> None:
    team = {"core": {"headcount": 3, "focus_factor": 1.0}}  # 36 person-months
    found = fund(plan(team=team), on=ON, budget="2000")
    row = found.more.row(0, named=True)
    # 48 person-months: erp or app, 24 each, with patch 3 and shop 9 are 36; both without shop are 51
    assert (row["resource"], row["more"], row["brings"]) == ("people of core", "one person", 0)


def test_a_team_whose_people_suffice_is_no_limit() -> None:
    asked = proposed(plan(team={"core": {"headcount": 5}}), on=ON, terms=Terms("2000"))
    assert asked.problem.resources.keys() == {"money"}  # 60 of 60 person-months


DATED = {
    "long": {"cost_per_year": "120 EUR", "start": "2027-07-01", "end": "2028-12-31",
             "ranked_by": [{"to": "office:cio", "value": 10}]},
    "late": {"cost_per_year": "120 EUR", "start": "2028-01-01", "end": "2028-12-31",
             "ranked_by": [{"to": "office:cto", "value": 10}]},
}  # fmt: skip


def test_years_are_periods_and_costs_fall_where_the_work_is() -> None:
    asked = proposed(plan(DATED), on=ON, terms=Terms("2027=60,2028=1,200", years=2))
    late, long = asked.problem.initiatives
    assert (long.starts, long.uses["money"]) == (("2027",), {0: 60, 1: 120})
    assert (late.starts, late.uses["money"]) == (("2028",), {0: 120})
    assert asked.problem.resources["money"] == {"2027": 60, "2028": 1200}
    assert asked.budget.value == 1260


@pytest.mark.slow
def test_what_has_not_begun_may_start_later_where_starts_are_free() -> None:
    tight = "2027=59,2028=180,2029=120"
    fixed = fund(plan(DATED), on=ON, budget=tight, years=3)
    assert chosen(fixed) == {"late": "2028"}
    free = fund(plan(DATED), on=ON, budget=tight, years=3, starts="free")
    assert chosen(free) == {"late": "2028", "long": "2028"}
    begun = {**DATED, "long": {**DATED["long"], "status": "in_progress"}}
    assert chosen(fund(plan(begun), on=ON, budget=tight, years=3, starts="free")) == {
        "late": "2028"
    }


KINDS = {
    "site": {"total_cost": "400 EUR", "capital_cost": "300 EUR", "start": "2027-01-01",
             "end": "2027-12-31", "ranked_by": [{"to": "office:cio", "value": 10}]},
    "once": {"total_cost": "120 EUR", "start": "2027-04-01", "end": "2027-09-30",
             "ranked_by": [{"to": "office:cio", "value": 5}]},
    "lease": {"cost_per_year": "120 EUR", "start": "2027-07-01",
              "ranked_by": [{"to": "office:cto", "value": 9}]},
}  # fmt: skip


def test_quarters_and_kinds_of_money_limit_beside_the_year() -> None:
    text = "2027=1000, 2027Q2=150; 2027:capital=420, 2027Q3:operating=60"
    asked = proposed(plan(KINDS), on=ON, terms=Terms(text))
    problem, (lease, once, site) = asked.problem, asked.problem.initiatives
    assert problem.periods == ("2027Q1", "2027Q2", "2027Q3", "2027Q4")
    assert problem.resources == {
        "money": {"2027": 1000, "2027Q2": 150}, "capital": {"2027": 420},
        "operating money": {"2027Q3": 60},
    }  # fmt: skip
    assert site.uses["capital"] == dict.fromkeys(range(4), 75)  # 300 of 400, evenly
    assert site.uses["operating money"] == dict.fromkeys(range(4), 25)
    assert (once.starts, once.uses["capital"]) == (("2027Q2",), {0: 60, 1: 60})
    assert (lease.uses["operating money"], lease.uses["capital"]) == ({0: 30, 1: 30}, {0: 0, 1: 0})
    by_rule = {one.name: one.items for one in asked.assumed}["kind of money by rule"]
    assert by_rule == ("initiative:lease", "initiative:once")
    assert {"lease", "once"} <= asked.guessed
    stated = proposed(plan(KINDS), on=ON, terms=Terms(text, accounting="stated"))
    assert [sum(one.uses["capital"].values()) for one in stated.problem.initiatives] == [0, 0, 300]
    assert stated.guessed >= asked.guessed  # what nobody knows is hatched as well


def test_what_binds_is_named_with_its_kind_of_money_and_its_period() -> None:
    found = fund(plan(KINDS), on=ON, budget="1000;2027:capital=310;2027Q3:operating=60")
    assert chosen(found) == {"site": "2027Q1", "lease": "2027Q3"}
    assert found.binding == ("capital in 2027",)
    assert found.rejected["why"].to_list() == [
        "would cost 2.5 points and displace site; more capital would bring it in"
    ]
    unsure = fund(plan(KINDS), on=ON, budget="1000;capital=300", accounting="stated")
    assert "of 2 nobody knows whether it is capital" in unsure.sentence


ENVELOPES = {
    "year": {"start": "2027-01-01", "end": "2027-12-31", "amount": "500 EUR"},
    "spring": {"start": "2027-04-01", "end": "2027-06-30", "amount": "90 EUR"},
    "built": {"start": "2027-01-01", "end": "2027-12-31", "amount": "200 EUR", "accounting": "capital"},
    "odd": {"start": "2027-02-01", "end": "2027-06-30", "amount": "7 EUR"},
    "books": {"start": "2027-01-01", "end": "2027-12-31", "amount": "9 EUR", "for_initiatives": False},
}  # fmt: skip


def test_budgets_for_initiatives_limit_the_choice_by_their_days_and_kind() -> None:
    envelopes = {name: {"for_initiatives": True} | of for name, of in ENVELOPES.items()}
    asked = proposed(plan(KINDS, budget=envelopes), on=ON)
    assert asked.problem.resources == {
        "money": {"2027": 500, "2027Q2": 90}, "capital": {"2027": 200},
    }  # fmt: skip
    assert (asked.budget.value, asked.budget.counted) == (
        500, ("budget:built", "budget:spring", "budget:year"),
    )  # fmt: skip
    assert asked.budget.left_out == {
        "its days are neither a financial year nor a quarter of one": ("budget:odd",)
    }
    told = proposed(plan(KINDS, budget=envelopes), on=ON, terms=Terms("2027:capital=70"))
    assert told.problem.resources["capital"] == {"2027": 70}
    assert told.problem.resources["money"] == asked.problem.resources["money"]
    assert Books.of(plan(KINDS, budget=envelopes), on=ON).lines["item"].to_list() == []


def test_the_organisation_can_carry_money_over_without_being_asked_to() -> None:
    kept = plan(DATED, organisation={"organisation": {"carry_over": True}})
    assert proposed(kept, on=ON, terms=Terms("60", years=2)).problem.carry_over == {"money"}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2027:capex=5", "no kind of money 'capex'"), ("2027Q5=5", "no period '2027Q5'"),
        ("2031=5", "no period '2031'"), ("2027:capital=much", "is no budget"),
        ("capital=-5", "is no budget"),
    ],
)  # fmt: skip
def test_a_budget_of_no_period_or_kind_is_refused(text: str, said: str) -> None:
    with pytest.raises(UsageError, match=said):
        proposed(plan(KINDS), on=ON, terms=Terms(text))


@pytest.mark.slow
def test_money_that_is_left_can_be_carried_over() -> None:
    tight = "2027=100,2028=60"
    assert chosen(fund(plan({"late": DATED["late"]}), on=ON, budget=tight, years=2)) == {}
    carried = fund(plan({"late": DATED["late"]}), on=ON, budget=tight, years=2, carry_over=True)
    assert chosen(carried) == {"late": "2028"}


@pytest.mark.slow
def test_a_part_of_the_work_keeps_its_share_of_the_money() -> None:
    mixed = {name: {**of, "nature": "run" if name in ("erp", "patch") else "grow"}
             for name, of in LIST.items()}  # fmt: skip
    found = fund(plan(mixed), on=ON, budget="1500", mix="run=0.6-1")
    assert chosen(found) == {"patch": "2027", "erp": "2027", "app": "2027"}  # 1000 of 1500


@pytest.mark.parametrize("mix", ["run", "run=2", "run=0.6-0.2", "run=x"])
def test_a_mix_that_is_none_is_refused(mix: str) -> None:
    with pytest.raises(UsageError, match="no share of the money"):
        fund(plan(), on=ON, budget="1500", mix=mix)


def test_unknown_parts_and_years_are_refused() -> None:
    with pytest.raises(UnknownName, match="sideways"):
        fund(plan(), on=ON, budget="1500", mix="sideways=0.5")
    for years in (0, 11):
        with pytest.raises(UsageError, match="years"):
            fund(plan(), on=ON, budget="1500", years=years)


@pytest.mark.slow
def test_of_many_that_are_out_those_of_most_value_are_explained_and_any_that_is_asked_for() -> None:
    many = {f"x{n:02}": six("S", "cio", 10) for n in range(70)}
    found = fund(plan(many), on=ON, budget="0")
    assert found.rejected["why"].to_list().count(NOT_SOLVED) == 10
    asked = fund(plan(many), on=ON, budget="0", explain=("x69",))
    why = dict(asked.rejected.select("initiative", "why").rows())["initiative:x69"]
    assert why == "cannot be chosen: money in 2027"


@pytest.mark.slow
def test_the_people_of_a_team_are_asked_for_where_half_of_them_would_change_the_choice() -> None:
    asked = ask_for(plan(organisation={"organisation": {"initiative_budget": "2000 EUR"}}), on=ON)
    rows = {(row["item"], row["field"]): row for row in asked.questions.to_dicts()}
    team = rows["team:core", "headcount"]
    # all four are 60 person-months; 30 hold patch, and erp or app: the first of equals stays in
    assert team["could_change"].startswith("the choice wants 5.0 people of it for a year")
    assert Fraction(team["at_stake"]["amount"]) == 1300  # erp and shop
