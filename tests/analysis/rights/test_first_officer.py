"""Which officer first, on described organisations."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from cohelm.analysis.rights.first_officer import (
    CRITERIA,
    EXTENTS,
    FirstOfficer,
    criteria_of,
    first_officer,
)
from cohelm.core.errors import UnknownName
from tests.making import enterprise

ON = date(2026, 11, 23)
BUYER = {"builds_its_own": "not_at_all", "sells_technology": "not_at_all",
         "engineers": "not_at_all", "compliance": "very_much", "vendors": "much"}  # fmt: skip
SOFTWARE = {"builds_its_own": "very_much", "sells_technology": "very_much", "engineers": "much",
            "research": "very_much", "enterprise_systems": "not_at_all"}  # fmt: skip


def asked(answers: dict[str, Any], **more: Any) -> FirstOfficer:
    return first_officer(enterprise(**more), on=ON, **answers)


def test_who_buys_all_and_is_regulated_needs_a_cio_first() -> None:
    found = asked(BUYER)
    assert found.verdict == "cio"
    assert found.index.value == pytest.approx(-0.9)
    assert found.sentence.startswith("CIO first. 100 % of random weightings keep it. What weighs")


def test_a_software_firm_with_research_and_no_core_systems_needs_a_cto_first() -> None:
    found = asked(SOFTWARE)
    assert found.verdict == "cto"
    assert found.index.value == pytest.approx(0.9)


def test_answers_that_point_nowhere_are_undecided() -> None:
    found = asked(dict.fromkeys(CRITERIA, "somewhat"))
    assert (found.verdict, found.index.value) == ("undecided", 0)
    assert found.sentence.startswith("Undecided")


def test_less_than_half_of_the_evidence_is_refused_and_half_is_not() -> None:
    four = dict(list(BUYER.items())[:4])
    assert asked(four).verdict == "refused"
    assert asked(four).index.reason == "40 % of the evidence is there, 50 % is the least"
    assert asked(BUYER).evidence.value == 0.5


def test_the_opposite_of_every_answer_is_the_opposite_answer() -> None:
    turned = {name: EXTENTS[4 - EXTENTS.index(said)] for name, said in BUYER.items()}
    assert asked(turned).verdict == "cto"
    assert asked(turned).index.value == pytest.approx(0.9)


def test_what_is_not_answered_is_counted_where_it_is_on_record_and_said() -> None:
    contracts = {f"c{at}": {} for at in range(20)}
    found = asked({name: said for name, said in BUYER.items() if name != "vendors"},
                  contract=contracts)  # fmt: skip
    row = next(one for one in found.criteria.iter_rows(named=True) if one["criterion"] == "vendors")
    assert (row["answer"], row["from"]) == ("somewhat", "the model")
    assert found.evidence.value == 0.45
    assert [one.name for one in found.evidence.assumed] == ["vendors by number"]
    assert len(asked(BUYER, contract=contracts).evidence.assumed) == 0


def test_what_would_turn_it_is_said_of_one_answer() -> None:
    nearly = {"builds_its_own": "much", "sells_technology": "somewhat", "engineers": "much",
              "research": "somewhat", "compliance": "somewhat"}  # fmt: skip
    # (.5 + .5) / 5 = .2, above .15 by .05: one score a quarter lower turns it
    assert asked(nearly).flip == (
        "“It builds its own technology rather than buying it” less, at about “somewhat”, would "
        "turn it."
    )
    assert asked(BUYER).flip == "No single answer would turn it."


def test_the_offices_whose_lead_is_in_place_are_named() -> None:
    found = asked(
        {}, office={"cio": {"led_by": "boss"}, "cto": {"led_by": "other"}},
        role={"boss": {}, "other": {}}, person={"ada": {"fills": ["boss"]}},
    )  # fmt: skip
    assert found.filled == ("office:cio",)


def test_answers_out_of_a_file_may_have_spaces_and_wrong_names_are_refused() -> None:
    assert criteria_of({"research": "very much"}) == {"research": "very_much"}
    with pytest.raises(UnknownName, match="reserch"):
        criteria_of({"reserch": "much"})
    with pytest.raises(UnknownName, match="lots"):
        criteria_of({"research": "lots"})
