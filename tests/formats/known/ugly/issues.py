"""Issues as trackers export them: labels in several columns of one name, custom fields."""

from __future__ import annotations

import random
from datetime import date, timedelta

from tests.formats.known.ugly.truth import Clean, Column, Limits, Row
from tests.formats.known.ugly.words import THINGS, day, people

COLUMNS = (
    Column("key", "key", ("Issue key", "Key", "Vorgangsschlüssel", "Issue Key", "Schlüssel"),
           "code", always=True),
    Column("summary", "summary", ("Summary", "Zusammenfassung", "Issue summary", "Résumé"), always=True),
    Column("type", "type", ("Issue Type", "Type of issue", "Vorgangstyp", "Work type"), always=True),
    Column("status", "status", ("Status", "Issue status", "Statut"), always=True),
    Column("resolution", "resolution", ("Resolution", "Lösung", "Issue resolution")),
    Column("created", "created", ("Created", "Created on", "Erstellt", "Date created",
           "Erstellt am"), "day", always=True),
    Column("resolved", "resolved", ("Resolved", "Resolved on", "Erledigt", "Date resolved"), "day",
           always=True),
    Column("due", "due", ("Due date", "Fälligkeitsdatum", "Due"), "day"),
    Column("assignee", "assignee", ("Assignee", "Bearbeiter", "Assigned to")),
    Column("reporter", "reporter", ("Reporter", "Autor", "Rapporteur", "Ersteller")),
    Column("label", "labels", ("Labels", "Stichwörter")),
    Column("component", "components", ("Component/s", "Components", "Komponenten")),
    Column("points", "points", ("Custom field (Story Points)", "Story points"), "number"),
    Column("parent", "parent", ("Custom field (Epic Link)", "Parent", "Epic Link", "Parent key"), "code"),
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
                 titles=("Issues", "Jira export"), limits=Limits(sums=False, scaled=False))  # fmt: skip
