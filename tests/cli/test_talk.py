"""`cohelm comment`, `draft`, `between` and `concern` on a database, with good and wrong input."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, session

ORG = ["--org", "acme.db"]


@pytest.mark.slow
def test_what_is_said_and_what_is_done_about_a_concern(tmp_path: Path) -> None:
    (tmp_path / "apps.csv").write_text("name,criticality\nPortal,high\nShop,low\nWiki,low\n")
    (tmp_path / "roles.csv").write_text("name\nHead of IT\nHead of sales\nHead of stores\n")
    about = ["OWN001", "application:portal"]
    answers = session(
        ["import", "apps.csv", "--as", "application", *ORG],
        ["import", "roles.csv", "--as", "role", *ORG],
        ["comment", "say", "application:portal", "Is it still used?", *ORG],
        ["comment", "list", "application:portal", *ORG],
        ["comment", "say", "application:none", "x", *ORG],
        ["comment", "take-back", "1", *ORG],
        ["concern", "show", *about, *ORG],
        ["concern", "assign", *about, "--to", "role:head-of-it", "--due", "2999-01-31", *ORG],
        ["concern", "assign", *about, "--to", "application:shop", *ORG],
        ["concern", "accept", *about, "--until", "2999-01-31", "--reason", "it goes", *ORG],
        ["concern", "show", *about, *ORG],
        ["concern", "accept", *about, *ORG],
        ["concern", "trend", *ORG],
        ["draft", "list", *ORG],
        ["between", "list", *ORG],
        ["between", "release", "application:portal", *ORG],
        ["topic", "postpone", "application:portal", "--until", "2999-01-31", *ORG],
        ["topic", "postpone", "application:portal", "--until", "2999-01-31", *ORG],
        ["topic", "delegate", "application:portal", "role:head-of-sales", *ORG],
        ["topic", "take", "application:portal", *ORG],
        ["triage", "accept", "none", *ORG],
        ["triage", "decline", "none", *ORG],
        folder=tmp_path,
    )
    said, listed, none, back, shown, given, wrong, accepted, gone, no_day, trend, *rest = answers[
        2:
    ]
    assert (said.code, "comment 1 on application:portal" in said.out) == (0, True)
    assert "application:portal: Is it still used?" in listed.out
    assert (none.code, "there is no item" in none.err) == (2, True)
    assert back.out == "took comment 1 back\n"
    assert "application:portal has no owner" in shown.out
    assert "OWN001 was given to Head of IT" in given.out
    assert (wrong.code, "a role, a team or a person" in wrong.err) == (5, True)
    assert "OWN001 is accepted until 2999-01-31" in accepted.out
    assert (gone.code, "there is no concern OWN001" in gone.err) == (2, True)
    assert (no_day.code, "--until is missing" in no_day.err) == (2, True)
    assert "known since" in trend.out
    drafts, standing, released, off, again, passed, mine, no_request, no_word = rest
    assert (drafts.out, standing.out) == ("no drafts\n", "nothing stands there\n")
    assert released.code != 0
    assert off.out.startswith("Portal leaves the agenda until 2999-01-31. Batch ")
    assert (again.code, "said already: it was put off until" in again.err) == (5, True)
    assert (passed.code, "Head of sales is not named for it" in passed.err) == (3, True)
    assert "is no person of the organisation" in mine.err
    assert (no_request.code, "there is no request 'none'" in no_request.err) == (2, True)
    assert (no_word.code, "Missing option '--because'" in no_word.err) == (2, True)


def test_a_folder_has_no_comments_but_its_concerns_can_be_shown(tmp_path: Path) -> None:
    (tmp_path / "application").mkdir()
    (tmp_path / "application" / "crm.yaml").write_text("name: CRM\n")
    org = ["--org", str(tmp_path)]
    assert "needs a database" in run("comment", "list", "application:crm", *org).err
    assert "has no owner" in run("concern", "show", "own001", "application:crm", *org).out
