"""The cut drill from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import session

DB = ["--org", "acme.db", "--on", "2026-10-05"]


@pytest.mark.slow
def test_the_steps_are_kept_as_a_scenario(home: Path) -> None:
    (home / "contracts.csv").write_text(
        "name,end,renewal,renewal_months,notice_days,annual_cost\n"
        "Frame,2026-12-31,tacit,12,30,2400 EUR\n"
    )
    brought, cut, compared, again = session(
        ["import", "contracts.csv", "--as", "contract", "--org", "acme.db"],
        ["cut", "500 EUR", "--keep", "drill", *DB, "--json"],
        ["scenario", "compare", "drill", "--org", "acme.db", "--json"],
        ["cut", "500 EUR", "--keep", "drill", *DB],
        folder=home,
    )
    assert brought.code == 0, brought.err
    assert cut.code == 0, cut.err
    assert [one["item"] for one in cut.json["steps"]] == ["contract:frame"]
    (changed,) = compared.json["changed"]
    assert changed["key"] == "contract:frame"
    assert {"field": "renewal", "was": "tacit", "became": "none"} in changed["fields"]
    assert again.code == 4
    assert "there is a scenario 'drill' already" in again.err


@pytest.mark.slow
def test_falling_short_is_told_by_the_exit_code_and_a_sample_keeps_nothing(home: Path) -> None:
    short, wrong, kept = session(
        ["cut", "100%", "--org", "sample", "--on", "2026-11-24"],
        ["cut", "many", "--org", "sample"],
        ["cut", "10%", "--org", "sample", "--keep", "drill"],
        folder=home,
    )
    assert short.code == 1
    assert "No more than" in short.out
    assert wrong.code == kept.code == 2
    assert "'many' is no amount" in wrong.err
    assert "needs a database" in kept.err
