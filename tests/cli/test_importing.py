"""Bringing files in from the command line."""

from __future__ import annotations

import shutil
from pathlib import Path

import openpyxl
import pytest

from tests.cli.running import session

pytestmark = pytest.mark.slow  # each has a database and a process of its own

CSV = "name,criticality,users,colour\nCRM,high,500,red\n,huge,20,blue\nWiki,low,,\n"
KEYS = {"moved", "batch", "new", "changed", "same", "problems", "notes"}


@pytest.fixture
def apps(home: Path) -> Path:
    (home / "apps.csv").write_text(CSV)
    return home


def test_good_rows_come_in_and_bad_ones_are_reported_with_their_place(apps: Path) -> None:
    brought, listed = session(
        ["import", "apps.csv", "--org", "acme.db", "--as", "application", "--json"],
        ["list", "application", "--org", "acme.db", "--json"],
        folder=apps,
    )
    assert brought.code == 1
    answer = brought.json
    assert answer.keys() == KEYS
    assert (answer["new"], answer["changed"], answer["same"]) == (1, 0, 1)
    assert answer["batch"] > 1
    value, name = answer["problems"]
    assert value.keys() == {"file", "row", "column", "value", "message"}
    assert (value["file"], value["row"], value["value"]) == ("apps.csv", 3, "huge")
    assert "low, medium, high, critical" in value["message"]
    assert name["row"] == 3
    assert "name" in name["message"]
    assert any(note["column"] == "colour" for note in answer["notes"])
    assert {item["name"] for item in listed.json["items"]} >= {"CRM", "Wiki"}
    assert brought.err.count("\n") == 1


def test_a_dry_run_shows_what_would_change_and_writes_nothing(apps: Path) -> None:
    dry, batches, into_new = session(
        ["import", "apps.csv", "--org", "acme.db", "--as", "application", "--dry-run", "--json"],
        ["history", "--org", "acme.db", "--json"],
        ["import", "apps.csv", "--org", "new.db", "--as", "application", "--dry-run"],
        folder=apps,
    )
    assert dry.json["batch"] is None
    assert dry.json["new"] == 1
    assert batches.json["total"] == 1
    assert not (apps / "new.db").exists()
    assert "application:wiki" in into_new.out


def test_what_was_brought_before_is_the_same_and_nothing_is_written(acme: Path, home: Path) -> None:
    (again,) = session(["import", str(acme), "--org", "acme.db", "--json"], folder=home)
    assert again.code == 0
    assert again.json["batch"] is None
    assert (again.json["new"], again.json["changed"], again.json["problems"]) == (0, 0, [])
    assert again.json["same"] == 10


def test_a_database_that_is_not_there_is_made_and_history_says_who_and_why(
    acme: Path, home: Path
) -> None:
    brought, batches = session(
        ["import", str(acme), "--org", "new.db", "--reason", "first load"],
        ["history", "--org", "new.db", "--json"],
        folder=home,
    )
    assert brought.code == 0
    (batch,) = batches.json["items"]
    assert batch["reason"] == "first load"
    assert batch["actor"].startswith("cli:")
    assert batch["via"] == "import"


def test_a_file_that_cannot_be_read_makes_no_database(home: Path) -> None:
    (home / "picture.csv").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(50))
    missing, picture = session(
        ["import", "nothing.csv", "--org", "new.db"],
        ["import", "picture.csv", "--org", "new.db"],
        folder=home,
    )
    assert (missing.code, picture.code) == (5, 5)
    assert "there is no file 'nothing.csv'" in missing.err
    assert "a picture" in picture.err
    assert not (home / "new.db").exists()


def test_an_unknown_kind_or_mapping_is_refused_with_the_nearest(apps: Path) -> None:
    (apps / "bad.yaml").write_text("kind: [\n")
    kind, mapping, twice = session(
        ["import", "apps.csv", "--org", "acme.db", "--as", "aplication"],
        ["import", "apps.csv", "--org", "acme.db", "--mapping", "bad.yaml"],
        ["import", "apps.csv", "--org", "acme.db", "--as", "application", "--as", "server"],
        folder=apps,
    )
    assert (kind.code, mapping.code, twice.code) == (2, 5, 2)
    assert "'application'" in kind.err
    assert "bad.yaml" in mapping.err


