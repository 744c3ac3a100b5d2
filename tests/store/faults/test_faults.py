"""A process killed, or a disk full, in the middle of an import, an undo and a restore."""

from __future__ import annotations

import json
import os
import shutil
import signal
from pathlib import Path

import pytest

from tests.forked import started
from tests.store.faults.child import SIZE

CHILD = Path(__file__).with_name("child.py")
ITEMS = 2 * SIZE
BEFORE_AND_AFTER = {"import": {ITEMS, 2 * ITEMS}, "undo": {ITEMS, 0}, "restore": {ITEMS}}
SHORT, LONG = 3, 200

pytestmark = pytest.mark.files


def child(*arguments: str) -> str:
    """What it printed. Tables are made anew: to be killed while they are is one of the faults."""
    settings = {k: v for k, v in os.environ.items() if k != "COHELM_DATABASE_URL"}
    program = started(CHILD, *arguments, environment=settings)
    out, err = program.communicate(timeout=7200)
    assert program.returncode == 0, err
    return out


def outcomes(jobs: list[tuple[str, str, int, int]]) -> list[tuple[int, int]]:
    """Runs operations; for each its exit status and the number of progress calls."""
    return [(status, calls) for status, calls in json.loads(child("run", json.dumps(jobs)))]


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("faults") / "whole.db"
    child("make", str(path))
    return path


def copied(whole: Path, name: str, operation: str) -> Path:
    path = whole.with_name(name)
    shutil.copy(str(whole) + ".backup", str(path) + ".backup")
    if operation != "restore":
        shutil.copy(whole, path)
    return path


def calls_of(whole: Path, operation: str) -> int:
    path = copied(whole, f"{operation}-lives.db", operation)
    [(status, calls)] = outcomes([(operation, str(path), 0, 0)])
    assert status == 0
    return calls


def must_be_whole(operation: str, paths: list[Path]) -> None:
    there = [str(path) for path in paths if path.exists()]
    if operation != "restore":
        assert len(there) == len(paths)
    if not there:
        return
    looked = child("look", *there)
    for path, (is_sound, problems, same, items) in zip(there, json.loads(looked), strict=True):
        assert is_sound, path
        assert problems == [], path
        assert same, path
        assert items in BEFORE_AND_AFTER[operation], path


def killed(whole: Path, operation: str, points: int) -> int:
    """Kills at so many points; the number of kills that really fired."""
    total = calls_of(whole, operation)
    paths = [copied(whole, f"{operation}-{n}.db", operation) for n in range(1, points + 1)]
    jobs = [
        (operation, str(path), max(1, total * number // (points + 1)), 0)
        for number, path in enumerate(paths, start=1)
    ]
    fired = sum(status == -signal.SIGKILL for status, _ in outcomes(jobs))
    must_be_whole(operation, paths)
    return fired


def filled(whole: Path, operation: str, points: int) -> int:
    """Bounds the size of files at so many sizes; the number of runs that the bound really ended."""
    small = 40_000
    paths = [copied(whole, f"{operation}-full-{n}.db", operation) for n in range(1, points + 1)]
    jobs = [
        (operation, str(path), 0, small + number * whole.stat().st_size // (2 * points))
        for number, path in enumerate(paths, start=1)
    ]
    statuses = [status for status, _ in outcomes(jobs)]
    assert all(status >= 0 for status in statuses)
    must_be_whole(operation, paths)
    return sum(status != 0 for status in statuses)


@pytest.mark.slow
@pytest.mark.parametrize("operation", ["import", "undo", "restore"])
def test_a_kill_leaves_the_batch_whole_or_not_at_all(whole: Path, operation: str) -> None:
    assert killed(whole, operation, SHORT) == SHORT


@pytest.mark.slow
def test_a_full_disk_leaves_the_batch_whole_or_not_at_all(whole: Path) -> None:
    assert filled(whole, "import", SHORT) > 0


@pytest.mark.campaign
@pytest.mark.parametrize("operation", ["import", "undo", "restore"])
def test_kills_at_many_points(whole: Path, operation: str) -> None:
    fired = killed(whole, operation, LONG)
    print(f"{operation}: {fired} of {LONG} kills fired")
    assert fired >= LONG * 9 // 10


@pytest.mark.campaign
@pytest.mark.parametrize("operation", ["import", "undo", "restore"])
def test_a_full_disk_at_many_points(whole: Path, operation: str) -> None:
    fired = filled(whole, operation, LONG)
    print(f"{operation}: the disk was full in {fired} of {LONG} runs")
    assert fired > LONG // 3
