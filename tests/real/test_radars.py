"""A published radar: 81 entries with rings and quadrants by position, as the README of the set says."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from pathlib import Path

from cohelm.analysis.technology.radar import radar
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files, read_paths
from cohelm.formats.radar.writing import write_radar_csv, write_radar_json
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
RINGS = ("adopt", "trial", "assess", "hold")
MOVED = {0: "no change", 1: "moved in", -1: "moved out", 2: "new"}


def test_a_radar_of_positions(real_data: Path) -> None:
    path = real_data / "tech-radar-zalando" / "config.json"
    entries = json.loads(path.read_text())["entries"]
    found = read_paths([str(path)], SCHEMA).contents
    assert (len(found.observed), found.records, len(entries)) == (81, 81, 81)
    said = propose(enterprise(), found)
    assert said.problems == ()
    store = enterprise().with_changes(said.changes)
    shown = radar(store, on=date(2026, 11, 29))
    assert shown.edition == date(2026, 5, 1)
    assert Counter(shown.blips["ring"]) == Counter(RINGS[one["ring"]] for one in entries)
    assert Counter(shown.blips["movement"]) == Counter(MOVED[one["moved"]] for one in entries)
    for written in (write_radar_csv(store), write_radar_json(store)):
        again = propose(store, read_files([("radar", written)], SCHEMA).contents)
        assert (again.problems, len(again.changes)) == ((), 0)
