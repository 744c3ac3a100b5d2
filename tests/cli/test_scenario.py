"""Branches from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import session

pytestmark = pytest.mark.slow  # each has a database and a process of its own

DB = ["--org", "acme.db"]


@pytest.fixture
def branched(home: Path) -> Path:
    """A database with a scenario `grow` in which the CRM has more users and there is a wiki."""
    (home / "grow.csv").write_text("name,users\nCRM,900\nWiki,5\n")
    made, brought = session(
        ["scenario", "make", "grow", "--title", "Growth", *DB, "--json"],
        ["import", "grow.csv", "--as", "application", "--scenario", "grow", *DB],
        folder=home,
    )
    assert made.json["state"] == "open"
    assert brought.code == 0
    return home


def test_a_scenario_is_compared_item_by_item(branched: Path) -> None:
    compared, text, listed = session(
        ["scenario", "compare", "grow", *DB, "--json"],
        ["scenario", "compare", "grow", *DB],
        ["scenario", "list", *DB, "--json"],
        folder=branched,
    )
    answer = compared.json
    assert [one["key"] for one in answer["new"]] == ["application:wiki"]
    assert answer["gone"] == []
    (changed,) = answer["changed"]
    assert changed["key"] == "application:crm"
    assert changed["fields"] == [{"field": "users", "was": 500, "became": 900}]
    assert "users: 500 → 900" in text.out
    assert listed.json["items"][0]["title"] == "Growth"


def test_everything_runs_on_a_scenario(branched: Path) -> None:
    shown, found, checked, exported = session(
        ["show", "wiki", *DB, "--scenario", "grow", "--json"],
        ["search", "wiki", *DB, "--scenario", "grow", "--json"],
        ["check", *DB, "--scenario", "grow", "--json"],
        ["export", "out.xlsx", *DB, "--scenario", "grow", "--json"],
        folder=branched,
    )
    assert shown.json["fields"]["users"] == 5
    assert found.json["total"] == 1
    assert any("application:wiki" in one["items"] for one in checked.json["concerns"])
    assert exported.json["items"] == 11


def test_an_adopted_scenario_is_the_plan_and_cannot_be_adopted_again(branched: Path) -> None:
    adopted, shown, again = session(
        ["scenario", "adopt", "grow", *DB, "--json"],
        ["show", "crm", *DB, "--json"],
        ["scenario", "adopt", "grow", *DB],
        folder=branched,
    )
    assert adopted.json["batch"]
    assert shown.json["fields"]["users"] == 900
    assert again.code == 4


def test_a_dropped_scenario_leaves_the_plan_as_it_is(branched: Path) -> None:
    dropped, shown = session(
        ["scenario", "drop", "grow", *DB, "--json"],
        ["show", "crm", *DB, "--json"],
        folder=branched,
    )
    assert dropped.json == {"name": "grow", "state": "dropped"}
    assert shown.json["fields"]["users"] == 500


def test_adopting_over_a_newer_edit_is_a_conflict_with_both_sides(branched: Path) -> None:
    (branched / "later.csv").write_text("name,users\nCRM,777\n")
    _, refused = session(
        ["import", "later.csv", "--as", "application", *DB],
        ["scenario", "adopt", "grow", *DB],
        folder=branched,
    )
    assert refused.code == 4
    assert "'500' was seen" in refused.err
    assert "'777' is there" in refused.err


def test_wrong_names_are_refused_with_what_is_accepted(branched: Path) -> None:
    taken, odd, unknown, part = session(
        ["scenario", "make", "grow", *DB],
        ["scenario", "make", "Grow More!", *DB],
        ["scenario", "compare", "grwo", *DB],
        ["scenario", "mkae", "x", *DB],
        folder=branched,
    )
    assert (taken.code, odd.code, unknown.code, part.code) == (4, 5, 2, 2)
    assert "such as 'grow-2'" in taken.err
    assert "small letters" in odd.err
    assert "'grow'" in unknown.err
    assert "make" in part.err


def test_a_reader_may_not_make_one(home: Path) -> None:
    (refused,) = session(["scenario", "make", "s", *DB, "--as", "person:ann"], folder=home)
    assert refused.code == 3
