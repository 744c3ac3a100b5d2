"""Runs every bar at full size and prints the table: python -m benchmarks [NAME …]"""

from __future__ import annotations

import importlib
import os
import sys
import tempfile
from pathlib import Path

BARS = (
    "loading",
    "fresh",
    "reaching",
    "conditions",
    "searching",
    "importing",
    "published",
    "verifying",
    "serving",
    "commands",
    "rights",
    "funding",
    "choosing",
    "frontiers",
    "living",
    "futures",
    "obsolescing",
    "blasting",
    "bills",
    "ledgers",
    "looking",
    "doubling",
    "agendas",
    "seam",
    "briefing",
)
OWN_STORE = ("decision", "lists", "modelling")
"""They fill a store themselves, and so each runs alone: python -m benchmarks decision."""
HEAD = "| what | took | processor | at most | the rival | |\n|---|---|---|---|---|---|"


def main(chosen: list[str]) -> int:
    """1 where a bar is missed."""
    from cohelm.server.boot import open_database

    missed = 0
    with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as folder:
        open_database(str(Path(folder) / "estate.db"), make=True)
        if not set(chosen) & set(OWN_STORE) or len(chosen) != 1:
            from benchmarks.estate import write

            write()
        print(HEAD, flush=True)
        for name in chosen or BARS:
            for one in importlib.import_module(f"benchmarks.{name}").measure():
                print(one.line(), flush=True)
                missed += not one.holds
    load = os.getloadavg()[0] / (os.cpu_count() or 1)
    print(f"{missed} missed" if missed else "all hold", end="; ")
    print(f"the machine was asked for {load:.1f} times what it has")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
