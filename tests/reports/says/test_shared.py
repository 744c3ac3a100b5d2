"""What two files have in common where no list knows it: worked by hand from the rows."""

from datetime import date

import pytest

from cohelm.core.schema import Schema
from cohelm.formats.detect import ReadFiles, read_files
from cohelm.reports.looked import Looked, look_at

PROJECTS = "Warrant Number;Project;Start date;End date;Total cost\n" + "".join(
    f"P-{n};Work {n};2026-01-01;2027-12-31;{n}00000 EUR\n" for n in range(1, 9)
)
CONTRACTS = "Warrant Number;Supplier;Contract;End;Notice period;Annual cost\n" + "".join(
    f"P-{n};Firm {n};Care {n};2028-01-31;1 month;{n}000 EUR\n" for n in range(3, 11)
)


def looked(*texts: str) -> Looked:
    files = [(f"{n}.csv", text.encode()) for n, text in enumerate(texts, 1)]

    def read(schema: Schema) -> ReadFiles:
        return read_files(files, schema)

    return look_at(read, on=date(2026, 11, 24))


@pytest.mark.slow
def test_what_stands_in_both_is_said_with_the_money_of_each_and_what_stands_alone() -> None:
    # P-3 to P-8 are in both: 3+4+5+6+7+8 = 33 of each; P-1, P-2 and P-9, P-10 are not
    (said,) = [one for one in looked(PROJECTS, CONTRACTS).sentences if "in both" in one.text]
    assert said.text == (
        "6 of the same Warrant Number stand in both: 3,300,000 € in 1.csv (2 more stand there alone) and "
        "33,000 € in 2.csv (2 more stand there alone)"
    )
    assert said.rows == (
        *(("1.csv", row) for row in range(4, 10)), *(("2.csv", row) for row in range(2, 8)),
    )  # fmt: skip


@pytest.mark.slow
def test_a_column_that_shares_too_little_says_nothing() -> None:
    other = CONTRACTS.replace("P-", "Q-")
    assert not any("in both" in one.text for one in looked(PROJECTS, other).sentences)
