"""Whose dollar a bare sign is: told by the country that a table speaks of, or left open."""

from __future__ import annotations

import pytest

from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema
from tests.tables import table

SCHEMA = built_in_schema()
HEAD = "Project name,Start date,End date,Total cost,Office"


def told(rows: list[str], name: str, head: str, home: str) -> tuple[str, str]:
    """The currency of the first project, and what is said about the sign."""
    text = "\n".join([head, *rows])
    contents, _, _ = read_table_file(name, text.encode(), SCHEMA, currency=home)
    cost = str(contents.documents[0].values["total_cost"])
    said = [one.message for one in contents.notes if " is read as " in one.message]
    return cost.partition(" ")[2], "; ".join(said)


def projects(*offices: str, sign: str = "$") -> list[str]:
    return [
        f"Road {n},2026-01-01,2027-01-31,{sign}{n}0000,{office}"
        for n, office in enumerate(offices, 1)
    ]


CASES = [
    # Six of ten rows name Canada.
    (projects(*["Canadian Coast Guard"] * 6, *["Treasury"] * 4), "p.csv", HEAD, "",
     "CAD", "6 of 10 rows name that country"),
    (projects(*["a.lee@works.example.gc.ca"] * 6), "p.csv", HEAD, "", "CAD", "6 of 6 rows"),
    (projects(*["Sydney Australia"] * 6), "p.csv", HEAD, "EUR", "AUD", "6 of 6 rows"),
    (projects(*["x"] * 6), "projects_canada.csv", HEAD, "", "CAD", "the file's name says so"),
    (projects(*["x"] * 6), "p.csv", f"Projects of the Government of Canada\n\n{HEAD}", "",
     "CAD", "its title"),
    (projects(*["x"] * 6), "p.csv", "Nom du projet,Date de début,Date de fin,Coût total,Bureau", "",
     "CAD", "the headers are French"),
    # Four firms of one name among thirty say nothing of the country of the others.
    (projects(*["Bell Canada"] * 4, *["Treasury"] * 26), "p.csv", HEAD, "", "USD", "nothing says"),
    # Two countries side by side: nobody can tell.
    (projects(*["Canada"] * 6, *["United States"] * 5), "p.csv", HEAD, "", "USD", "nothing says"),
    # What a person said, a home that writes the sign and a code in the cells go before.
    (projects(*["Canada"] * 6), "p.csv", HEAD, "USD", "USD", ""),
    (projects(*["Canada"] * 6, sign="US$"), "p.csv", HEAD, "", "USD", ""),
    (projects(*["Canada"] * 6, sign="€"), "p.csv", HEAD, "", "EUR", ""),
    (projects(*["Trondheim Norge"] * 6, sign="kr "), "p.csv", HEAD, "", "NOK", "6 of 6 rows"),
]  # fmt: skip


@pytest.mark.slow
@table("rows, name, head, home, currency, said", CASES)
def test_a_sign_of_several_countries_is_that_of_the_one_which_the_table_names(
    rows: list[str], name: str, head: str, home: str, currency: str, said: str
) -> None:
    found, why = told(rows, name, head, home)
    assert found == currency
    assert (said in why) if said else not why
