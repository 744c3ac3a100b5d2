"""A backup out and back from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import run, session

pytestmark = pytest.mark.slow  # each has a database and a process of its own


def test_what_is_restored_is_what_was_backed_up(home: Path) -> None:
    backed, kept = session(
        ["backup", "friday.cohelm", "--org", "acme.db", "--json"],
        ["verify", "--org", "acme.db", "--json"],
        folder=home,
    )
    assert backed.code == 0
    (restored,) = session(["restore", "friday.cohelm", "--org", "new.db"], folder=home)
    proven, listed = session(
        ["verify", "--org", "new.db", "--json"],
        ["list", "application", "--org", "new.db", "--json"],
        folder=home,
    )
    assert restored.code == 0
    assert proven.json == kept.json
    assert listed.json["total"] == 2


def test_nothing_is_overwritten_by_a_restore_or_a_backup(home: Path) -> None:
    _, again = session(
        ["backup", "friday.cohelm", "--org", "acme.db"],
        ["backup", "friday.cohelm", "--org", "acme.db"],
        folder=home,
    )
    (full,) = session(["restore", "friday.cohelm", "--org", "acme.db"], folder=home)
    assert (again.code, full.code) == (5, 5)
    assert "friday.cohelm" in again.err
    assert "there already" in full.err


def test_a_wrong_or_cut_backup_is_refused_and_leaves_no_database(home: Path) -> None:
    session(["backup", "friday.cohelm", "--org", "acme.db"], folder=home)
    whole = (home / "friday.cohelm").read_bytes()
    (home / "cut.cohelm").write_bytes(whole[:-200])
    (home / "other.cohelm").write_text("hello")
    for name in ("cut.cohelm", "other.cohelm", "missing.cohelm"):
        (refused,) = session(["restore", name, "--org", "new.db"], folder=home)
        assert refused.code == 5
        assert name in refused.err
        assert refused.err.count("\n") == 1
        assert not list(home.glob("new.db*"))


def test_a_folder_is_no_place_to_restore_to(acme: Path) -> None:
    assert run("restore", "x.cohelm", "--org", str(acme)).code == 2
