"""Readings out of odd files: what is taken, what is refused with its place, and what is said."""

from __future__ import annotations

import pytest

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.formats.readings import read_readings


def read(text: str) -> Contents:
    return read_readings("x.csv", text.encode(), "win-rate", item="market:poland")


def taken(contents: Contents) -> list[tuple[str, float]]:
    return [(one.values["time"], one.values["value"]) for one in contents.observed]


def test_a_column_that_is_called_as_the_metric_is_its_value() -> None:
    found = read("Monat;Win rate\n09.2026;34,5\n01.10.2026;35,25\n")
    assert taken(found) == [("2026-09-01", 34.5), ("2026-10-01", 35.25)]
    assert {one.values["item"] for one in found.observed} == {"market:poland"}


def test_what_is_no_number_or_day_is_refused_and_what_is_not_known_is_noted() -> None:
    found = read("time,value\n2026-09-01,1e400\nsoon,3\n2026-09-03,n/a\n2026-09-04,1\n")
    assert taken(found) == [("2026-09-04", 1.0)]
    assert {(one.row, one.value) for one in found.problems} == {(2, "1e400"), (3, "soon")}
    (note,) = found.notes
    assert (note.row, note.message) == (4, "left out: no value is known")


def test_a_second_reading_of_the_same_day_is_refused_and_names_the_first() -> None:
    found = read("time,value,source\n2026-09-01,1,a\n2026-09-01,2,b\n2026-09-01,3,a\n")
    assert [one.values["value"] for one in found.observed] == [1.0, 2.0]
    assert [one.message for one in found.problems] == ["it is a second reading of what row 2 has"]


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n", "time,other\n2026-09-01,2\n", "time,value\n"])
def test_a_file_without_a_day_and_a_value_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read(text)
