"""Opens a store for a program that is not a web server: the command line, a script, a test."""

from __future__ import annotations

import atexit
import os
from pathlib import Path

from cohelm.core.errors import InputError


def open_database(url: str, *, make: bool = False) -> None:
    """Sets Django up on a database and brings its tables up to date.

    Raises InputError where there is no such SQLite file and `make` is not set. One database a process.
    """
    is_file = "://" not in url or url.startswith("sqlite:")
    path = Path(url.removeprefix("sqlite:///"))
    if is_file and not make and not path.is_file():
        raise InputError(
            f"there is no organisation '{url}'",
            accepted="a folder of YAML, a workbook, a SQLite file, a database URL, or sample",
            mend=f"To make it: cohelm import FILE --org {url}",
        )
    os.environ["COHELM_DATABASE_URL"] = url
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cohelm.server.settings")
    import django
    from django.db import connections

    django.setup()
    # what SQLite wrote beside its file comes into it when the last connection is closed
    atexit.register(connections.close_all)
    from cohelm.store.migrate import migrate

    migrate()
