"""Any file that somebody brings is told by its content, whatever it is called."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

import cohelm
from cohelm.core.errors import InputError
from cohelm.formats.decisionrecords import is_decision_record
from cohelm.formats.detect import read_files, read_paths
from cohelm.formats.workbook import write_workbook
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
CSV = b"name,criticality,users\nCRM,high,500\nERP,low,20\nWiki,low,3\n"
TREE = b"""
- name: Sell
  children:
    - name: Advise
    - name: Deliver
"""


def workbook() -> bytes:
    target = io.BytesIO()
    write_workbook(enterprise(application={"crm": {"users": 5}}), target)
    return target.getvalue()


def kinds(files: list[tuple[str, bytes]], **rest: str) -> Counter[str]:
    found = read_files(files, SCHEMA, **rest)  # type: ignore[arg-type]
    return Counter(one.kind for one in found.contents.documents)


@pytest.mark.parametrize("ending", [".xlsx", ".csv", ".yaml", ".txt", ""])
def test_the_ending_of_a_name_does_not_matter(ending: str) -> None:
    assert kinds([("file" + ending, workbook())]) == {"application": 1}
    assert kinds([("file" + ending, CSV)], as_kind="application") == {"application": 3}
    assert kinds([("file" + ending, TREE)]) == {"capability": 3}


@pytest.mark.slow
def test_several_files_are_read_as_one(tmp_path: Path) -> None:
    read = read_files([("a.csv", CSV), ("b.xlsx", workbook()), ("c.yaml", TREE)], SCHEMA)
    found = Counter(one.kind for one in read.contents.documents)
    assert found["capability"] == 3
    assert found["application"] >= 1
    assert len(read.mappings) == 2  # our own workbook needs none


def test_a_strange_workbook_is_read_as_tables() -> None:
    book = openpyxl.Workbook()
    for row in (["Application", "Criticality"], ["CRM", "high"], ["ERP", "low"], ["Wiki", "low"]):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    assert kinds([("apps.xlsx", target.getvalue())], as_kind="application") == {"application": 3}


def test_an_items_own_file_is_told_by_its_folder_and_fields() -> None:
    content = b"name: CRM\ncriticality: high\nowner: role:cio\n"
    read = read_files([("acme/application/crm.yaml", content)], SCHEMA)
    (document,) = read.contents.documents
    assert (document.kind, document.id, document.whole) == ("application", "crm", True)


def test_an_organisations_folder_is_read_as_one(tmp_path: Path) -> None:
    (tmp_path / "application").mkdir()
    (tmp_path / "application" / "crm.yaml").write_text("name: CRM\n")
    read = read_paths([str(tmp_path)], SCHEMA)
    (document,) = read.contents.documents
    assert (document.kind, document.file) == ("application", "application/crm.yaml")


def test_any_other_folder_is_read_file_by_file_and_says_what_it_leaves_out(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "tree.yaml").write_bytes(TREE)
    (tmp_path / "apps.csv").write_bytes(CSV)
    (tmp_path / "picture.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    (tmp_path / ".hidden.csv").write_bytes(CSV)
    read = read_paths([str(tmp_path)], SCHEMA)
    files = {one.file for one in read.contents.documents}
    assert files == {"apps.csv", "deep/tree.yaml"}
    (left,) = [note for note in read.contents.notes if note.file == "picture.png"]
    assert "left out: the file is a picture" in left.message


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "empty"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "a picture"),
        (b"%PDF-1.7\n" + bytes(40), "a PDF"),
        (b"PK\x03\x04" + bytes(200), "archive"),
        (b"<html><body>x</body></html>", "a web page"),
        (bytes(range(256)) * 20, "not text"),
        (b"name: [CRM\nusers: 5\n", "not YAML"),
    ],
)
def test_what_cannot_be_read_is_refused_in_plain_words(content: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_files([("file", content)], SCHEMA)


def test_an_empty_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="the folder is empty"):
        read_paths([str(tmp_path)], SCHEMA)
    with pytest.raises(InputError, match="there is no file"):
        read_paths([str(tmp_path / "x.csv")], SCHEMA)


def test_a_folder_of_nothing_that_can_be_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(InputError, match="a picture"):
        read_paths([str(tmp_path)], SCHEMA)


def test_a_program_opens_our_workbook_as_it_opens_a_folder(tmp_path: Path) -> None:
    path = tmp_path / "acme.xlsx"
    path.write_bytes(workbook())
    assert cohelm.read(path).plain("application:crm")["users"] == 5
    path.write_bytes(CSV)
    with pytest.raises(InputError, match="not an organisation"):
        cohelm.read(path)


RECORD = (
    b"# 7. One broker\n\n## Status\n\nAccepted\n\n## Context\n\nTwo fail.\n\n## Decision\n\nOne.\n"
)
PROPOSAL = b"title: Pod overhead\nkep-number: 688\nowning-sig: sig-node\nstatus: implemented\n"


@pytest.mark.parametrize(
    "content", [RECORD, PROPOSAL, PROPOSAL + b"# The stage in this cycle.\nstage: beta\n"]
)
def test_a_decision_record_or_a_proposal_is_one_decision(content: bytes) -> None:
    (document,) = read_files([("some.txt", content)], SCHEMA).contents.documents
    assert document.kind == "decision"
    assert document.values["name"] in ("One broker", "Pod overhead")
    assert document.values["status"] == "accepted"


def test_what_a_record_has_no_place_for_is_noted() -> None:
    text = b"---\ndecision-makers: Ann Bell\n---\n" + RECORD
    (note,) = read_files([("a.md", text)], SCHEMA).contents.notes
    assert str(note) == "a.md: left out: decision-makers: Ann Bell"


def test_a_text_with_a_title_and_a_decision_alone_is_no_record() -> None:
    assert not is_decision_record(b"# Notes\n\n## Decision\n\nOne.\n")
