"""Radars in four shapes: each edition gives rings, readings on its day, movements and reasons."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from cohelm.analysis.technology.radar import radar
from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.formats.radar.writing import write_radar_csv, write_radar_json
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()
ON = date(2026, 11, 29)
CSV = b"""name,ring,quadrant,isNew,status,description
Sails,Adopt,Techniques,FALSE,No Change,"They work, <b>always</b>."
Steam,Trial,Platforms,FALSE,Moved In,It is fast.
Oars,Hold,Languages & Frameworks,TRUE,,Too slow.
"""
BLIPS = [
    {"name": "Sails", "ring": "adopt", "quadrant": "techniques", "isNew": False,
     "status": "No Change", "description": "They work, <b>always</b>."},
    {"name": "Steam", "ring": "trial", "quadrant": "platforms", "isNew": "FALSE",
     "status": "moved in", "description": "It is fast."},
    {"name": "Oars", "ring": "hold", "quadrant": "languages-and-frameworks", "isNew": True,
     "description": "Too slow."},
]  # fmt: skip
NUMBERED: dict[str, Any] = {
    "date": "2026.05",
    "quadrants": [{"name": "Techniques"}, {"name": "Platforms"}, {"name": "Languages & Frameworks"}],
    "entries": [
        {"quadrant": 0, "ring": 0, "label": "Sails", "active": True, "moved": 0},
        {"quadrant": 1, "ring": 1, "label": "Steam", "active": False, "moved": 1,
         "link": "https://port.example/steam"},
        {"quadrant": 2, "ring": 3, "label": "Oars", "active": True, "moved": 2},
    ],
}  # fmt: skip


def page(title: str, ring: str, quadrant: str, body: str) -> bytes:
    front = f"title: {title}\nring: {ring}\nquadrant: {quadrant}\ntags: [sea]"
    return f"---\n{front}\n---\n\n{body}\n".encode()


PAGES = [
    ("radar/2026-05-01/sails.md", page("Sails", "adopt", "techniques", "They work.")),
    ("radar/2026-05-01/steam.md", page("Steam", "trial", "platforms", "It is fast.")),
    ("radar/2026-05-01/oars.md", page("Oars", "hold", "languages-and-frameworks", "Too slow.")),
]
SHAPES: dict[str, list[tuple[str, bytes]]] = {
    "csv": [("radar-2026-05.txt", CSV)],
    "json": [("2026-05-01.radar", json.dumps(BLIPS).encode())],
    "numbered": [("config.csv", json.dumps(NUMBERED).encode())],
    "pages": PAGES,
}


def contents(*files: tuple[str, bytes]) -> Contents:
    return read_files(files, SCHEMA).contents


def taken(before: Enterprise, *files: tuple[str, bytes]) -> Enterprise:
    said = propose(before, contents(*files))
    assert said.problems == ()
    return before.with_changes(said.changes)


@pytest.mark.slow
@pytest.mark.parametrize("shape", SHAPES)
def test_every_shape_is_an_edition(shape: str) -> None:
    found = contents(*SHAPES[shape])
    assert found.problems == []
    assert found.records == 3
    store = taken(enterprise(), *SHAPES[shape])
    shown = radar(store, on=ON)
    assert shown.edition == date(2026, 5, 1)
    assert shown.blips.select("technology", "quadrant", "ring").rows() == [
        ("technology:sails", "techniques", "adopt"),
        ("technology:steam", "platforms", "trial"),
        ("technology:oars", "languages_and_frameworks", "hold"),
    ]
    moved = ["no change", "moved in", "new"]
    assert shown.blips["movement"].to_list() == (moved if shape != "pages" else [None] * 3)
    assert len(propose(store, contents(*SHAPES[shape])).changes) == 0


@pytest.mark.parametrize("shape", ["csv", "json", "pages"])
def test_the_reason_is_kept(shape: str) -> None:
    store = taken(enterprise(), *SHAPES[shape])
    assert store.plain("technology:oars")["rationale"] == "Too slow."


def test_what_the_tool_says_besides_is_a_tag() -> None:
    store = taken(enterprise(), *SHAPES["numbered"])
    assert store.plain("technology:steam")["tags"] == [
        "link=https://port.example/steam",
        "active=false",
    ]
    bare = {**NUMBERED, "quadrants": []}
    found = contents(("a", json.dumps(bare).encode()))
    assert any("usual quadrants, kept as tags: 0, 1, 2;" in one.message for one in found.notes)
    assert found.documents[1].values["tags"] == ["quadrant=0"]


@pytest.mark.slow
def test_a_second_edition_moves_what_it_moves_and_keeps_what_was_known() -> None:
    store = taken(enterprise(technology={"s": {"name": "steam", "tags": ["own"]}}), *SHAPES["csv"])
    later = CSV.replace(b"Steam,Trial", b"Steam,Adopt").replace(b"Sails,Adopt", b"Sails,Hold")
    store = taken(store, ("radar-2026-11.csv", later))
    shown = radar(store, on=ON)
    assert (shown.before, shown.edition) == (date(2026, 5, 1), date(2026, 11, 1))
    moved = dict(shown.blips.select("technology", "movement").iter_rows())
    assert moved == {
        "technology:s": "moved in", "technology:sails": "moved out", "technology:oars": "no change",
    }  # fmt: skip
    assert store.plain("technology:s")["tags"] == ["own"]
    assert store.name("technology:s") == "steam"


def test_an_edition_without_a_day_gives_rings_alone() -> None:
    found = contents(("radar.csv", CSV))
    assert found.observed == []
    assert found.notes[0].message.startswith("the edition has no day")
    assert [one.values["ring"] for one in found.documents] == ["adopt", "trial", "hold"]


def test_a_last_ring_by_another_name_is_the_outermost() -> None:
    rows = CSV.replace(b"Hold", b"Caution") + b"Tar,Assess,Tools,FALSE,,\n"
    found = contents(("radar-2026-05.csv", rows))
    assert found.documents[3].values["ring"] == "hold"
    assert "the ring 'caution' is taken for the outermost, hold" in [n.message for n in found.notes]


def test_a_ring_that_is_none_is_kept_and_said() -> None:
    found = contents(("radar-2026-05.csv", CSV.replace(b"Hold", b"Caution")))
    oars = found.documents[3]
    assert "ring" not in oars.values
    assert oars.values["tags"] == ["ring=Caution"]
    assert "none of the usual rings, kept as a tag: 1 Caution" in [
        one.message for one in found.notes
    ]
    store = taken(enterprise(), ("radar-2026-05.csv", CSV.replace(b"Hold", b"Caution")))
    assert len(store.observations("radar-ring")) == 2


@pytest.mark.parametrize("write", [write_radar_csv, write_radar_json])
@pytest.mark.parametrize("shape", SHAPES)
def test_written_and_read_again_nothing_changes(shape: str, write: Any) -> None:
    store = taken(enterprise(), *SHAPES[shape])
    written = write(store)
    assert len(propose(store, contents(("radar", written))).changes) == 0
    assert write(taken(enterprise(), ("radar", written))) == written


def test_what_is_written_says_how_each_moved() -> None:
    assert b"isNew,status" in write_radar_csv(taken(enterprise(), *SHAPES["csv"]))
    store = taken(enterprise(), ("radar-2025-11.csv", CSV[: CSV.index(b"Oars")]))
    store = taken(store, ("radar-2026-05.csv", CSV.replace(b"Steam,Trial", b"Steam,Assess")))
    rows = {one["name"]: one for one in json.loads(write_radar_json(store))}
    assert [rows[name]["status"] for name in ("Sails", "Steam", "Oars")] == [
        "No Change", "Moved Out", "New",
    ]  # fmt: skip
    assert (rows["Oars"]["isNew"], rows["Sails"]["isNew"]) == ("TRUE", "FALSE")
    assert rows["Oars"]["quadrant"] == "Languages & Frameworks"


def test_no_radar_is_not_written() -> None:
    with pytest.raises(InputError, match="no technology stands on a radar"):
        write_radar_csv(enterprise(technology={"php": {}}))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"name,ring,quadrant,isNew\n", "the radar has no blips"),
        (json.dumps(BLIPS).encode()[:-5], "this is not JSON"),
        (json.dumps({**NUMBERED, "entries": {"ring": 1, "quadrant": 1, "label": 1}}).encode(),
         "the radar has no entries"),
        (page("", "adopt", "tools", "x"), "the page has no title"),
        (page("[", "adopt", "tools", "x"), "this is not YAML"),
    ],
)  # fmt: skip
def test_a_damaged_radar_is_refused_with_a_sentence(content: bytes, said: str) -> None:
    with pytest.raises(InputError, match=said):
        contents(("radar", content))


OWN = b"""name,ring,quadrant,isNew,description
Steam,Try,Data,FALSE,
Sails,Shun,Data,FALSE,
Oars,Nowhere,Data,FALSE,
"""


def test_editions_of_rings_of_ones_own_move_too() -> None:
    own = {"radar_rings": ["Use", "Try", "Wait", "Avoid", "Shun"], "radar_quadrants": ["Data"]}
    store = enterprise(organisation={"organisation": own})
    later = OWN.replace(b"Try", b"use").replace(b"Sails,Shun", b"Sails,Avoid")
    for month, rows in (("05", OWN), ("09", later)):
        store = taken(store, (f"radar-2026-{month}.csv", rows))
    shown = radar(store, on=ON)
    assert list(shown.blips.select("technology", "before", "ring", "movement").iter_rows()) == [
        ("technology:steam", "Try", "Use", "moved in"),
        ("technology:sails", "Shun", "Avoid", "moved in"),
    ]


def test_a_ring_that_the_organisation_does_not_have_is_not_taken_for_another() -> None:
    store = enterprise(organisation={"organisation": {"radar_rings": ["Use", "Try", "Hold"]}})
    store = taken(store, SHAPES["csv"][0])
    rings = store.observations("radar-ring").select("item", "value")
    assert list(rings.iter_rows()) == [("technology:oars", 0.0)]


def test_rings_of_ones_own_are_written_as_they_are_called() -> None:
    own = {"radar_rings": ["Use", "Avoid"], "radar_quadrants": ["Data"]}
    readings = [
        {"item": "technology:a", "time": day, "source": "radar", "value": ring}
        for day, ring in (("2026-01-01", 0), ("2026-06-01", 1))
    ]
    plan = enterprise(
        organisation={"organisation": own}, metric={"radar-ring": {}},
        technology={"a": {"own_quadrant": "data"}, "b": {"own_ring": "avoid"}},
        observed={"radar-ring": readings},
    )  # fmt: skip
    rows = write_radar_csv(plan).decode().splitlines()
    assert rows[1:] == ["a,Use,Data,FALSE,Moved In,", "b,Avoid,,TRUE,New,"]
