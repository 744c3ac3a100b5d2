"""Files of one format turned into another from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run

MODEL = """<model xmlns="http://www.opengroup.org/xsd/archimate/3.0/"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" identifier="m"><name>Depot</name><elements>
<element identifier="a" xsi:type="ApplicationComponent"><name>Planner</name></element>
<element identifier="b" xsi:type="Driver"><name>Cost</name></element></elements></model>"""


@pytest.fixture
def model(tmp_path: Path) -> str:
    path = tmp_path / "in.xml"
    path.write_text(MODEL)
    return str(path)


def test_a_model_becomes_a_folder_and_a_model_again(model: str, tmp_path: Path) -> None:
    folder, again = str(tmp_path / "depot"), str(tmp_path / "again.xml")
    there, back = run("convert", model, folder), run("convert", folder, again, "--json")
    assert (there.code, back.code) == (0, 0)
    assert "kept as elements, having no kind here: 1 Driver" in there.out
    assert (tmp_path / "depot" / "application" / "planner.yaml").is_file()
    assert back.json["items"] == 2
    assert back.json["lost"] == {"items": {}, "fields": {}, "links": {}, "observations": {}}
    assert 'identifier="id-b" xsi:type="Driver"' in Path(again).read_text()


@pytest.mark.slow
def test_what_is_lost_is_said_in_lines(tmp_path: Path) -> None:
    source = tmp_path / "skills.csv"
    source.write_text("Skill,Level\nWelding,3\nBaking,2\n")
    done = run("convert", str(source), str(tmp_path / "out.xml"))
    assert "lost: 2 items have no place in it: 2 skill" in done.out


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["{}", "out.doc"], 2, "'out.doc' cannot be written"),
        (["{}", "out.x", "--to", "archimat"], 2, "Did you mean 'archimate'"),
        (["{}"], 2, "takes what to read and what to write"),
        (["nothing.xml", "out.xml"], 5, "there is no file 'nothing.xml'"),
    ],
)
def test_what_cannot_be_done_is_said(
    model: str, arguments: list[str], code: int, said: str
) -> None:
    done = run("convert", *(one.format(model) for one in arguments))
    assert done.code == code
    assert said in done.err
    assert done.err.count("\n") == 1


def test_a_bill_is_written_of_the_application_that_is_named(tmp_path: Path) -> None:
    source = tmp_path / "bill"
    source.write_text(
        '{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": [{"name": "sails"}],'
        ' "metadata": {"component": {"name": "brig"}}}'
    )
    out = str(tmp_path / "brig.cdx.json")
    asked = ("--to", "cyclonedx", "--of")
    done = run("convert", str(source), out, *asked, "application:brig", "--json")
    assert (done.code, done.json["items"], done.json["lost"]["items"]) == (0, 2, {})
    assert '"name": "sails"' in Path(out).read_text()
    assert run("convert", str(source), out, *asked, "application:brigg").code == 2
    wrong = run("convert", str(source), out, "--of", "application:brig")
    assert "--of needs a format" in wrong.err


RADAR = """name,ring,quadrant,isNew,description,edition
Steam,Trial,Platforms,TRUE,Promising.,2025-11-01
Steam,Adopt,Platforms,FALSE,It is proven.,2026-05-01
"""


@pytest.mark.slow
def test_the_edition_that_is_asked_for_is_written_with_its_reasons(tmp_path: Path) -> None:
    source, out = tmp_path / "in.csv", str(tmp_path / "out.radar.csv")
    source.write_text(RADAR)
    assert run("convert", str(source), out, "--edition", "2025-11-01").code == 0
    rows = Path(out).read_text().splitlines()
    assert rows[1:] == ["Steam,Trial,Platforms,TRUE,New,Promising.,2025-11-01"]
    none = run("convert", str(source), out, "--edition", "2025-12-01")
    assert (none.code, "no edition of 2025-12-01" in none.err) == (2, True)
    model = run("convert", str(source), str(tmp_path / "out.xml"), "--edition", "2025-11-01")
    assert "archimate has no editions" in model.err
    folder = run("convert", str(source), str(tmp_path / "out"), "--edition", "2025-11-01")
    assert "--edition needs a radar" in folder.err


def test_a_database_is_not_converted_but_exported(tmp_path: Path) -> None:
    base = tmp_path / "acme.db"
    base.write_bytes(b"SQLite format 3\x00" + bytes(100))
    refused = run("convert", str(base), str(tmp_path / "out.xml"))
    assert (refused.code, refused.out) == (2, "")
    assert f"cohelm export OUT --org {base}" in refused.err
