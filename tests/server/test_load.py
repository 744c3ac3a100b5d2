"""A server under a steady load of reads and writes: how long an answer takes, and no fault."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.forked import started
from tests.server.load import Caller, Loaded, load
from tests.server.test_serve import free_port

RATE = 25
MOST_95, MOST_99 = 300, 800
"""The bars: milliseconds for 95 and 99 of a hundred requests."""
MAKE = """
import json, sys
from cohelm.server.boot import open_database
open_database(sys.argv[1], make=True)
from benchmarks import estate
items = int(sys.argv[2])
estate.ITEMS, estate.LINKS, estate.PER_KIND = items, 5 * items, items // len(estate.KINDS)
from tests.server.estate import make
print(json.dumps(make()))
"""


def made(database: Path, items: int) -> dict[str, str]:
    """An estate of so many items in a database; the token and the session of who writes."""
    script = database.with_suffix(".py")
    script.write_text(MAKE)
    told = {**os.environ, "COHELM_SECRET_KEY": "x" * 40}
    program = started(script, str(database), str(items), environment=told)
    out, err = program.communicate(timeout=1800)
    assert program.returncode == 0, err[-3000:]
    found: dict[str, str] = json.loads(out)
    return found


@contextmanager
def served(database: Path) -> Iterator[str]:
    """The address of a server on the database, a process for each of two cores; ended afterwards."""
    port = free_port()
    told = {
        **os.environ, "COHELM_DATABASE_URL": str(database), "COHELM_SECRET_KEY": "x" * 40,
        "COHELM_PORT": str(port), "COHELM_API_PER_MINUTE": "0",
    }  # fmt: skip
    program = (
        f"from cohelm.server.boot import open_database; open_database({str(database)!r});"
        f"from cohelm.server.serve import serve;"
        f"serve('127.0.0.1', {port}, processes=2, told=lambda: None)"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        env=told,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, process)
        yield address
    finally:
        process.terminate()
        process.wait(120)


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    for _ in range(600):
        assert process.poll() is None, "the server ended"
        try:
            if requests.get(f"{address}/accounts/login/", timeout=30).status_code == 200:
                return
        except requests.RequestException:
            time.sleep(0.2)
    raise AssertionError("the server did not answer")


def loaded(folder: Path, items: int, seconds: float, *, first: float = 8) -> Loaded:
    """The load on an estate of so many items, after a first look at each kind of page."""
    database = folder / "load.db"
    who = made(database, items)
    with served(database) as address:
        keys = [f"application:n{number}" for number in range(5, items, 5)][:2000]
        caller = Caller(address, who["token"], who["session"], keys)
        load(caller, rate=5, seconds=first, seed=2)
        found = load(caller, rate=RATE, seconds=seconds)
    print(f"{items:,} items, {RATE} requests a second for {seconds:.0f} s, milliseconds:")
    print(found.table())
    print(*found.wrong[:20], sep="\n")
    return found


def test_a_load_is_told_by_kind_of_request() -> None:
    found = Loaded({"list": [float(n) for n in range(100)], "write": [7.0]}, wrong=["write: 500 x"])
    assert found.table().splitlines()[2:] == [
        "| list | 100 | 50 | 95 | 99 | 99 | 0 |",
        "| write | 1 | 7 | 7 | 7 | 7 | 1 |",
        "| all | 101 | 49 | 94 | 98 | 99 | 1 |",
    ]


@pytest.mark.slow
@pytest.mark.files
def test_a_short_load_is_answered_without_a_fault(tmp_path: Path) -> None:
    """The share of every run: that nothing fails; how long it takes is for the campaign."""
    found = loaded(tmp_path, 500, 3, first=2)
    assert found.wrong == []
    assert len(found.every) == RATE * 3
    assert found.answers[302] + found.answers[200] >= 0.95 * len(found.every)


@pytest.mark.campaign
@pytest.mark.files
def test_twenty_five_requests_a_second_for_ten_minutes(tmp_path: Path) -> None:
    """On 100,000 items; `COHELM_LOAD_SECONDS` says how long."""
    found = loaded(tmp_path, 100_000, float(os.environ.get("COHELM_LOAD_SECONDS", "600")))
    assert found.wrong == []
    assert found.share(0.95) <= MOST_95
    assert found.share(0.99) <= MOST_99
