"""Rights in prose: drafted from the words, taken in once a person has reviewed the draft."""

from __future__ import annotations

from dataclasses import replace

from cohelm.formats.known.prose import drafted, holders_in
from cohelm.formats.mapping import Mapping
from cohelm.formats.mappings import read_mappings, write_mappings
from cohelm.formats.prose import is_prose, plain, read_prose_sheets
from tests.formats.known.reading import SCHEMA, proposed, read, rights, said

TEXT = """# Charter

## Money
 - A1. *Duty of the office*: Plan of the year. The CFO and CIO jointly shall define the plan
   of the year for all systems that are bought or built.
 - A2. *Duty of the office*: Changes to the plan. The CIO, in consultation with the CFO and the CTO,
   shall approve any change to the plan, and shall notify the audit committee of it.
 - *Source*: the statutes of the house.

## People
 - B1. *Duty of the office*: Leads. The CTO shall be involved in hiring. The CIO must approve the hiring
   of any team lead in the units that run systems.
"""
TABLE = """| No | Who has to do what |
|---|---|
| 1 | The CIO shall approve every contract for software above the limit, in each unit of the firm. |
| 2 | The CFO and the CIO shall jointly set the budget of each office before the year begins. |
| 3 | The audit committee shall review the register of risks at least twice in every year. |
"""


def reviewed(mapping: Mapping) -> Mapping:
    return replace(mapping, reviewed=True)


def test_items_of_a_text_are_rows_with_what_stands_above_them() -> None:
    (sheet,) = read_prose_sheets("x.md", TEXT.encode())
    assert [row[:3] for row in sheet.rows] == [
        ("Number", "Under", "Label"), ("A1", "Money", "Duty of the office"),
        ("A2", "Money", "Duty of the office"), ("B1", "People", "Duty of the office"),
    ]  # fmt: skip
    assert str(sheet.rows[1][3]).endswith("for all systems that are bought or built.")


def test_words_tell_who_answers_alone_or_jointly_who_is_heard_and_told() -> None:
    _, mapping = read(TEXT, "x.md")
    assert mapping.shape == "prose"
    first, second, third = mapping.rows
    assert (first.name, first.verb, first.accountable) == (
        "A1 Plan of the year",
        "decide",
        ("CFO", "CIO"),
    )
    assert (second.verb, second.accountable, second.consulted, second.informed) == (
        "approve", ("CIO",), ("CFO", "CTO"), ("Audit committee",),
    )  # fmt: skip
    assert (third.verb, third.accountable, third.consulted) == ("approve", ("CIO",), ("CTO",))


def test_nothing_is_taken_in_before_it_is_reviewed() -> None:
    contents, _ = read(TEXT, "x.md")
    assert contents.documents == []
    assert "3 rows of prose are drafted as rights and none is taken in" in said(contents)


def test_a_reviewed_draft_becomes_rights_and_joint_ones_are_said() -> None:
    _, draft = read(TEXT, "x.md")
    (again,) = read_mappings(write_mappings([reviewed(draft)]), SCHEMA)
    contents, _ = read(TEXT, "x.md", again)
    found = rights(contents)
    assert list(found) == ["A1 Plan of the year", "A2 Changes to the plan", "B1 Leads"]
    assert found["A1 Plan of the year"]["accountable"] == ["CFO", "CIO"]
    assert "1 row is joint: several answer for it, and no forum is named: A1" in said(contents)
    proposal = proposed(contents)
    assert not proposal.problems
    assert {"office:cio", "office:cfo", "role:cio", "forum:audit-committee"} <= set(proposal.new)


def test_what_a_person_corrected_holds_and_rows_can_be_left_out() -> None:
    _, draft = read(TEXT, "x.md")
    first, second, third = draft.rows
    rows = (replace(first, accountable=("CIO",)), replace(second, take=False))
    contents, _ = read(TEXT, "x.md", replace(draft, rows=rows, reviewed=True))
    assert rights(contents)["A1 Plan of the year"]["accountable"] == ["CIO"]
    assert "1 row stands in no row of the mapping and is left out: B1" in said(contents)
    assert "1 row is left out, as the mapping says: A2" in said(contents)
    del third


def test_tables_in_markdown_and_pages_are_read_alike() -> None:
    _, mapping = read(TABLE, "x.md")
    assert [one.accountable for one in mapping.rows] == [
        ("CIO",),
        ("CFO", "CIO"),
        ("Audit committee",),
    ]
    cells = [row.strip("|").split("|") for row in TABLE.splitlines() if "---" not in row]
    body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in row) + "</tr>" for row in cells)
    _, page = read(f"<!doctype html><html><body><table>{body}</table></body></html>", "x.html")
    assert [one.accountable for one in page.rows] == [one.accountable for one in mapping.rows]


def test_other_texts_and_tables_are_no_rights_in_prose() -> None:
    assert not is_prose(b"Name,Owner\nBilling,Eva\n")
    assert not is_prose(b"PK\x03\x04")
    assert not is_prose(b"# Notes\n\n- bread\n- milk\n")
    _, mapping = read(
        "| Application | Owner |\n|---|---|\n| Billing | Eva |\n| Portal | Bob |\n", "x.md"
    )
    assert mapping.shape == ""


def test_marks_are_taken_out_and_holders_named_once() -> None:
    assert plain("a **b** `c` [d](http://x) _e_ snake_case[^1]") == "a b c d e snake_case"
    assert holders_in("The agency CIO and the CIO, with program managers") == [
        "CIO",
        "Program managers",
    ]
    assert drafted("9", "Nobody is named in this sentence at all.").accountable == ()
