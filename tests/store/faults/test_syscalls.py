"""A process killed at a write or a sync, and a disk that is full or broken from the n-th call on."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from tests.store.faults.test_faults import CHILD, child, copied, must_be_whole, whole

__all__ = ["whole"]

ROOT = CHILD.parents[3]
POINTS = int(os.environ.get("COHELM_POINTS", "40"))
CALLS = ("pwrite64", "fdatasync", "fsync")
STRACE = shutil.which("strace") or ""

pytestmark = [
    pytest.mark.campaign,
    pytest.mark.files,
    pytest.mark.skipif(not STRACE, reason="strace is not installed (apt-get install strace)"),
]


def traced(operation: str, path: Path, *inject: str) -> tuple[int, Counter[str]]:
    """Runs an operation under strace: its exit status, and how often each call was made."""
    log = path.with_suffix(".trace")
    command = [STRACE, "-f", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}"]
    command += [part for one in inject for part in ("-e", f"inject={one}")]
    settings = {k: v for k, v in os.environ.items() if k != "COHELM_DATABASE_URL"}
    done = subprocess.run(
        [*command, sys.executable, str(CHILD), "run", json.dumps([(operation, str(path), 0, 0)])],
        capture_output=True, text=True, env={**settings, "PYTHONPATH": str(ROOT)}, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    calls = Counter(
        call for line in log.read_text().splitlines() for call in CALLS if f" {call}(" in line
    )
    return json.loads(done.stdout)[0][0], calls


def faulted(whole: Path, operation: str, call: str, fault: str, lasting: str) -> tuple[int, int]:
    """A fault at points spread over all calls: how many there were, and how many really fired."""
    alive = copied(whole, f"{operation}-alive.db", operation)
    status, calls = traced(operation, alive)
    assert status == 0
    remove(alive)
    total = calls[call]
    points = sorted({1 + total * n // POINTS for n in range(POINTS) if total * n // POINTS < total})
    paths, fired = [], 0
    for point in points:
        path = copied(whole, f"{operation}-{call}-{fault.split('=')[1]}-{point}.db", operation)
        status, _ = traced(operation, path, f"{call}:{fault}:when={point}{lasting}")
        fired += status == -signal.SIGKILL if "KILL" in fault else status not in (0, -9)
        paths.append(path)
    must_be_whole(operation, paths)
    for path in paths:
        remove(path)
    return len(points), fired


def remove(database: Path) -> None:
    """Removes a database with its log: one of the same name would take the log for its own."""
    for ending in ("", "-wal", "-shm", ".backup", ".restoring"):
        database.with_name(database.name + ending).unlink(missing_ok=True)


@pytest.mark.parametrize("operation", ["import", "undo", "restore"])
@pytest.mark.parametrize("call", CALLS[:2])
def test_a_kill_at_a_call_leaves_the_batch_whole_or_not_at_all(
    whole: Path, operation: str, call: str
) -> None:
    points, fired = faulted(whole, operation, call, "signal=KILL", "")
    print(f"{operation}: {fired} of {points} kills at {call} fired")
    assert fired == points


@pytest.mark.parametrize("operation", ["import", "undo", "restore"])
@pytest.mark.parametrize(("call", "error"), [
    ("pwrite64", "ENOSPC"), ("pwrite64", "EIO"), ("fdatasync", "EIO"),
])  # fmt: skip
def test_a_disk_that_fails_from_a_call_on_leaves_the_batch_whole_or_not_at_all(
    whole: Path, operation: str, call: str, error: str
) -> None:
    points, fired = faulted(whole, operation, call, f"error={error}", "+")
    print(f"{operation}: {fired} of {points} runs ended by {error} at {call}")
    assert fired > 0


def test_what_is_looked_at_is_looked_at(whole: Path) -> None:
    """The look itself finds a database that is not whole."""
    broken = whole.with_name("broken.db")
    shutil.copy(whole, broken)
    content = bytearray(broken.read_bytes())
    at = content.find(b"Server 7")
    content[at : at + 8] = b"Server 8"
    broken.write_bytes(bytes(content))
    [(_, problems, same, _)] = json.loads(child("look", str(broken)))
    assert problems != [] or not same
