"""Logs of approvals: who said yes to what, when, at which amount."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Map
from dataclasses import replace
from typing import Any

from cohelm.core.documents import Contents, Named, Observed
from cohelm.core.schema import Schema
from cohelm.formats.known.events import Log, counted, item_of, known_kinds, plainly
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.shown import seen
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.moments import Moment
from cohelm.formats.profile import Profile, TableProfile

ROLES = (
    Role("approver", "name", ("approver", "approved by", "approver name", "authorised by",
         "authorized by", "released by", "approval by", "approving person", "signed off by",
         "decided by", "reviewed by", "approving reviewer", "genehmigt von", "genehmiger",
         "freigegeben von", "freigeber", "approbateur", "approuve par", "valide par",
         "decision maker", "signatory", "validator"), needed=True, tells=1.8, like="person"),
    Role("day", "day", ("approved on", "approval date", "date approved", "approved at",
         "approved", "approval time", "decision date", "decided on", "date of approval",
         "release date", "released on", "sign off date", "merged at", "merged on", "reviewed at",
         "updated", "genehmigt am", "freigegeben am", "genehmigungsdatum", "freigabedatum",
         "approuve le", "date d'approbation", "date"), needed=True, tells=1.2),
    Role("role", "name", ("approver role", "approver title", "approver position",
         "approver function", "approval role", "role of approver", "approved as",
         "rolle des genehmigers", "position", "fonction", "capacity", "acting as"), tells=0.8,
         like="title"),
    Role("state", "text", ("approval status", "approval state", "approval", "state", "status",
         "decision", "outcome", "result", "genehmigungsstatus", "statut", "verdict"), tells=0.4,
         like="answer"),
    Role("repository", "name", ("repository", "repo", "repository name", "project path", "depot"),
         tells=0.8),
    Role("number", "code", ("approval number", "request number", "document number", "reference",
         "approval for", "number", "po number", "purchase order", "change number", "ticket",
         "ticket number", "request id", "bestellnummer", "vorgangsnummer", "nummer", "no", "po"),
         tells=0.4),
    Role("type", "text", ("type", "request type", "document type", "kind of request", "category",
         "approval type", "what", "vorgangsart", "art", "type de demande"), tells=0.4),
    Role("what", "text", ("subject", "description", "short description", "title", "summary",
         "item", "requested item", "betreff", "beschreibung", "objet", "purpose", "approved item",
         "for what", "detail", "request detail", "matter", "approved thing", "object"), tells=0.3,
         like="phrase"),
    Role("ci", "name", ("configuration item", "ci", "affected ci", "application", "system",
         "affected item", "anwendung"), tells=0.5),
    Role("service", "name", ("business service", "service", "affected service"), tells=0.4),
    Role("contract", "text", ("contract", "contract name", "vertrag", "contrat"), tells=0.3),
    Role("project", "text", ("project", "initiative", "project name", "projekt", "projet"),
         tells=0.3),
    Role("vendor", "name", ("vendor", "supplier", "vendor name", "supplier name", "lieferant",
         "kreditor", "fournisseur", "company", "paid to"), tells=0.3, like="company"),
    Role("amount", "money", ("amount", "value", "order value", "net amount", "total", "po amount",
         "requested amount", "approved amount", "betrag", "bestellwert", "montant", "sum"),
         tells=0.5),
    Role("currency", "currency", ("currency", "currency code", "wahrung", "devise"), tells=0.2),
    Role("requester", "name", ("requester", "requested by", "requested for", "created by",
         "author", "anforderer", "antragsteller", "demandeur", "buyer", "originator",
         "initiator"), tells=0.4, like="person"),
)  # fmt: skip
YES = re.compile(r"\b(?:approved?|accepted|granted|released|signed|yes|ok|genehmigt|freigegeben|ja|"
                 r"approuv\w*|oui|valid[eé]\w*)\b")  # fmt: skip
NOT = re.compile(
    r"^(?:not|no longer|un|to be|pending|a?waiting|wait)|\bnot\b|nicht|request|reject|declin|cancel"
)
TYPES = {
    "CHG": "Change", "RITM": "Requested item", "REQ": "Request", "SCTASK": "Catalogue task",
    "PO": "Purchase order", "PR": "Purchase request",
}  # fmt: skip
NUMBERED = re.compile(rf"(?i)(?P<type>{'|'.join(TYPES)})[-_ ]?\d{{3,}}\Z")
"""Numbers that say of what type a request is."""
Said = Map[str, str]
"""What the roles say in a row; a role without a column is missing, or empty."""
ACCESS = re.compile(r"(?i)\b(?:access|account|permission|berechtigung|zugriff|zugang|acc[eè]s)\b")
REVIEW = re.compile(r"(?i)\b(?:pull request|merge request|code review|commit)\b")


def read_approvals(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each approval as an observation of what was approved; what was refused or waits is counted.

    The item is the configuration item, service, contract, project or vendor of the row, the first that
    is stated; without any, a process called as the type of the request, which the number tells where
    nothing else does (`CHG0030001` is a change).
    """
    log = Log.of(table, mapping, home)
    said = {one: log.texts(one) for one in ("approver", "role", "state", "number", "type", "what", "ci",
            "service", "contract", "project", "vendor", "repository")}  # fmt: skip
    moments, amounts = log.moments("day"), log.amounts("amount")
    nameless, undated, other, nothing = [], [], [], []
    found: list[Observed] = []
    for row, moment in enumerate(moments):
        of = {one: texts[row] for one, texts in said.items()}
        if of["state"] and not is_yes(of["state"]):
            other.append(row)
        elif not of["approver"] and not of["role"]:
            nameless.append(row)
        elif moment is None:
            undated.append(row)
        elif (item := approved_as(of)) is None:
            nothing.append(row)
        else:
            found.append(approval(log, schema, row, of, moment, amounts[row], item))
    log.contents.observed += told_apart(found)
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


