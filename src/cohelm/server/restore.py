"""Makes a database out of a backup: in a place of its own, moved to its name once it is proven."""

from __future__ import annotations

from pathlib import Path

from cohelm.core.errors import StoreError
from cohelm.server.boot import open_database
from cohelm.store.manifest import read_manifest


def restore(path: Path, url: str) -> None:
    """Restores a backup into a new SQLite file or an empty PostgreSQL database.

    Raises StoreError where the file is wrong, cut, changed or newer, or where something is there.
    """
    read_manifest(path)  # a wrong file is refused before anything is made
    if "://" in url and not url.startswith("sqlite:"):
        open_database(url)
        _restore(path)
        return
    target = Path(url.removeprefix("sqlite:///"))
    if target.exists():
        raise StoreError(f"'{target}' is there already", accepted="a new database, such as new.db")
    left = target.with_name(target.name + "-wal")
    if left.exists():  # SQLite would take it for the log of the new database
        raise StoreError(
            f"'{left}' is left of another database",
            mend="Move it away, or name another database to restore into.",
        )
    half = target.with_name(target.name + ".restoring")
    _clear(half)
    try:
        open_database(str(half), make=True)
        _restore(path)
        _closed()
        half.replace(target)
    finally:
        _clear(half)


def _restore(path: Path) -> None:
    from cohelm.store.backup import restore_into_empty  # needs a database that is open

    restore_into_empty(path)


def _closed() -> None:
    """Brings all that was written into the one file."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def _clear(half: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        half.with_name(half.name + ending).unlink(missing_ok=True)
