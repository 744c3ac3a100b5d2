"""What the command of any analysis says beside its answer."""

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path

import pytest

from cohelm.analysis.catalogue import ANALYSES
from cohelm.reports.wording import GLUE
from tests.cli.running import run


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> str:
    """Five initiatives that cost so little that their unit is in doubt, and nothing else."""
    path: Path = tmp_path_factory.mktemp("acme")
    (path / "initiative").mkdir()
    for number in range(1, 6):
        text = f"name: N{number}\nstart: 2026-01-01\nend: 2027-12-31\ntotal_cost: {number} GBP\n"
        (path / "initiative" / f"n{number}.yaml").write_text(text)
    return str(path)


def test_an_answer_that_nothing_can_be_told_from_names_the_list_and_the_command(
    folder: str,
) -> None:
    lines = run("contracts", "--org", folder).out.splitlines()
    assert (
        lines[1] == "To have it answered, bring a contract list: cohelm import FILE --org acme.db"
    )
    assert not any("To have it" in one for one in run("roadmap", "--org", folder).out.splitlines())


@pytest.mark.parametrize(
    ("command", "brings"),
    [
        (("rights", "gaps"), "a matrix of who decides (RACI), or a delegation of authority"),
        (("obsolescence", "--forecast"), "a bill of materials, or a list of applications"),
        (("spellings",), "a contract list, or invoices"),
        (("tradeoff",), None),
    ],
)
def test_json_names_the_list_and_the_command_where_it_is_lacking(
    command: tuple[str, ...], brings: str | None, folder: str
) -> None:
    found = run(*command, "--org", folder, "--on", "2026-11-30", "--json").json.get("bring")
    if brings is None:
        assert found is None
    else:
        assert found["list"].startswith(brings)
        assert found["command"] == "cohelm import FILE --org acme.db"


def test_a_list_as_json_has_what_to_bring_said_beside_it(folder: str) -> None:
    found = run("contracts", "--org", folder, "--json")
    assert found.json == []
    assert found.err == (
        "To have it answered, bring a contract list: cohelm import FILE --org acme.db\n"
    )


@pytest.mark.parametrize("command", [("evaluate",), ("fund",)])
def test_amounts_in_doubt_are_said_to_be_so(command: tuple[str, ...], folder: str) -> None:
    lines = run(*command, "--org", folder, "--on", "2026-11-30").out.splitlines()
    assert lines[1].startswith("? Half of the initiatives with a cost on record cost less than 3: ")
    assert "--unit million" in lines[1]
    assert "small_amounts" in lines[1]


def test_what_figures_leave_out_is_named_with_the_reason(folder: str) -> None:
    lines = run("fund", "--org", folder, "--on", "2027-11-30").out.splitlines()
    assert "Left out: 5 (its last day is before the year)" in lines


def test_a_list_without_a_row_says_so_beside_the_answer(folder: str) -> None:
    answer = run("list", "contract", "--org", folder)
    assert (answer.code, answer.err) == (0, "Nothing is there.\n")


def test_one_of_a_unit_is_said_in_the_singular(folder: str) -> None:
    said = run("ask-for", "--org", folder, "--on", "2026-11-30").out
    assert f"Worth asking: 1{GLUE}figure\n" in said


def test_an_outage_takes_names_and_other_figures_for_an_hour(tmp_path: Path) -> None:
    (tmp_path / "service").mkdir()
    (tmp_path / "service" / "till.yaml").write_text("name: The till, all day\ncriticality: high\n")
    asked = ("outage", "the TILL, all day", "--org", str(tmp_path), "--json")
    assert json.loads(run(*asked).out)["cost_per_hour"]["least"] == "5000"
    assert json.loads(run(*asked, "--high", "70").out)["cost_per_hour"]["least"] == "70"
    for wrong, said in (("x", "'x' is not a number"), ("-1", "Accepted: 0 and more")):
        refused = run(*asked, f"--high={wrong}")
        assert (refused.code, said in refused.err) == (2, True)


def test_an_hour_costs_by_command_what_it_costs_on_the_page() -> None:
    outage = next(one for one in ANALYSES if one.name == "outage")
    hours = [one for one in outage.parameters if one.type is Decimal]
    shown = " ".join(run("outage", "--help").out.split())
    assert len(hours) == 4
    for one in hours:
        help_ = shown.partition(f"--{one.name} AMOUNT ")[2].partition(" --")[0]
        assert help_.endswith(f"[default: {one.default}]"), one.name


def test_how_an_outage_travels_is_said_in_a_line_for_each_way(tmp_path: Path) -> None:
    for kind, id_, more in (
        ("platform", "rack", ""),
        ("application", "till", "runs_on: [{to: 'platform:rack', hard: true}]\n"),
        ("service", "desk", "depends_on: [{to: 'application:till', hard: true}]\n"),
    ):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / f"{id_}.yaml").write_text(f"name: {id_.title()}\n{more}")
    lines = run("outage", "rack", "--org", str(tmp_path)).out.splitlines()
    assert "Asked: platform:rack" in lines  # a part of the answer, that goes where the answer goes
    assert lines[lines.index("Paths") + 1 :] == [
        "Till stops with Rack.", "Desk stops with Till, which stands on Rack.",
    ]  # fmt: skip


def test_figures_that_were_not_asked_for_are_not_said_to_be_unknown(tmp_path: Path) -> None:
    for kind, text in (("goal", "name: G\n"), ("service", "name: S\navailability_target: 0.999\n")):
        (tmp_path / kind).mkdir()
        (tmp_path / kind / "one.yaml").write_text(text)
    org = ("--org", str(tmp_path))
    all_, one = run("availability", *org).out, run("availability", "S", *org).out
    assert ("Cannot be kept: " in all_, "Promised: " in all_) == (True, False)
    assert "Promised: 99.9" in one
    every, goal = run("trace", *org).out, run("trace", "G", *org).out
    assert ("Carried: " in every, "Reached: " in every) == (True, False)
    assert ("Carried: " in goal, "Reached: " in goal) == (False, True)
    assert run("availability", *org, "--json").json["promised"]["reason"] == "no item is named"
