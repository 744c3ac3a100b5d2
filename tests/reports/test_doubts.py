"""Doubts that one answer settles: the currency, the unit, the day of a list."""

from datetime import date

import pytest

from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.doubts import Doubt
from cohelm.reports.looked import look_at

ON = date(2026, 11, 24)
HEAD = "Project name;Start date;End date;Total cost;Written"


def doubts(
    rows: list[str], head: str = HEAD, *, currency: str = "", settled: tuple[str, ...] = ()
) -> list[Doubt]:
    text = "\n".join([head, *rows])

    def read(schema: Schema) -> ReadFiles:
        return read_files([("p.csv", text.encode())], schema, currency=currency)

    return list(look_at(read, on=ON, settled=frozenset(settled)).doubts)


def projects(cost: str, written: str, ends: str = "2027-01-31") -> list[str]:
    return [f"P{n};2026-01-01;{ends};{n}0000{cost};{written}" for n in range(1, 7)]


@pytest.mark.slow
def test_a_list_that_fits_one_kind_best_is_asked_about() -> None:
    rows = [f"P{n};2027-01-31;{n}0000 EUR;red" for n in range(1, 7)]
    (doubt,) = doubts(rows, "Project;End date;Total cost;Colour")
    assert (doubt.asks, doubt.answer) == ("as", "initiative")
    assert doubt.text.startswith("p.csv may be a list of initiatives")


@pytest.mark.slow
def test_a_sign_of_several_countries_is_doubted_until_somebody_says_which() -> None:
    rows = projects(" $", "x")
    (doubt,) = doubts(rows)
    assert (doubt.asks, doubt.answer) == ("currency", "CAD")
    assert doubt.choices == ("USD", "CAD", "AUD", "NZD")
    assert doubt.text == "'$' is read as USD, but other countries write it too."
    assert doubts(rows, currency="CAD", settled=("currency",)) == []


@pytest.mark.slow
def test_small_amounts_of_one_file_are_doubted_beside_the_large_ones_of_another() -> None:
    large = "\n".join(
        [HEAD, *(f"P{n};2026-01-01;2027-01-31;{n}0000000 EUR;" for n in range(1, 16))]
    )
    small = "\n".join([HEAD, *(f"Q{n};2026-01-01;2027-01-31;{n}00 EUR;" for n in range(1, 7))])
    files = [("large.csv", large.encode()), ("small.csv", small.encode())]
    found = look_at(lambda schema: read_files(files, schema), on=ON)
    (doubt,) = found.doubts
    assert doubt.text.startswith("Half of the initiatives of small.csv cost less than 400: ")
    assert (doubt.asks, doubt.file) == ("unit", "small.csv")
    whole = next(one for one in found.sentences if one.text.startswith("21 initiatives cost"))
    assert whole.text.endswith("its unit is in doubt)")
    dearest = next(one for one in found.sentences if "goes to P15" in one.text)
    assert not dearest.text.endswith("in doubt)")


@pytest.mark.slow
def test_amounts_without_a_currency_are_asked_for_it() -> None:
    (doubt,) = doubts(projects("", "x"))
    assert doubt.asks == "currency"
    assert doubt.text == ("Nothing says in which currency Total cost is: no money could be read.")


@pytest.mark.slow
@pytest.mark.parametrize(("written", "raised"), [("2026-05-27", True), ("2026-05-28", False)])
def test_a_list_is_old_when_all_its_rows_were_written_half_a_year_ago(
    written: str, raised: bool
) -> None:
    # 24 November less 180 days is 28 May
    found = doubts(projects(" EUR", written))
    assert [(one.asks, one.answer) for one in found] == ([("on", written)] if raised else [])


@pytest.mark.slow
def test_times_say_when_a_list_was_written_by_the_last_of_them() -> None:
    rows = [f"P{n};2026-01-01;2027-01-31;{n}0000 EUR;2026-01-0{n} 10:30:00" for n in range(1, 7)]
    assert [one.answer for one in doubts(rows)] == ["2026-01-06"]
    assert doubts(rows, settled=("on",)) == []


@pytest.mark.slow
def test_days_that_differ_are_no_day_of_the_list() -> None:
    rows = [f"P{n};2026-01-01;2027-01-31;{n}0000 EUR;2026-01-0{n}" for n in range(1, 7)]
    assert doubts(rows) == []


@pytest.mark.slow
def test_a_list_of_which_nearly_all_is_past_may_be_of_another_year() -> None:
    rows = [f"P{n};2019-01-01;2020-01-31;{n}00000 EUR;" for n in range(1, 21)]
    (doubt,) = doubts(rows)
    assert doubt.text == (
        "20 of the 20 initiatives with a last day are past it: the list may be of another year."
    )
    assert doubts(rows[:19]) == []
