"""The questions about officers, from the command line."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import run

BUYER = "builds_its_own: not at all\nsells_technology: not_at_all\nengineers: a_little\n"


def test_answers_come_out_of_a_file_and_a_verdict_is_exit_zero(acme: Path, tmp_path: Path) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text(BUYER + "compliance: very much\nvendors: much\n")
    answer = run("first-officer", str(answers), "--org", str(acme), "--json")
    assert (answer.code, answer.json["verdict"]) == (0, "cio")


def test_too_little_is_refused_with_exit_one(acme: Path) -> None:
    answer = run("first-officer", "--org", str(acme), "--json")
    assert (answer.code, answer.json["verdict"]) == (1, "refused")


def test_a_criterion_that_is_not_one_and_a_file_without_answers_are_refused(
    acme: Path, tmp_path: Path
) -> None:
    answers = tmp_path / "answers.yaml"
    answers.write_text("reserch: much\n")
    answer = run("first-officer", str(answers), "--org", str(acme))
    assert answer.code == 2
    assert "Did you mean 'research'?" in answer.err
    answers.write_text("- much\n")
    assert run("first-officer", str(answers), "--org", str(acme)).code == 5
    assert run("first-officer", str(tmp_path / "none.yaml"), "--org", str(acme)).code == 5
