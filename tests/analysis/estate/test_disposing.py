"""Each of the seven is proposed by the rule, agrees with the grid, and is not where a fact is missing."""

from __future__ import annotations

import itertools
from datetime import date
from typing import Any

import pytest

from cohelm.analysis.estate.disposing import Known, proposed
from cohelm.analysis.estate.fit import FITTING
from cohelm.analysis.estate.rationalise import rationalise
from tests.making import enterprise

ON = date(2026, 11, 23)
FIT, UNFIT = {"business_value": 4, "technical_fit": 4}, {"business_value": 4, "technical_fit": 1}
POOR = {"business_value": 1, "technical_fit": 1}
OWN = UNFIT | {"sourcing": "built", "hosting": "on_premises"}
SOLD = {"supports": ["capability:sell"], "used_by": ["department:d"]}


def asked(**application: Any) -> tuple[str | None, str]:
    """What is proposed of application a, and why."""
    plan = enterprise(
        capability={"sell": {}}, department={"d": {}},
        technology={"ended": {"end_of_security_support": "2026-11-22"},
                    "last-day": {"end_of_security_support": "2026-11-23"},
                    "undated": {"name": "Quarrel"}, "other": {"name": "Brisk"},
                    "developed": {"end_of_active_support": "2026-11-23"},
                    "no-more-developed": {"end_of_active_support": "2026-11-22"},
                    "ended-release": {"release_of": "other", "version": "3",
                                      "end_of_security_support": "2026-11-22"},
                    "release": {"release_of": "other", "version": "4",
                                "end_of_security_support": "2026-11-23"}},
        repository={"r": {"lines": 1000, "builds": ["application:a"]}},
        application={"a": application, "better": FIT | SOLD},
    )  # fmt: skip
    rows = rationalise(plan, on=ON).applications.to_dicts()
    row = next(one for one in rows if one["application"] == "application:a")
    return row["proposed"], row["because"]


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (FIT, "retain"), ({"business_value": 1, "technical_fit": 4}, "retain"),
        (POOR, "retire"), (POOR | SOLD, "retire"),
        (POOR | {"supports": ["capability:sell"]}, "repurchase"),
        ({"business_value": 1, "technical_fit": 4} | SOLD, "retire"),
        (UNFIT | {"sourcing": "bought"}, "repurchase"), (UNFIT | {"sourcing": "rented"}, "repurchase"),
        (UNFIT | {"hosting": "saas"}, "repurchase"),
        (OWN, "rehost"), (OWN | {"hosting": "private_cloud"}, "relocate"),
        (OWN | {"hosting": "public_cloud"}, "refactor"),
        (OWN | {"uses": ["ended"]}, "replatform"), (OWN | {"uses": ["last-day"]}, "rehost"),
        (OWN | {"debt_hours": 100}, "rehost"), (OWN | {"debt_hours": 100.1}, "refactor"),
        (OWN | {"debt_hours": 101, "uses": ["ended"]}, "refactor"),
    ],
)  # fmt: skip
def test_each_of_the_seven_follows_from_what_is_on_record(
    stated: dict[str, Any], expected: str
) -> None:
    assert asked(**stated)[0] == expected


@pytest.mark.parametrize(
    ("stated", "why"),
    [
        ({"business_value": 4}, "not both scores are on record"),
        (UNFIT, "whether it is built or bought is not on record"),
        (UNFIT | {"sourcing": "built"}, "where it is hosted is not on record"),
    ],
)
def test_what_is_missing_is_said_in_place_of_a_guess(stated: dict[str, Any], why: str) -> None:
    assert asked(**stated) == (None, why)


UNDATED = OWN | {"uses": ["undated"]}


@pytest.mark.parametrize(
    ("stated", "names"),
    [
        (UNDATED, "Quarrel"), (OWN | {"uses": ["undated", "last-day", "other"]}, "Brisk and Quarrel"),
        (UNDATED | {"hosting": "public_cloud"}, "Quarrel"),
        (UNFIT | {"sourcing": "built", "uses": ["undated"]}, "Quarrel"),
        (OWN | {"uses": ["no-more-developed"]}, "no-more-developed"),
        (OWN | {"uses": [{"to": "other", "version": "5"}]}, "Brisk"),
    ],
)  # fmt: skip
def test_technology_without_dates_is_a_missing_fact_where_the_answer_hangs_on_it(
    stated: dict[str, Any], names: str
) -> None:
    assert asked(**stated) == (None, f"no end of support on record for {names}")


@pytest.mark.parametrize(
    ("stated", "expected"),
    [
        (UNDATED | {"uses": ["undated", "ended"]}, "replatform"),
        (UNDATED | {"sourcing": "bought"}, "repurchase"), (UNDATED | {"hosting": "saas"}, "repurchase"),
        (UNDATED | {"debt_hours": 101}, "refactor"), (UNDATED | FIT, "retain"),
        (UNDATED | POOR, "retire"), (OWN | {"uses": ["developed"]}, "rehost"),
        (OWN | {"uses": [{"to": "other", "version": "3.9"}]}, "replatform"),
        (OWN | {"uses": [{"to": "other", "version": "4.1"}]}, "rehost"),
    ],
)  # fmt: skip
def test_technology_without_dates_keeps_nothing_from_being_proposed_that_holds_either_way(
    stated: dict[str, Any], expected: str
) -> None:
    assert asked(**stated)[0] == expected


def test_without_dates_it_is_what_it_would_be_supported_and_not_or_nothing() -> None:
    for time, debt, sourcing, hosting in itertools.product(
        FITTING, (None, "D"), (None, "built", "rented"), (None, "on_premises", "saas")
    ):
        kinds = ({}, {"unsupported": True}, {"undated": ("Quarrel",)})
        supported, ended, undated = (
            proposed(Known(time, debt=debt, sourcing=sourcing, hosting=hosting, **kind))
            for kind in kinds
        )
        missing = (None, "no end of support on record for Quarrel")
        assert undated == (supported if supported == ended else missing)


def test_without_a_map_of_capabilities_nothing_is_retired_for_serving_none() -> None:
    plan = enterprise(application={"a": POOR})
    row = rationalise(plan, on=ON).applications.row(0, named=True)
    assert (row["proposed"], row["because"]) == (None, "no capability is on record")


def test_whatever_is_proposed_agrees_with_the_grid_and_all_seven_are() -> None:
    seen = set()
    for time, spare, serves, old, debt, sourcing, hosting in itertools.product(
        FITTING, (False, True), (None, False, True), (False, True), (None, "C", "D"),
        (None, "built", "bought", "rented"),
        (None, "on_premises", "private_cloud", "public_cloud", "saas"),
    ):  # fmt: skip
        found, why = proposed(Known(time, spare, serves, old, (), debt, sourcing, hosting))
        assert why
        assert found is None or found in FITTING[time]
        seen.add(found)
    assert seen == {None, "retire", "retain", "relocate", "rehost", "replatform", "repurchase",
                    "refactor"}  # fmt: skip
