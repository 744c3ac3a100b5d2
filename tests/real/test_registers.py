"""Two editions of an agency's register of technologies, and a landscape, as their READMEs say."""

from __future__ import annotations

import csv
import time
from collections import Counter
from pathlib import Path

import pytest

from cohelm.core.documents import Contents
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_paths
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
EDITIONS = {"it-standards-2017-01-05.csv": 1196, "it-standards-2018-01-31.csv": 1494}
STATUSES = {
    "Approved - Preferred", "Approved - Maintain", "Pilot", "Proposed", "Exception", "Sunsetting",
    "Denied", "Not yet submitted",
}  # fmt: skip


def read(path: Path) -> Contents:
    begun = time.process_time()
    found = read_paths([str(path)], SCHEMA).contents
    propose(enterprise(), found)
    assert time.process_time() - begun < 30  # the bar is three, on a machine of its own
    return found


def said(found: Contents, word: str) -> Counter[str]:
    tags = [tag.partition("=") for one in found.documents for tag in one.values.get("tags", ())]
    return Counter(value for key, _, value in tags if key == word)


@pytest.mark.parametrize("name", EDITIONS)
def test_a_register_keeps_every_status(real_data: Path, name: str) -> None:
    path = real_data / "gsa-it-standards" / name
    found = read(path)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert (found.problems, len(found.documents), len(rows)) == ([], EDITIONS[name], EDITIONS[name])
    assert said(found, "status") == Counter(row["Status"] for row in rows)
    assert set(said(found, "status")) >= STATUSES
    dated = [
        row["Approval Expiration Date"] for row in rows if row["Approval Expiration Date"] > "0"
    ]
    assert said(found, "approved until").total() == len(dated)


def test_movement_between_the_editions_is_real(real_data: Path) -> None:
    first, second = (read(real_data / "gsa-it-standards" / name) for name in EDITIONS)
    store = enterprise()
    store = store.with_changes(propose(store, first).changes)
    assert len(propose(store, first).changes) == 0
    newer = propose(store, second)
    known = {one.values["name"].casefold() for one in first.documents}
    new = [one for one in second.documents if one.values["name"].casefold() not in known]
    assert len(newer.new) == len(new)
    assert newer.changed


def test_a_landscape_of_433_items(real_data: Path) -> None:
    path = real_data / "cncf-landscape" / "landscape-excerpt.yml"
    found = read(path)
    assert (found.problems, found.records) == ([], 433)
    technologies = [one for one in found.documents if one.kind == "technology"]
    assert len(technologies) == 432  # one stands in two places
    assert set(said(found, "maturity")) == {"sandbox", "incubating", "graduated", "archived"}
    own = [tag for one in technologies for tag in one.values["tags"] if tag.startswith("category=")]
    assert {tag[9:].partition(" / ")[0] for tag in own} >= {
        "Runtime", "Orchestration & Management", "Platform",
    }  # fmt: skip
    store = enterprise()
    store = store.with_changes(propose(store, found).changes)
    assert len(propose(store, found).changes) == 0
