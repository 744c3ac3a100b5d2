"""Many who write to a few items by page, API and import: no update is lost, and nobody meets a fault."""

from __future__ import annotations

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from tests.forked import Program, started
from tests.store.test_writers import url

CHILD = Path(__file__).with_name("hammer.py")


def run(*arguments: str) -> Program:
    return started(CHILD, *arguments, environment={**os.environ, "COHELM_SECRET_KEY": "x" * 40})


def told(program: Program, most: float) -> str:
    out, err = program.communicate(timeout=most)
    assert program.returncode == 0, err[-2000:]
    return out


def hammered(database: str, writers: int, edits: int, items: int, most: float) -> Counter[str]:
    """Two processes hammer; what the log says is held against what was answered."""
    told(run("begin", database, str(items)), 600)
    halves = [
        run("edit", database, f"p{n}", str(writers // 2), str(edits), str(items)) for n in range(2)
    ]
    found: Counter[str] = Counter()
    for one in halves:
        found.update(json.loads(told(one, most)))
    writes, broken, differing = json.loads(told(run("look", database), 600))
    assert set(found) <= {"won", "lost"}, found
    assert sum(found.values()) == writers * edits
    assert (broken, differing) == ([], [])
    assert found["won"] == writes
    return found


@pytest.mark.slow
@pytest.mark.files
def test_eight_writers_on_three_items_lose_nothing_on_one_file(tmp_path: Path) -> None:
    hammered(str(tmp_path / "acme.db"), 8, 6, 3, 900)


@pytest.mark.slow
@pytest.mark.postgres
def test_eight_writers_on_three_items_lose_nothing_on_postgresql(open_store: None) -> None:
    hammered(url(), 8, 6, 3, 900)


@pytest.mark.campaign
@pytest.mark.files
def test_fifty_writers_on_twenty_items_lose_nothing_on_one_file(tmp_path: Path) -> None:
    hammered(str(tmp_path / "acme.db"), 50, 200, 20, 3600)


@pytest.mark.campaign
@pytest.mark.postgres
def test_fifty_writers_on_twenty_items_lose_nothing_on_postgresql(open_store: None) -> None:
    hammered(url(), 50, 200, 20, 3600)
