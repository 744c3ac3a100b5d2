"""Delegations of authority as lists: who may commit the firm to what, up to which amount."""

from __future__ import annotations

from cohelm.core.documents import Contents
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.cells import text_of
from cohelm.formats.known.activities import titled
from cohelm.formats.known.figures import Figures
from cohelm.formats.known.granted import Granted, holds_grants, is_amount, read_grants, take_rights
from cohelm.formats.known.grants import Grant, says_grant
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.shown import seen
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.profile import Profile, TableProfile
from cohelm.formats.taken import manner_of

ROLES = (
    Role("decision", "text", ("decision", "type of decision", "transaction", "transaction type",
         "matter", "matter to decide", "subject", "commitment", "type of commitment",
         "commitment type", "kind of transaction", "decision on", "spend on", "authority type",
         "kind of decision", "geschaftsvorfall", "entscheidung", "operation", "action",
         "activity", "item", "business", "authority", "power", "act", "expenditure",
         "may be approved"), tells=0.8, like="activity"),
    Role("holder", "name", ("approver", "approving authority", "authorised role",
         "authority holder", "delegate", "authorised by", "approved by", "position", "role",
         "job title", "signatory", "authorised signatory", "decided by", "genehmiger",
         "zeichnungsberechtigt", "funktion", "fonction", "delegataire", "held", "approval level",
         "delegated to", "post", "signing officer", "decision maker", "empowered person", "who",
         "title", "officer", "grade"), needed=True, tells=0.8, like="title"),
    Role("limit", "text", ("limit", "approval limit", "financial limit", "authority limit",
         "delegation limit", "up to", "maximum amount", "threshold", "spending limit",
         "amount limit", "signature limit", "upper limit", "ceiling", "wertgrenze",
         "betragsgrenze", "limite", "plafond", "bis", "seuil", "maximum", "cap", "maximum value",
         "not exceeding", "spending authority", "value limit"), needed=True, tells=1.6),
    Role("above", "text", ("from", "above", "lower limit", "minimum amount", "over", "ab"),
         tells=0.4),
    Role("second", "name", ("second approver", "co-signatory", "second signature", "joint with",
         "jointly signed by", "jointly with", "dual signature", "countersigned by",
         "zweitunterschrift", "together with", "also needs", "additional approver",
         "additional signature", "eyes", "and with", "other approver"), tells=1.2, like="title"),
    Role("currency", "currency", ("currency", "currency code", "wahrung", "devise"), tells=0.3),
)  # fmt: skip
# So many names of a column must be titles of holders.
TITLED = 0.8


def read_list(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each row as a right with its limit: a decision, who takes it, up to which amount."""
    del schema
    figures = Figures.of(table, mapping, home)
    at = figures.places["limit"][0]
    cells = table.values(at)
    if figures.has("currency"):
        codes = figures.texts("currency")
        cells = [
            f"{text_of(cell)} {code.upper()}" if code and is_amount(cell) else cell
            for cell, code in zip(cells, codes, strict=True)
        ]
    grants = read_grants(figures, cells, at, manner_of(table, mapping, home))
    decisions, holders, seconds = (figures.texts(one) for one in ("decision", "holder", "second"))
    about = table.title or "Commit expenditure"
    above = (
        table.values(figures.places["above"][0]) if figures.has("above") else [None] * len(cells)
    )
    found, nameless, open_ = [], [], []
    for row, grant in enumerate(grants):
        if not holders[row]:
            nameless.append(table.places[row])
            continue
        if grant is None and not is_amount(above[row]):
            open_.append(table.places[row])
            continue
        grant = grant or Grant(above=True)
        holder = " and ".join(filter(None, [holders[row], seconds[row]]))
        found.append(Granted(decisions[row] or about, holder, grant, table.places[row]))
    for places, why in ((nameless, "nobody is named"), (open_, "no limit can be read")):
        if places:
            shown = ", ".join(map(str, places[:8])) + (", …" if len(places) > 8 else "")
            note = table.note(
                f"{in_number(len(places), 'row', 'rows')} left out: {why} (row {shown})"
            )
            figures.contents.notes.append(note)
    take_rights(figures, found)
    return figures.contents


def sees_list(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns of a list by their headers; limits and holders by their cells where no header says so.

    Of a list with limits in figures, the header has to say that they are limits.
    """
    no_limits = {"above": _no_grants, "limit": _holders}
    return seen(table, AUTHORITY, {"limit": _limits, "holder": _holders}, no_limits)


def _limits(column: Profile) -> bool:
    worded = sum(map(says_grant, column.cells))
    return worded > 1 and worded >= 0.4 * len(column.cells) and holds_grants(column)


def _no_grants(column: Profile) -> bool:
    return not holds_grants(column)


def _holders(column: Profile) -> bool:
    return column.distinct > 1 and titled(column.sample) >= TITLED


AUTHORITY = Known("authority", "Delegation of authority", ROLES, read_list, sees=sees_list)
