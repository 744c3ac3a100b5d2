"""Issues as a tracker exports them: columns that repeat, custom fields, days in its own form."""

from __future__ import annotations

import re
from collections.abc import Mapping as Map
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.schema import Schema
from cohelm.formats.cells import is_unknown, text_of
from cohelm.formats.known.approvals import approval, approved_as, is_yes, told_apart
from cohelm.formats.known.events import Log, counted, plainly
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.recognise import cast
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.moments import Moment
from cohelm.formats.profile import Profile, TableProfile

ROLES = (
    Role("key", "code", ("issue key", "key", "issue", "schlussel", "vorgangsschlussel", "vorgang",
         "cle", "cle de ticket"), needed=True, tells=2.0, like="key"),
    Role("id", "code", ("issue id", "vorgangs id", "id du ticket"), tells=0.2),
    Role("summary", "text", ("summary", "title", "zusammenfassung", "resume", "headline",
         "subject"), needed=True, tells=0.4),
    Role("type", "text", ("issue type", "type", "work type", "vorgangstyp", "vorgangsart",
         "type de ticket", "tracker"), tells=0.9, like="work"),
    Role("status", "text", ("status", "state", "statut"), tells=0.3, like="progress"),
    Role("resolution", "text", ("resolution", "losung", "erledigung", "outcome", "closed",
         "resolved"), tells=0.7, like="resolution"),
    Role("created", "day", ("created", "created date", "erstellt", "erstellt am", "creation",
         "cree le", "opened", "recorded", "reported"), needed=True, tells=0.7),
    Role("resolved", "day", ("resolved", "resolution date", "resolved date", "erledigt",
         "erledigt am", "resolu", "resolu le", "done", "closed", "finished", "completed", "end"),
         tells=0.9),
    Role("due", "day", ("due date", "due", "target date", "fallig", "falligkeitsdatum",
         "echeance", "needed", "wanted", "deadline", "limit date", "goal date"), tells=0.3),
    Role("began", "day", ("start date", "actual start", "startdatum", "date de debut"),
         tells=0.2),
    Role("assignee", "name", ("assignee", "assigned to", "bearbeiter", "attribution",
         "responsable", "developer", "implementer"), tells=0.6, like="person"),
    Role("reporter", "name", ("reporter", "creator", "autor", "ersteller", "rapporteur", "auteur",
         "caller", "author"), tells=0.6, like="person"),
    Role("parent", "code", ("parent", "parent key", "epic link", "parent link", "epic",
         "ubergeordnet", "epos verknupfung"), tells=0.6),
    Role("labels", "text", ("labels", "label", "stichworter", "etiquettes", "tag", "keyword",
         "mark", "mots cles"), tells=0.5),
    Role("components", "text", ("component", "components", "component s", "komponente",
         "komponenten", "composants", "module", "area", "subsystem", "system part",
         "product area", "part", "building block"), tells=0.4),
    Role("blocked_by", "code", ("inward issue link blocks", "is blocked by", "blocked by"),
         tells=0.6),
    Role("approver", "name", ("approver", "approvers", "approved by", "approver name",
         "genehmiger", "genehmigt von", "approbateur"), tells=0.9, like="person"),
    Role("approved_on", "day", ("approved on", "approval date", "approved at", "date approved",
         "genehmigt am", "approuve le"), tells=0.7),
    Role("amount", "money", ("amount", "value", "cost", "purchase amount", "betrag", "montant",
         "budget", "total cost", "planned cost"), tells=0.2),
    Role("office", "name", ("sponsor", "sponsoring office", "sponsored by", "office"), tells=0.1),
    Role("size", "word", ("size", "t shirt size", "tshirt size", "t shirt", "groesse"), tells=0.1),
    Role("team", "name", ("team", "squad", "delivery team", "assigned team"), tells=0.1),
    Role("points", "number", ("story points", "story point estimate", "estimate points",
         "estimate", "estimation", "effort", "effort points", "sp"), tells=0.5),
    Role("text", "text", ("description", "beschreibung"), tells=0.1),
)  # fmt: skip
KEY = re.compile(r"^[A-Z][A-Z0-9_]{1,14}-\d+$")
AGAIN = re.compile(r"^(?P<header>.*\S) \(\d+\)$")
CUSTOM = re.compile(
    r"(?i)^\s*(?:custom[\s_]*field|benutzerdefiniertes[\s_]*feld|champ[\s_]*personnalis[ée])[\s_]*"
    r"\((?P<name>.*?)\)[\s:*]*(?P<n>\(\d+\))?\s*$"
)
PARENTS = frozenset(("parent", "parent key", "parent id", "parent link", "epic link"))
"""Headers of which a tracker fills one or the other, by what lies above the issue."""
INWARD = re.compile(r"(?i)^inward issue link \((?P<name>.*?)\)\s*(?P<n>\(\d+\))?\s*$")
# So many of the keys must be a project and a number, each of another issue.
KEYED = 0.9
SIZES = {"s": "S", "small": "S", "m": "M", "medium": "M", "l": "L", "large": "L"}
LARGE = re.compile(
    r"(?i)^(?:epic|epos|initiative|theme|program(?:me)?|project|capability|portfolio epic)$"
)
DONE = re.compile(r"(?i)^(?:done|closed|resolved|complete[d]?|released|delivered|fertig|erledigt|"
                  r"geschlossen|terminé|fermé|résolu)")  # fmt: skip
