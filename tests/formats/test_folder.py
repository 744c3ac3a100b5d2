"""The folder of YAML: out and in again, and what is wrong in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.folder import read_folder, write_folder
from cohelm.formats.yaml12 import read_yaml, write_yaml
from cohelm.kinds import built_in_schema
from tests.making import enterprise
from tests.shares import tries

SCHEMA = built_in_schema()
texts = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=30)


@pytest.mark.slow
@given(st.dictionaries(texts, texts | st.integers() | st.booleans() | st.none() | st.lists(texts)))
def test_yaml_is_read_back_as_it_was(value: dict[str, object]) -> None:
    assert read_yaml(write_yaml(value).encode(), "x.yaml") == value


def test_words_and_days_are_text_as_yaml_12_has_it() -> None:
    text = b"a: no\nb: on\nc: 2026-01-31\nd: 012\ne: true\nf: ~\ng: 1_000"
    assert read_yaml(text, "x") == {
        "a": "no", "b": "on", "c": "2026-01-31", "d": 12, "e": True, "f": None, "g": "1_000"
    }  # fmt: skip


@pytest.mark.slow
@settings(max_examples=tries(40), deadline=None)
@given(st.lists(texts.map(str.strip).filter(bool), min_size=1, max_size=4, unique=True))
def test_what_goes_out_comes_in_again_without_a_change(
    tmp_path_factory: pytest.TempPathFactory, names: list[str]
) -> None:
    plan = enterprise(
        server={"s": {}},
        application={
            f"a{n}": {"name": name, "description": name, "tags": [name], "external_ids": {"x": name},
                      "runs_on": [{"to": "server:s", "from": "2026-01-01", "hard": n % 2 == 0}]}
            for n, name in enumerate([*names, "=1+1", "a/b, c; \"d\" = e", "🙂", "yes", "0123"])
        },
    )  # fmt: skip
    folder = tmp_path_factory.mktemp("out")
    write_folder(plan, folder)
    found = propose(plan, read_folder(folder, SCHEMA))
    assert found.problems == ()
    assert len(found.changes) == 0
    assert found.same == len(plan)


def test_one_bad_file_is_told_with_its_line_and_the_others_come_in(tmp_path: Path) -> None:
    (tmp_path / "application").mkdir()
    (tmp_path / "application/good.yaml").write_text("name: Good")
    (tmp_path / "application/bad.yaml").write_text("name: Bad\n  users: 3")
    (tmp_path / "application/list.yaml").write_text("- name")
    (tmp_path / "application/notes.txt").write_text("x")
    (tmp_path / "aplication").mkdir()
    found = read_folder(tmp_path, SCHEMA)
    assert [one.id for one in found.documents] == ["good"]
    problems = sorted(str(problem) for problem in found.problems)
    assert "application/bad.yaml:2" in problems[0]
    assert "a mapping of fields" in problems[1]
    notes = sorted(str(note) for note in found.notes)
    assert "Did you mean 'application'" in notes[0]
    assert "not a YAML file" in notes[1]


def test_a_folder_with_something_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(InputError, match="is not empty"):
        write_folder(enterprise(application={"a": {}}), tmp_path)


def test_a_second_export_takes_away_what_is_gone(tmp_path: Path) -> None:
    write_folder(enterprise(application={"a": {}, "b": {}}), tmp_path)
    write_folder(enterprise(application={"a": {}}), tmp_path)
    assert [file.name for file in (tmp_path / "application").iterdir()] == ["a.yaml"]


@pytest.mark.slow
def test_anchors_that_grow_without_bound_are_refused() -> None:
    lines = ["a: &a [x, x, x, x, x, x, x, x, x, x]"]
    lines += [
        f"{b}: &{b} [" + ", ".join([f"*{a}"] * 10) + "]"
        for a, b in zip("abcdef", "bcdefg", strict=True)
    ]
    with pytest.raises(InputError, match="too many values"):
        read_yaml("\n".join(lines).encode(), "bomb.yaml")


@pytest.mark.parametrize("text", ["!!python/object:os.system {}", "a: !ruby x", "\x00", "a: b: c"])
def test_what_is_not_plain_yaml_is_refused(text: str) -> None:
    with pytest.raises(InputError, match="not YAML"):
        read_yaml(text.encode(), "x.yaml")
