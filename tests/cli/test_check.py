"""Checks from the command line, as a pipeline runs them."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, session


@pytest.mark.slow
def test_concerns_are_exit_code_one_and_work_on_a_folder(acme: Path) -> None:
    answer = run("check", "--org", str(acme), "--on", "2026-11-24", "--json")
    assert answer.code == 1
    assert answer.json["on"] == "2026-11-24"
    owners = [one for one in answer.json["concerns"] if one["code"] == "OWN001"]
    assert [one["items"][0] for one in owners if "application" in one["items"][0]] == [
        "application:erp"
    ]
    assert answer.json["total"] == len(answer.json["concerns"])


@pytest.mark.slow
def test_exit_zero_leaves_the_answer_and_changes_the_code(acme: Path) -> None:
    strict = run("check", "--org", str(acme))
    lenient = run("check", "--org", str(acme), "--exit-zero")
    assert (strict.code, lenient.code) == (1, 0)
    assert strict.out == lenient.out


def test_no_concerns_is_exit_code_zero(acme: Path) -> None:
    answer = run("check", "--org", str(acme), "--select", "STR001")
    assert (answer.code, answer.out) == (0, "")
    assert answer.err == "No concerns.\n"


def test_only_the_selected_codes_run(acme: Path) -> None:
    answer = run("check", "--org", str(acme), "--select", "own001,EST", "--json")
    assert {one["code"] for one in answer.json["concerns"]} == {"OWN001", "EST001"}


def test_sarif_is_sarif_and_names_the_file(acme: Path) -> None:
    answer = run("check", "--org", str(acme), "--format", "sarif", "--select", "OWN001")
    assert answer.json["version"] == "2.1.0"
    (ran,) = answer.json["runs"]
    places = [
        one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in ran["results"]
    ]
    assert "application/erp.yaml" in places


def test_a_line_of_text_names_item_code_and_weight(acme: Path) -> None:
    lines = run("check", "--org", str(acme), "--select", "OWN001").out.splitlines()
    assert any(line.startswith("application:erp: OWN001 act: ") for line in lines)


def test_wrong_codes_and_formats_are_refused_with_the_right_ones(acme: Path) -> None:
    code = run("check", "--org", str(acme), "--select", "OWN01")
    form = run("check", "--org", str(acme), "--format", "xml")
    assert (code.code, form.code) == (2, 2)
    assert "OWN001" in code.err
    assert "sarif" in form.err


def test_a_folder_with_a_broken_file_is_an_input_error_that_names_it(tmp_path: Path) -> None:
    folder = tmp_path / "acme" / "application"
    folder.mkdir(parents=True)
    (folder / "crm.yaml").write_text("name: [CRM\n")
    (folder / "erp.yaml").write_text("name: ERP\ncritcality: low\n")
    answer = run("check", "--org", str(folder.parent))
    assert (answer.code, answer.out) == (5, "")
    assert "application/crm.yaml" in answer.err
    assert "application/erp.yaml" in answer.err
    assert "'criticality'" in answer.err


@pytest.mark.slow
def test_a_database_raises_what_its_folder_raises(acme: Path, home: Path) -> None:
    arguments = ["check", "--on", "2026-11-24", "--json"]
    (stored,) = session([*arguments, "--org", "acme.db"], folder=home)
    assert stored.json["codes"] == run(*arguments, "--org", str(acme)).json["codes"]


@pytest.mark.slow
def test_the_organisation_may_be_named_without_its_option(acme: Path) -> None:
    assert run("check", str(acme)) == run("check", "--org", str(acme))
