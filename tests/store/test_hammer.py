"""Many who write to a few items by page, API and import: no update is lost, and nobody meets a fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.store.test_writers import url

CHILD = Path(__file__).with_name("hammer.py")
MAKE = """
import json, sys
from tests.store.cast import bring
bring({f"application:h{n}": {"name": f"Hammer {n}", "users": 0} for n in range(int(sys.argv[2]))})
from cohelm.accounts.models import Access
from django.contrib.auth.models import User
Access.objects.create(user=User.objects.create_user("hammer"), level=2)
"""
LOOK = """
import json
from cohelm.core.changes import decode
from cohelm.store.database import fetch
from cohelm.store.load import read_tables
rows = fetch(
    "SELECT payload FROM store_change WHERE subject LIKE %s ORDER BY seq", ["application:h%"]
)
seen, writes, broken = {}, 0, []
for (payload,) in rows:
    one = decode(bytes(payload))
    if one.before is not None:
        writes += 1
        if seen[one.key] != one.before["users"]:
            broken.append(one.key)
    seen[one.key] = one.after["users"]
plan = read_tables()
print(json.dumps([writes, broken, [k for k, v in seen.items() if plan.plain(k)["users"] != v]]))
"""
OPEN = "import sys\nfrom cohelm.server.boot import open_database\nopen_database(sys.argv[1], make=True)\n"


def run(*arguments: str) -> subprocess.Popen[str]:
    known = {**os.environ, "PYTHONPATH": str(CHILD.parents[2]), "COHELM_SECRET_KEY": "x" * 40}
    return subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True,
                            stderr=subprocess.PIPE, env=known)  # fmt: skip


def told(process: subprocess.Popen[str], most: float) -> str:
    out, err = process.communicate(timeout=most)
    assert process.returncode == 0, err[-2000:]
    return out


def hammered(database: str, writers: int, edits: int, items: int, most: float) -> Counter[str]:
    """Two processes hammer; what the log says is held against what was answered."""
    told(run("-c", OPEN + MAKE, database, str(items)), 120)
    halves = [
        run(str(CHILD), database, f"p{n}", str(writers // 2), str(edits), str(items))
        for n in range(2)
    ]
    found: Counter[str] = Counter()
    for one in halves:
        found.update(json.loads(told(one, most)))
    writes, broken, differing = json.loads(told(run("-c", OPEN + LOOK, database), 120))
    assert set(found) <= {"won", "lost"}, found
    assert sum(found.values()) == writers * edits
    assert (broken, differing) == ([], [])
    assert found["won"] == writes
    return found


@pytest.mark.slow
@pytest.mark.files
def test_eight_writers_on_three_items_lose_nothing_on_one_file(tmp_path: Path) -> None:
    hammered(str(tmp_path / "acme.db"), 8, 10, 3, 240)


@pytest.mark.slow
@pytest.mark.postgres
def test_eight_writers_on_three_items_lose_nothing_on_postgresql(open_store: None) -> None:
    hammered(url(), 8, 10, 3, 240)


@pytest.mark.campaign
@pytest.mark.files
def test_fifty_writers_on_twenty_items_lose_nothing_on_one_file(tmp_path: Path) -> None:
    hammered(str(tmp_path / "acme.db"), 50, 200, 20, 3600)


@pytest.mark.campaign
@pytest.mark.postgres
def test_fifty_writers_on_twenty_items_lose_nothing_on_postgresql(open_store: None) -> None:
    hammered(url(), 50, 200, 20, 3600)
