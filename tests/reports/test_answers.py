"""A result of any analysis as JSON, in words and as CSV."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

import polars as pl

from cohelm.core.changes import ChangeSet
from cohelm.core.columns import MONEY
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.reports.answers import (
    answer_of,
    figure_in_words,
    plain_answer,
    rows_in_words,
    write_table_csv,
)

ROWS = pl.DataFrame(
    {
        "contract": ["contract:crm", "contract:erp"],
        "annual": [{"amount": Decimal("1200.50"), "currency": "EUR"}, None],
        "ends_on": [date(2026, 12, 31), None],
        "note": ["=1+1", "plain"],
    },
    schema_overrides={"annual": MONEY},
)


@dataclass(frozen=True, slots=True, eq=False)
class Result:
    share: Figure
    rows: pl.DataFrame
    undated: tuple[str, ...]
    remedy: ChangeSet
    by: date = date(2026, 11, 23)

    @property
    def sentence(self) -> str:
        return "One contract of two has an end"


def result() -> Result:
    share = Figure(0.5, "share", formula="1 of 2", counted=("contract:crm",))
    return Result(share, ROWS, ("contract:erp",), ChangeSet.of([]))


def test_json_says_the_sentence_and_every_field_plainly() -> None:
    answer = plain_answer(result())
    assert answer["sentence"] == "One contract of two has an end"
    assert answer["rows"] == [
        {
            "contract": "contract:crm",
            "annual": "1200.50 EUR",
            "ends_on": "2026-12-31",
            "note": "=1+1",
        },
        {"contract": "contract:erp", "annual": None, "ends_on": None, "note": "plain"},
    ]
    assert (answer["undated"], answer["by"]) == (["contract:erp"], "2026-11-23")
    assert answer["share"]["counted"] == ["contract:crm"]
    assert "remedy" not in answer


def test_a_result_with_an_answer_of_its_own_gives_that() -> None:
    @dataclass
    class Own:
        total: Money

        def answer(self) -> list[dict[str, object]]:
            return [{"total": self.total, "on": date(2026, 1, 2), "share": Decimal("0.50")}]

    money = Money(Decimal("10"), "EUR")
    assert plain_answer(Own(money)) == [{"total": "10 EUR", "on": "2026-01-02", "share": "0.5"}]


def test_a_result_comes_in_parts() -> None:
    parts = answer_of(result())
    assert [one.name for one in parts.figures] == ["share"]
    assert [one.label for one in parts.tables] == ["Rows"]
    assert [one.name for one in parts.lists] == ["undated"]
    assert [one.name for one in parts.facts] == ["by"]


def test_figures_are_said_with_their_unit_or_as_not_known() -> None:
    assert figure_in_words(Figure(Decimal("312000"), "EUR", formula="x")) == "312,000\u00a0€"
    assert figure_in_words(Figure(0.425, "share", formula="x")) == "42.5\u00a0%"
    assert figure_in_words(Figure(7, "days", formula="x")) == "7\u00a0days"
    assert figure_in_words(Figure(1.1295, "times", formula="x")) == "1.13\u00a0times"
    assert figure_in_words(Figure.unknown("no contract has an amount")) == "not known"


def test_cells_are_words_and_what_is_not_known_is_empty() -> None:
    assert list(rows_in_words(ROWS)) == [
        ["contract:crm", "1,200.50\u00a0€", "31 Dec 2026", "=1+1"],
        ["contract:erp", "", "", "plain"],
    ]


def test_csv_holds_plain_values_and_no_formula() -> None:
    assert write_table_csv(ROWS).splitlines() == [
        "contract,annual,ends_on,note",
        "contract:crm,1200.50 EUR,2026-12-31,'=1+1",
        "contract:erp,,,plain",
    ]
