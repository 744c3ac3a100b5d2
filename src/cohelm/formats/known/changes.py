"""Changes as a service desk exports them: what was put where, when, and whether it went well."""

from __future__ import annotations

import re
from typing import Any

from cohelm.core.documents import Contents, Observed
from cohelm.core.plural import in_number
from cohelm.core.schema import Schema
from cohelm.formats.known.events import Log, counted, item_of, known_kinds
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.shown import seen
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.moments import Moment
from cohelm.formats.profile import Profile, TableProfile

ROLES = (
    Role("number", "code", ("change number", "number", "change", "change id", "change request",
         "chg", "rfc", "rfc number", "anderungsnummer", "changenummer", "numero de changement"),
         needed=True, tells=0.7),
    Role("type", "text", ("change type", "type", "type of change", "category", "anderungstyp",
         "art", "type de changement", "change class", "change model", "model"), tells=0.6,
         like="change"),
    Role("risk", "text", ("risk", "risk level", "change risk", "risk assessment", "risiko",
         "risque"), tells=0.8, like="level"),
    Role("start", "day", ("planned start", "planned start date", "start date", "scheduled start",
         "implementation start", "start", "geplanter beginn", "beginn", "debut prevu",
         "window start", "window opens"), tells=0.9),
    Role("end", "day", ("planned end", "planned end date", "end date", "scheduled end",
         "implementation end", "end", "geplantes ende", "ende", "fin prevue", "window end",
         "window closes"), tells=0.7),
    Role("did_start", "day", ("actual start", "actual start date", "work start",
         "tatsachlicher beginn", "debut reel"), tells=1.0),
    Role("did_end", "day", ("actual end", "actual end date", "work end", "implemented on",
         "implemented at", "tatsachliches ende", "umgesetzt am", "fin reelle"), tells=1.0),
    Role("ci", "name", ("configuration item", "configuration element", "cmdb ci", "ci",
         "affected ci", "affected system", "element", "component", "system", "application",
         "betroffenes system", "element de configuration", "changed item", "asset"), tells=0.9),
    Role("service", "name", ("business service", "service", "affected service",
         "service offering", "geschaftsservice", "service metier"), tells=0.6),
    Role("class", "text", ("ci class", "sys class name", "class"), tells=0.3),
    Role("state", "text", ("change state", "state", "status", "zustand", "etat"), tells=0.3,
         like="progress"),
    Role("approval", "text", ("approval", "approval status", "approval state", "genehmigung",
         "approbation", "authorisation", "permission", "decision", "sign off", "consent",
         "cab decision"), tells=0.7, like="answer"),
    Role("close_code", "text", ("close code", "closure code", "outcome", "result", "ergebnis",
         "abschlusscode", "code de cloture", "success", "closed", "completion code",
         "completion status"), tells=0.8, like="outcome"),
    Role("group", "name", ("group", "assignment group", "assigned group", "implementer group",
         "bearbeitergruppe", "groupe d'affectation"), tells=0.6),
    Role("environment", "text", ("environment", "target environment", "umgebung", "landscape"),
         tells=0.5, like="environment"),
    Role("title", "text", ("short description", "summary", "title", "description",
         "kurzbeschreibung", "description courte", "headline", "subject", "about", "purpose"),
         tells=0.3, like="phrase"),
)  # fmt: skip
NOT_DONE = re.compile(r"(?i)cancel|reject|draft|new\b|assess|authori[sz]e|schedul|planned|pending|"
                      r"requested|abgelehnt|geplant|entwurf|annul|open\b|neu\b")  # fmt: skip
FAILED = re.compile(
    r"(?i)unsuccess|fail|back(?:ed)?[ -]?out|rolled back|rollback|fehlgeschlagen|échec|echec"
)
PARTLY = re.compile(r"(?i)issue|partial|problem|teilweise")
WELL = re.compile(r"(?i)success|ok\b|completed|erfolgreich|réussi|succès|implemented")
FORCED = re.compile(r"(?i)emergency|urgent|notfall|urgence|expedited")
ENVIRONMENTS = {"production": r"(?i)^pro?d|live", "acceptance": r"(?i)uat|accept|stag|pre-?prod",
                "test": r"(?i)^test|^qa", "development": r"(?i)^dev"}  # fmt: skip

