"""`cohelm merge` on a database, with good and wrong input."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import session

ORG = ["--org", "acme.db"]


@pytest.mark.slow
def test_two_records_are_shown_first_then_made_one_and_taken_apart_again(tmp_path: Path) -> None:
    (tmp_path / "vendors.csv").write_text("name,description\nAcme,\nAcme GmbH,Screws\n")
    both = ["vendor:acme", "vendor:acme-gmbh"]
    _, shown, still, made, gone, wrong, other, undone, back = session(
        ["import", "vendors.csv", "--as", "vendor", *ORG],
        ["merge", *both, "--dry-run", *ORG],
        ["show", both[1], *ORG],
        ["merge", *both, "--json", *ORG],
        ["show", both[1], *ORG],
        ["merge", both[0], "vendor:acne", *ORG],
        ["merge", both[0], both[0], *ORG],
        ["undo", "3", *ORG],
        ["show", both[1], *ORG],
        folder=tmp_path,
    )
    assert "vendor:acme  Acme\n  description: – → Screws" in shown.out
    assert "vendor:acme-gmbh  Acme GmbH" in shown.out
    assert still.code == 0
    assert '"key":"vendor:acme"' in made.out.replace(" ", "")
    assert gone.code == 2
    assert (wrong.code, "acne" in wrong.err) == (2, True)
    assert (other.code, "two items of one kind" in other.err) == (5, True)
    assert (undone.code, back.code) == (0, 0)
