"""Contract lists: with whom, from when to when, on what notice, for how much."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from decimal import Decimal

from dateutil.relativedelta import relativedelta

from cohelm.core.fields import FieldSpec
from cohelm.core.plural import in_number
from cohelm.formats.cells import read_column, text_of
from cohelm.formats.choices import read_boolean
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.made import and_columns
from cohelm.formats.layout import Table
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.numbers import read_number
from cohelm.formats.sheets import Cell
from cohelm.formats.words import tokens

ROLES = (
    Role("vendor", "company", ("vendor", "contractor", "contract partner", "counterparty",
         "company", "contract party", "proveedor", "other party", "cocontractor"), shown=True,
         like="company"),
    Role("name", "text", ("contract", "contract name", "contract title", "agreement", "title",
         "agreement name", "subject", "contract subject", "contract description",
         "contract object", "service", "scope", "purpose", "name"), tells=0.5, shown=True,
         like="phrase"),
    Role("number", "code", ("contract number", "contract id", "agreement number", "contract code",
         "contract reference", "id", "contract", "agreement"), tells=0.7),
    Role("start", "day", ("start", "start date", "contract start", "effective date", "valid from",
         "effective from", "term start", "in force", "entry into force"), tells=0.4),
    Role("end", "day", ("end", "end date", "contract end", "valid until", "termination date",
         "renewal date", "term end", "due", "to", "run out"), tells=0.6),
    Role("notice", "text", ("notice", "notice period", "notice days", "notice months",
         "termination notice", "notice deadline", "termination period", "notice time",
         "cancel with"), tells=2.0, like="length"),
    Role("renewal", "word", ("renewal", "renewal type", "automatic renewal", "rolls over",
         "evergreen"), tells=1.5),
    Role("renewal_months", "number", ("renewal term", "renewal period", "renewal months",
         "renewal term months", "renewal duration"), tells=1.5),
    Role("term", "text", ("term", "contract term", "initial term", "term months", "duration",
         "contract duration", "minimum term", "length", "contract length"), tells=1.0),
    Role("annual_cost", "money", ("annual cost", "annual value", "annual amount", "annual spend",
         "acv", "annual contract value", "year cost", "year amount", "year value", "per annum"),
         tells=0.8),
    Role("total_value", "money", ("contract value", "total value", "total contract value", "tcv",
         "award amount", "obligation amount", "contract amount", "order value"), tells=0.8),
    Role("owner", "name", ("responsible", "contract responsible", "contract manager", "contact",
         "contract contact", "contract administrator", "buyer"), tells=0.4, like="person"),
    Role("termination", "text", ("termination rights", "termination for convenience",
         "exit clause"), tells=1.0),
    Role("index", "text", ("index", "indexation", "price indexation"), tells=0.8),
    Role("uplift_cap", "number", ("uplift", "uplift cap", "price increase cap"), tells=1.0),
    Role("signed_on", "day", ("signed on", "signature date", "signed date", "award date"),
         tells=0.8),
)  # fmt: skip
LENGTH = re.compile(
    r"(?i)\s*(\d+(?:[.,]\d+)?)\s*[- ]?\s*"
    r"(business days?|working days?|werktage?n?|calendar days?|days?|tage?n?|jours?|d|"
    r"weeks?|wochen?|semaines?|w|months?|monate?n?|mois|mo|m|quarters?|quartale?n?|"
    r"years?|yrs?|jahre?n?|ans?|annees?|années?|y)\b"
)
WEEK, QUARTER, YEAR = 7, 3, 12
MADE_DAYS, MADE_MONTHS, MADE_END = "Notice in days", "Notice in months", "End by start and term"


def length_in(cell: Cell, header: str = "") -> tuple[int | None, int | None]:
    """A length of time as (days, months), one of them None; its unit from the cell or the header.

    >>> length_in("3 Monate"), length_in("6 weeks"), length_in(90, "Notice (days)")
    ((None, 3), (42, None), (90, None))
    """
    text = text_of(cell) or ""
    found = LENGTH.match(text)
    if found:
        amount, unit = Decimal(found[1].replace(",", ".")), found[2].lower()
    else:
        number = read_number(cell)
        words = set(tokens(header))
        unit = "month" if words & {"month", "monate", "monat", "moi", "mois"} else ""
        unit = unit or ("year" if words & {"year", "jahre"} else "")
        unit = unit or ("week" if words & {"week", "woche"} else "")
        unit = unit or ("day" if words & {"day", "tage", "tag", "jour"} else "")
        if number is None or number.unit or not unit:
            return None, None
        amount = number.value
    return _counted(amount, unit)


def _counted(amount: Decimal, unit: str) -> tuple[int | None, int | None]:
    if amount < 0:
        return None, None
    if unit.startswith(("business", "working", "werktag")):
        return None, None  # how many calendar days these are, depends on where and when
    if unit.startswith(("week", "woche", "semaine")) or unit == "w":
        return int(amount * WEEK), None
    if unit.startswith(("quart",)):
        return None, int(amount * QUARTER)
    if unit.startswith(("month", "monat", "mo")) or unit == "m":
        return None, int(amount) if amount == int(amount) else None
    if unit.startswith(("year", "yr", "jahr", "an")) or unit == "y":
        return None, int(amount * YEAR)
    return int(amount), None


def with_lengths(table: Table, mapping: Mapping) -> tuple[Table, Mapping]:
    """The table with notice as days or months, and an end where only start and term are stated."""
    table = _with_renewal(table, mapping)
    for role, make in (("notice", _with_notice), ("term", _with_end)):
        for use in [one for one in mapping.columns if one.use == "role" and one.name == role]:
            if use.header in table.header:
                table, mapping = make(table, mapping, use)
    return table, mapping


def _with_renewal(table: Table, mapping: Mapping) -> Table:
    """The table with a plain yes or no to renewal as what it means: by itself, or not at all."""
    use = next(
        (one for one in mapping.columns if (one.use, one.name) == ("field", "renewal")), None
    )
    if use is None or use.header not in table.header:
        return table
    at = table.header.index(use.header)
    said = [read_boolean(cell) for cell in table.values(at)]
    if all(one is None for one in said):
        return table
    rows = [
        (*row[:at], "tacit" if yes else "none", *row[at + 1 :]) if yes is not None else row
        for row, yes in zip(table.rows, said, strict=True)
    ]
    note = table.note("yes is read as renewing itself, no as ending", at)
    return replace(table, rows=rows, notes=[*table.notes, note])


def _with_notice(table: Table, mapping: Mapping, use: ColumnUse) -> tuple[Table, Mapping]:
    at = table.header.index(use.header)
    days: list[Cell] = []
    months: list[Cell] = []
    odd: list[int] = []
    for row, cell in enumerate(table.values(at)):
        in_days, in_months = length_in(cell, use.header)
        if in_days is None and in_months is None and read_number(cell) is not None:
            in_days = int(read_number(cell).value)  # type: ignore[union-attr]
            odd.append(row)
        elif in_days is None and in_months is None and text_of(cell):
            days.append(cell)
            months.append(None)
            continue
        days.append(in_days)
        months.append(in_months)
    notes = list(table.notes)
    if odd:
        said = in_number(len(odd), "notice period names", "notice periods name")
        notes.append(
            table.problem(odd[0], at, f"{said} no unit: read as days", table.rows[odd[0]][at])
        )
    table = and_columns(table, {MADE_DAYS: (at, days), MADE_MONTHS: (at, months)})
    uses = (
        ColumnUse(MADE_DAYS, "field", "notice_days", score=use.score),
        ColumnUse(MADE_MONTHS, "field", "notice_months", score=use.score),
    )
    return replace(table, notes=notes), replace(mapping, columns=(*mapping.columns, *uses))


def _with_end(table: Table, mapping: Mapping, use: ColumnUse) -> tuple[Table, Mapping]:
    uses = {one.name: one for one in mapping.columns if one.use == "field"}
    if "start" not in uses or uses["start"].header not in table.header:
        return table, mapping
    at = table.header.index(use.header)
    spec = FieldSpec("start", "date", "")
    starts = read_column(table.values(table.header.index(uses["start"].header)), spec).values
    end = uses.get("end")
    ends = table.values(table.header.index(end.header)) if end else [None] * len(starts)
    made: list[Cell] = []
    counted = 0
    for start, stated, cell in zip(starts, ends, table.values(at), strict=True):
        days, months = length_in(cell, use.header)
        if text_of(stated) or not start or (days is None and months is None):
            made.append(stated)
            continue
        term = relativedelta(days=(days or 0) - 1, months=months or 0)
        made.append(date.fromisoformat(start) + term)
        counted += 1
    if not counted:
        return table, mapping
    said = in_number(counted, "contract states", "contracts state")
    why = f"{said} no end: it is counted from start and term"
    notes = [*table.notes, table.note(why, at)]
    table = and_columns(replace(table, notes=notes), {MADE_END: (at, made)})
    kept = tuple(one for one in mapping.columns if one is not end)
    made_use = ColumnUse(MADE_END, "field", "end", score=use.score)
    return table, replace(mapping, columns=(*kept, made_use))


CONTRACTS = Known(
    "contracts", "Contract list", ROLES, kind="contract", prepare=with_lengths,
    one_of=(("vendor", "name", "number"), ("end", "notice", "term", "renewal", "total_value")),
    about=frozenset({"contract", "agreement"}), order=("signed_on", "start", "end"),
)  # fmt: skip
