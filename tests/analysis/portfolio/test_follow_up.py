"""What became of what was funded, worked by hand."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cohelm.analysis.portfolio.follow_up import follow_up
from cohelm.core.errors import UsageError
from tests.making import enterprise

ON = date(2026, 6, 30)
"""The 181st of 365 days."""


def work(total: int, spent: int, **more: Any) -> dict[str, Any]:
    return {
        "status": "in_progress", "total_cost": f"{total} EUR", "spent": f"{spent} EUR",
        "start": "2026-01-01", "end": "2026-12-31", **more,
    }  # fmt: skip


def plan(initiative: dict[str, Any], **more: Any) -> Any:
    return enterprise(
        organisation={"organisation": {"currency": "EUR", "initiative_budget": "100 EUR"}},
        office={"cio": {"place": 1}, "cto": {"place": 2}}, initiative=initiative, **more,
    )  # fmt: skip


def rows(found: Any) -> dict[str, dict[str, Any]]:
    return {row["initiative"].partition(":")[2]: row for row in found.work.to_dicts()}


def test_the_forecast_is_the_stated_one_else_by_pace_else_the_plan() -> None:
    found = follow_up(plan({
        "stated": work(100, 50, forecast_cost="130 EUR"), "paced": work(365, 362),
        "young": work(100, 5, start="2026-06-01", end="2027-12-31"),
    }), on=ON)  # fmt: skip
    by_id = rows(found)
    assert (by_id["stated"]["how"], by_id["stated"]["over"]) == ("stated", pytest.approx(0.3))
    # 362 in 181 of 365 days are 2 a day
    assert by_id["paced"]["at_completion"]["amount"] == Decimal(730)
    assert (by_id["young"]["how"], by_id["young"]["over"]) == ("as planned", 0)
    assert found.overrun.value == 130 + 730 + 100 - 565
    assert found.overrun.assumed[0].items == ("initiative:paced",)
    assert list(by_id) == ["paced", "stated", "young"]


@pytest.mark.slow
def test_the_kill_rule_takes_what_is_over_its_plan_and_out_of_the_best_choice_from_here() -> None:
    worth = [{"to": "cio", "value": 10}]
    later = {"end": "2027-12-31", "forecast_cost": "900 EUR"}
    both = {
        # a half of what is left, 200 and 50, falls into the next year: not both fit 100
        "dear": work(300, 100, ranked_by=worth, **later),
        "must": work(300, 100, ranked_by=worth, must_do=True, **later | {"end": "2026-12-31"}),
        "kept": work(60, 10, ranked_by=[{"to": "cio", "value": 20}], **later),
    }  # fmt: skip
    by_id = rows(follow_up(plan(both), on=ON))
    assert by_id["dear"]["stop"] == "200 % over its plan, and not in the best choice from here"
    assert (by_id["must"]["stop"], by_id["kept"]["stop"]) == (None, None)
    assert (by_id["dear"]["chosen_again"], by_id["kept"]["chosen_again"]) == (False, True)
    assert by_id["must"]["chosen_again"] is None  # it has no days next year: nothing to choose
    assert follow_up(plan(both), on=ON, over=Decimal(3)).to_stop.value == 0


def test_savings_are_never_added_to_what_is_avoided() -> None:
    benefit = {
        "less-paper": {"type": "saving", "planned": "40 EUR", "planned_to_date": "20 EUR",
                       "realised": "15 EUR", "produced_by": ["initiative:a"]},
        "silent": {"type": "saving", "planned": "10 EUR", "planned_to_date": "5 EUR"},
        "no-fine": {"type": "avoidance", "planned": "900 EUR", "planned_to_date": "900 EUR",
                    "realised": "900 EUR", "produced_by": ["initiative:a"]},
    }  # fmt: skip
    found = follow_up(plan({"a": work(10, 1)}, benefit=benefit), on=ON)
    avoidance, saving = found.benefits.to_dicts()
    assert (avoidance["type"], avoidance["share"]) == ("avoidance", 1)
    assert saving["promised_a_year"]["amount"] == 50
    assert (saving["share"], saving["without_measure"]) == (0.75, 1)
    assert found.measured.value == 0.75
    row = rows(found)["a"]
    assert (row["promised_a_year"]["amount"], row["measured"]["amount"]) == (40, 15)


def test_a_gate_that_was_passed_has_its_decision_as_evidence() -> None:
    decision = {
        "go": {"about": ["initiative:shown"], "decided_on": "2026-06-30"},
        "later": {"about": ["initiative:bare"], "decided_on": "2026-07-01"},
    }
    gated = {name: work(10, 1, gate="build") for name in ("shown", "bare")}
    found = follow_up(plan(gated, decision=decision), on=ON)
    assert rows(found)["shown"]["evidence"] == ["decision:go"]
    assert found.without_evidence.counted == ("initiative:bare",)


@pytest.mark.slow
def test_without_funded_work_or_cost_it_says_so() -> None:
    assert follow_up(plan({}), on=ON).sentence == (
        "Nothing is funded: no initiative is said to be approved or in progress"
    )
    bare = follow_up(plan({"a": {"status": "approved"}}), on=ON)
    assert bare.sentence == "What is funded states no cost; the kill rule would stop none"


def test_a_share_below_nought_is_refused() -> None:
    with pytest.raises(UsageError, match="over the plan"):
        follow_up(plan({}), on=ON, over=Decimal(-1))
