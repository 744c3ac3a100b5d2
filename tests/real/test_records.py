"""Published decision records and proposals: each file one decision, written and read again the same."""

from __future__ import annotations

from pathlib import Path

from cohelm.core.validation import canonical
from cohelm.formats.detect import read_paths
from cohelm.formats.kep import read_kep
from cohelm.formats.madr import read_madr, write_madr
from cohelm.kinds import built_in_schema

DECISION = built_in_schema().kind("decision")


def test_every_record_is_one_decision_and_the_same_again(real_data: Path) -> None:
    files = [one for one in sorted(Path(real_data, "adr").rglob("*.md")) if one.name[0].isdigit()]
    for file in files:
        values = read_madr(file.read_text(encoding="utf-8"), file.name).values
        assert values.get("context") or values.get("outcome"), file
        assert not canonical(DECISION, {k: v for k, v in values.items() if k in DECISION.fields})[1]
        assert read_madr(write_madr(values)).values == values, file
    assert len(files) > 50


def test_every_proposal_is_one_decision_and_the_same_again_as_a_record(real_data: Path) -> None:
    files = sorted(Path(real_data, "keps").rglob("*.yaml"))
    for file in files:
        values = read_kep(file.read_bytes(), file.name).values
        assert not canonical(DECISION, values)[1], file
        shown = {k: v for k, v in values.items() if k not in ("tags", "external_ids")}
        assert read_madr(write_madr(shown)).values == shown, file
    assert len(files) > 100


def test_all_of_them_come_in_by_the_one_door_each_as_one_decision(real_data: Path) -> None:
    """The documents of both folders; the two that explain them, and their licences, are left out."""
    for folder, of in (("adr", "*/*.md"), ("keps", "**/*.yaml")):
        files = [one for one in Path(real_data, folder).glob(of) if one.name != "README.md"]
        found = read_paths([str(one) for one in files], built_in_schema()).contents
        assert [one.kind for one in found.documents] == ["decision"] * len(files)
        assert not found.problems
        assert len({one.values["name"] for one in found.documents}) > 0.95 * len(files)