NUMBER = re.compile(r"(?:CHG|CR|RFC)[-_ ]?\d{3,}\Z")


def read_changes(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each change that was carried out as a deployment of its configuration item, else of its service.

    What was cancelled, refused or not yet done is counted. The day is that of the actual end, else of
    the planned one, which is said. Items that nobody knows are made, and noted.
    """
    log = Log.of(table, mapping, home)
    said = {one: log.texts(one) for one in ("number", "type", "ci", "service", "class", "state",
            "approval", "close_code", "environment")}  # fmt: skip
    begun = list(zip(log.moments("did_start"), log.moments("start"), strict=True))
    ended = list(zip(log.moments("did_end"), log.moments("end"), strict=True))
    undated, nowhere, undone, planned, partly = [], [], [], [], []
    for row in range(len(table.rows)):
        of = {one: texts[row] for one, texts in said.items()}
        end = next((one for one in (*ended[row], *begun[row]) if one), None)
        if (
            not of["close_code"]
            and (NOT_DONE.search(of["state"]) or NOT_DONE.search(of["approval"]))
        ) or re.search(r"(?i)cancel|reject", f"{of['state']} {of['close_code']}"):
            undone.append(row)
        elif end is None:
            undated.append(row)
        elif not (of["ci"] or of["service"]):
            nowhere.append(row)
        else:
            item = known_kinds(schema, item_of(of["ci"], of["service"], of["class"]))
            values = _values(of, minutes_between(begun[row], ended[row]))
            values |= {"item": item, "time": end.text, "source": log.source}
            if not any((begun[row][0], ended[row][0])):
                planned.append(row)
            if PARTLY.search(of["close_code"]):
                partly.append(row)
            log.contents.observed.append(
                Observed("deployment", values, table.where, table.places[row])
            )
    log.left_out(
        undone,
        f"not carried out: {counted(said['state'][row] or said['close_code'][row] for row in undone)}",
    )
    log.left_out(undated, "no day can be read")
    log.left_out(nowhere, "no configuration item or service is named")
    if planned:
        state = in_number(len(planned), "change states", "changes state")
        log.tell(f"{state} no actual day: the planned one is taken")
    if partly:
        log.tell(f"{len(partly)} changes went well in part: whether they did is left open")
    if log.contents.observed:
        log.tell("each change that was carried out is read as a deployment of its item")
    return log.contents


def _values(of: dict[str, str], minutes: float | None) -> dict[str, Any]:
    values: dict[str, Any] = {"reference": of["number"]}
    outcome = of["close_code"]
    if FAILED.search(outcome):
        values["result"] = "failure"
    elif WELL.search(outcome) and not PARTLY.search(outcome):
        values["result"] = "success"
    if of["type"]:
        values["planned"] = not FORCED.search(of["type"])
    if minutes is not None:
        values["minutes"] = minutes
    for name, words in ENVIRONMENTS.items():
        if of["environment"] and re.search(words, of["environment"]):
            values["environment"] = name
            break
    return values


def minutes_between(
    begun: tuple[Moment | None, Moment | None], ended: tuple[Moment | None, Moment | None]
) -> float | None:
    """How long it took, by the actual times only; None where one is missing, or no time is stated."""
    start, end = begun[0], ended[0]
    if start is None or end is None or not (start.timed and end.timed) or end.at < start.at:
        return None
    return (end.at - start.at).total_seconds() / 60


def sees_changes(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns by their headers; numbers by their form where no header says that they are."""
    return seen(table, CHANGES, {"number": _numbered}, {})


def _numbered(column: Profile) -> bool:
    return bool(column.sample) and all(map(NUMBER.match, column.sample))


CHANGES = Known("changes", "Changes", ROLES, read_changes, sees=sees_changes,
    about=frozenset({"change", "affected"}), order=("start", "end"),
                one_of=(("ci", "service", "group"), ("start", "end", "did_start", "did_end"),
                        ("risk", "close_code", "approval", "state")))  # fmt: skip
