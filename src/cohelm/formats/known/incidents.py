"""Incidents as a service desk exports them: when, on what, how bad, until when."""

from __future__ import annotations

import re
from typing import Any

from cohelm.core.documents import Contents, Named, Observed
from cohelm.core.schema import Schema
from cohelm.formats.known.events import Log, item_of, known_kinds, plainly
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.shown import seen
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.profile import Profile, TableProfile

ROLES = (
    Role("number", "code", ("incident number", "number", "incident", "incident id", "ticket",
         "ticket number", "inc", "storungsnummer", "ticketnummer", "numero d'incident",
         "case number", "case"), needed=True, tells=0.7),
    Role("opened", "day", ("opened", "opened at", "opened on", "created", "created at",
         "reported at", "start time", "reported date", "sys created on", "eroffnet",
         "eroffnet am", "gemeldet am", "erstellt am", "ouvert le", "detected", "occurred",
         "happened"), needed=True, tells=0.9),
    Role("resolved", "day", ("resolved", "resolved at", "resolved on", "restored at", "end time",
         "gelost", "gelost am", "behoben am", "resolu le", "back up"), tells=1.0),
    Role("closed", "day", ("closed", "closed at", "closed on", "geschlossen am", "ferme le",
         "cloture le"), tells=0.4),
    Role("ci", "name", ("configuration item", "configuration element", "cmdb ci", "ci",
         "affected ci", "affected system", "element", "component", "system", "application",
         "betroffenes system", "konfigurationselement", "element de configuration", "asset",
         "failed", "device", "faulty item", "failed item"), tells=1.0),
    Role("service", "name", ("business service", "service", "affected service",
         "service offering", "geschaftsservice", "service metier"), tells=0.7),
    Role("class", "text", ("ci class", "sys class name", "class", "ci type"), tells=0.3),
    Role("priority", "text", ("priority", "severity", "impact", "prioritat", "schweregrad",
         "priorite", "dringlichkeit", "sev", "importance"), tells=0.7, like="level"),
    Role("group", "name", ("group", "assignment group", "assigned group", "support group",
         "resolver group", "bearbeitergruppe", "groupe d'affectation", "queue"), tells=0.8),
    Role("title", "text", ("short description", "summary", "title", "description",
         "kurzbeschreibung", "beschreibung", "description courte", "happened", "problem",
         "symptom", "headline", "subject", "about"), tells=0.3, like="phrase"),
    Role("state", "text", ("incident state", "state", "status", "zustand", "etat"), tells=0.3,
         like="progress"),
    Role("cause", "text", ("close code", "resolution code", "cause", "root cause", "cause code",
         "losungscode", "ursache", "code de cloture", "reason", "why", "origin",
         "resolution category"), tells=0.7),
    Role("minutes", "number", ("downtime minutes", "outage minutes", "downtime",
         "ausfallminuten"), tells=1.0),
)  # fmt: skip
LEVELS = {"1": "critical", "2": "high", "3": "medium", "4": "low", "5": "low"}
WORDS = {"critical": "critical", "highest": "critical", "kritisch": "critical",
"critique": "critical",
         "high": "high", "hoch": "high", "elevee": "high", "élevée": "high", "major": "critical",
         "moderate": "medium", "medium": "medium", "mittel": "medium", "normal": "medium",
         "moyenne": "medium", "low": "low", "niedrig": "low", "gering": "low", "basse": "low",
         "faible": "low", "minor": "low", "planning": "low", "lowest": "low"}  # fmt: skip
CAUSES = (
    ("change", re.compile(r"(?i)\bchange|deployment|release|änderung")),
    ("attack", re.compile(r"(?i)attack|malware|phishing|breach|angriff")),
    ("hardware", re.compile(r"(?i)hardware|disk|power|defekt")),
    ("capacity", re.compile(r"(?i)capacity|overload|kapazit")),
    ("vendor", re.compile(r"(?i)vendor|supplier|third[- ]party|lieferant|provider")),
    ("human", re.compile(r"(?i)human|user error|operator|bedien")),
    ("software", re.compile(r"(?i)software|bug|defect|code\b")),
)
CANCELLED = re.compile(r"(?i)cancel|storniert|annul|duplicate")

