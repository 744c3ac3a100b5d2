"""The ugly files are what their truth says, so that what is judged by it can be trusted."""

from __future__ import annotations

from decimal import Decimal
from functools import cache

import pytest

from cohelm.formats.container import read_sheets
from tests.formats.known.ugly.catalogue import GENERATORS, made
from tests.formats.known.ugly.truth import Ugly
from tests.tables import each

SEEDS = range(1, 9)
shapes = pytest.mark.parametrize("name", GENERATORS)


@cache
def files(name: str) -> list[Ugly]:
    return [made(name, seed) for seed in SEEDS]


def cells(file: Ugly) -> dict[int, list[object]]:
    """The rows of the file's table as any reader sees them, by number."""
    sheets = read_sheets(file.name, file.content)
    (sheet,) = [one for one in sheets if one.name == file.truth.sheet]
    return {at: list(row) for at, row in enumerate(sheet.rows, 1)}


@pytest.mark.slow
def test_the_same_seed_makes_the_same_file() -> None:
    for name in GENERATORS:
        assert made(name, 3).truth == made(name, 3).truth
        assert made(name, 3).truth != made(name, 4).truth


@pytest.mark.slow
@shapes
def test_every_row_of_the_file_is_a_record_or_is_said_to_be_something_else(name: str) -> None:
    each(files(name), rows_are_told, name=lambda file: file.name)


def rows_are_told(file: Ugly) -> None:
    truth, rows = file.truth, cells(file)
    filled = {at for at, row in rows.items() if any(cell not in (None, "") for cell in row)}
    assert filled <= truth.rows.keys() | truth.rows_are.keys()
    assert truth.rows.keys().isdisjoint(truth.rows_are)
    for at, column in truth.columns.items():
        if column.holds == "text" and column.role:
            said = {number: str(row[at - 1] or "") for number, row in rows.items()}
            stated = {number: str(row[column.name] or "") for number, row in truth.rows.items()}
            if "cp1252" not in truth.messes:
                assert {number: said[number] for number in stated} == stated


@shapes
def test_the_sums_are_those_of_the_rows(name: str) -> None:
    each(files(name), sums_are_right, name=lambda file: file.name)


def sums_are_right(file: Ugly) -> None:
    truth = file.truth
    present = {one.name for one in truth.columns.values()}
    whole: dict[str, Decimal] = {}
    for column, measure in file.measures.items():
        for row in truth.rows.values() if column in present else ():
            amount, name = row[column], measure.removeprefix("-")
            if isinstance(amount, Decimal):
                sign = -1 if measure.startswith("-") else 1
                whole[name] = whole.get(name, Decimal(0)) + sign * amount
    assert {name: sum(by_code.values()) for name, by_code in truth.sums.items()} == whole
