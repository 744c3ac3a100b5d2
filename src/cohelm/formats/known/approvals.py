"""Logs of approvals: who said yes to what, when, at which amount."""

from __future__ import annotations

import re
from typing import Any

from cohelm.core.documents import Contents, Named, Observed
from cohelm.core.schema import Schema
from cohelm.formats.known.events import Log, counted, item_of, known_kinds, plainly
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.shown import seen
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.profile import Profile, TableProfile

ROLES = (
    Role("approver", "name", ("approver", "approved by", "approver name", "authorised by",
         "authorized by", "released by", "approval by", "approving person", "signed off by",
         "decided by", "genehmigt von", "genehmiger", "freigegeben von", "freigeber", "approbateur",
         "approuve par", "valide par"), needed=True, tells=1.8),
    Role("day", "day", ("approved on", "approval date", "date approved", "approved at", "approved",
         "approval time", "decision date", "decided on", "date of approval", "release date",
         "released on", "sign off date", "updated", "genehmigt am", "freigegeben am",
         "genehmigungsdatum", "freigabedatum", "approuve le", "date d'approbation", "date"),
         needed=True, tells=1.2),
    Role("role", "name", ("approver role", "approver title", "approver position",
           "approver function", "approval role",
         "role of approver", "approved as", "rolle des genehmigers", "position", "fonction"),
         tells=0.8),
    Role("state", "text", ("approval status", "approval state", "approval", "state", "status",
         "decision", "outcome", "result", "genehmigungsstatus", "statut"), tells=0.4),
    Role("number", "code", ("approval number", "request number", "document number", "reference",
         "approval for", "number", "po number", "purchase order", "change number", "ticket",
         "ticket number",
         "request id", "bestellnummer", "vorgangsnummer", "nummer", "no"), tells=0.4),
    Role("type", "text", ("type", "request type", "document type", "kind of request", "category",
         "approval type", "what", "vorgangsart", "art", "type de demande"), tells=0.4),
    Role("what", "text", ("subject", "description", "short description", "title", "summary", "item",
         "requested item", "betreff", "beschreibung", "objet"), tells=0.3),
    Role("ci", "name", ("configuration item", "ci", "affected ci", "application", "system",
         "affected item", "anwendung"), tells=0.5),
    Role("service", "name", ("business service", "service", "affected service"), tells=0.4),
    Role("contract", "text", ("contract", "contract name", "vertrag", "contrat"), tells=0.3),
    Role("project", "text", ("project", "initiative", "project name", "projekt", "projet"),
           tells=0.3),
    Role("vendor", "name", ("vendor", "supplier", "vendor name", "supplier name", "lieferant",
         "kreditor", "fournisseur"), tells=0.3),
    Role("amount", "money", ("amount", "value", "order value", "net amount", "total", "po amount",
         "requested amount", "approved amount", "betrag", "bestellwert", "montant"), tells=0.5),
    Role("currency", "currency", ("currency", "currency code", "wahrung", "devise"), tells=0.2),
    Role("requester", "name", ("requester", "requested by", "requested for", "created by",
         "anforderer", "antragsteller", "demandeur"), tells=0.4),
)  # fmt: skip
YES = re.compile(r"\b(?:approved?|accepted|granted|released|signed|yes|ok|genehmigt|freigegeben|ja|"
                 r"approuv\w*|oui|valid[eé]\w*)\b")  # fmt: skip
NOT = re.compile(
    r"^(?:not|no longer|un|to be|pending|awaiting)|\bnot\b|nicht|requested|reject|declin|cancel"
)
ACCESS = re.compile(r"(?i)\b(?:access|account|permission|berechtigung|zugriff|zugang|acc[eè]s)\b")
REVIEW = re.compile(r"(?i)\b(?:pull request|merge request|code review|commit)\b")


def read_approvals(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each approval as an observation of what was approved; what was refused or waits is counted.

    The item is the configuration item, service, contract, project or vendor of the row, the first that
    is stated; without any, a process called as the type of the request.
    """
    log = Log.of(table, mapping, home)
    said = {one: log.texts(one) for one in ("approver", "role", "state", "number", "type", "what",
    "ci",
            "service", "contract", "project", "vendor")}  # fmt: skip
    moments, amounts = log.moments("day"), log.amounts("amount")
    nameless, undated, other, nothing = [], [], [], []
    times: dict[tuple[Any, ...], int] = {}
    for row, moment in enumerate(moments):
        of = {one: texts[row] for one, texts in said.items()}
        if of["state"] and not is_yes(of["state"]):
            other.append(row)
        elif not of["approver"] and not of["role"]:
            nameless.append(row)
        elif moment is None:
            undated.append(row)
        elif (item := item_approved(of)) is None:
            nothing.append(row)
        else:
            values = _values(log, of, moment.text, amounts[row], known_kinds(schema, item))
            key = (item, moment.text, values["reference"])
            times[key] = times.get(key, 0) + 1
            if times[key] > 1:
                values["reference"] = f"{values['reference']} #{times[key]}".strip()
            log.contents.observed.append(
                Observed("approval", values, table.where, table.places[row])
            )
    log.figures.left_out(
        other, amounts, f"not approved: {counted(said['state'][row] for row in other)}"
    )
    log.figures.left_out(nameless, amounts, "nobody is named who approved")
    log.figures.left_out(undated, amounts, "no day can be read")
    log.figures.left_out(nothing, amounts, "neither an item nor a type of request is named")
    if log.contents.observed:
        log.tell(
            "approvals are read as approving, those of access as granting, those of code as review"
        )
    return log.contents


def is_yes(state: str) -> bool:
    """Whether a state says that it was approved."""
    plain = plainly(state)
    return bool(YES.search(plain)) and not NOT.search(plain)


def item_approved(of: dict[str, str]) -> Named | None:
    """What was approved; None where nothing says it."""
    if of["ci"] or of["service"]:
        return item_of(of["ci"], of["service"])
    for role, kinds in (("contract", ("contract",)), ("project", ("initiative",)),
                        ("vendor", ("vendor",)), ("type", ("process",))):  # fmt: skip
        if of[role]:
            return Named(of[role], kinds, make=True)
    return None


def verb_of(*texts: str) -> str:
    """What an approval of this type allowed."""
    said = " ".join(texts)
    if ACCESS.search(said):
        return "grant"
    return "review" if REVIEW.search(said) else "approve"


def _values(
    log: Log, of: dict[str, str], time: str, amount: str | None, item: Named
) -> dict[str, Any]:
    values: dict[str, Any] = {
        "item": item, "time": time, "source": log.source, "reference": of["number"],
        "what": " ".join(filter(None,
        [of["type"], of["what"]]))[:300], "verb": verb_of(of["type"], of["what"]),
    }  # fmt: skip
    if of["approver"]:
        values["person"] = Named(of["approver"], ("person",), make=True)
    if of["role"]:
        values["role"] = Named(of["role"], ("role", "forum"), make=True)
    if amount is not None:
        values["amount"] = amount
    return {name: value for name, value in values.items() if value not in ("", None)} | {
        "reference": of["number"]
    }


def sees_approvals(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns by their headers; one that only says yes or no names nobody who approved."""
    return seen(table, APPROVALS, {}, {"approver": _says_state})


def _says_state(column: Profile) -> bool:
    states = sum(is_yes(text) or bool(NOT.search(plainly(text))) for text in column.sample)
    return 2 * states >= len(column.sample)


APPROVALS = Known(
    "approvals",
    "Log of approvals",
    ROLES,
    read_approvals,
    sees=sees_approvals,
    about=frozenset({"request"}),
)
