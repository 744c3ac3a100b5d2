"""Funding and the trade-off from the command line, of an organisation and of a bare problem."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from cohelm.analysis.portfolio.choice.problem import read_problem
from cohelm.analysis.portfolio.tradeoff import traced, traded
from cohelm.cli.curve import show_curve
from tests.cli.running import run, session

PROBLEM = {
    "resources": {"money": {"now": 10}},
    "initiatives": [
        {"id": "a", "values": {"cio": 5, "cto": 1}, "uses": {"money": {"0": 6}}},
        {"id": "b", "values": {"cio": 1, "cto": 6}, "uses": {"money": {"0": 6}}},
        {"id": "c", "values": {"cio": 2, "cto": 2}, "uses": {"money": {"0": 4}}},
    ],
}


@pytest.fixture
def problem(tmp_path: Path) -> str:
    place = tmp_path / "problem.json"
    place.write_text(json.dumps(PROBLEM))
    return str(place)


def test_a_bare_problem_is_solved_and_each_that_is_out_says_why(problem: str) -> None:
    done = run("fund", "--problem", problem, "--json")
    assert done.code == 0, done.err
    assert done.json == {
        "status": "optimal", "value": {"cio": 3.0, "cto": 8.0, "total": 11.0}, "bound": 11.0,
        "gap": 0,
        "selected": [{"id": "b", "start": "now"}, {"id": "c", "start": "now"}],
        "rejected": [{"id": "a", "why": "would cost 1 point and displace b; more money would bring "
                      "it in"}],
        "binding": ["money"], "contradiction": [],
    }  # fmt: skip
    assert "would cost 1 point" in run("fund", "--problem", problem, "--explain", "a").out


@pytest.mark.slow
def test_what_contradicts_itself_is_said_with_exit_1(tmp_path: Path) -> None:
    wrong = {
        **PROBLEM,
        "initiatives": [{**one, "mandatory": True} for one in PROBLEM["initiatives"]],
    }
    (tmp_path / "p.json").write_text(json.dumps(wrong))
    done = run("fund", "--problem", str(tmp_path / "p.json"))
    assert done.code == 1
    assert "money in now" in done.out


@pytest.mark.slow
def test_the_curve_of_a_bare_problem_has_every_point(problem: str) -> None:
    found = run("tradeoff", "--problem", problem, "--time-limit", "60", "--json").json
    assert found["exact"]
    assert [(one["cio"], one["cto"], one["selected"]) for one in found["points"]] == [
        (7.0, 3.0, ["a", "c"]), (3.0, 8.0, ["b", "c"]),
    ]  # fmt: skip
    assert (found["best_joint_gain"], found["largest_error"]) == ([1], 0)


def test_the_curve_reads_as_points_and_then_what_comes_and_goes(
    capsys: pytest.CaptureFixture[str],
) -> None:
    stated = read_problem(PROBLEM)
    show_curve(traded(stated, traced(stated), on=date(2027, 1, 1)), json=False)
    said = capsys.readouterr().out.splitlines()
    assert [line.split()[:4] for line in said[2:5]] == [
        ["number", "cio", "cto", "initiatives"], ["1", "7", "3", "2"], ["2", "3", "8", "2"],
    ]  # fmt: skip
    assert said[5:] == [
        "", "in all: c", "point 1 comes: a", "point 2 comes: b", "         goes: a",
    ]  # fmt: skip


def test_a_file_that_is_no_problem_is_refused(tmp_path: Path) -> None:
    (tmp_path / "p.json").write_text("[")
    assert run("fund", "--problem", str(tmp_path / "p.json")).code == 5
    assert run("tradeoff", "--problem", str(tmp_path / "none.json")).code == 5


def test_a_name_that_is_not_there_is_refused_with_the_nearest(problem: str) -> None:
    done = run("fund", "--problem", problem, "--explain", "aa")
    assert done.code == 2
    assert "Did you mean 'a'?" in done.err


@pytest.mark.slow
def test_the_sample_is_funded_and_traded(tmp_path: Path) -> None:
    given = ["--org", "sample", "--on", "2026-11-24", "--budget", "2027=4500000"]
    fund, why, curve = session(
        ["fund", *given, "--json"], ["fund", *given, "--explain", "edge-vibration"],
        ["tradeoff", *given], folder=tmp_path,
    )  # fmt: skip
    assert fund.json["status"] == "optimal"
    assert {one["id"] for one in fund.json["rejected"]} >= {"edge-vibration"}
    assert why.out.startswith("edge-vibration: would cost")
    assert "all of them, proved" in curve.out
