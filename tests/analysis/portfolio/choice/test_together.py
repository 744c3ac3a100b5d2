"""What pairs gain on top, and how many may begin, in the choice of an organisation."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.portfolio.choice.proposed import Terms, proposed
from cohelm.analysis.portfolio.fund import fund
from cohelm.core.errors import CohelmError
from tests.making import enterprise

ON = date(2026, 11, 24)


def work(worth: float, **more: Any) -> dict[str, Any]:
    return {
        "start": "2027-01-01", "end": "2028-12-31", "cost_per_year": "10 EUR",
        "ranked_by": [{"to": "cio", "value": worth}, {"to": "cto", "value": 2}], **more,
    }  # fmt: skip


def plan(**initiatives: dict[str, Any]) -> Any:
    return enterprise(
        office={"cio": {"place": 1}, "cto": {"place": 2}}, initiative=initiatives,
        organisation={"organisation": {"currency": "EUR"}},
    )  # fmt: skip


PAIR = {
    "a": work(6, annual_benefit="300 EUR", boosts=[{"to": "b", "value": "50 EUR"}]),
    "b": work(6, annual_benefit="200 EUR", boosts=[{"to": "a", "value": "40 EUR"}]),
}  # fmt: skip
"""Together they gain 50 on 500: a tenth of their 12 points of the CIO and of their 4 of the CTO."""


@pytest.mark.slow
def test_a_pair_is_worth_more_by_the_share_that_it_gains_on_top() -> None:
    rest = work(13.1, cost_per_year="20 EUR")
    found = fund(plan(**PAIR, rest=rest), on=ON, budget="20", weights="cio=1")
    assert sorted(found.selected["initiative"]) == ["initiative:a", "initiative:b"]
    assert found.values == {"cio": 13.2, "cto": 4.4}
    named = {one.name: one.items for one in found.value.assumed}
    assert named["gained together"] == ("initiative:a", "initiative:b")
    alone = fund(plan(**PAIR, rest=rest), on=ON, budget="20", weights="cio=1", synergies=False)
    assert alone.selected["initiative"].to_list() == ["initiative:rest"]
    assert "nothing gained together" in {one.name for one in alone.value.assumed}


@pytest.mark.slow
def test_what_cannot_be_measured_counts_nowhere_and_is_named() -> None:
    for stated in ({}, {"value": "50 USD"}, {"value": "50 EUR"}):
        bare = {"a": work(6, boosts=[{"to": "b", **stated}]), "b": work(6)}
        found = proposed(plan(**bare), on=ON, terms=Terms(budget="20"))
        assert found.problem.synergies == ()
        named = {one.name: one.items for one in found.assumed}
        assert named["gained together, not measured"] == ("initiative:a", "initiative:b")


@pytest.mark.slow
def test_only_what_has_not_begun_is_launched() -> None:
    three = {"a": work(6, status="in_progress"), "b": work(5), "c": work(4)}
    found = fund(plan(**three), on=ON, budget="100", launches="1")
    assert found.selected["initiative"].to_list() == ["initiative:a", "initiative:b"]
    assert found.binding == ("launches in 2027",)
    more = found.more.row(0, named=True)
    assert (more["more"], more["brings"], more["joins"]) == ("one launch", 3, ["initiative:c"])
    assert found.rejected["why"].to_list() == [
        "would cost 0.5 points and displace b; more launches would bring it in"
    ]


@pytest.mark.slow
def test_launches_can_be_told_by_year_and_later_starts_wait_for_them() -> None:
    two = {"b": work(5), "c": work(4)}
    found = fund(plan(**two), on=ON, budget="100", years=2, starts="free", launches="2027=1")
    starts = dict(found.selected.select("initiative", "start").rows())
    assert sorted(starts.values()) == ["2027", "2028"]


@pytest.mark.parametrize("stated", ["x", "-1", "1.5", "2031=2", "2027="])
def test_what_is_no_number_of_launches_is_refused(stated: str) -> None:
    with pytest.raises(CohelmError, match="launches"):
        fund(plan(b=work(5)), on=ON, launches=stated)
