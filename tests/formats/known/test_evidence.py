"""Columns whose headers say nothing of what they hold, told by their cells and by what is left."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from cohelm.formats.known.catalogue import KNOWN
from cohelm.formats.known.recognise import Recognised, recognise
from cohelm.formats.known.seeming import seems
from cohelm.formats.layout import Table
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.sheets import Cell
from tests.formats.known import reading

PEOPLE = ("Anna Rossi", "Hugo Meyer", "Eva Lind", "Peter Novak", "Maria Okafor", "John Smith")
FIRMS = ("Acme GmbH", "Delta Inc", "Nordic AS", "Blue plc", "Rhine AG", "Lyon SARL")
BEFORE = ("2024-01-31", "2024-03-31", "2023-05-15", "2022-07-01", "2024-02-29", "2023-11-30")
AFTER = ("2027-01-31", "2026-03-31", "2026-05-15", "2027-07-01", "2028-02-29", "2026-11-30")
LENGTHS = ("3 months", "90 days", "3 Monate", "1 month", "6 weeks", "30 days")
COSTS = ("1,200.50", "310.00", "99.10", "740.00", "15,000.00", "88.40")


def profile(columns: dict[str, Sequence[Cell]]) -> TableProfile:
    rows = tuple(zip(*columns.values(), strict=True))
    at = tuple(range(1, len(columns) + 1))
    return TableProfile.of(Table("x.csv", "", tuple(columns), rows, range(2, len(rows) + 2), at))


def read(columns: dict[str, Sequence[Cell]]) -> Recognised:
    return recognise(profile(columns), KNOWN)


def contracts(**more: Sequence[Cell]) -> dict[str, Sequence[Cell]]:
    """A contract list with columns whose headers say nothing."""
    known: dict[str, Sequence[Cell]] = {
        "Supplier": FIRMS,
        "Annual cost": COSTS,
        "Renewal": ("yes",) * 6,
    }
    return known | more


@pytest.mark.parametrize(
    ("columns", "role", "header"),
    [
        (contracts(Zz=PEOPLE), "owner", "Zz"),
        (contracts(Zz=LENGTHS), "notice", "Zz"),
        (contracts(Zz=BEFORE, End=AFTER), "start", "Zz"),
        (contracts(Zz=AFTER, Start=BEFORE), "end", "Zz"),
    ],
)
def test_a_column_alone_of_its_sort_plays_the_role_that_is_left(
    columns: dict[str, Sequence[Cell]], role: str, header: str
) -> None:
    found = read(columns)
    assert found.shape == "contracts"
    assert found.columns[role] == (header,)
    assert found.scores[header] <= 0.5  # so little that a reader is told


@pytest.mark.parametrize(
    "columns",
    [
        contracts(Zz=PEOPLE, Yy=tuple(reversed(PEOPLE))),  # which of the two?
        contracts(Note=PEOPLE),  # a remark is none of the row's facts
        contracts(Zz=tuple(reversed(BEFORE)), Start=BEFORE, End=AFTER),  # neither before nor after
        contracts(Zz=COSTS),  # an amount is never taken by its cells alone
    ],
)
def test_what_is_not_alone_of_its_sort_is_left_unsure(columns: dict[str, Sequence[Cell]]) -> None:
    found = read(columns)
    used = {header for headers in found.columns.values() for header in headers}
    assert used.isdisjoint({"Zz", "Yy", "Note"})


@pytest.mark.slow
def test_a_role_of_a_person_goes_to_the_people_where_its_header_stands_above_things() -> None:
    things = ("Route planning", "Web shop", "Billing run", "Tax filing", "Data lake", "Order entry")
    found = read(
        {
            "Approved by": tuple(reversed(PEOPLE)),
            "Approved on": BEFORE,
            "Requested": things,
            "Zz": PEOPLE,
            "PO number": tuple(range(4500, 4506)),
        }
    )
    assert found.shape == "approvals"
    assert found.columns["requester"] == ("Zz",)
    assert "Requested" not in found.columns["requester"]


@pytest.mark.slow
def test_a_debit_is_what_a_row_has_where_it_has_no_credit() -> None:
    found = read(
        {
            "Account": (4711, 4711, 4712, 4712, 4713, 4713),
            "Cost centre": (10, 20, 10, 20, 10, 20),
            "Posting date": BEFORE,
            "Document no.": tuple(f"SA{at}" for at in range(6)),
            "Zz": ("12.50", None, "13.10", "7.00", None, "8.25"),
            "Credit": (None, "4.00", None, None, "5.50", None),
        }
    )
    assert (found.shape, found.columns["debit"]) == ("ledger", ("Zz",))


@pytest.mark.parametrize(
    ("like", "cells", "others"),
    [
        ("person", PEOPLE, ("Route planning", "Web shop", "Fleet tracking")),
        ("person", ("Meyer, Hugo", "Rossi, Anna"), ("Head of IT", "Chief Officer")),
        ("company", FIRMS, PEOPLE),
        ("length", LENGTHS, ("monthly", "2026-01-31", "12")),
        ("level", ("high", "Hoch", "moyenne", "Tier 1"), ("open", "closed")),
        ("hosting", ("SaaS", "on-premises", "Public cloud"), ("Berlin", "Lyon")),
        ("place", ("Bremen", "Lyon", "Porto"), ("Core", "Web", "Netz")),
        (
            "outcome",
            ("Successful", "Unsuccessful", "Successful with issues"),
            ("Normal", "Standard"),
        ),
        ("fraction", ("1", "0.8", "50%"), ("12", "3")),
        ("given", ("Anna", "Hugo", "Eva"), PEOPLE),
        ("key", ("OPS-1", "OPS-2"), ("4711", "4712")),
        ("title", ("Head of IT", "CFO"), PEOPLE),
    ],
)
def test_cells_seem_to_be_what_they_are_and_others_do_not(
    like: str, cells: Sequence[Cell], others: Sequence[Cell]
) -> None:
    def column(values: Sequence[Cell]) -> Profile:
        return profile({"Zz": values}).columns[0]

    assert seems(column(cells), like) >= 0.8
    assert seems(column(others), like) <= 0.2


@pytest.mark.slow
def test_what_only_its_cells_tell_is_said_to_whoever_brings_the_file() -> None:
    numbers = tuple(f"K-{at}" for at in range(6))
    columns = {"Contract no.": numbers} | contracts(End=AFTER, Zz=LENGTHS)
    rows = (columns, *zip(*columns.values(), strict=True))
    text = "\n".join(";".join(map(str, row)) for row in rows)
    contents, mapping = reading.read(text)
    assert mapping.shape == "contracts"
    assert "taken for notice by what its cells are" in reading.said(contents)
