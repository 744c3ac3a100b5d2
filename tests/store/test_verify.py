"""Proof of the log and the tables: whatever is changed behind the store's back is found."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.db import connection, transaction

from cohelm.core.changes import ChangeSet, ObservationChange
from cohelm.store import chain
from cohelm.store.apply import apply
from cohelm.store.database import fetch
from cohelm.store.erase import erase
from cohelm.store.scenarios import make
from cohelm.store.undo import undo
from cohelm.store.verify import verify
from tests.store.cast import ROOT, SMALL, bring, edit

pytestmark = pytest.mark.usefixtures("store")
SEEDS = 1000


def filled() -> None:
    """A log with everything in it: links, an observation, a scenario, an undo."""
    bring(SMALL)
    incident = {"title": "Down", "severity": "high"}
    seen = ObservationChange("incident", "server:db", "2026-05-01", "desk", "INC1", None, incident)
    apply(ChangeSet((seen,)), by=ROOT, via="test")
    make("leaner", by=ROOT)
    apply(edit("application:crm", "users", None, 5), by=ROOT, via="test", scenario="leaner")
    second = apply(edit("application:crm", "users", None, 7), by=ROOT, via="test")
    undo(second.batch, by=ROOT, via="test")
    assert verify().problems == ()


def run(sql: str, values: tuple[Any, ...] = ()) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)


IN_THE_LOG = {
    "gone, and nothing was erased": "UPDATE store_change SET payload = NULL WHERE seq = 3",
    "filed under": "UPDATE store_change SET subject = 'server:db' WHERE subject = 'application:crm'",
    "the chain is broken": "UPDATE store_batch SET undoes = 1 WHERE undoes IS NOT NULL",
    "whether it erased": "UPDATE store_batch SET erases = true WHERE id = 1",
    "of 3 that were written": "UPDATE store_batch SET changes = 3 WHERE undoes IS NOT NULL",
}
IN_THE_TABLES = {
    "item application:crm: the table differs from the log in criticality":
        "UPDATE store_item SET fields = REPLACE(fields, 'high', 'low') WHERE slug = 'crm'",
    "item server:db: the table differs from the log in clearance":
        "UPDATE store_item SET clearance = 'people' WHERE slug = 'db'",
    "link application:crm runs_on server:db 0: the log has it":
        "DELETE FROM store_link WHERE relation = 'runs_on'",
    "link application:crm runs_on server:db 0: the table differs from the log in until":
        "UPDATE store_link SET until = 20301231 WHERE relation = 'runs_on'",
    "differs from the log in hard":
        "UPDATE store_link SET attributes = NULL WHERE relation = 'runs_on'",
    "observation incident server:db 2026-05-01 desk INC1: the table differs":
        "UPDATE store_observation SET fields = '{\"severity\": \"low\"}'",
    "item server:new: the table has it":
        "INSERT INTO store_item (id, kind, slug, clearance, version, fields)"
        " VALUES (900, 'server', 'new', '', 1, '{\"name\": \"New\"}')",
}  # fmt: skip


@pytest.mark.parametrize("what", [*IN_THE_LOG, *IN_THE_TABLES])
def test_what_is_changed_behind_the_door_is_found(what: str) -> None:
    filled()
    run((IN_THE_LOG | IN_THE_TABLES)[what])
    assert any(what in one for one in verify().problems), verify().problems


def test_an_erased_payload_counts_and_is_no_problem() -> None:
    filled()
    erase("person:ann", by=ROOT, reason="asked to")
    proven = verify()
    assert proven.problems == ()
    assert proven.erased > 0


def test_what_the_log_lost_before_an_erasure_is_found_in_the_tables() -> None:
    filled()
    erase("person:ann", by=ROOT, reason="asked to")
    run("UPDATE store_change SET payload = NULL WHERE subject = 'server:db' AND seq < 8")
    assert "item server:db: the table has it, the log does not" in verify().problems


def test_an_older_copy_proves_itself_and_only_a_head_kept_elsewhere_tells() -> None:
    filled()
    old = verify()
    bring({"server:later": {"name": "Later"}})
    kept = verify().head
    with transaction.atomic():
        run("DELETE FROM store_item WHERE slug = 'later'")
        run("DELETE FROM store_change WHERE subject = 'server:later'")
        run("DELETE FROM store_batch WHERE id = (SELECT MAX(id) FROM store_batch)")
    assert verify().problems == ()
    assert verify() == old
    assert verify().head != kept


def flipped(chance: random.Random, content: bytes) -> bytes:
    at, bit = chance.randrange(len(content)), 1 << chance.randrange(8)
    return content[:at] + bytes([content[at] ^ bit]) + content[at + 1 :]


def tamper(chance: random.Random) -> str:
    """Changes something at random; says what."""
    number = chance.choice([row[0] for row in fetch("SELECT seq FROM store_change")])
    what = chance.choice(["payload", "digest", "chain", "delete", "swap", "header", "insert"])
    if what in ("payload", "digest", "chain"):
        [(content,)] = fetch(f"SELECT {what} FROM store_change WHERE seq = %s", [number])
        values = (flipped(chance, bytes(content)), number)
        run(f"UPDATE store_change SET {what} = %s WHERE seq = %s", values)
    elif what == "delete":
        run("DELETE FROM store_change WHERE seq = %s", (number,))
    elif what == "swap":
        other = chance.choice(
            [r[0] for r in fetch("SELECT seq FROM store_change WHERE seq <> %s", [number])]
        )
        columns = "subject, payload, digest"
        rows = [
            fetch(f"SELECT {columns} FROM store_change WHERE seq = %s", [n])[0]
            for n in (number, other)
        ]
        for at, row in zip((other, number), rows, strict=True):
            run("UPDATE store_change SET subject = %s, payload = %s, digest = %s WHERE seq = %s",
                (*row, at))  # fmt: skip
    elif what == "header":
        column = chance.choice(["actor", "via", "reason", "scenario"])
        batch = chance.choice([row[0] for row in fetch("SELECT id FROM store_batch")])
        run(f"UPDATE store_batch SET {column} = {column} || 'x' WHERE id = %s", (batch,))
    else:
        last = fetch("SELECT MAX(seq) FROM store_change")[0][0]
        payload = b'["item",["server:forged"],null,{"name":"Forged"}]'
        run("INSERT INTO store_change (seq, batch_id, subject, payload, digest, chain)"
            " SELECT %s, batch_id, 'server:forged', %s, %s, chain FROM store_change WHERE seq = %s",
            (last + 1, payload, chain.digest(payload), number))  # fmt: skip
    return f"{what} {number}"


def tampered(seeds: int) -> None:
    """Each tampering on the whole store, taken back afterwards."""
    filled()
    for seed in range(seeds):
        point = transaction.savepoint()
        what = tamper(random.Random(seed))
        assert verify().problems != (), f"seed {seed}: {what}"
        transaction.savepoint_rollback(point)
    assert verify().problems == ()


def test_random_tamperings_are_found() -> None:
    tampered(60)


@pytest.mark.campaign
def test_a_thousand_random_tamperings_are_found() -> None:
    tampered(SEEDS)
