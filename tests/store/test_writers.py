"""Four who write at once, and one who follows: nothing lost, nothing missed, numbers without a gap."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from tests import forked
from tests.forked import Program
from tests.store.writers import COUNTER

CHILD = Path(__file__).with_name("writers.py")
WRITERS, TIMES = 4, 10

pytestmark = pytest.mark.slow


def url() -> str:
    """The open PostgreSQL database as a program is told of it."""
    at = connection.settings_dict
    who = f"{at['USER']}:{at['PASSWORD']}@" if at["USER"] else ""
    if not at["HOST"].startswith("/"):
        return f"postgresql://{who}{at['HOST']}:{at['PORT']}/{at['NAME']}"
    port = f"&port={at['PORT']}" if at["PORT"] else ""
    return f"postgresql://{who}/{at['NAME']}?host={at['HOST']}{port}"


def started(*arguments: str) -> Program:
    return forked.started(CHILD, *arguments)


def told(process: Program) -> Any:
    out, err = process.communicate(timeout=900)
    assert process.returncode == 0, err
    return json.loads(out or "null")


def four_write_and_one_follows(database: str) -> None:
    """Runs them, and holds what the follower saw against the tables."""
    told(started("begin", database))
    total = 1 + 2 * WRITERS * TIMES
    follower = started("follow", database, str(total))
    writers = [started("write", database, f"w{n}", str(TIMES)) for n in range(WRITERS)]
    for one in writers:
        told(one)
    revision, reads, seen = told(follower)
    state, numbers, problems = told(started("look", database))
    assert numbers == list(range(1, total + 1))
    assert problems == []
    assert state[COUNTER]["users"] == WRITERS * TIMES
    assert (revision, seen) == (total, state)
    assert reads == 1


@pytest.mark.files
def test_four_who_write_at_once_on_one_file(tmp_path: Path) -> None:
    four_write_and_one_follows(str(tmp_path / "acme.db"))


@pytest.mark.postgres
def test_four_who_write_at_once_on_postgresql(open_store: None) -> None:
    four_write_and_one_follows(url())
