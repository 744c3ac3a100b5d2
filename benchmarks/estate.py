"""An invented estate of 100,000 items and 500,000 dated links, in a SQLite store of its own."""

from __future__ import annotations

import random
from datetime import UTC, datetime

import orjson

from cohelm.core.audience import EVERYTHING
from cohelm.core.changes import ChangeSet, ItemChange, LinkChange
from cohelm.core.links import LAST_DAY
from cohelm.store.access import Level, Writer
from cohelm.store.apply import apply
from cohelm.store.batch import Batch, log_end
from cohelm.store.chain import Header
from cohelm.store.database import insert, writing
from cohelm.store.load import everything

KINDS = ("application", "server", "platform", "team", "data_set")
LEVELS = ("low", "medium", "high", "critical")
ITEMS, LINKS = 100_000, 500_000
PER_KIND = ITEMS // len(KINDS)
CHANGES = 1000
BY = Writer("benchmark", Level.ADMINISTRATOR, EVERYTHING)
RELATIONS = (("runs_on", "server"), ("depends_on", "application"), ("owner", "team"))


def item(number: int) -> dict[str, object]:
    """The fields of the n-th item."""
    kind = KINDS[number % len(KINDS)]
    fields: dict[str, object] = {
        "name": f"{kind.replace('_', ' ').capitalize()} {number}",
        "description": f"What number {number} is for, said in a sentence of the usual length.",
        "tags": ["core", f"group-{number % 40}"],
        "lifecycle": {"active": "2020-01-01", "end_of_life": f"20{27 + number % 9}-06-30"},
        "external_ids": {"cmdb": f"CI{number:07}"},
        "reviewed_on": f"2026-{1 + number % 12:02}-15",
    }
    if number % 50 == 0:
        fields["clearance"] = "people"
    if kind == "application":
        fields |= {"criticality": LEVELS[number // 5 % 4], "annual_cost": f"{number} EUR"}
        fields["users"] = number % 5000
    elif kind == "server":
        fields["cores"] = 4 + number % 60
    return fields


def key(number: int) -> str:
    """The key of the n-th item."""
    return f"{KINDS[number % len(KINDS)]}:n{number}"


def links(seed: int = 7) -> list[tuple[int, str, int, int, int]]:
    """Source, relation, target, first and last day; no two alike; sources are applications."""
    chance = random.Random(seed)
    found: dict[tuple[int, str, int, int], int] = {}
    while len(found) < LINKS:
        relation, kind = chance.choice(RELATIONS)
        source = chance.randrange(PER_KIND) * len(KINDS)
        target = chance.randrange(PER_KIND) * len(KINDS) + KINDS.index(kind)
        start = 20200101 + chance.randrange(5) * 10000
        found[source, relation, target, start] = 99991231 if chance.random() < 0.8 else 20281231
    return [(*ends, until) for ends, until in found.items()]


def write() -> None:
    """Writes the estate and its log into the tables of the open store, as a restore does."""
    rows = [
        (at + 1, *key(at).split(":"), "people" if at % 50 == 0 else "", 1,
         orjson.dumps(item(at)).decode())
        for at in range(ITEMS)
    ]  # fmt: skip
    columns = ("source_id", "relation", "target_id", "start", "until")
    made = links()
    ends = [(s + 1, name, t + 1, start, until) for s, name, t, start, until in made]
    with writing():
        logged(made).write()
        insert("store_item", ("id", "kind", "slug", "clearance", "version", "fields"), rows)
        insert("store_link", columns, ends)
    organisation = ItemChange("organisation:organisation", None, {"name": "Estate"})
    apply(ChangeSet((organisation,)), by=BY, via="benchmark")


def logged(made: list[tuple[int, str, int, int, int]]) -> Batch:
    """The log of all items and links, as one batch."""
    items = (ItemChange(key(at), None, item(at)) for at in range(ITEMS))
    ends = (
        LinkChange(key(s), name, key(t), start, None, {} if until == LAST_DAY else {"until": until})
        for s, name, t, start, until in made
    )
    time = datetime(2026, 1, 1, tzinfo=UTC)
    header = Header(0, time, BY.actor, "benchmark", "", "")
    return Batch.after(log_end(), header, ChangeSet.of([*items, *ends]), time)


def edits(users: int) -> ChangeSet:
    """A thousand applications of which the number of users changes."""
    plan = everything()
    keys = [key(number * len(KINDS)) for number in range(CHANGES)]
    return ChangeSet.of(
        ItemChange(one, {"users": plan.plain(one)["users"]}, {"users": users}) for one in keys
    )