def test_a_guessed_mapping_is_written_to_be_corrected_and_read_the_next_time(apps: Path) -> None:
    arguments = ["import", "apps.csv", "--org", "acme.db", "--as", "application"]
    first, second = session(
        [*arguments, "--dry-run", "--mapping", "apps.yaml"],
        [*arguments, "--dry-run", "--mapping", "apps.yaml", "--json"],
        folder=apps,
    )
    assert "look it over" in first.err
    text = (apps / "apps.yaml").read_text()
    assert "header: criticality" in text
    assert second.json["new"] == 1
    corrected = text.replace("{header: users, use: field, name: users,", "{header: users,")
    assert corrected != text
    (apps / "apps.yaml").write_text(corrected)
    (third,) = session([*arguments, "--mapping", "apps.yaml", "--json"], folder=apps)
    assert any(note["column"] == "users" for note in third.json["notes"])


def test_what_is_brought_into_a_scenario_leaves_the_current_plan(apps: Path) -> None:
    arguments = ["import", "apps.csv", "--org", "acme.db", "--as", "application"]
    _, brought, now, then, unknown = session(
        ["scenario", "make", "more", "--org", "acme.db"],
        [*arguments, "--scenario", "more", "--json"],
        ["list", "application", "--org", "acme.db", "--json"],
        ["list", "application", "--org", "acme.db", "--scenario", "more", "--json"],
        [*arguments, "--scenario", "moore"],
        folder=apps,
    )
    assert brought.json["new"] == 1
    assert (now.json["total"], then.json["total"]) == (2, 3)
    assert unknown.code == 2
    assert "'more'" in unknown.err


def test_somebody_who_may_not_write_is_not_permitted(apps: Path) -> None:
    (refused,) = session(
        ["import", "apps.csv", "--org", "acme.db", "--as", "application", "--as", "person:ann"],
        folder=apps,
    )
    assert refused.code == 3
    assert "takes the access level contributor" in refused.err


def test_a_workbook_older_than_the_store_is_a_conflict(home: Path) -> None:
    (export,) = session(["export", "acme.xlsx", "--org", "acme.db"], folder=home)
    assert export.code == 0
    (home / "newer.csv").write_text("name,users\nCRM,900\n")
    book = openpyxl.load_workbook(home / "acme.xlsx")
    sheet = book["application"]
    at = next(cell.column for cell in sheet[1] if cell.value == "Users")
    sheet.cell(2, at).value = 700
    book.save(home / "acme.xlsx")
    newer, stale, now = session(
        ["import", "newer.csv", "--org", "acme.db", "--as", "application", "--json"],
        ["import", "acme.xlsx", "--org", "acme.db", "--json"],
        ["show", "crm", "--org", "acme.db", "--json"],
        folder=home,
    )
    assert newer.json["changed"] == 1
    assert stale.code == 4
    assert stale.json["batch"] is None
    assert "changed after this file was written" in stale.json["problems"][0]["message"]
    assert now.json["fields"]["users"] == 900


def test_export_and_import_again_is_no_change(home: Path) -> None:
    answers = session(
        ["export", "folder", "--org", "acme.db", "--json"],
        ["export", "acme.xlsx", "--org", "acme.db"],
        ["import", "folder", "--org", "acme.db", "--json"],
        ["import", "acme.xlsx", "--org", "acme.db", "--json"],
        ["export", "acme.zip", "--org", "acme.db"],
        ["import", "acme.zip", "--org", "acme.db", "--json"],
        folder=home,
    )
    assert [one.code for one in answers] == [0] * 6
    assert answers[0].json["items"] == 10
    for again in (answers[2], answers[3], answers[5]):
        assert again.json["batch"] is None
        assert again.json["problems"] == []
    assert sorted(path.name for path in (home / "folder").iterdir()) == sorted(
        ["_organisation.yaml", "application", "initiative", "office", "person", "role", "server"]
    )


def test_an_export_does_not_overwrite_what_is_something_else(home: Path) -> None:
    (home / "mine").mkdir()
    (home / "mine" / "notes.txt").write_text("mine")
    folder, ending = session(
        ["export", "mine", "--org", "acme.db"],
        ["export", "acme.pdf", "--org", "acme.db"],
        folder=home,
    )
    assert (folder.code, ending.code) == (5, 2)
    assert (home / "mine" / "notes.txt").read_text() == "mine"


