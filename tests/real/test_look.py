"""What files that others published say at once, against sums made from their rows with the csv module."""

from __future__ import annotations

import csv
import io
import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.looked import Looked, look_at

ON = date(2026, 11, 24)
pytestmark = pytest.mark.slow


def looked(path: Path, *, factor: int = 1) -> Looked:
    def read(schema: Schema) -> ReadFiles:
        return read_files([(path.name, path.read_bytes())], schema, factor=factor)

    return look_at(read, on=ON)


def rows(path: Path, encoding: str = "utf-8-sig") -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding=encoding))))


def number(text: str) -> Decimal | None:
    """The number of a cell that is one, with or without a sign and separators."""
    bare = re.sub(r"[^0-9.]", "", text) if re.fullmatch(r"\W*[\d,.\s]+", text.strip()) else ""
    return Decimal(bare) if bare else None


def amount(said: str) -> Decimal:
    """The first amount of a sentence."""
    found = re.search(r"([\d,]+) (?:US\$|£|€)", said)
    assert found, said
    return Decimal(found[1].replace(",", ""))


def test_projects_told_to_a_parliament_give_five_true_sentences(real_data: Path) -> None:
    path = real_data / "ca-it-projects" / "gc-it-projects-2019.csv"
    stated = rows(path)
    budgets = [number(one["totalBudget"]) for one in stated]
    known = [one for one in budgets if one is not None]
    found = looked(path)
    assert len(found.sentences) == 5
    assert found.understood == len(stated) == 463
    whole = next(one for one in found.sentences if one.text.startswith("463 initiatives cost"))
    assert amount(whole.text) == sum(known)
    assert f"({len(stated) - len(known)} more state no amount)" in whole.text
    (largest,) = [one for one in found.sentences if "of the cost goes to" in one.text]
    assert amount(largest.text) == max(known)
    (ten,) = [one for one in found.sentences if "ten dearest" in one.text]
    assert amount(ten.text.partition(":")[2]) == sum(sorted(known)[-10:])


def test_a_dashboard_in_millions_gives_five_true_sentences(real_data: Path) -> None:
    path = real_data / "us-it-dashboard" / "projects.csv"
    stated = rows(path)
    costs = [Decimal(one["Planned Cost ($ M)"] or 0) * 10**6 for one in stated]
    found = looked(path)
    assert len(found.sentences) == 5
    whole = next(one for one in found.sentences if one.text.startswith("460 initiatives cost"))
    assert abs(amount(whole.text) - sum(costs)) < 1
    (ten,) = [one for one in found.sentences if "ten dearest" in one.text]
    assert abs(amount(ten.text.partition(":")[2]) - sum(sorted(costs)[-10:])) < 1


def test_a_list_in_millions_that_does_not_say_so_is_doubted_and_right_once_told(
    real_data: Path,
) -> None:
    path = real_data / "uk-gmpp" / "uk_2019.csv"
    costs = [number(one["wlc_baseline_incl_NCG"]) for one in rows(path, "latin-1")]
    known = [one for one in costs if one is not None]
    assert looked(path).doubts
    told = looked(path, factor=10**6)
    assert len(told.sentences) == 5
    assert not told.doubts
    whole = next(one for one in told.sentences if one.text.startswith("133 initiatives cost"))
    assert amount(whole.text) == sum(known) * 10**6


def test_a_list_that_lies_on_its_side_gives_five_sentences(real_data: Path) -> None:
    found = looked(real_data / "uk-gmpp" / "uk_2014.csv")
    assert len(found.sentences) == 5
    assert found.understood == 199
