"""`cohelm decide`: a question from the first word to the record, and what is refused on the way."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, session

ORG = ["--org", "acme.db"]


@pytest.mark.slow
def test_a_question_is_raised_cited_taken_told_and_written_down(tmp_path: Path) -> None:
    (tmp_path / "apps.csv").write_text("name,criticality\nPortal,high\nShop,low\nWiki,low\n")
    about = ["--about", "application:portal", "--verb", "retire"]
    answers = session(
        ["import", "apps.csv", "--as", "application", *ORG],
        ["decide", "raise", "End it?", *about, *ORG],
        ["decide", "cite", "end-it", "decisions.open", *ORG],
        ["decide", "accept", "end-it", "Yes", "--look-back", "2999-01-31", *ORG],
        ["decide", "accept", "end-it", "Again", *ORG],
        ["decide", "record", "decision:end-it", *ORG],
        ["decide", "cite", "end-it", "decisions.opne", *ORG],
        ["decide", "told", "end-it", "role:nobody", *ORG],
        folder=tmp_path,
    )
    brought, raised, cited, taken, again, record, wrong, nobody = answers
    assert brought.code == raised.code == cited.code == taken.code == record.code == 0
    assert "Raised: decision:end-it. Batch" in raised.out
    assert "nobody is named (no right to retire is about what it decides on)" in raised.out
    assert cited.out.startswith("Open: 1 (Which decisions wait")
    assert (again.code, "it is accepted already" in again.err) == (2, True)
    assert "\n# End it?\n" in record.out
    assert "## Decision Outcome\n\nYes\n" in record.out
    assert "Did you mean 'open'" in wrong.err
    assert nobody.code != 0
    (tmp_path / "record.md").write_text(record.out)
    (same,) = session(["import", "record.md", *ORG], folder=tmp_path)
    assert "1 the same" in same.out


@pytest.mark.slow
def test_the_sample_has_no_history_to_write_to_but_its_records_can_be_read() -> None:
    assert (
        "needs a database" in run("decide", "accept", "budget-2027", "Yes", "--org", "sample").err
    )
    found = run("decide", "record", "budget-2027", "--org", "sample")
    assert found.out.startswith("---\nstatus: proposed\n")
