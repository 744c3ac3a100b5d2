"""History, undo, erasing and proving the log, from the command line."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tests.cli.running import session

pytestmark = pytest.mark.slow  # each has a database and a process of its own

DB = ["--org", "acme.db"]


def write(home: Path, name: str, text: str) -> str:
    (home / name).write_text(text)
    return name


def test_history_of_an_item_tells_who_when_why_and_what(home: Path) -> None:
    write(home, "more.csv", "name,users\nCRM,900\n")
    brought, item, whole, text = session(
        ["import", "more.csv", *DB, "--as", "application", "--reason", "counted", "--json"],
        ["history", "application:crm", *DB, "--json"],
        ["history", *DB, "--json"],
        ["history", "application:crm", *DB],
        folder=home,
    )
    newest = item.json["items"][0]
    assert newest["batch"] == brought.json["batch"]
    assert newest["differences"] == [{"field": "users", "before": 500, "after": 900}]
    assert (newest["reason"], newest["via"]) == ("counted", "import")
    assert [one["batch"] for one in whole.json["items"]] == [brought.json["batch"], 1]
    assert "users: 500 → 900" in text.out


def test_the_plan_as_it_was_known_before_an_edit(home: Path) -> None:
    write(home, "more.csv", "name,users\nCRM,900\n")
    _, whole = session(
        ["import", "more.csv", *DB, "--as", "application"],
        ["history", *DB, "--json"],
        folder=home,
    )
    edited = whole.json["items"][0]["time"]
    before, now, history = session(
        ["show", "crm", *DB, "--json", "--known-at", whole.json["items"][1]["time"]],
        ["show", "crm", *DB, "--json", "--known-at", edited],
        ["history", "application:crm", *DB, "--json", "--known-at", whole.json["items"][1]["time"]],
        folder=home,
    )
    assert before.json["fields"]["users"] == 500
    assert now.json["fields"]["users"] == 900
    assert {one["batch"] for one in history.json["items"]} == {1}


def test_undo_takes_a_batch_back_once(home: Path) -> None:
    write(home, "more.csv", "name,users\nCRM,900\n")
    (brought,) = session(["import", "more.csv", *DB, "--as", "application", "--json"], folder=home)
    batch = str(brought.json["batch"])
    undone, shown, twice, unknown, no_number = session(
        ["undo", batch, *DB, "--json"],
        ["show", "crm", *DB, "--json"],
        ["undo", batch, *DB],
        ["undo", "999", *DB],
        ["undo", "first", *DB],
        folder=home,
    )
    assert undone.json["changes"] == 1
    assert shown.json["fields"]["users"] == 500
    assert (twice.code, unknown.code, no_number.code) == (2, 2, 2)
    assert "undone already" in twice.err
    assert "no batch '999'" in unknown.err


def test_undo_never_overwrites_a_later_edit_in_silence(home: Path) -> None:
    write(home, "one.csv", "name,users\nCRM,900\nWiki,5\n")
    write(home, "two.csv", "name,users\nCRM,950\n")
    one, _ = session(
        ["import", "one.csv", *DB, "--as", "application", "--json"],
        ["import", "two.csv", *DB, "--as", "application"],
        folder=home,
    )
    refused, rest, shown = session(
        ["undo", str(one.json["batch"]), *DB],
        ["undo", str(one.json["batch"]), *DB, "--keep-later", "--json"],
        ["list", "application", *DB, "--json"],
        folder=home,
    )
    assert refused.code == 4
    assert "application:crm" in refused.err
    assert "--keep-later" in refused.err
    assert rest.code == 0
    assert {item["id"]: item.get("users") for item in shown.json["items"]} == {
        "crm": 950, "erp": None,
    }  # fmt: skip


def test_history_of_what_is_not_there_is_a_usage_error(home: Path) -> None:
    (answer,) = session(["history", "application:crn", *DB], folder=home)
    assert answer.code == 2
    assert "'crm'" in answer.err


def test_a_person_sees_no_history_of_what_is_hidden(home: Path) -> None:
    mine, theirs = session(
        ["history", "initiative:secret", *DB, "--json"],
        ["history", "initiative:secret", *DB, "--json", "--as", "person:ann"],
        folder=home,
    )
    assert mine.json["total"] > 0
    assert theirs.code == 2
    assert theirs.out == ""


def test_erasing_takes_a_reason_and_leaves_a_log_that_verifies(home: Path) -> None:
    refused, unknown, erased, listed, proven = session(
        ["erase", "person:ann", *DB],
        ["erase", "person:anne", *DB, "--reason", "asked for it"],
        ["erase", "person:ann", *DB, "--reason", "asked for it", "--json"],
        ["list", "person", *DB, "--json"],
        ["verify", *DB, "--json"],
        folder=home,
    )
    assert refused.code == 2
    assert "--reason" in refused.err
    assert unknown.code == 2
    assert erased.json["batch"]
    assert [item["id"] for item in listed.json["items"]] == ["tom"]
    assert proven.code == 0
    assert proven.json["erased"] > 0


def test_somebody_who_is_no_administrator_may_not_erase(home: Path) -> None:
    (refused,) = session(
        ["erase", "person:ann", *DB, "--reason", "x", "--as", "person:tom"], folder=home
    )
    assert refused.code == 3


def test_verify_names_what_was_changed_behind_its_back(home: Path) -> None:
    (whole,) = session(["verify", *DB, "--json"], folder=home)
    assert whole.json["whole"] is True
    assert len(whole.json["head"]) == 64
    with sqlite3.connect(home / "acme.db") as database:
        database.execute(
            "UPDATE store_change SET payload = CAST(payload || ' ' AS BLOB) WHERE seq = 2"
        )
    broken, text = session(["verify", *DB, "--json"], ["verify", *DB], folder=home)
    assert (broken.code, text.code) == (5, 5)
    assert broken.json["whole"] is False
    assert "change 2" in broken.json["problems"][0]
    assert text.err.count("\n") == 1
