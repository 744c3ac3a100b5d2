"""Issues as trackers export them: labels in several columns of one name, custom fields."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.words import THINGS, day, people

COLUMNS = (
    Column("key", "key", ("Key of issue", "Issue ref. key", "Schlüssel des Vorgangs",
           "Vorgangs-Key", "Jira key", "Ticket key", "Clé du ticket", "Clé Jira"), "code",
           always=True),
    Column("summary", "summary", ("Summary of issue", "Issue title", "Titel des Vorgangs",
           "Kurze Zusammenfassung", "Short summary", "Title / summary", "Résumé du ticket",
           "Titre du ticket"), always=True),
    Column("type", "type", ("Type of [issue|work]", "Kind of issue", "Typ des Vorgangs",
           "Art des Vorgangs", "Issue kind", "Issuetype name", "Type du ticket",
           "Nature du ticket"), always=True),
    Column("status", "status", ("Status of issue", "Current state", "Status des Vorgangs",
           "Aktueller Status", "Workflow status", "Status now", "Statut du ticket", "État actuel"),
           always=True),
    Column("resolution", "resolution", ("How resolved", "Kind of resolution", "Art der Lösung",
           "Lösung des Vorgangs", "Resolution given", "Issue resolution", "Mode de résolution",
           "Résolution du ticket")),
    Column("created", "created", ("Created [on|at] date", "Date of creation",
           "Erstellt am (Datum)", "Datum der Erstellung", "When created", "Creation day",
           "Date de création", "Créé le (date)", "Issue created at", "Anlagedatum"), "day",
           always=True),
    Column("resolved", "resolved", ("Resolved on date", "Date of resolution",
           "Erledigt am (Datum)", "Gelöst am (Datum)", "When resolved", "Day resolved",
           "Résolu le (date)", "Date de résolution"), "day", always=True),
    Column("due", "due", ("Due by", "Date due", "Fällig bis", "Fällig am Datum", "To be done by",
           "Latest day", "Date d'échéance", "Échéance du ticket"), "day"),
    Column("assignee", "assignee", ("Person assigned", "Assigned person", "Wird bearbeitet von",
           "Zugewiesen an", "Who works on it", "Assignee name", "Personne assignée", "Attribué à")),
    Column("reporter", "reporter", ("Reported by", "Name of reporter", "Gemeldet von",
           "Erstellt von", "Created by whom", "Reporter name", "Rapporté par", "Créé par")),
    Column("label", "labels", ("Issue labels", "Labels set", "Stichwörter zum Vorgang",
           "Label list")),
    Column("component", "components", ("Component name", "Components hit", "Komponente/Modul",
           "Betroffene Komponenten")),
    Column("points", "points", ("Custom field (Points, story)", "Points for story",
           "Story-Points (Schätzung)", "Story pts"), "number"),
    Column("parent", "parent", ("Custom field (Epic of issue)", "Parent issue",
           "Übergeordneter Vorgang", "Epic / parent", "Key of parent", "Parent issue key"), "code"),
)  # fmt: skip
TYPES = ("Story", "Bug", "Task", "Sub-task", "Improvement", "Service request")


def clean(rng: random.Random) -> Clean:
    """A project with some epics and the issues under them."""
    project = rng.choice(("PLT", "SHOP", "OPS2", "DATA"))
    who = people(rng, 6)
    epics = rng.randrange(2, 5)
    rows: list[Row] = []
    for at in range(rng.randrange(15, 50)):
        asked = day(rng, date(2024, 1, 1), date(2025, 6, 30))
        done = rng.random() < 0.6
        rows.append({
            "key": f"{project}-{at + 1}", "summary": f"{rng.choice(THINGS)}: step {at}",
            "type": "Epic" if at < epics else rng.choice(TYPES),
            "status": rng.choice(("Done", "Closed")) if done else rng.choice(("Backlog",
            "In Progress", "Open")),
            "resolution": rng.choice(("Done", "Fixed", "Won't Do")) if done else "",
            "created": asked, "resolved": asked + timedelta(rng.randrange(200)) if done else None,
            "due": asked + timedelta(rng.randrange(300)), "assignee": rng.choice(who),
            "reporter": rng.choice(who), "label": rng.choice(("", "billing", "q4-goal")),
            "component": rng.choice(("Core", "Portal", "")), "points": rng.choice((1, 2, 3, 5, 8)),
            "parent": "" if at < epics else f"{project}-{rng.randrange(epics) + 1}",
        })  # fmt: skip
    return Clean("issues", COLUMNS, rows, ("jira", "Issues export", "Vorgänge", "backlog"),
                 titles=("Issues", "Jira export"),
                 limits=Limits(sums=False, scaled=False))  # fmt: skip