def test_several_files_come_in_as_one_batch(acme: Path, home: Path) -> None:
    (home / "a.csv").write_text("name,users\nShop,5\n")
    shutil.copytree(acme, home / "acme")
    brought, batches = session(
        ["import", "acme", "a.csv", "--org", "both.db", "--as", "application", "--json"],
        ["history", "--org", "both.db", "--json"],
        folder=home,
    )
    assert brought.json["new"] == 11
    assert batches.json["total"] == 1


def test_what_somebody_does_not_see_is_not_emptied_by_their_export(home: Path) -> None:
    arguments = ["--org", "acme.db"]
    exported = session(
        ["export", "anns", *arguments, "--as", "person:ann", "--json"],
        ["export", "anns.xlsx", *arguments, "--as", "person:ann", "--json"],
        ["import", "anns", *arguments, "--json"],
        ["import", "anns.xlsx", *arguments, "--json"],
        folder=home,
    )
    assert exported[0].json["items"] == 9
    for again in exported[2:]:
        assert again.code == 0
        assert again.json["batch"] is None
    assert "annual_cost" not in (home / "anns" / "application" / "crm.yaml").read_text()


def test_an_export_as_it_was_known_is_older_than_what_came_since(home: Path) -> None:
    (home / "more.csv").write_text("name,users\nCRM,900\n")
    (first,) = session(["history", "--org", "acme.db", "--json"], folder=home)
    moment = first.json["items"][0]["time"]
    answers = session(
        ["import", "more.csv", "--as", "application", "--org", "acme.db"],
        ["export", "old.xlsx", "--org", "acme.db", "--known-at", moment],
        ["export", "old", "--org", "acme.db", "--known-at", moment],
        ["import", "old.xlsx", "--org", "acme.db", "--json"],
        ["import", "old", "--org", "acme.db", "--json"],
        ["show", "crm", "--org", "acme.db", "--json"],
        folder=home,
    )
    assert [one.code for one in answers] == [0, 0, 0, 4, 4, 0]
    assert answers[-1].json["fields"]["users"] == 900


def test_a_workbook_of_one_day_drops_no_link_and_a_folder_is_refused(home: Path) -> None:
    folder, workbook, again = session(
        ["export", "day", "--org", "acme.db", "--on", "2027-06-01"],
        ["export", "day.xlsx", "--org", "acme.db", "--on", "2027-06-01"],
        ["import", "day.xlsx", "--org", "acme.db", "--json"],
        folder=home,
    )
    assert (folder.code, workbook.code, again.code) == (2, 0, 0)
    assert again.json["batch"] is None


def test_amounts_that_may_stand_in_millions_are_doubted_before_all_else(home: Path) -> None:
    rows = [f"Project {n},in progress,2025-01-01,2027-06-30,{12 + n}.5 EUR" for n in range(9)]
    header = "Project name,Status,Start date,End date,Total cost"
    (home / "projects.csv").write_text("\n".join([header, *rows]))
    (bare,) = session(["import", "projects.csv", "--org", "bare.db", "--json"], folder=home)
    told, right, wrong, listed = session(
        ["import", "projects.csv", "--org", "told.db", "--unit", "million", "--json"],
        ["import", "projects.csv", "--org", "told.db", "--unit", "one", "--dry-run", "--json"],
        ["import", "projects.csv", "--org", "told.db", "--unit", "lakh"],
        ["list", "initiative", "--org", "told.db", "--json"],
        folder=home,
    )
    assert bare.json["notes"][0]["message"] == (
        "Half of the initiatives cost less than 16: their amounts may stand in thousands or millions, "
        "and no header says so. Bring it again and say the unit: one, thousand or million."
    )
    for answer in (
        told,
        right,
    ):  # whoever says the unit is asked no more, of single amounts neither
        assert not any("no header says so" in one["message"] for one in answer.json["notes"])
    assert wrong.code == 2
    assert "thousand" in wrong.err
    costs = {one["total_cost"] for one in listed.json["items"]}
    assert costs == {f"{12_500_000 + n * 10**6} EUR" for n in range(9)}
