"""A table that a screen has no room for goes on beneath, and loses no column."""

from __future__ import annotations

import re
import sys

import pytest

from cohelm.cli.output import bands, show_table

HEADER = ["name", "cost", "users"]
ROWS = [["crm", "16,000 EUR", "40"], ["erp", "1 EUR", ""]]


@pytest.mark.parametrize(
    ("width", "expected"),
    [
        # 4 + 2 + 10 + 2 + 5 signs
        (23, [[0, 1, 2]]), (22, [[0, 1], [0, 2]]), (16, [[0, 1], [0, 2]]),
        # no room for two columns: each has the first beside it all the same
        (5, [[0, 1], [0, 2]]),
    ],
)  # fmt: skip
def test_columns_stand_beside_one_another_as_far_as_there_is_room(
    width: int, expected: list[list[int]]
) -> None:
    assert bands(HEADER, ROWS, width) == expected


def test_a_long_cell_is_cut_before_its_column_moves_down() -> None:
    assert bands(["a", "b"], [["x", "y" * 400]], 1 + 2 + 40) == [[0, 1]]
    assert bands(["a"], [], 1) == [[0]]


def test_no_column_is_lost_on_a_narrow_screen_and_a_file_gets_one_table(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    header = [f"column {one}" for one in range(15)]
    rows = [[f"value {at} {one}" for one in range(15)] for at in range(3)]
    show_table(header, rows)
    assert len(capsys.readouterr().out.splitlines()) == 4
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "60")
    show_table(header, rows)
    out = re.sub(r"\x1b\[\d*m", "", capsys.readouterr().out)
    assert all(cell in out for cell in [*header, *(cell for row in rows for cell in row)])
    assert max(map(len, out.splitlines())) <= 60
