"""Gaps in who decides, among what is worth asking."""

from __future__ import annotations

from typing import Any

from tests.analysis.agenda.test_ask_for import asked, contracts, initiative, rows, stake


def right(verb: str, covers: str, who: str = "", limit: str = "") -> dict[str, Any]:
    stated = {"verb": verb, "covers": covers, "accountable": who, "limit": limit}
    return {name: value for name, value in stated.items() if value}


def test_a_right_for_which_nobody_is_accountable_is_asked_about_with_what_it_covers() -> None:
    # two contracts of 1,000 a year; the application that costs less is not added to them
    found = rows(
        asked(
            contract=contracts(x={}, y={}),
            application={"p": {"annual_cost": "900 EUR", "criticality": "low"}},
            right={"r": right("buy", "contract\napplication"), "s": right("buy", "risk")},
        )
    )
    assert list(found) == [("right:r", "accountable")]
    row = found["right:r", "accountable"]
    assert row["could_change"] == (
        "who may buy 3 things that it covers: nobody is named, with 2,000 € a year"
    )
    assert stake(row) == 2000


def test_a_cost_on_which_it_hangs_who_decides_flips_and_the_limits_are_told() -> None:
    rights = {
        "small": right("buy", "contract", "role:a", "5000 EUR"),
        "large": right("buy", "contract", "role:b"),
    }
    row = rows(asked(contract=contracts(x={"annual_cost": None}), right=rights))[
        "contract:x", "annual_cost"
    ]  # fmt: skip
    assert "who may buy it: a up to 5,000 € and b beyond that" in row["could_change"]
    assert (row["ask"], row["unit"]) == ("role:a", "EUR")


def test_where_the_same_one_decides_whatever_it_costs_nothing_hangs_on_it() -> None:
    rights = {
        "small": right("fund", "initiative", "role:a", "5000 EUR"),
        "large": right("fund", "initiative", "role:a"),
    }
    found = rows(asked(initiative={"i": initiative(5, None)}, right=rights))
    assert not [row for row in found.values() if "who may" in row["could_change"]]


def test_beyond_the_highest_limit_nobody_may_be_named() -> None:
    rights = {"small": right("fund", "initiative", "role:a", "5000 EUR")}
    found = rows(asked(initiative={"i": initiative(5, None)}, right=rights))
    words = found["initiative:i", "cost_per_year"]["could_change"]
    assert "who may fund it: a up to 5,000 € and nobody beyond that" in words


def test_what_is_decided_already_is_not_asked_about() -> None:
    rights = {"small": right("fund", "initiative", "role:a", "5000 EUR")}
    found = rows(
        asked(initiative={"i": initiative(5, None, status="in_progress")}, right=rights)
    )  # fmt: skip
    assert not [row for row in found.values() if "who may" in row["could_change"]]