def approved_as(of: Said) -> Named | None:
    """What was approved; None where nothing says it. What a row has no column for is not asked."""
    if of.get("ci") or of.get("service"):
        return item_of(of.get("ci", ""), of.get("service", ""))
    for role, kinds in (("repository", ("repository",)), ("contract", ("contract",)),
                        ("project", ("initiative",)), ("vendor", ("vendor",)),
                        ("type", ("process",))):  # fmt: skip
        if of.get(role):
            return Named(of[role], kinds, make=True)
    numbered = NUMBERED.match(of.get("number", ""))
    return Named(TYPES[numbered["type"].upper()], ("process",), make=True) if numbered else None


def verb_of(*texts: str) -> str:
    """What an approval of this type allowed."""
    said = " ".join(texts)
    if ACCESS.search(said):
        return "grant"
    return "review" if REVIEW.search(said) else "approve"


def approval(
    log: Log, schema: Schema, row: int, of: Said, moment: Moment, amount: str | None, item: Named
) -> Observed:
    """One row as an approval, with the number of its request."""
    said = [of.get("type", ""), of.get("what", "")]
    values: dict[str, Any] = {
        "item": known_kinds(schema, item), "time": moment.text, "source": log.source,
        "what": " ".join(filter(None, said))[:300],
        "verb": "review" if of.get("repository") else verb_of(*said), "amount": amount,
    }  # fmt: skip
    if of["approver"]:
        values["person"] = Named(of["approver"], ("person",), make=True)
    if of.get("role"):
        values["role"] = Named(of["role"], ("role", "forum"), make=True)
    plain = {name: value for name, value in values.items() if value not in ("", None)}
    plain["reference"] = of.get("number", "")
    return Observed("approval", plain, log.table.where, log.table.places[row])


def told_apart(observed: Iterable[Observed]) -> list[Observed]:
    """Approvals of which the second of an item, moment and number has a number of its own behind it."""
    times: dict[tuple[Any, ...], int] = {}
    found = []
    for one in observed:
        key = tuple(one.values[name] for name in ("item", "time", "reference"))
        times[key] = times.get(key, 0) + 1
        again = {"reference": f"{key[2]} #{times[key]}".strip()} if times[key] > 1 else {}
        found.append(replace(one, values=dict(one.values) | again))
    return found


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
