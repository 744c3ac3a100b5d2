"""Lists of initiatives or projects: for which office, from when to when, at what cost by year."""

from __future__ import annotations

from dataclasses import replace

from cohelm.core.documents import Contents, Named, Observed
from cohelm.core.schema import Schema
from cohelm.formats.keys import key_text
from cohelm.formats.known.capital import with_whole_cost
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.periods import period_of
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping, table_name

ROLES = (
    Role("name", "text", ("project", "project name", "project title", "initiative",
         "initiative name", "program", "program name", "title", "name", "measure", "subject",
         "undertaking"), tells=0.9, shown=True),
    Role("number", "code", ("project number", "initiative number", "program number", "number",
         "pid", "wbs element", "psp element"), tells=0.9),
    Role("sponsor", "name", ("sponsoring office", "sponsor", "sponsored", "office",
         "sponsor office", "client", "customer", "paid by", "funded by", "funding office",
         "commissioned by", "maitrise d'ouvrage"), tells=1.0),
    Role("owner", "name", ("project manager", "project lead", "responsible",
         "project responsible", "lead", "manager"), tells=0.5, like="person"),
    Role("status", "word", ("status", "project status", "stage", "phase", "state", "health",
         "progress", "gate"), tells=0.6, like="progress"),
    Role("start", "day", ("start", "start date", "project start", "budget start", "kick off",
         "launch", "launch date"), tells=0.5),
    Role("end", "day", ("end", "end date", "completion date", "project end", "completion",
         "go live", "go live date", "delivery date", "due", "due date", "deadline", "target date",
         "closing date", "forecast end"), tells=0.5),
    Role("total_cost", "money", ("total cost", "total budget", "whole cost", "project cost",
         "cost", "budget", "investment", "total amount", "total investment", "project budget"),
         tells=0.6),
    Role("capital_cost", "money", ("capex", "capital cost", "capital", "capex cost", "capex budget",
         "capital budget", "capital part"), tells=0.8),
    Role("operating", "money", ("opex", "operating cost", "operating", "opex cost", "opex budget",
         "operating budget", "operation cost"), tells=0.5),
    Role("spent", "money", ("spent", "spent date", "actual cost", "actual", "spend date"),
         tells=0.5),
    Role("annual_benefit", "money", ("annual benefit", "benefit", "savings", "annual savings",
         "gain", "annual gain"), tells=0.8),
    Role("by_year", "money", ("cost", "budget", "spend", "amount", "budget cost", "investment"),
         tells=1.0, by_period="must"),
)  # fmt: skip


def budgets(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """What the columns of years say: a `budget` of the row's initiative at the year's first day."""
    del schema
    figures = Figures.of(replace(table, notes=[], problems=[]), mapping, home)
    figures.contents.notes.clear()  # what is left out is said where the rows are read
    names = [one.header for one in mapping.columns if (one.use, one.name) == ("field", "name")]
    named_by = [table.header.index(one) for one in names[:1] or mapping.names or table.header[:1]]
    source = table.called or table_name(table.file, table.sheet)
    for at in figures.places.get("by_year", []):
        period = period_of(table.header[at])
        if period is None or not period.year:
            continue
        for row, amount in enumerate(figures.amounts(at)):
            said = (key_text((table.rows[row][place],)) for place in named_by)
            name = " ".join(filter(None, said))
            if amount and name:
                values = {
                    "item": Named(" ".join(name.split()), ("initiative",)),
                    "time": period.first.isoformat(), "source": source,
                    "reference": table.header[at], "amount": amount,
                }  # fmt: skip
                figures.contents.observed.append(
                    Observed("budget", values, table.where, table.places[row])
                )
    return figures.contents


INITIATIVES = Known(
    "initiatives", "Initiative or project list", ROLES, kind="initiative",
    prepare=with_whole_cost, also=budgets,
    one_of=(("name", "number"),
            ("sponsor", "status", "start", "end", "total_cost", "capital_cost", "by_year")),
    about=frozenset({"project", "initiative", "program"}), order=("start", "end"),
)  # fmt: skip