NUMBER = re.compile(r"(?:INC)[-_ ]?\d{3,}\Z")


def read_incidents(table: Table, mapping: Mapping, schema: Schema, home: str) -> Contents:
    """Each incident as an observation of its configuration item, else of its service, else of the team
    that it was assigned to; items that nobody knows are made, and noted."""
    log = Log.of(table, mapping, home)
    said = {one: log.texts(one) for one in ("number", "ci", "service", "class", "priority", "group",
            "title", "state", "cause", "minutes")}  # fmt: skip
    opened, resolved, closed = (log.moments(one) for one in ("opened", "resolved", "closed"))
    undated, nowhere, cancelled, backwards, late, onteam = [], [], [], [], [], []
    for row, start in enumerate(opened):
        of = {one: texts[row] for one, texts in said.items()}
        if CANCELLED.search(of["state"]):
            cancelled.append(row)
            continue
        if start is None:
            undated.append(row)
            continue
        if not (of["ci"] or of["service"] or of["group"]):
            nowhere.append(row)
            continue
        if of["ci"] or of["service"]:
            item = item_of(of["ci"], of["service"], of["class"])
        else:
            item = Named(of["group"], ("team",), make=True)
            onteam.append(row)
        values = _values(of, item=known_kinds(schema, item), time=start.text, source=log.source)
        end = resolved[row] or closed[row]
        if end is not None and resolved[row] is None:
            late.append(row)
        if (
            end is not None
            and end.at.date() >= start.at.date()
            and (end.at >= start.at or not end.timed)
        ):
            values["resolved"] = end.at.isoformat()
        elif end is not None:
            backwards.append(row)
        log.contents.observed.append(Observed("incident", values, table.where, table.places[row]))
    log.left_out(cancelled, "cancelled, or told twice")
    log.left_out(undated, "no day of opening can be read")
    log.left_out(nowhere, "no configuration item, service or group is named")
    _tell(log, onteam, late, backwards)
    return log.contents


def _values(of: dict[str, str], **key: Any) -> dict[str, Any]:
    values = {**key, "reference": of["number"]}
    if of["title"]:
        values["title"] = of["title"][:300]
    if level := level_in(of["priority"]):
        values["severity"] = level
    if cause := next((name for name, words in CAUSES if words.search(of["cause"])), ""):
        values["cause"] = cause
    if of["minutes"].replace(".", "", 1).isdigit():
        values["minutes_down"] = float(of["minutes"])
    return values


def level_in(text: str) -> str:
    """A priority as a level; empty where it is none.

    >>> level_in("2 - High"), level_in("P1"), level_in("3")
    ('high', 'critical', 'medium')
    """
    plain = plainly(text)
    if plain in WORDS:
        return WORDS[plain]
    digit = re.match(r"(?i)^(?:p|prio|priority|sev|severity|s)?[\s-]*([1-5])\b", text.strip())
    return LEVELS[digit[1]] if digit else ""


def _tell(log: Log, onteam: list[int], late: list[int], backwards: list[int]) -> None:
    places = log.table.places
    for rows, what in (
        (onteam, "name no item: they stand with the team that they were assigned to"),
        (late, "state no resolution: the day of closing is taken"),
        (backwards, "are resolved before they were opened: their end is left open"),
    ):
        if rows:
            shown = ", ".join(str(places[row]) for row in rows[:8]) + (
                ", …" if len(rows) > 8 else ""
            )
            log.tell(f"{len(rows)} incidents {what} (row {shown})")


def sees_incidents(table: TableProfile) -> dict[int, tuple[str, float]]:
    """The columns by their headers; numbers by their form where no header says that they are."""
    return seen(table, INCIDENTS, {"number": _numbered}, {})


def _numbered(column: Profile) -> bool:
    return bool(column.sample) and all(map(NUMBER.match, column.sample))


INCIDENTS = Known("incidents", "Incidents", ROLES, read_incidents, sees=sees_incidents,
    about=frozenset({"incident", "ticket", "affected"}), order=("opened", "resolved", "closed"),
                  one_of=(("ci", "service", "group"), ("priority", "state", "resolved",
                      "closed")))  # fmt: skip
