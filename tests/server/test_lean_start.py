"""What a command on a database does not load: what only a server needs."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import clean_environment

OPENED = """
import sys
from cohelm.server.boot import open_database
open_database(sys.argv[1], make=True)
print(sorted({"jwt", "ninja", "requests", "ortools"} & set(sys.modules)))
"""

pytestmark = pytest.mark.slow


@pytest.mark.files
def test_to_open_a_database_loads_neither_the_api_nor_what_signs_in(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", OPENED, str(tmp_path / "acme.db")],
        env=clean_environment(), check=True, capture_output=True, text=True,
    )  # fmt: skip
    assert found.stdout.strip() == "[]"


def test_to_know_the_shapes_of_tables_loads_no_solver() -> None:
    known = "import sys, cohelm.formats.detect, cohelm.reports.amounts_asked\n"
    said = (
        'print(sorted(one for one in ("ortools", "cohelm.reports.looked") if one in sys.modules))'
    )
    found = subprocess.run(
        [sys.executable, "-c", known + said], check=True, capture_output=True, text=True
    )
    assert found.stdout.strip() == "[]"
