"""The mix of work against what offices intend."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.analysis.strategy.balance import Balance, balance, mix_distance
from cohelm.core.audience import PUBLIC
from tests.making import enterprise

ON = date(2026, 11, 23)
CIO = {"name": "CIO office", "place": 1, "run_share": 0.6, "grow_share": 0.25,
       "transform_share": 0.15, "inward_share": 0.85}  # fmt: skip


def asked(work: dict[str, Any], **offices: Any) -> Balance:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": CIO, **offices},
        initiative={n: {"status": "approved", "sponsor": ["cio"], **of} for n, of in work.items()},
    )
    return balance(plan, on=ON)


def of(amount: int, nature: str = "", direction: str = "", **more: Any) -> dict[str, Any]:
    tags = {"nature": nature, "direction": direction}
    return {"total_cost": f"{amount} EUR", **{n: v for n, v in tags.items() if v}, **more}


def rows(found: Balance, office: str, side: str) -> dict[str, tuple[float, float]]:
    frame = found.mix.filter(
        (found.mix["office"] == f"office:{office}") & (found.mix["side"] == side)
    )
    return {row["of"]: (row["actual"], row["intended"]) for row in frame.iter_rows(named=True)}


def distance(found: Balance, office: str, side: str) -> tuple[float | None, str]:
    for row in found.distances.iter_rows(named=True):
        if (row["office"], row["side"]) == (f"office:{office}", side):
            return row["distance"], row["why"]
    raise AssertionError(office)


def test_the_published_distance_of_two_mixes_comes_out() -> None:
    parts = ("a", "b", "c")
    actual = dict(zip(parts, (0.70, 0.20, 0.10), strict=True))
    wanted = dict(zip(parts, (0.60, 0.25, 0.15), strict=True))
    assert mix_distance(actual, wanted)[0] == pytest.approx(0.10)


def test_what_two_offices_sponsor_is_assumed_and_horizons_have_their_intended_shares() -> None:
    work = {
        "a": of(30, "run", horizon="H1"),
        "b": of(70, "grow", horizon="H3", sponsor=["cio", "cto"]),
    }
    found = asked(work, cto={"place": 2, "h1_share": 0.5, "h2_share": 0.3, "h3_share": 0.2})
    parts = {(row["office"], row["of"]): row for row in found.mix.iter_rows(named=True)}
    grow = parts["office:cio", "grow"]  # 35 of 65, all of it by half of 70
    assert (grow["actual"], grow["assumed"]) == (pytest.approx(35 / 65), pytest.approx(35 / 65))
    assert parts["office:cio", "run"]["assumed"] == 0
    assert rows(found, "cto", "horizon") == {"H1": (0.0, 0.5), "H2": (0.0, 0.3), "H3": (1.0, 0.2)}
    assert distance(found, "cto", "horizon") == (pytest.approx(0.8), "")


def test_by_hand_an_office_that_runs_less_than_it_wants() -> None:
    found = asked({"a": of(30, "run", "inward"), "b": of(70, "grow", "outward")})
    assert rows(found, "cio", "nature") == {
        "run": (0.3, 0.6), "grow": (0.7, 0.25), "transform": (0.0, 0.15),
    }  # fmt: skip
    assert distance(found, "cio", "nature") == (pytest.approx(0.45), "")
    assert found.run.value == 0.3
    assert found.inward.value == 0.3
    assert found.sentence == "CIO office: 30 % of the money for work is inward, 85 % intended"


def test_what_is_not_tagged_is_said_and_in_no_share() -> None:
    found = asked({"a": of(30, "run", "inward"), "b": of(70)})
    assert rows(found, "cio", "nature")["run"] == (1.0, 0.6)
    assert found.untagged.value == Decimal(70)
    assert found.untagged.counted == ("initiative:b",)
    assert found.run.left_out == {"no nature on record": ("initiative:b",)}


def test_two_sponsors_pay_alike_and_that_is_named() -> None:
    found = asked({"a": of(10, "run", sponsor=["cio", "cto"])}, cto={"place": 2})
    assert [row["amount"] for row in found.distances["money"].to_list()][::3] == [5, 5]
    assert [one.name for one in found.untagged.assumed] == ["sponsors pay alike"]


def test_work_that_falls_to_no_office_is_in_the_whole_and_left_out_of_the_offices() -> None:
    found = asked({"a": of(10, "run", sponsor=[])})
    assert found.run.value == 1.0
    assert found.untagged.left_out["no office on record"] == ("initiative:a",)
    assert distance(found, "cio", "nature") == (None, "no money is tagged")


def test_intended_shares_that_are_missing_or_do_not_add_up_give_no_distance() -> None:
    work = {"a": of(10, "run", sponsor=["cto"])}
    assert distance(asked(work, cto={}), "cto", "nature")[1] == "no intended share on record"
    some = {"run_share": 0.5}
    assert distance(asked(work, cto=some), "cto", "nature")[1] == "an intended share is missing"
    much = {"run_share": 0.5, "grow_share": 0.5, "transform_share": 0.1}
    assert distance(asked(work, cto=much), "cto", "nature")[1] == (
        "the intended shares add up to 1.1, not to 1"
    )


def test_nothing_on_record_is_said() -> None:
    found = balance(enterprise(), on=ON)
    assert found.sentence == (
        "Nobody can say how the work is balanced: no funded work states both its cost and its nature"
    )


SHARES = st.lists(st.integers(1, 100), min_size=3, max_size=3)


@pytest.mark.slow
@given(SHARES, SHARES)
def test_a_distance_lies_between_nought_and_one_is_mutual_and_nought_for_the_same(
    a: list[int], b: list[int]
) -> None:
    one = {str(at): part / sum(a) for at, part in enumerate(a)}
    other = {str(at): part / sum(b) for at, part in enumerate(b)}
    found = mix_distance(one, other)[0]
    assert found is not None
    assert 0 <= found <= 1
    assert found == pytest.approx(mix_distance(other, one)[0])
    assert mix_distance(one, one)[0] == 0


def test_money_that_nobody_knows_is_no_nought() -> None:
    found = asked({"a": {"nature": "run"}})
    row = found.distances.row(0, named=True)
    assert (row["money"], row["untagged"], row["why"]) == (None, None, "no total cost on record")
    assert found.mix["money"].null_count() == len(found.mix)


def test_to_whoever_does_not_see_money_it_is_hidden_and_not_missing() -> None:
    plan = enterprise(
        organisation={"organisation": {"currency": "EUR"}},
        office={"cio": CIO},
        initiative={"a": {"status": "approved", "sponsor": ["cio"], **of(30, "run", "inward")}},
    )
    found = balance(plan.seen_by(PUBLIC), on=ON)
    said = "amounts are shown to those who see money"
    assert {found.run.reason, found.inward.reason, found.untagged.reason} == {said}
    assert found.run.left_out == {said: ("initiative:a",)}
    assert found.distances["why"][0] == said
