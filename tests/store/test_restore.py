"""Backups taken while others write, and moved from one database to the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from cohelm.store.manifest import read_manifest
from tests.store.test_writers import started, told, url
from tests.store.writers import COUNTER

WRITERS, TIMES, BACKUPS = 2, 8, 2

pytestmark = pytest.mark.slow


def digests(path: Path) -> dict[str, str]:
    """The hash of each table within a backup."""
    return {part.name: part.digest for part in read_manifest(path).parts}


def each_backup_is_of_one_moment(database: str, folder: Path) -> None:
    told(started("begin", database))
    writers = [started("write", database, f"w{n}", str(TIMES)) for n in range(WRITERS)]
    paths = [folder / f"{number}.cohelm" for number in range(BACKUPS)]
    for path in paths:
        told(started("backup", database, str(path)))
    for one in writers:
        told(one)
    for path in paths:
        new = str(path.with_suffix(".db"))
        told(started("restore", new, str(path)))
        state, numbers, problems = told(started("look", new))
        assert problems == []
        assert numbers == list(range(1, read_manifest(path).changes + 1))
        made = sum(key.startswith("server:") for key in state)
        # each adds one to the counter after it has made a server
        assert made - WRITERS <= state[COUNTER]["users"] <= made


def moved(origin: str, target: str, folder: Path) -> None:
    """What is in the one database is, table by table, in the other."""
    told(started("backup", origin, str(folder / "out.cohelm")))
    told(started("restore", target, str(folder / "out.cohelm")))
    told(started("backup", target, str(folder / "again.cohelm")))
    assert digests(folder / "again.cohelm") == digests(folder / "out.cohelm")
    told(started("write", target, "later", "1"))
    _, numbers, problems = told(started("look", target))
    assert problems == []
    assert numbers == list(range(1, len(numbers) + 1))


@pytest.mark.files
def test_a_backup_is_of_one_moment_while_others_write(tmp_path: Path) -> None:
    each_backup_is_of_one_moment(str(tmp_path / "acme.db"), tmp_path)


@pytest.mark.postgres
def test_a_backup_is_of_one_moment_while_others_write_on_postgresql(
    open_store: None, tmp_path: Path
) -> None:
    each_backup_is_of_one_moment(url(), tmp_path)


@pytest.mark.files
def test_a_backup_moves_from_one_file_to_another(tmp_path: Path) -> None:
    told(started("begin", str(tmp_path / "acme.db")))
    moved(str(tmp_path / "acme.db"), str(tmp_path / "other.db"), tmp_path)


@pytest.mark.files
def test_what_is_left_of_another_database_is_not_taken_for_its_log(tmp_path: Path) -> None:
    told(started("begin", str(tmp_path / "acme.db")))
    told(started("backup", str(tmp_path / "acme.db"), str(tmp_path / "out.cohelm")))
    (tmp_path / "new.db-wal").write_bytes(b"what was not yet in a database that is gone")
    refused = started("restore", str(tmp_path / "new.db"), str(tmp_path / "out.cohelm"))
    assert "left of another database" in refused.communicate(timeout=180)[1]
    assert not (tmp_path / "new.db").exists()


@pytest.mark.postgres
def test_a_backup_moves_from_a_file_to_postgresql(open_store: None, tmp_path: Path) -> None:
    told(started("begin", str(tmp_path / "acme.db")))
    moved(str(tmp_path / "acme.db"), url(), tmp_path)


@pytest.mark.postgres
def test_a_backup_moves_from_postgresql_to_a_file(open_store: None, tmp_path: Path) -> None:
    told(started("begin", url()))
    moved(url(), str(tmp_path / "acme.db"), tmp_path)