ACTIVE = re.compile(r"(?i)progress|review|develop|test|doing|active|bearbeitung|cours|implement")
HELD = re.compile(r"(?i)hold|block|wait|pending|paus|wartet|attente")
REFUSED = re.compile(
    r"(?i)won'?t|declin|reject|duplicate|cannot|invalid|abgelehnt|doublon|not a bug|obsolete"
)
WITHDRAWN = re.compile(r"(?i)cancel|withdraw|abandon|storniert|annul")
SELECTED = re.compile(r"(?i)selected|ready|accepted|approved|planned|bereit")


def sees_issues(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns by their headers, custom fields by the name in their brackets, repeats included."""
    plain = replace(table, columns=[_plainly_headed(one) for one in table.columns])
    found = cast(plain, replace(ISSUES, sees=None))
    if found is None:
        return {}
    played = {at: (role.name, score) for at, (role, score) in found.roles.items()}
    at = next(at for at, (name, _) in played.items() if name == "key")
    keys = table.columns[at].sample
    known = {one for one in keys if KEY.match(one)}
    if len(known) < KEYED * max(len(keys), 1):
        return {}
    first = {_once(plain.columns[at].header): role for at, role in played.items()}
    parent = next((role for role in played.values() if role[0] == "parent"), None)
    for one in plain.columns:
        role = first.get(_once(one.header))
        if role is None and _once(one.header).casefold() in PARENTS:
            role = parent
        if role is not None and one.at not in played:
            played[one.at] = role
    return played


def _once(header: str) -> str:
    again = AGAIN.match(header)
    return again["header"] if again else header


def _plainly_headed(column: Profile) -> Profile:
    for pattern, words in ((CUSTOM, "{}"), (INWARD, "inward issue link {}")):
        if found := pattern.match(column.header):
            header = " ".join([words.format(found["name"]), *filter(None, [found["n"]])])
            return replace(column, header=header)
    return column


def read_issues(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Epics and initiatives as initiatives, with cost, size, team and sponsor where fields say them;
    everything else as requests, with the days they were asked and done on; an issue belongs to the
    epic that it names, by its key or by the tracker's own number of it.

    Where a column names who approved, an issue that was is an approval besides, of its type, on the day
    of its approval, else of its resolution. Kept by their keys, so that the next export finds them
    again. Components and labels are tags.
    """
    log = Log.of(table, mapping, home)
    said = {one: log.texts(one) for one in ("key", "summary", "type", "status", "resolution", "assignee",
            "reporter", "text", "office", "size", "team")}  # fmt: skip
    amounts = log.amounts("amount")
    created, resolved, due, began = (
        log.moments(one) for one in ("created", "resolved", "due", "began")
    )
    epics = {
        key for key, type_ in zip(said["key"], said["type"], strict=True) if LARGE.match(type_)
    }
    keys = {key for key in said["key"] if key}
    key_of = dict(zip(log.texts("id"), said["key"], strict=True))
    nameless, foreign, backwards = [], [], []
    for row in range(len(table.rows)):
        of = {one: texts[row] for one, texts in said.items()}
        if not of["key"] or not of["summary"]:
            nameless.append(row)
            continue
        days = (created[row], resolved[row], due[row], began[row])
        if days[0] and days[1] and days[1].at < days[0].at and days[1].day < days[0].day:
            backwards.append(row)
            days = (days[0], None, *days[2:])
        named = dict.fromkeys(key_of.get(one, one) for one in _all(log, "parent", row))
        parents = [one for one in named if KEY.match(one)]
        over = [one for one in parents if one in epics or one not in keys]
        foreign += [row] if any(one not in keys for one in over) else []
        values = _common(of, [*_all(log, "labels", row), *_all(log, "components", row)])
        if of["key"] in epics:
            values |= _initiative(
                of, days, [one for one in _all(log, "blocked_by", row) if one in epics]
            ) | _weighed(of, amounts[row])
        else:
            values |= _request(of, days, over)
        kind = "initiative" if of["key"] in epics else "request"
        log.contents.documents.append(
            Document(kind, "", values, table.where, table.places[row], matches_name=False)
        )
    _approvals(log, schema, said, amounts)
    log.left_out(nameless, "no key or no summary")
    _tell(log, said["type"], epics, foreign, backwards)
    return log.contents


def _approvals(
    log: Log, schema: Schema, said: Map[str, Sequence[str]], amounts: Sequence[str | None]
) -> None:
    """The approvals that issues amount to; those of which nothing says the day are counted."""
    approvers = log.texts("approver")
    days = zip(log.moments("approved_on"), log.moments("resolved"), strict=True)
    undated = []
    found: list[Observed] = []
    for row, (approved, resolved) in enumerate(days):
        state = f"{said['status'][row]} {said['resolution'][row]}"
        if not approvers[row] or not (approved or is_yes(state)) or REFUSED.search(state):
            continue
        of = {"approver": approvers[row], "type": said["type"][row] or "Issue",
              "what": said["summary"][row], "number": said["key"][row]}  # fmt: skip
        moment, item = approved or resolved, approved_as(of)
        if moment is None or item is None:
            undated.append(row)
        else:
            found.append(approval(log, schema, row, of, moment, amounts[row], item))
    log.contents.observed += told_apart(found)
    log.left_out(undated, "approved by somebody, and no day says when: no approval")


def _all(log: Log, role: str, row: int) -> list[str]:
    """What all columns of a role say in a row; a cell may hold several, parted by commas."""
    said: list[str] = []
    for at in log.figures.places.get(role, []):
        text = text_of(log.table.rows[row][at]) or ""
        said += [one.strip() for one in re.split(r"[,;]", text) if not is_unknown(one.strip())]
    return list(dict.fromkeys(said))


def _common(of: dict[str, str], tags: Sequence[str]) -> dict[str, Any]:
    values: dict[str, Any] = {"name": of["summary"][:300], "external_ids": {"issue-key": of["key"]}}
    if of["text"]:
        values["description"] = of["text"]
    if tags:
        values["tags"] = [one[:100] for one in tags]
    if of["assignee"] and of["assignee"].casefold() != "unassigned":
        values["owner"] = Named(of["assignee"], ("person",), make=True)
    return values


def _initiative(
    of: dict[str, str], days: Sequence[Moment | None], needs: Sequence[str]
) -> dict[str, Any]:
    _, resolved, due, began = days
    end = due or resolved
    values: dict[str, Any] = {"status": status_of_initiative(of["status"], of["resolution"])}
    if resolved and values["status"] == "done":
        values["done_on"] = resolved.day
    if began:
        values["start"] = began.day
    if end and not (began and end.day < began.day):
        values["end"] = end.day
    if needs:
        values["needs"] = [Named(one, ("initiative",), system="issue-key") for one in needs]
    return values


def _weighed(of: Map[str, str], amount: str | None) -> dict[str, Any]:
    """What a choice between initiatives needs to know of one: its cost, size, team and sponsor."""
    values: dict[str, Any] = {}
    if amount:
        values["total_cost"] = amount
    if of["size"].casefold() in SIZES:
        values["size"] = SIZES[of["size"].casefold()]
    if of["team"]:
        values["done_by"] = [Named(of["team"], ("team",), make=True)]
    if of["office"]:
        values["sponsor"] = [Named(of["office"], ("office",), make=True)]
    return values


def _request(
    of: dict[str, str], days: Sequence[Moment | None], over: Sequence[str]
) -> dict[str, Any]:
    created, resolved, due, _ = days
    values: dict[str, Any] = {"status": status_of_request(of["status"], of["resolution"])}
    for name, moment in (("asked_on", created), ("done_on", resolved), ("wanted_by", due)):
        if moment:
            values[name] = moment.day
    if of["resolution"] and of["resolution"].casefold() not in ("unresolved", "nicht erledigt"):
        values["answer"] = of["resolution"]
    if of["reporter"]:
        values["asked_by"] = [Named(of["reporter"], ("person", "department"), make=True)]
    if over:
        values["answered_with"] = [
            Named(one, ("initiative",), make=True, system="issue-key") for one in over
        ]
    return values


def status_of_request(status: str, resolution: str) -> str:
    """Where a request stands, by its resolution and its status.

    >>> status_of_request("Closed", "Won't Do"), status_of_request("In Review", "")
    ('declined', 'in_progress')
    """
    if REFUSED.search(resolution) or REFUSED.search(status):
        return "declined"
    if WITHDRAWN.search(resolution) or WITHDRAWN.search(status):
        return "withdrawn"
    if DONE.match(plainly(status)):
        return "done"
    if ACTIVE.search(status) or HELD.search(status):
        return "in_progress"
    return "accepted" if SELECTED.search(status) else "new"


def status_of_initiative(status: str, resolution: str) -> str:
    """Where an initiative stands."""
    asked = status_of_request(status, resolution)
    if HELD.search(status) and asked == "in_progress":
        return "on_hold"
    return {"declined": "stopped", "withdrawn": "stopped", "done": "done", "in_progress": "in_progress",
            "accepted": "approved", "new": "proposal"}[asked]  # fmt: skip


def _tell(
    log: Log, types: Sequence[str], epics: set[str], foreign: list[int], backwards: list[int]
) -> None:
    log.tell(f"types of issues: {counted(types)}")
    if log.contents.documents:
        log.tell(f"{len(epics)} epics and the like are read as initiatives, all else as requests")
    if foreign:
        log.tell(
            f"{len(foreign)} issues name an epic that is not in the file: it is made by its key"
        )
    if backwards:
        shown = ", ".join(str(log.table.places[row]) for row in backwards[:8])
        log.tell(
            f"{len(backwards)} issues are resolved before they were created: left open (row {shown})"
        )
    if log.figures.has("points"):
        log.tell("story points are no measure of time or money: left out")


ISSUES = Known(
    "issues",
    "Issues of a tracker",
    ROLES,
    read_issues,
    sees=sees_issues,
    about=frozenset({"issue", "ticket", "transaction"}),
    order=("created", "began", "due"),
    one_of=(("type", "status", "resolution", "resolved", "assignee", "reporter", "labels"),),
)
