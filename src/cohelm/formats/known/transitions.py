"""The history of a tracker or a workflow: who moved what from which state into which, and when."""

from __future__ import annotations

import re

from cohelm.core.documents import Contents, Observed
from cohelm.core.schema import Schema
from cohelm.formats.known.approvals import approval, approved_as, is_yes, told_apart
from cohelm.formats.known.events import Log, counted
from cohelm.formats.known.known import Known, Role
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping

ROLES = (
    Role("actor", "name", ("author", "changed by", "actor", "transitioned by", "moved by", "done by",
         "autor", "geandert von", "auteur", "modifie par"), needed=True, tells=1.0),
    Role("day", "day", ("date", "changed on", "changed at", "change date", "created", "when",
         "timestamp", "time", "transition date", "geandert am", "datum", "modifie le"),
         needed=True, tells=0.8),
    Role("from", "text", ("from", "from status", "from state", "from string", "old value",
         "old status", "previous status", "von", "alter wert", "de"), needed=True, tells=1.3),
    Role("to", "text", ("to", "to status", "to state", "to string", "new value", "new status",
         "next status", "nach", "neuer wert", "vers"), needed=True, tells=1.3),
    Role("field", "text", ("field", "changed field", "field name", "feld", "champ"), tells=0.7),
    Role("number", "code", ("issue key", "key", "ticket", "number", "reference", "issue",
         "ticket number", "request number", "document number", "vorgang"), tells=0.7),
    Role("type", "text", ("issue type", "type", "request type", "document type", "vorgangstyp",
         "art", "type de demande"), tells=0.4),
    Role("what", "text", ("summary", "title", "subject", "short description", "description",
         "zusammenfassung", "betreff"), tells=0.3),
    Role("role", "name", ("author role", "role", "actor role", "as"), tells=0.3),
    Role("project", "text", ("project", "initiative", "project name", "projekt"), tells=0.2),
    Role("vendor", "name", ("vendor", "supplier", "lieferant"), tells=0.2),
    Role("ci", "name", ("configuration item", "application", "system"), tells=0.3),
    Role("amount", "money", ("amount", "value", "cost", "betrag", "montant"), tells=0.3),
    Role("currency", "currency", ("currency", "currency code", "wahrung", "devise"), tells=0.1),
)  # fmt: skip
STATES = re.compile(r"(?i)\b(?:status|state|resolution|approval|decision|zustand|statut|freigabe)")


def read_transitions(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each move into an approved state as an approval by whoever made it; other moves are counted.

    Where a column says which field was changed, only those of a status count.
    """
    log = Log.of(table, mapping, home)
    said = {one.name: log.texts(one.name) for one in ROLES if one.holds not in ("day", "money")}
    moments, amounts = log.moments("day"), log.amounts("amount")
    other, nothing, undated = [], [], []
    found: list[Observed] = []
    for row, moment in enumerate(moments):
        of = {one: texts[row] for one, texts in said.items()} | {"approver": said["actor"][row]}
        is_state = not of["field"] or STATES.search(of["field"])
        item = approved_as(of)
        if not (is_state and is_yes(of["to"]) and not is_yes(of["from"])):
            other.append(row)
        elif item is None or not of["approver"]:
            nothing.append(row)
        elif moment is None:
            undated.append(row)
        else:
            found.append(approval(log, schema, row, of, moment, amounts[row], item))
    log.contents.observed += told_apart(found)
    log.left_out(
        other, f"no move into an approved state: {counted(said['to'][row] for row in other)}"
    )
    log.left_out(nothing, "neither an item nor a type, or nobody is named")
    log.left_out(undated, "no day can be read")
    if log.contents.observed:
        log.tell("moves into an approved state are read as approvals by whoever made them")
    return log.contents


TRANSITIONS = Known("transitions", "History of a tracker", ROLES, read_transitions)
