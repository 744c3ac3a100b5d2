"""Decision rights out of files and out of practice, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import session

DB = ["--org", "acme.db"]
LOG = """Request type,Number,Supplier,Order value (EUR),Approved by,Approver role,Approved on,Approval status
Purchase order,4501,Acme GmbH,1200,Eva Lind,Head of IT,2026-03-13,approved
Purchase order,4502,Acme GmbH,48000,Eva Lind,Head of IT,2026-03-14,approved
Purchase order,4503,Delta Inc,900,Eva Lind,Head of IT,2026-03-20,approved
Purchase order,4504,Delta Inc,250000,Bob Smith,CIO,2026-03-21,approved
"""  # noqa: E501
RACI = """Activity,CIO,CTO,Head of IT
Approve new suppliers,A,C,R
Approve production changes,A,A,R
Review access,,I,R
"""


@pytest.mark.slow
def test_approvals_become_drafts_that_are_kept_as_a_scenario(home: Path) -> None:
    (home / "log.csv").write_text(LOG)
    brought, drafted, compared, few, again = session(
        ["import", "log.csv", *DB, "--json"],
        ["rights", "draft", "--keep", "practised", "--on", "2026-10-05", *DB, "--json"],
        ["scenario", "compare", "practised", *DB, "--json"],
        ["rights", "draft", "--at-least", "9", "--on", "2026-10-05", *DB],
        ["rights", "draft", "--keep", "practised", "--on", "2026-10-05", *DB],
        folder=home,
    )
    assert brought.code == 0, brought.err
    assert drafted.code == 0, drafted.err
    (draft,) = drafted.json["drafts"]
    assert (draft["role"], draft["verb"], draft["things"], draft["approvals"]) == (
        "role:head-of-it", "approve", "vendor", 3,
    )  # fmt: skip
    assert "48000" in str(draft["limit"])
    assert [one["approvals"] for one in drafted.json["seldom"]] == [1]
    assert {one["key"] for one in compared.json["new"]} == {draft["right"]}
    assert few.code == 1
    assert "Practice amounts to 0 rights" in few.out
    assert again.code == 4
    assert "there is a scenario 'practised' already" in again.err


@pytest.mark.slow
def test_a_matrix_is_brought_in_and_its_faults_are_found(home: Path) -> None:
    (home / "raci.csv").write_text(RACI)
    brought, gaps, overlaps, again = session(
        ["import", "raci.csv", *DB, "--json"],
        ["rights", "gaps", *DB, "--json"],
        ["rights", "overlaps", *DB, "--json"],
        ["import", "raci.csv", *DB, "--json"],
        folder=home,
    )
    assert brought.code == 0, brought.err
    assert {"RGT001"} <= {one["code"] for one in gaps.json["concerns"]}
    assert "RGT004" in {one["code"] for one in overlaps.json["concerns"]}
    assert again.json["new"] == again.json["changed"] == 0
