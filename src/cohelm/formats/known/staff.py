"""Lists of people from HR: who, in which role, team and department, under whom, since when."""

from __future__ import annotations

from dataclasses import replace

from cohelm.formats.cells import text_of
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import ColumnUse, Mapping

ROLES = (
    Role("name", "name", ("name", "full name", "employee name", "employee", "person",
         "person name", "name first name", "last name first name", "staff member"), tells=0.6,
         like="person"),
    Role("first_name", "name", ("first name", "given name", "forename", "christian name",
         "call name"), tells=1.0, like="given"),
    Role("last_name", "name", ("last name", "surname", "family name"), tells=1.0, like="surname"),
    Role("number", "code", ("employee number", "personnel number", "payroll number", "number",
         "person number"), tells=1.4),
    Role("email", "text", ("email", "mail", "email address"), tells=0.6, like="email"),
    Role("job_title", "text", ("job title", "position", "function", "job", "role title",
         "position title", "occupation", "post", "job description", "profession", "trade"),
         tells=1.2, like="title"),
    Role("fills", "text", ("role", "role name"), tells=0.5),
    Role("works_in", "text", ("team", "squad", "group", "team name", "team member",
         "team assignment"), tells=0.8),
    Role("department", "text", ("department", "business unit", "division", "organisational unit",
         "supervisory organisation", "area", "direction", "section", "unit"), tells=0.5),
    Role("reports_to", "text", ("manager", "line manager", "supervisor", "reports to", "boss",
         "lead", "manager name", "reporting line", "hierarchical responsible", "superior"),
         tells=1.2, like="person"),
    Role("joined_on", "day", ("joining", "joining date", "hiring", "hire date", "hiring date",
         "start date", "start", "entry date", "joined", "employed since", "since",
         "contract start", "company start", "arrival date", "onboarding date", "onboarding",
         "arrival"), tells=0.8),
    Role("left_on", "day", ("leaving date", "exit date", "end date", "last day", "left",
         "leaver date", "departure date", "departure", "termination", "employment end"),
         tells=0.8),
    Role("fte", "number", ("fte", "full time equivalent", "work time share", "working time",
         "employment degree", "workload", "employment scope", "part time factor",
         "activity rate"), tells=1.2, like="fraction"),
    Role("based_in", "text", ("location", "site", "office location", "place", "office", "base",
         "city", "country", "building", "campus"), tells=0.3, like="place"),
    Role("annual_cost", "money", ("salary", "annual salary", "annual cost", "annual gross salary",
         "annual pay", "base pay", "pay", "compensation", "remuneration"), tells=1.0),
)  # fmt: skip
MADE_NAME = "Name of the person"


def with_names(table: Table, mapping: Mapping) -> tuple[Table, Mapping]:
    """The table with one name a person: from its parts, or the number where no name is stated."""
    places = {
        one.name: table.header.index(one.header)
        for one in mapping.columns
        if one.use == "role" and one.header in table.header
    }
    if any((one.use, one.name) == ("field", "name") for one in mapping.columns):
        return table, mapping
    parts = [places[one] for one in ("first_name", "last_name") if one in places]
    if not parts and "number" not in places:
        return table, mapping
    names = [
        " ".join(filter(None, (text_of(row[at]) for at in parts or [places["number"]])))
        for row in table.rows
    ]
    notes = table.notes
    if not parts:
        names = [f"Person {one}" if one else "" for one in names]
        said = "no name is stated: each person is called by number"
        notes = [*notes, table.note(said, places["number"])]
    at = (parts or [places["number"]])[0]
    table = replace(
        table,
        header=(*table.header, MADE_NAME),
        rows=[(*row, name) for row, name in zip(table.rows, names, strict=True)],
        columns=(*table.columns, table.columns[at]),
        notes=notes,
    )
    use = ColumnUse(MADE_NAME, "field", "name", score=1.0)
    return table, replace(mapping, columns=(*mapping.columns, use), names=())


STAFF = Known(
    "staff", "List of people", ROLES, kind="person", prepare=with_names,
    one_of=(("name", "last_name", "number", "email"),
            ("job_title", "fills", "reports_to", "fte", "works_in")),
    about=frozenset({"employee", "person"}), order=("joined_on", "left_on"),
)  # fmt: skip
