"""Contract lists: notice and term as people write them."""

from __future__ import annotations

from typing import Any

import pytest

from cohelm.core.documents import Contents, Named
from cohelm.formats.known.contracts import length_in
from cohelm.formats.mapping import Mapping
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
TEXT = """Vertragspartner,Gegenstand,Beginn,Laufzeit,Kündigungsfrist,Jahreskosten (TEUR)
Acme GmbH,ERP Wartung,01.02.2024,36 Monate,3 Monate,120
Delta Inc,Cloud,15.03.2025,24 Monate,90 Tage,"48,5"
Lind AB,Netz,15.03.2025,24 Monate,irgendwann,7
"""


def read(text: str) -> tuple[Contents, Mapping]:
    contents, (mapping,), _ = read_table_file("x.csv", text.encode(), SCHEMA)
    return contents, mapping


@pytest.mark.parametrize(
    ("cell", "header", "length"),
    [
        ("3 Monate", "", (None, 3)),
        ("6 weeks", "", (42, None)),
        ("90 days", "", (90, None)),
        ("2 years", "", (None, 24)),
        ("1 quarter", "", (None, 3)),
        (90, "Notice (days)", (90, None)),
        ("3", "Notice months", (None, 3)),
        (3, "Notice", (None, None)),
        ("10 business days", "", (None, None)),
        ("soon", "", (None, None)),
    ],
)
def test_a_length_is_days_or_months_by_its_own_word_or_the_header_s(
    cell: Any, header: str, length: tuple[int | None, int | None]
) -> None:
    assert length_in(cell, header) == length


@pytest.mark.slow
def test_notice_and_term_become_the_fields_of_the_contract() -> None:
    contents, mapping = read(TEXT)
    assert (mapping.kind, mapping.shape) == ("contract", "contracts")
    first, second, _ = contents.documents
    assert first.values == {
        "name": "ERP Wartung",
        "vendor": [Named("Acme GmbH", ("vendor",), make=True)],
        "start": "2024-02-01",
        "end": "2027-01-31",
        "notice_months": 3,
        "annual_cost": "120000 EUR",
    }
    assert (second.values["notice_days"], second.values["end"]) == (90, "2027-03-14")
    assert second.values["annual_cost"] == "48500 EUR"


@pytest.mark.slow
def test_an_end_that_was_counted_and_a_notice_that_cannot_be_read_are_said() -> None:
    contents, _ = read(TEXT)
    assert any("counted from start and term" in note.message for note in contents.notes)
    (problem,) = contents.problems
    assert (problem.row, problem.value) == (4, "irgendwann")


@pytest.mark.slow
def test_a_term_says_nothing_where_the_end_is_stated() -> None:
    head = "Vendor,Contract,Start,End,Term,Notice period\n"
    text = f"{head}Acme Ltd,ERP,2024-01-01,2025-06-30,36 months,3\n"
    contents, _ = read(text)
    assert contents.documents[0].values["end"] == "2025-06-30"
    assert contents.documents[0].values["notice_days"] == 3
    assert any("names no unit" in note.message for note in contents.notes)
