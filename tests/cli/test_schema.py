"""JSON Schema from the command line."""

from __future__ import annotations

import json
from pathlib import Path

from cohelm.kinds import built_in_schema
from tests.cli.running import run


def test_without_an_organisation_it_is_the_built_in_kinds() -> None:
    answer = run("schema", "application")
    assert answer.code == 0
    assert answer.json["title"] == "Application"
    assert run("schema").json["$defs"].keys() == built_in_schema().kinds.keys()


def test_own_fields_are_part_of_it(tmp_path: Path) -> None:
    (tmp_path / "acme").mkdir()
    (tmp_path / "acme" / "_organisation.yaml").write_text(
        "name: Acme\nown_fields: {application: {colour: {type: choice, choices: [red, blue]}}}\n"
    )
    answer = run("schema", "application", "--org", str(tmp_path / "acme"))
    assert answer.json["properties"]["colour"]["enum"] == ["red", "blue"]


def test_it_is_written_for_an_editor(tmp_path: Path) -> None:
    out = tmp_path / "schemas"
    answer = run("schema", "--out", str(out), "--json")
    assert {Path(path).name for path in answer.json["files"]} == {p.name for p in out.iterdir()}
    settings = json.loads((out / "settings.json").read_text())["yaml.schemas"]
    assert settings[f"{out}/application.json"] == "application/*.yaml"
    assert settings[f"{out}/organisation.json"] == "_organisation.yaml"


def test_a_mistyped_kind_is_refused_with_the_nearest() -> None:
    answer = run("schema", "aplication")
    assert (answer.code, answer.out) == (2, "")
    assert "'application'" in answer.err
