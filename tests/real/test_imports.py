"""Files that others published, brought in by the command line, with the counts of their descriptions.

The counts are those of each set's own README; what the command prints is compared with them.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.cli.running import Answer, session

pytestmark = pytest.mark.slow


def brought(home: Path, *files: Path) -> Any:
    """What an import of files answers; they come into `acme.db`."""
    (answer,) = session(["import", *map(str, files), "--org", "acme.db", "--json"], folder=home)
    assert answer.code == (1 if answer.json["problems"] else 0), answer.err
    assert answer.json["batch"]
    return answer.json


def asked(home: Path, *commands: list[str]) -> list[Answer]:
    return session(*([*one, "--org", "acme.db", "--json"] for one in commands), folder=home)


def items(home: Path) -> dict[str, int]:
    (answer,) = asked(home, ["list"])
    return {row["kind"]: row["items"] for row in answer.json["items"]}


def test_a_portfolio_workbook_needs_no_mapping(real_data: Path, tmp_path: Path) -> None:
    answer = brought(tmp_path, real_data / "waltz" / "sample-data-v1.xlsx")
    assert items(tmp_path) == {
        "department": 21, "capability": 29, "application": 45, "data_set": 30, "interface": 45,
    }  # fmt: skip
    (listed,) = asked(tmp_path, ["list", "application", "--columns", "supports"])
    linked = sum(len(row["supports"]) for row in listed.json["items"])
    # the rest of the 140 links name an application or a capability that the workbook does not have
    dangling = [one for one in answer["problems"] if ":app-cap" in one["file"]]
    assert linked + len(dangling) == 140


def test_projects_and_contracts_of_one_register(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "us-it-dashboard"
    answer = brought(tmp_path, folder / "projects.csv", folder / "contracts.csv")
    assert answer["problems"] == []
    assert items(tmp_path)["initiative"] >= 460
    said = " ".join(note["message"] for note in answer["notes"])
    assert "5,091.895333" in said
    assert "2,562.507742" in said


def test_a_second_edition_is_an_update_with_a_history(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "ca-it-projects"
    first = brought(tmp_path, folder / "gc-it-projects-2016.csv")
    assert items(tmp_path)["initiative"] == 398
    second = brought(tmp_path, folder / "gc-it-projects-2019.csv")
    assert items(tmp_path)["initiative"] == 398 + 463 - 100
    assert second["changed"] == 100
    batches, listed = asked(tmp_path, ["history"], ["list", "initiative"])
    assert [one["batch"] for one in batches.json["items"]] == [second["batch"], first["batch"]]
    histories = asked(tmp_path, *(["history", item["key"]] for item in listed.json["items"][:60]))
    edited = [
        {entry["batch"] for entry in answer.json["items"] if entry["what"] == "item"}
        for answer in histories
    ]
    assert {first["batch"], second["batch"]} in edited
    undone, left = asked(tmp_path, ["undo", str(second["batch"])], ["list", "initiative"])
    assert undone.code == 0
    assert left.json["total"] == 398


@pytest.mark.parametrize(("name", "projects"), [("uk_2014.csv", 199), ("uk_2019.csv", 133)])
def test_a_portfolio_whatever_its_shape(
    real_data: Path, tmp_path: Path, name: str, projects: int
) -> None:
    answer = brought(tmp_path, real_data / "uk-gmpp" / name)
    assert items(tmp_path)["initiative"] == projects
    assert any("not UTF-8" in note["message"] for note in answer["notes"])


def test_a_folder_of_trees_keeps_its_three_levels(real_data: Path, tmp_path: Path) -> None:
    answer = brought(tmp_path, real_data / "capabilities-turbo-ea")
    assert answer["problems"] == []
    assert items(tmp_path)["capability"] == 39 + 209 + 840
    (listed,) = asked(tmp_path, ["list", "capability", "--columns", "parent"])
    above = {row["id"]: row["parent"] for row in listed.json["items"]}

    def level(id_: str) -> int:
        return 1 + level(above[id_][0].partition(":")[2]) if above[id_] else 1

    assert Counter(map(level, above)) == {1: 39, 2: 209, 3: 840}
    assert any("README.md" in note["file"] for note in answer["notes"])


def test_two_editions_of_a_register_are_one_register(real_data: Path, tmp_path: Path) -> None:
    folder = real_data / "gsa-it-standards"
    first = brought(tmp_path, folder / "it-standards-2017-01-05.csv")
    assert first["new"] == items(tmp_path)["technology"] == 1196
    second = brought(tmp_path, folder / "it-standards-2018-01-31.csv")
    assert second["new"] + second["changed"] + second["same"] == 1494
    assert items(tmp_path)["technology"] == 1196 + second["new"]


def test_what_came_from_a_strange_table_goes_out_and_comes_back(
    real_data: Path, tmp_path: Path
) -> None:
    brought(tmp_path, real_data / "waltz" / "sample-data-v1.xlsx")
    answers = session(
        ["export", "out.xlsx", "--org", "acme.db"],
        ["export", "out", "--org", "acme.db"],
        ["import", "out.xlsx", "--org", "acme.db", "--json"],
        ["import", "out", "--org", "acme.db", "--json"],
        folder=tmp_path,
    )
    for again in answers[2:]:
        assert again.json["batch"] is None
        assert again.json["problems"] == []


def test_rights_in_prose_come_in_by_a_reviewed_mapping(real_data: Path, tmp_path: Path) -> None:
    file = str(real_data / "fitara-common-baseline" / "attachment-a.md")
    first = ["import", file, "--org", "acme.db", "--mapping", "rights.yaml", "--json"]
    (drafted,) = session(first, folder=tmp_path)
    assert drafted.json["batch"] is None
    mapping = tmp_path / "rights.yaml"
    draft = mapping.read_text(encoding="utf-8")
    mapping.write_text(draft.replace("reviewed: false", "reviewed: true"), encoding="utf-8")
    (brought,) = session(first, folder=tmp_path)
    assert brought.code == 0, brought.err
    assert items(tmp_path)["right"] == 30
    (listed,) = asked(tmp_path, ["list", "right", "--columns", "accountable"])
    held = {row["id"].split("-")[0].upper(): row["accountable"] for row in listed.json["items"]}
    assert min(held) == "A1"
    assert max(held) == "Q1"
    # by hand, from the text: where it says "jointly", names several before "shall", or "work with"
    joint = ["A1", "A2", "C2", "D2", "E2", "F1", "F2", "N1", "N2", "O1", "O2", "P1", "P2"]
    assert sorted(number for number, of in held.items() if len(of) > 1) == joint
    assert held["I2"] == held["K2"] == ["role:cao"]
    (load,) = asked(tmp_path, ["rights", "load"])
    without = [one for one in load.json["concerns"] if one["code"] == "RGT012"]
    # all but E2, whose second holder is no officer
    assert len(without) == len(joint) - 1
