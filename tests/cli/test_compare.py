from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.running import run


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """An organisation of one application whose life ends on 30 June 2027."""
    (tmp_path / "application").mkdir()
    text = "name: CRM\nlifecycle: {active: 2018-01-01, end_of_life: 2027-06-30}\n"
    (tmp_path / "application" / "crm.yaml").write_text(text, encoding="utf-8")
    return str(tmp_path)


@pytest.mark.slow
def test_a_folder_is_compared_between_two_days(folder: str) -> None:
    days = ("--than-on", "2027-06-29", "--on", "2027-06-30", "--org", folder)
    answer = run("compare", *days)
    assert answer.code == 0
    assert "changed  application:crm  CRM" in answer.out
    assert "phase: active → end_of_life" in answer.out
    plain = json.loads(run("compare", *days, "--json").out)
    assert plain["changed"][0]["fields"] == [
        {"field": "phase", "was": "active", "became": "end_of_life"}
    ]


def test_nothing_differs_is_said_and_what_a_folder_has_not_is_refused(folder: str) -> None:
    assert run("compare", "--org", folder).out == "nothing differs\n"
    refused = run("compare", "--than-known-at", "2026-01-01", "--org", folder)
    assert refused.code == 2
    assert "--known-at" in refused.err
    assert run("compare", "--than-on", "soon", "--org", folder).code == 2


@pytest.mark.slow
def test_concerns_that_turn_are_told(folder: str) -> None:
    text = "name: Shop\ndepends_on: [application:crm]\n"
    (Path(folder) / "application" / "shop.yaml").write_text(text, encoding="utf-8")
    days = ("--than-on", "2027-06-01", "--on", "2027-07-01", "--org", folder)
    answer = run("compare", *days, "--concerns")
    assert "appears    LNK001" in answer.out
    back = run(
        "compare", "--than-on", "2027-07-01", "--on", "2027-06-01", "--org", folder, "--concerns"
    )
    assert "disappears LNK001" in back.out


def test_the_roadmap_is_set_against_another_day(folder: str) -> None:
    days = ("--than-on", "2027-06-29", "--on", "2027-06-30", "--org", folder)
    assert run("roadmap", *days).out.startswith("Beside the other plan: days and costs agree")
    assert run("roadmap", "--than-on", "soon", "--org", folder).code == 2
    refused = run("roadmap", "--than-scenario", "plan-b", "--org", folder)
    assert refused.code == 2
    assert "no history" in refused.err
