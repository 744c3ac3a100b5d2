"""Importing a workbook of 100,000 rows, and how long another writer waits meanwhile."""

from __future__ import annotations

import os
import sqlite3
import tempfile
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from django.db import connection

from benchmarks.bar import Measured, Took, timed
from cohelm.core.audience import EVERYTHING
from cohelm.core.proposal import Proposal, propose
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.formats.editions import lists_of
from cohelm.store.access import Level, Writer
from cohelm.store.apply import apply
from cohelm.store.editions import Kept, continued, keep_editions
from cohelm.store.load import everything

ROWS = 100_000
BY = Writer("benchmark", Level.ADMINISTRATOR, EVERYTHING)


def workbook(path: Path) -> None:
    """A list of servers, as another tool would write it out."""
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Servers")
    sheet.write_row(0, 0, ("Name", "Description", "Cores", "Reviewed on"))
    for row in range(ROWS):
        text = f"What the machine in rack {row % 400} is for"
        sheet.write_row(row + 1, 0, (f"Imported server {row}", text, 1 + row % 128, "2026-03-01"))
    book.close()


class OtherWriter(threading.Thread):
    """Somebody else who takes the write lock again and again, and notes the longest wait."""

    def __init__(self, database: str) -> None:
        super().__init__(daemon=True)
        self.database, self.longest, self.ended = database, 0.0, threading.Event()

    def run(self) -> None:
        own = sqlite3.connect(self.database, timeout=60, isolation_level=None)
        while not self.ended.is_set():
            began = time.perf_counter()
            own.execute("BEGIN IMMEDIATE")
            self.longest = max(self.longest, time.perf_counter() - began)
            own.execute("ROLLBACK")
            time.sleep(0.005)
        own.close()


def edition(found: ReadFiles, proposal: Proposal, batch: int) -> Kept:
    """Keeps what the list had in it, to be compared with the next edition."""
    lists = continued(lists_of(found, proposal))
    (kept,) = keep_editions(lists, batch=batch, actor=BY.actor, now=datetime.now(UTC))
    return kept


def measure() -> Iterator[Measured]:
    """Reading, guessing the mapping, validating, comparing, writing with its log and its places."""
    with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as folder:
        path = Path(folder) / "servers.xlsx"
        workbook(path)
        everything()
        other = OtherWriter(os.fspath(connection.settings_dict["NAME"]))
        other.start()
        steps: dict[str, Took] = {}

        def whole() -> int:
            plan = everything()
            files = [(path.name, path.read_bytes())]
            steps["read"], found = timed(lambda: read_files(files, plan.schema, as_kind="server"))
            steps["compare"], proposal = timed(lambda: propose(plan, found.contents))
            assert len(proposal.new) == ROWS, proposal.problems[:3]
            steps["write"], written = timed(lambda: apply(proposal.changes, by=BY, via="benchmark"))
            steps["keep"], kept = timed(lambda: edition(found, proposal, written.batch))
            assert len(kept.rows) == ROWS
            return written.changes

        took, changes = timed(whole)
        other.ended.set()
        other.join()
    assert changes == ROWS
    parts = ", ".join(f"{name} {spent.wall:.1f} s" for name, spent in steps.items())
    yield Measured(f"import 100,000 rows of a workbook ({parts})", took, 20)
    yield Measured("the longest wait of another writer meanwhile", Took(other.longest), 2)
