"""A register of technologies: statuses that mean a ring set it, all are kept; approvals expire."""

from __future__ import annotations

import pytest

from cohelm.core.documents import Contents
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
HEADER = "Technology,Description,Status,Deployment,Approved until\n"
ROWS = """Hemp 2,"Holds, mostly",Approved - Preferred,Server,2027-10
Nylon,,Pilot,SaaS,2026-12-01
Wire,,Exception,Desktop,-
Chain,Heavy,Denied,Server,-
,no name,Denied,Server,-
Silk,,Pilot,SaaS,2027-11
"""


def contents(rows: str = ROWS) -> Contents:
    return read_files([("list.txt", (HEADER + rows).encode())], SCHEMA).contents


@pytest.mark.slow
def test_every_status_is_kept_and_those_that_mean_a_ring_set_it() -> None:
    found = contents()
    assert found.problems == []
    hemp, nylon, wire, chain, _ = found.documents
    assert hemp.values == {
        "name": "Hemp 2", "description": "Holds, mostly", "ring": "adopt",
        "tags": ["deployment=Server", "status=Approved - Preferred", "approved until=2027-10-31"],
    }  # fmt: skip
    assert (nylon.values["ring"], chain.values["ring"]) == ("trial", "hold")
    assert nylon.values["tags"][-1] == "approved until=2026-12-01"
    assert (wire.values["ring"], wire.values["tags"]) == (
        None, ["deployment=Desktop", "status=Exception"],
    )  # fmt: skip
    said = [one.message for one in found.notes]
    assert said == [
        "statuses that are no ring, kept as tags alone: 1 Exception",
        "2 approvals expire in a month: read as its last day",
        "1 row without a name is left out",
    ]


def test_a_newer_edition_moves_what_it_moves() -> None:
    store = enterprise()
    store = store.with_changes(propose(store, contents()).changes)
    newer = propose(store, contents(ROWS.replace("Nylon,,Pilot", "Nylon,,Exception")))
    assert newer.changed == ("technology:nylon",)
    assert "ring" not in store.with_changes(newer.changes).plain("technology:nylon")
