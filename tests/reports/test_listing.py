from __future__ import annotations

import csv
import io
from datetime import date

import numpy as np
import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import ConditionError, UnknownName
from cohelm.reports.listing import column, listing, records, usual_columns, write_csv
from tests.making import enterprise

ON = date(2026, 11, 24)


@pytest.fixture
def acme() -> Enterprise:
    return enterprise(
        role={"cio": {"name": "CIO"}, "cto": {"name": "CTO"}},
        application={
            "crm": {"name": "crm", "criticality": "high", "annual_cost": "9 EUR",
                    "owner": "role:cto", "lifecycle": {"active": "2020-01-01"}},
            "shop": {"name": "Shop", "criticality": "critical", "annual_cost": "100 EUR",
                     "owner": "role:cio", "depends_on": ["application:crm"]},
            "wiki": {"name": "Wiki", "lifecycle": {"plan": "2026-01-01"}, "description": "@SUM(1)"},
        },
    )  # fmt: skip


@pytest.mark.parametrize(
    ("sort", "ids"),
    [
        ("", ["crm", "shop", "wiki"]),
        ("-name", ["wiki", "shop", "crm"]),
        ("id", ["crm", "shop", "wiki"]),
        ("-id", ["wiki", "shop", "crm"]),
        ("criticality", ["crm", "shop", "wiki"]),  # by rank, the unknown last
        ("-criticality", ["shop", "crm", "wiki"]),
        ("annual_cost", ["crm", "shop", "wiki"]),  # by amount: 9 before 100
        ("-annual_cost", ["shop", "crm", "wiki"]),
        ("owner", ["shop", "crm", "wiki"]),  # by the name of who owns it
        ("lifecycle", ["wiki", "crm", "shop"]),  # plan before active
    ],
)
def test_a_list_is_sorted_by_what_a_column_means(
    sort: str, ids: list[str], acme: Enterprise
) -> None:
    assert list(listing(acme, "application", on=ON, sort=sort).ids) == ids


def test_a_condition_selects_and_counts_what_it_cannot_tell(acme: Enterprise) -> None:
    found = listing(acme, "application", on=ON, where="criticality >= 'high'")
    assert (tuple(found.ids), found.examined, found.unknown) == (("crm", "shop"), 3, 1)


def test_the_day_tells_the_phase(acme: Enterprise) -> None:
    where = "lifecycle.phase = 'active'"
    assert tuple(listing(acme, "application", on=ON, where=where).ids) == ("crm",)
    assert not listing(acme, "application", on=date(2019, 1, 1), where=where).ids


def test_columns_are_fields_relations_and_inverses(acme: Enterprise) -> None:
    names = ["name", "owner", "needed_by"]
    found = listing(acme, "application", on=ON, columns=names)
    assert records(acme, found, ["crm"]) == [
        {"id": "crm", "name": "crm", "owner": ["role:cto"], "needed_by": ["application:shop"]}
    ]


@pytest.mark.parametrize("asked", [{"columns": ["nme"]}, {"sort": "nme"}])
def test_a_column_that_is_not_there_is_refused_with_what_is_near(
    asked: dict[str, object], acme: Enterprise
) -> None:
    with pytest.raises(UnknownName, match="Did you mean 'name'"):
        listing(acme, "application", on=ON, **asked)  # type: ignore[arg-type]


def test_a_condition_that_cannot_be_read_is_refused(acme: Enterprise) -> None:
    with pytest.raises(ConditionError):
        listing(acme, "application", on=ON, where="criticality >")


def test_a_field_that_has_no_order_is_none_to_sort_by(acme: Enterprise) -> None:
    with pytest.raises(UnknownName, match="cannot be sorted by external_ids"):
        listing(acme, "application", on=ON, sort="external_ids")


def test_the_usual_columns_leave_out_what_nothing_is_known_of(acme: Enterprise) -> None:
    names = [one.name for one in usual_columns(acme, "application")]
    assert names == ["name", "owner", "criticality", "annual_cost", "lifecycle"]


def test_what_most_items_do_not_say_gives_way_to_what_they_do() -> None:
    filled = {"criticality": "low", "hosting": "saas", "annual_cost": "1 EUR", "users": 1}
    plan = enterprise(application={
        "a": {**filled, "security_reviewed_on": "2026-01-01"}, "b": filled, "c": filled,
    })  # fmt: skip
    names = [one.name for one in usual_columns(plan, "application")]
    assert set(filled) < set(names)
    assert "security_reviewed_on" not in names


def test_an_empty_kind_has_columns_too(acme: Enterprise) -> None:
    names = [one.name for one in usual_columns(acme, "contract")]
    assert names[:2] == ["name", "owner"]
    assert "annual_cost" in names
    assert len(names) <= 7


def test_csv_shields_texts_that_a_spreadsheet_would_run(acme: Enterprise) -> None:
    found = listing(acme, "application", on=ON, columns=["name", "description", "depends_on"])
    rows = list(csv.DictReader(io.StringIO(write_csv(found, records(acme, found, found.ids)))))
    assert rows[2]["description"] == "'@SUM(1)"
    assert rows[1]["depends_on"] == "application:crm"


def test_a_column_says_its_unit_where_its_label_does_not(acme: Enterprise) -> None:
    assert column(acme, "application", "users").unit == "people"
    assert column(acme, "application", "recovery_hours").unit == ""


def test_a_place_in_a_list_is_kept_by_items_that_are_not_in_it_any_more(acme: Enterprise) -> None:
    """By name: crm, Shop, Wiki; the condition finds crm and Shop."""
    found = listing(acme, "application", on=ON, where="criticality >= 'high'")
    assert [(found.before(one), found.after(one)) for one in ("crm", "shop", "wiki", "gone")] == [
        (0, 1), (1, 2), (2, 2), (None, None),
    ]  # fmt: skip
    only_shop = found.narrowed(np.array([one == "shop" for one in acme.table("application").ids]))
    assert (tuple(only_shop.ids), only_shop.after("crm"), only_shop.unknown) == (("shop",), 0, 1)
