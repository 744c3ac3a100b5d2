"""An office's 100 points from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import session

pytestmark = pytest.mark.slow  # it has a database and a process of its own

LIST = """Name,Sponsoring office,Cost this year (EUR),Must-do,Size,Team
ERP,CIO,900,no,L,Core
Shop,CTO,400,no,M,Shop
"""


def test_points_are_sealed_and_then_revealed_together(tmp_path: Path) -> None:
    (tmp_path / "list.csv").write_text(LIST)
    (tmp_path / "points.csv").write_text("shop,90\nerp,10\n")
    org = ["--org", "six.db"]
    _, first, second, shown, short = session(
        ["import", "list.csv", "--as", "initiative", *org],
        ["points", "--office", "cio", "--give", "erp=60", "--give", "shop=40", *org],
        ["points", "--office", "cto", "--file", "points.csv", *org, "--json"],
        ["fund", "--budget", "1000", *org, "--json"],
        ["points", "--office", "cio", "--give", "erp=99", *org],
        folder=tmp_path,
    )
    assert first.out.splitlines() == ["cio: in, sealed", "cto: not in yet"]
    assert second.json["batch"] > 0
    # one alone fits: erp is worth (60 + 10) / 2, shop (40 + 90) / 2
    assert shown.json["value"] == {"cio": 40, "cto": 90, "total": 65}
    assert short.code == 2
    assert "come to 99, not to 100" in short.err
