"""Deals as a system for sales exports them: how far each is, what it is worth, why it was lost."""

from __future__ import annotations

import re
from dataclasses import replace

from cohelm.formats.cells import text_of
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import ColumnUse, Mapping
from cohelm.formats.sheets import Cell

ROLES = (
    Role("name", "text", ("deal name", "opportunity name", "opportunity", "deal", "name", "title",
         "subject"), tells=0.6),
    Role("stage", "word", ("stage", "stage name", "deal stage", "opportunity stage", "sales stage",
         "pipeline stage", "sales step", "phase", "sales phase", "status", "deal status",
         "opportunity status", "forecast category"), tells=1.4, like="sale"),
    Role("amount", "money", ("amount", "deal amount", "opportunity amount", "value", "deal value",
         "opportunity value", "revenue", "expected revenue", "order value", "total value",
         "acv", "arr", "tcv", "volume",
         "amount company currency"), tells=0.4),
    Role("closes_on", "day", ("closed", "close date", "closed date", "expected close date",
         "closing date", "decision", "expected close", "expected decision", "end", "due"),
         tells=0.8),
    Role("opened_on", "day", ("created", "created date", "opened", "opened date", "start",
         "entered"), tells=0.2),
    Role("reason", "text", ("closed lost reason", "lost reason", "loss reason", "reason lost",
         "reason", "stalled reason", "stall reason", "win loss reason", "why lost", "cause"),
         tells=1.2),
    Role("wants", "text", ("wanted feature", "missing feature", "feature", "feature request",
         "feature gap", "product gap", "gap", "requested feature", "blocked by feature",
         "missing function", "missing capability", "wanted", "needs feature", "requirement"),
         tells=1.2),
    Role("product", "name", ("product", "product name", "product line", "solution", "offering"),
         tells=0.3),
    Role("customer", "name", ("segment", "customer segment", "market segment", "market",
         "industry", "region", "territory"), tells=0.2),
    Role("promised_for", "day", ("promised date", "promised", "committed date",
         "promised delivery", "promised delivery date", "commit date", "promise date"), tells=0.9),
)  # fmt: skip
STATUS_OF = (
    ("won", re.compile(r"(?i)won\b|gewonnen|gagn|\bwin\b|signed|ganad|vinto")),
    ("lost", re.compile(r"(?i)lost\b|verloren|perdu|disqualif|abandon|perdid|perso\b")),
    ("stalled", re.compile(r"(?i)stall|on.?hold|paus|defer|postpon|suspend|ruht|zur.ckgestellt|"
                           r"en attente")),
)  # fmt: skip
MADE_STATUS = "status by the stage"


def status_of(stage: str) -> str:
    """Whether a deal is won, lost, stalled or else open, by the words of its stage.

    >>> status_of("closedwon"), status_of("6 - Closed Lost"), status_of("Negotiation/Review")
    ('won', 'lost', 'open')
    """
    return next((status for status, words in STATUS_OF if words.search(stage)), "open")


def with_status(table: Table, mapping: Mapping) -> tuple[Table, Mapping]:
    """The status of each deal, told by its stage; what a stage does not say is open, and noted."""
    uses = {one.name: one for one in mapping.columns if one.use == "field"}
    use = uses.get("status") or uses.get("stage")
    if use is None or use.header not in table.header:
        return table, mapping
    at = table.header.index(use.header)
    stages = [text_of(cell) for cell in table.values(at)]
    made: list[Cell] = [status_of(stage) if stage else None for stage in stages]
    still = sorted({stage for stage in stages if stage and status_of(stage) == "open"})
    notes = list(table.notes)
    if still:
        said = f"deals at these stages are read as open: {', '.join(still)}"
        notes.append(table.note(said, at))
    kept = tuple(one for one in mapping.columns if one.name != "status" or one.use != "field")
    if use.name == "status" and "stage" not in uses:
        kept = (*kept, replace(use, name="stage"))
    rows = [(*row, status) for row, status in zip(table.rows, made, strict=True)]
    table = replace(
        table, header=(*table.header, MADE_STATUS), rows=rows, notes=notes,
        columns=(*table.columns, table.columns[at]),
    )  # fmt: skip
    made_use = ColumnUse(MADE_STATUS, "field", "status", score=use.score)
    return table, replace(mapping, columns=(*kept, made_use))


DEALS = Known(
    "deals", "List of deals", ROLES, kind="deal", prepare=with_status,
    one_of=(("stage",), ("amount", "closes_on"), ("name", "reason", "wants", "promised_for")),
    about=frozenset({"deal", "opportunity", "sale", "sales"}), order=("opened_on", "closes_on"),
)  # fmt: skip
