"""Looking at the plan from the command line."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from tests.cli.running import run, session


def test_list_answers_items_and_their_total(acme: Path) -> None:
    answer = run("list", "application", "--org", str(acme), "--json")
    assert answer.code == 0
    assert answer.json["total"] == 2
    assert [item["key"] for item in answer.json["items"]] == ["application:crm", "application:erp"]
    assert answer.json["items"][0]["runs_on"] == [{"to": "server:a", "until": "2026-12-31"}]


def test_list_shows_only_what_a_condition_selects(acme: Path) -> None:
    answer = run(
        "list", "application", "--org", str(acme), "--where", "criticality >= 'high'", "--json"
    )
    assert [item["id"] for item in answer.json["items"]] == ["crm"]


def test_list_shows_the_columns_that_were_named(acme: Path) -> None:
    answer = run(
        "list", "application", "--org", str(acme), "--columns", "name,owner", "--json",
        "--sort", "-name",
    )  # fmt: skip
    assert answer.json["items"] == [
        {"id": "erp", "name": "ERP [old]; =1+1", "owner": []},
        {"id": "crm", "name": "CRM", "owner": ["role:head-of-sales"]},
    ]


def test_list_as_csv_is_csv_and_nothing_else(acme: Path) -> None:
    answer = run("list", "application", "--org", str(acme), "--csv", "--columns", "name,users")
    rows = list(csv.reader(io.StringIO(answer.out)))
    assert rows == [["id", "name", "users"], ["crm", "CRM", "500"], ["erp", "ERP [old]; =1+1", ""]]
    assert answer.err == ""


def test_a_table_in_a_pipe_is_not_cut_and_shows_brackets_as_they_are(acme: Path) -> None:
    answer = run("list", "application", "--org", str(acme))
    assert "ERP [old]; =1+1" in answer.out
    assert "\x1b[" not in answer.out


def test_list_without_a_kind_counts_the_items_of_each(acme: Path) -> None:
    answer = run("list", "--org", str(acme), "--json")
    counts = {row["kind"]: row["items"] for row in answer.json["items"]}
    assert counts["application"] == 2
    assert counts["role"] == 2
    assert "vendor" not in counts


def test_the_links_of_a_day_are_those_that_hold_on_it(acme: Path) -> None:
    linked = {
        day: run("show", "application:crm", "--org", str(acme), "--on", day, "--json").json["links"]
        for day in ("2026-12-31", "2027-01-01")
    }
    assert linked["2026-12-31"]["runs_on"][0]["to"] == "server:a"
    assert "runs_on" not in linked["2027-01-01"]


def test_show_has_links_both_ways(acme: Path) -> None:
    answer = run("show", "server:a", "--org", str(acme), "--json").json
    assert answer["linked_from"]["runs"][0]["to"] == "application:crm"
    shown = run("show", "server:a", "--org", str(acme)).out
    assert "application:crm  CRM" in shown


def test_show_finds_an_item_by_its_bare_id_or_name(acme: Path) -> None:
    for word in ("crm", "CRM", "application:crm"):
        assert run("show", word, "--org", str(acme), "--json").json["key"] == "application:crm"


def test_an_id_that_several_items_have_is_refused_with_their_keys(acme: Path) -> None:
    answer = run("show", "cto", "--org", str(acme))
    assert answer.code == 2
    assert "office:cto" in answer.err
    assert "role:cto" in answer.err


def test_mistyped_names_are_refused_with_the_nearest(acme: Path) -> None:
    for arguments, meant in (
        (["list", "aplication"], "application"),
        (["list", "application", "--where", "critcality = 'high'"], "criticality"),
        (["list", "application", "--columns", "nmae"], "name"),
        (["list", "application", "--sort", "usres"], "users"),
        (["show", "application:crn"], "application:crm"),
        (["show", "crn"], "application:crm"),
        (["list", "application", "--as", "person:tim"], "person:tom"),
    ):
        answer = run(*arguments, "--org", str(acme))
        assert (answer.code, answer.out) == (2, "")
        assert f"'{meant}'" in answer.err


def test_a_condition_that_cannot_be_read_says_where(acme: Path) -> None:
    answer = run("list", "application", "--org", str(acme), "--where", "users >")
    assert answer.code == 2
    assert "character" in answer.err


def test_csv_and_json_exclude_each_other(acme: Path) -> None:
    assert run("list", "application", "--org", str(acme), "--csv", "--json").code == 2


def test_search_finds_by_the_beginning_of_a_word(acme: Path) -> None:
    answer = run("search", "sal", "--org", str(acme), "--json")
    assert answer.json["items"][0]["key"] == "role:head-of-sales"
    assert run("search", "zzzzzz", "--org", str(acme), "--json").json["total"] == 0


def test_a_person_sees_what_their_place_in_the_plan_lets_them_see(acme: Path) -> None:
    def initiatives(person: str) -> int:
        answer = run("list", "initiative", "--org", str(acme), "--as", person, "--json")
        return int(answer.json["total"])

    assert initiatives("person:tom") == 1
    assert initiatives("Ann Example") == 0
    document = run("show", "crm", "--org", str(acme), "--as", "ann", "--json").json["fields"]
    assert "annual_cost" not in document


@pytest.mark.slow
def test_a_database_answers_as_the_folder_does(acme: Path, home: Path) -> None:
    commands = (
        ["list", "application", "--json", "--columns", "name,users,owner"],
        ["show", "application:crm", "--json"],
        ["search", "sal", "--json"],
    )
    of_folder = [run(*one, "--org", str(acme)).json for one in commands]
    of_store = [
        answer.json
        for answer in session(*([*one, "--org", "acme.db"] for one in commands), folder=home)
    ]
    of_folder[1].pop("version")
    assert of_store[1].pop("version") > 0
    assert of_store == of_folder


@pytest.mark.slow
def test_show_says_of_each_value_from_which_file_and_row_it_is(tmp_path: Path) -> None:
    (tmp_path / "apps.csv").write_text("Name,Users\nCRM,40\nERP,90\n")
    show = ["show", "application:erp", "--sources", "--org", "acme.db"]
    _, shown, as_json = session(
        ["import", "apps.csv", "--as", "application", "--org", "acme.db"],
        show, [*show, "--json"], folder=tmp_path,
    )  # fmt: skip
    line = next(one for one in shown.out.splitlines() if one.startswith("users"))
    assert "90" in line
    assert "apps.csv, row 3" in line
    found = {one["name"]: one for one in as_json.json["sources"]}
    assert (found["users"]["file"], found["users"]["row"], found["users"]["via"]) == (
        "apps.csv", 3, "import",
    )  # fmt: skip


def test_a_folder_has_no_history_of_where_its_values_are_from(acme: Path) -> None:
    answer = run("show", "application:crm", "--sources", "--org", str(acme))
    assert answer.code == 2
    assert "'show --sources' needs a database" in answer.err
