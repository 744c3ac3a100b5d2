"""Own criteria, WSJF and RICE, worked by hand."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.portfolio.fund import fund
from cohelm.analysis.portfolio.scores import scores
from cohelm.core.errors import UnknownName, UsageError
from tests.making import enterprise

NO_CRITERIA = "Nothing is scored: no criteria are stated (the setting criteria)"
ON = date(2026, 11, 24)
CRITERIA = "cio: annual_benefit=3, effort=-1; cto: probability=1"


def one(benefit: int, effort: float | None, chance: float | None = None) -> dict[str, Any]:
    found = {"annual_benefit": f"{benefit} EUR", "effort": effort, "probability": chance,
             "cost_per_year": "100 EUR", "start": "2027-01-01", "end": "2027-12-31"}  # fmt: skip
    return {name: value for name, value in found.items() if value is not None}


def plan(criteria: str = "", **initiatives: dict[str, Any]) -> Any:
    own = {"currency": "EUR"} | ({"criteria": criteria} if criteria else {})
    return enterprise(
        organisation={"organisation": own}, office={"cio": {"place": 1}, "cto": {"place": 2}},
        initiative=initiatives,
    )  # fmt: skip


THREE = {"a": one(100, 10, 0.2), "b": one(300, 30, 0.6), "c": one(200, 10, 1.0)}


def points(found: Any) -> dict[tuple[str, str], float]:
    return {
        (row["initiative"][11:], (row["office"] or "office:")[7:]): round(row["score"], 6)
        for row in found.order.to_dicts()
    }


def test_each_criterion_goes_from_the_least_to_the_most_and_is_weighted() -> None:
    found = scores(plan(**THREE), on=ON, criteria=CRITERIA)
    assert points(found) == {  # benefit 0, 1, 1/2 times 3; little effort 1, 0, 1 times 1; of 4
        ("a", "cio"): 25, ("b", "cio"): 75, ("c", "cio"): 62.5,
        ("a", "cto"): 0, ("b", "cto"): 50, ("c", "cto"): 100,
    }  # fmt: skip
    assert found.order.filter(found.order["office"] == "office:cio")["rank"].to_list() == [1, 2, 3]
    assert "cannot be compared" in found.said[0]


def test_what_lacks_a_number_is_left_out_with_what_it_lacks() -> None:
    found = scores(
        plan(**THREE, d=one(900, None, 0.5)), on=ON, criteria="cio: annual_benefit=1, effort=-1"
    )
    assert found.scored.left_out == {"no effort": ("initiative:d",)}
    assert {id_ for id_, _ in points(found)} == {"a", "b", "c"}


def test_a_criterion_in_which_all_are_equal_tells_nothing() -> None:
    same = {id_: {**of, "effort": 5} for id_, of in THREE.items()}
    found = scores(plan(**same), on=ON, criteria="cio: annual_benefit=1, effort=-9")
    assert points(found) == {("a", "cio"): 0, ("b", "cio"): 100, ("c", "cio"): 50}


@pytest.mark.slow
def test_the_organisations_criteria_are_the_worth_that_is_chosen_by() -> None:
    acme = plan(CRITERIA, **THREE)
    found = fund(acme, on=ON, budget="100", worth="scored")
    assert found.selected["initiative"].to_list() == ["initiative:c"]  # (62.5 + 100) / 2
    assert found.value.value == 81.25
    assert points(scores(acme, on=ON))["c", "cio"] == 62.5
    with pytest.raises(UsageError, match="has no criteria"):
        fund(plan(**THREE), on=ON, budget="100", worth="scored")


def test_rice_is_a_product_divided_by_effort_and_says_on_which_number_the_first_hangs() -> None:
    told = {"method": "rice", "fields": "reach=annual_benefit,impact=cost_per_year"}
    found = scores(plan(**THREE), on=ON, **told)  # type: ignore[arg-type]
    assert points(found) == {("a", ""): 200, ("b", ""): 600, ("c", ""): 2000}
    assert found.change.value == pytest.approx(0.7)  # 70 % less of any factor: 600 as well
    close = {"a": one(100, 10, 1.0), "b": one(105, 10, 1.0)}
    near = scores(plan(**close), on=ON, **told)  # type: ignore[arg-type]
    assert near.change.value == pytest.approx(1 - 100 / 105)
    assert near.sentence == (
        "2 initiatives by rice; the first place hangs on one number: annual_benefit, 5 % less"
    )
    assert "It leaves out cost other than effort" in near.said[0]


def test_wsjf_is_a_sum_divided_by_size() -> None:
    told = "value=annual_benefit,urgency=probability,risk=cost_per_year"
    found = scores(plan(**THREE), on=ON, method="wsjf", fields=told)
    assert points(found) == {("a", ""): 20.02, ("b", ""): 13.353333, ("c", ""): 30.1}
    assert found.change.value == pytest.approx(30.1 / 20.02 - 1)  # the effort; the benefit: 50.4 %
    assert "small work goes first" in found.said[0]


@pytest.mark.parametrize(
    ("told", "error", "match"),
    [
        ({"criteria": "ceo: effort=1"}, UnknownName, "'ceo'"),
        ({"criteria": "cio: beauty=1"}, UnknownName, "'beauty'"),
        ({"criteria": "cio: effort=much"}, UsageError, "is no criterion"),
        ({"criteria": "cio: effort=0"}, UsageError, "is no criterion"),
        ({"criteria": "cio"}, UsageError, "names no field"),
        ({"method": "rice"}, UsageError, "no number called 'reach'"),
        ({"method": "rice", "fields": "speed=effort"}, UnknownName, "'speed'"),
        ({"method": "rice", "fields": "reach=name"}, UnknownName, "'name'"),
    ],
)
def test_what_makes_no_sense_is_refused(told: Any, error: type[Exception], match: str) -> None:
    with pytest.raises(error, match=match):
        scores(plan(**THREE), on=ON, **told)


def test_an_office_of_which_a_field_is_not_to_be_seen_does_not_score() -> None:
    half = plan("cio: annual_benefit=1, beauty=2; cto: probability=1", **THREE)
    assert {office for _, office in points(scores(half, on=ON))} == {"cto"}
    none = plan("ceo: effort=1", **THREE)
    assert scores(none, on=ON).sentence == NO_CRITERIA


def test_without_criteria_or_numbers_nothing_is_scored() -> None:
    assert scores(plan(**THREE), on=ON).sentence == NO_CRITERIA
    nothing = scores(plan(a={"name": "A"}), on=ON, criteria="cio: effort=1")
    assert nothing.sentence == "Nothing is scored: no effort"
