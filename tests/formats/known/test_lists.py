"""Lists of people, applications and initiatives: what becomes of their columns."""

from __future__ import annotations

import pytest

from cohelm.core.changes import ObservationChange
from cohelm.core.documents import Contents, Named
from cohelm.core.enterprise import Enterprise
from cohelm.core.proposal import propose
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema

SCHEMA = built_in_schema()
PEOPLE = """Vorname;Nachname;Personalnummer;Stellenbezeichnung;Abteilung;Eintrittsdatum;FTE
Anna;Meyer;70001;Entwicklerin;Vertrieb;13.01.2020;1.0
Bob;Smith;70002;Analyst;Vertrieb;14.02.2021;0.8
Carla;Novak;70003;Analyst;Recht;20.03.2022;0.5
"""
PROJECTS = """Projekt;Sponsor;Status;Beginn;Projektende;FY2025 Kosten (k€);FY2026 Kosten (k€)
Renew payroll;CIO;in progress;13.01.2025;31.12.2026;120,5;80
Move the archive;CTO;approved;14.02.2025;30.06.2027;10;0,25
Merge the shops;CTO;on hold;15.02.2025;30.06.2027;7;3
"""


def read(text: str, shape: str) -> Contents:
    contents, (mapping,), _ = read_table_file("x.csv", text.encode(), SCHEMA, currency="EUR")
    assert mapping.shape == shape
    return contents


@pytest.mark.slow
def test_people_have_one_name_of_its_two_parts() -> None:
    contents = read(PEOPLE, "staff")
    first = contents.documents[0].values
    assert first["name"] == "Anna Meyer"
    assert (first["job_title"], first["joined_on"], first["fte"]) == (
        "Entwicklerin",
        "2020-01-13",
        1.0,
    )
    assert first["department"][0].text == "Vertrieb"


@pytest.mark.slow
def test_people_without_names_come_in_by_number() -> None:
    lines = [line.split(";", 2)[2] for line in PEOPLE.splitlines()]
    contents = read("\n".join(lines) + "\n", "staff")
    assert [one.values["name"] for one in contents.documents] == [
        "Person 70001", "Person 70002", "Person 70003",
    ]  # fmt: skip
    assert any("called by number" in note.message for note in contents.notes)


@pytest.mark.slow
def test_columns_of_financial_years_are_budgets_of_the_initiative() -> None:
    contents = read(PROJECTS, "initiatives")
    assert contents.documents[0].values["name"] == "Renew payroll"
    said = [
        (one.values["item"], one.values["time"], one.values["amount"]) for one in contents.observed
    ]
    assert said[0] == (Named("Renew payroll", ("initiative",)), "2025-01-01", "120500 EUR")
    assert said[4] == (Named("Move the archive", ("initiative",)), "2026-01-01", "250 EUR")
    assert len(said) == 6


@pytest.mark.slow
def test_the_budgets_find_their_initiatives() -> None:
    proposal = propose(Enterprise.empty(SCHEMA), read(PROJECTS, "initiatives"))
    assert [one for one in proposal.problems if "initiative" in one.message] == []


ANNUAL = """Contract title;Supplier;Notice period;End date;{header}
Hosting;Acme GmbH;3 months;2027-12-31;1200 EUR
Licences;Initech AG;6 months;2027-06-30;800 EUR
Printing;Umbra AB;1 month;2026-12-31;90 EUR
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("header", "field"),
    [("Annual contract value", "annual_cost"), ("Contract value", "total_value")],
)
def test_what_is_annual_is_no_value_of_the_whole_contract(header: str, field: str) -> None:
    documents = read(ANNUAL.format(header=header), "contracts").documents
    assert [one.values[field] for one in documents] == ["1200 EUR", "800 EUR", "90 EUR"]


DESCRIBED = """{header};Project number;Sponsor;Status;Planned finish;2026 Plan (k€)
Renew payroll;P-1;CIO;in progress;2026-12-31;120
{second};;CTO;approved;2027-06-30;10
{third};;CTO;on hold;2027-08-31;7
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("second", "third", "names"),
    [
        ("Move the archive", "Merge the shops", {"Renew payroll", "Move the archive", "Merge the shops"}),
        ("Renew payroll", "Renew payroll", {"P-1 2026-12-31", "2027-06-30", "2027-08-31"}),
    ],
    ids=["a description that tells rows apart is their name", "one that does not is none"],
)  # fmt: skip
def test_each_row_without_a_name_keeps_its_budget(second: str, third: str, names: set[str]) -> None:
    text = DESCRIBED.format(header="Work description", second=second, third=third)
    contents = read(text, "initiatives")
    assert {one.values["name"] for one in contents.documents} == names
    proposal = propose(Enterprise.empty(SCHEMA), contents)
    assert proposal.problems == ()
    budgets = [one for one in proposal.changes if isinstance(one, ObservationChange)]
    assert sorted(str(one.after["amount"]) for one in budgets if one.after) == [
        "10000 EUR", "120000 EUR", "7000 EUR",
    ]  # fmt: skip


@pytest.mark.slow
def test_a_day_whose_header_begins_with_the_end_is_no_start() -> None:
    text = "Projekt;Sponsor;Status;Endter.\n" + "".join(
        f"Move {name};CIO;approved;2027-0{at}-28\n"
        for at, name in enumerate(("payroll", "archive", "shops", "depots", "intranet"), 1)
    )
    first = read(text, "initiatives").documents[0].values
    assert (first.get("start"), first.get("end")) == (None, "2027-01-28")


@pytest.mark.slow
def test_a_second_owner_is_left_out_by_name_and_what_is_committed_a_year_is_a_yearly_cost() -> None:
    head = "Application name,Business owner,IT owner,Yearly commitment,Users,Criticality\n"
    rows = "CRM,A. Berg,B. Holm,1200 EUR,30,high\nERP,C. Lind,D. Voss,3400 EUR,50,low\n"
    contents = read(head + rows, "applications")
    first = contents.documents[0].values
    assert first["annual_cost"] == "1200 EUR"
    assert [one.text for one in first["owner"]] == ["A. Berg"]
    assert "office" not in first
    assert [note.column for note in contents.notes] == ["IT owner"]


@pytest.mark.slow
def test_a_supervisory_organisation_is_a_department() -> None:
    rows = "1,A,Berg,Finance,Clerk\n2,C,Lind,Sales,Agent\n"
    head = "Employee ID,First name,Last name,Supervisory Organization,Job title\n"
    first = read(head + rows, "staff").documents[0].values
    assert [one.text for one in first["department"]] == ["Finance"]
