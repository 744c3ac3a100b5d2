"""Radars in four shapes: each edition gives rings, readings on its day, movements and reasons."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from cohelm.analysis.technology.radar import radar
from cohelm.core.changes import ChangeSet, ItemChange, ObservationChange
from cohelm.core.documents import Contents
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError, UsageError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.formats.radar.writing import write_radar_csv, write_radar_json
from cohelm.kinds import built_in_schema
from cohelm.kinds.rings import Rings
from cohelm.store.ringed import with_names
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


def said(store: Enterprise, found: Contents) -> list[str]:
    """What is noted of a file beside what is on record."""
    return [one.message for one in propose(store, found).notes]


def settled(store: Enterprise, settings: dict[str, Any]) -> Enterprise:
    """The organisation with other settings, as the door for writes takes them."""
    before = {name: store.organisation.get(name) for name in settings}
    key = "organisation:organisation"
    if key not in store:
        settings = {"name": "Port", **settings}
    change = ItemChange(key, before if key in store else None, settings)
    return store.with_changes(with_names(ChangeSet((change,)), store))


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
    assert said(enterprise(), found)[0].startswith(
        "none of the quadrants, kept as own_quadrant: 0, 1, 2."
    )
    assert found.documents[1].values["own_quadrant"] == "0"


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
    assert "the ring 'Caution' is taken for the outermost, hold" in said(enterprise(), found)
    own = enterprise(
        organisation={"organisation": {"radar_rings": ["Adopt", "Trial", "Assess", "Caution"]}}
    )
    assert said(own, found) == ["the edition's day is that of the file's name: 2026-05-01"]
    labels = taken(own, ("radar-2026-05.csv", rows)).observations("radar-ring")["label"]
    assert labels.to_list() == ["Caution", "Adopt", "Trial", "Assess"]


def test_a_ring_that_is_none_is_kept_and_said() -> None:
    found = contents(("radar-2026-05.csv", CSV.replace(b"Hold", b"Caution")))
    oars = found.documents[3]
    assert "ring" not in oars.values
    assert (
        "none of the rings, kept as own_ring and in no edition: 1 Caution."
        in said(enterprise(), found)[1]
    )
    store = taken(enterprise(), ("radar-2026-05.csv", CSV.replace(b"Hold", b"Caution")))
    assert store.plain("technology:oars")["own_ring"] == "Caution"
    assert len(store.observations("radar-ring")) == 2


@pytest.mark.parametrize("write", [write_radar_csv, write_radar_json])
@pytest.mark.parametrize("shape", SHAPES)
def test_written_and_read_again_nothing_changes(shape: str, write: Any) -> None:
    store = taken(enterprise(), *SHAPES[shape])
    written = write(store)
    assert len(propose(store, contents(("radar", written))).changes) == 0
    assert write(taken(enterprise(), ("radar", written))) == written


@pytest.mark.parametrize("write", [write_radar_csv, write_radar_json])
def test_every_edition_of_the_sample_written_and_read_again_changes_nothing(
    the_sample: Enterprise, write: Any
) -> None:
    editions = Rings.of(the_sample).editions(the_sample)
    assert len(editions) == 6
    for day in editions:
        found = propose(the_sample, contents(("radar", write(the_sample, day))))
        assert (found.problems, list(found.changes)) == ((), []), day


TWINS = {
    "metric": {"radar-ring": {"name": "Ring", "definition": "Its ring.", "unit": "ring",
                              "better": "steady", "adds_up": "last"}},
    "technology": {
        "steam": {"name": "Steam", "ring": "adopt", "rationale": "It is fast."},
        "steam-2": {"name": "STEAM", "ring": "trial", "rationale": "Said by others."},
        "oars": {"name": "Oars", "ring": "hold"}, "sails": {"name": "oars", "ring": "adopt"},
        "masts": {"name": "Masts", "ring": "adopt"},
    },
}  # fmt: skip
READINGS = [
    {"item": f"technology:{item}", "time": "2026-05-01", "source": "radar", "value": ring}
    for item, ring in (("steam", 3.0), ("steam-2", 2.0), ("sails", 3.0))
]


@pytest.mark.parametrize("write", [write_radar_csv, write_radar_json])
def test_of_one_name_or_of_a_name_that_is_anothers_id_each_is_found_again(write: Any) -> None:
    store = enterprise(observed={"radar-ring": READINGS}, **TWINS)
    written = write(store)
    assert list(propose(store, contents(("radar", written))).changes) == []
    other = taken(enterprise(), ("radar", written))
    assert other.plain("technology:steam-2")["rationale"] == "Said by others."
    assert other.plain("technology:sails")["ring"] == "adopt"
    assert write(other) == written


def test_what_only_looks_like_an_item_of_ours_stays_a_tag() -> None:
    listed = CSV.replace(b"description\n", b"description,item\n").replace(b"fast.\n", b"fast.,17\n")
    store = taken(enterprise(), ("radar-2026-05.csv", listed))
    assert store.plain("technology:steam")["tags"] == ["item=17"]


def test_the_key_stands_in_a_list_only_where_a_name_does_not_tell() -> None:
    assert b"item" not in write_radar_csv(taken(enterprise(), *SHAPES["csv"]))
    rows = json.loads(write_radar_json(enterprise(**TWINS)))
    assert [one["name"] for one in rows if "item" not in one] == ["Masts"]


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
        (b"name,quadrant,isNew\nGo,Tools,TRUE\n", "the radar has no column ring. Accepted: a list"),
        (b"ring,quadrant,isNew\nTrial,Tools,TRUE\n", "the radar has no column name"),
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


def test_what_a_list_or_a_page_lacks_is_named_with_what_is_accepted() -> None:
    rows = b"name,ring,isNew\nGo,Adopt,FALSE\n,Trial,FALSE\n,,\n"
    found = contents(("radar-2026-05.csv", rows))
    assert [one.values["name"] for one in found.documents[1:]] == ["Go"]
    (nameless,) = found.problems
    assert (nameless.row, nameless.message) == (
        3, "the row has no name: it is left out. Accepted: a name in each row",
    )  # fmt: skip
    assert any("there is no column quadrant" in one.message for one in found.notes)
    bare = b"---\ntitle: Go\nquadrant: tools\n---\nFast.\n"
    said = [one.message for one in contents(("2026-05-01/go.md", bare)).notes]
    assert said == [
        "the page has no ring, and the technology comes in without one."
        " Accepted: a page with title, ring and quadrant in its front matter"
    ]


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
    assert rows[1:] == ["a,Use,Data,FALSE,Moved In,,2026-06-01", "b,Avoid,,TRUE,New,,"]


def test_a_ring_put_outside_the_last_leaves_earlier_editions_where_they_are() -> None:
    store = taken(enterprise(), *SHAPES["csv"])
    rings = {"radar_rings": ["adopt", "trial", "assess", "hold", "stop"]}
    shown = radar(settled(store, rings), on=ON)
    assert dict(shown.blips.select("technology", "ring").iter_rows()) == {
        "technology:sails": "adopt", "technology:steam": "trial", "technology:oars": "hold",
    }  # fmt: skip


def test_a_ring_that_is_gone_is_named_and_one_that_is_renamed_is_followed() -> None:
    own = {"radar_rings": ["Use", "Try", "Shun"], "radar_quadrants": ["Data"]}
    store = taken(enterprise(organisation={"organisation": own}), ("radar-2026-05.csv", OWN))
    later = settled(store, {"radar_rings": ["Use", "Probe", "Avoid"]})
    store = taken(
        later, ("radar-2026-09.csv", OWN.replace(b"Try", b"Use").replace(b"Shun", b"Avoid"))
    )
    shown = radar(store, on=ON)
    moves = shown.blips.select("technology", "before", "ring", "movement")
    assert moves.rows() == [
        ("technology:steam", "Try", "Use", None), ("technology:sails", "Shun", "Avoid", None),
    ]  # fmt: skip
    assert shown.gone == ()
    old = radar(store, on=ON, edition=date(2026, 5, 1))
    assert old.gone == ("Shun", "Try")
    followed = settled(store, {"radar_renamed": ["Try = Probe", "shun=Avoid"]})
    assert radar(followed, on=ON).blips["movement"].to_list() == ["moved in", "no change"]
    assert radar(followed, on=ON, edition=date(2026, 5, 1)).blips["ring"].to_list() == [
        "Probe", "Avoid",
    ]  # fmt: skip


def test_two_lists_of_one_day_that_say_different_things_are_noted_and_two_editions_are_not() -> (
    None
):
    other = CSV.replace(b"Steam,Trial", b"Steam,Adopt")
    first = ("radar-2026-05.csv", CSV)

    def differing(*files: tuple[str, bytes]) -> list[str]:
        return [one for one in said(enterprise(), contents(*files)) if "something else" in one]

    assert differing(first, ("ours-2026-05.csv", other)) == [
        "1 item says something else for ring than in radar-2026-05.csv: the later counts"
    ]
    assert differing(first, ("radar-2026-11.csv", other)) == []


def test_the_order_in_which_editions_are_brought_does_not_matter() -> None:
    later = CSV.replace(b"Steam,Trial", b"Steam,Adopt").replace(b"It is fast", b"It is proven")
    first, last = ("radar-2026-05.csv", CSV), ("radar-2026-11.csv", later + b"Tar,Hold,Tools,,,\n")
    orders = [
        taken(taken(enterprise(), one), other) for one, other in ((first, last), (last, first))
    ]
    orders += [taken(enterprise(), first, last), taken(enterprise(), last, first)]
    stated = [[one.plain(key) for key in sorted(one.keys("technology"))] for one in orders]
    assert all(one == stated[0] for one in stated)
    assert propose(enterprise(), contents(last, first)).differing == ()
    assert orders[1].plain("technology:steam")["rationale"] == "It is proven."
    assert orders[1].plain("technology:steam")["ring"] == "adopt"


@pytest.mark.parametrize(
    ("own", "word", "stands"),
    [
        ({"own_quadrant": "UI"}, "Data", "Data"),  # a name of the organisation's takes its place
        ({"own_quadrant": "UI"}, "Tools", "UI"),  # a usual one that it has not does not
        ({"own_quadrant": "UI"}, "Birds", "UI"),  # nor does a stranger
        ({"own_quadrant": "Old"}, "Birds", None),
        ({"tags": ["quadrant=UI", "kept"]}, "data", "Data"),
        ({"tags": ["kept"]}, "Data", "Data"),
    ],
)
def test_a_quadrant_of_ones_own_is_a_fact_beside_the_tags(
    own: dict[str, Any], word: str, stands: str | None
) -> None:
    quadrants = {"radar_quadrants": ["Data", "UI"]}
    store = enterprise(organisation={"organisation": quadrants}, technology={"steam": own})
    rows = f"name,ring,quadrant,isNew,description\nSteam,Trial,{word},FALSE,\n".encode()
    store = taken(store, ("radar-2026-05.csv", rows))
    assert radar(store, on=ON).blips["quadrant"].to_list() == [stands]
    assert store.plain("technology:steam").get("tags") == own.get("tags")
    assert len(propose(store, contents(("radar-2026-05.csv", rows))).changes) == 0


def test_nothing_is_advised_that_is_done_already() -> None:
    own = {"radar_rings": ["Use", "Try", "Shun"], "radar_quadrants": ["Data"]}
    found = contents(("radar-2026-05.csv", OWN))
    notes = said(enterprise(organisation={"organisation": own}), found)
    assert len(notes) == 2
    assert "in no edition: 1 Nowhere. Name such rings" in notes[1]


def test_an_edition_that_was_written_is_an_edition_again() -> None:
    store = taken(enterprise(), ("radar-2025-11.csv", CSV[: CSV.index(b"Oars")]))
    store = taken(store, ("radar-2026-05.csv", CSV.replace(b"Steam,Trial", b"Steam,Assess")))
    for write in (write_radar_csv, write_radar_json):
        again = taken(enterprise(), ("radar", write(store)))
        assert radar(again, on=ON).edition == date(2026, 5, 1)
        assert radar(again, on=ON).blips.select("technology", "movement").rows() == [
            ("technology:sails", "no change"), ("technology:steam", "moved out"),
            ("technology:oars", "new"),
        ]  # fmt: skip
        assert len(propose(store, contents(("radar", write(store)))).changes) == 0


def test_the_first_edition_is_written_with_the_movements_that_it_says_itself() -> None:
    rows = json.loads(write_radar_json(taken(enterprise(), *SHAPES["numbered"])))
    assert [(row["status"], row["isNew"]) for row in rows] == [
        ("No Change", "FALSE"), ("Moved In", "FALSE"), ("New", "TRUE"),
    ]  # fmt: skip


def test_a_position_without_names_is_called_once_the_settings_say_how() -> None:
    named = {
        "radar_quadrants": ["Sea", "Land", "Air"],
        "radar_renamed": ["0=Sea", "1=Land", "2=Air"],
    }
    bare = ("radar", json.dumps({**NUMBERED, "quadrants": []}).encode())
    store = settled(taken(enterprise(), bare), named)
    assert radar(store, on=ON).blips["quadrant"].to_list() == ["Sea", "Land", "Air"]
    assert len(propose(store, contents(("radar", write_radar_csv(store)))).changes) == 0


def test_an_edition_that_is_no_day_is_said() -> None:
    rows = b"name,ring,quadrant,isNew,description,edition\nTar,Hold,Tools,FALSE,,soon\n"
    found = contents(("radar-2026-05.csv", rows))
    assert [(one.row, one.column, one.value) for one in found.notes[1:]] == [(2, "edition", "soon")]
    assert found.observed[0].values["time"] == "2026-05-01"


def test_a_list_may_hold_several_editions() -> None:
    rows = b"""name,ring,quadrant,isNew,description,edition
Steam,Adopt,Tools,FALSE,,2026-11-01
Steam,Trial,Tools,TRUE,,2026-05
Sails,Hold,Tools,TRUE,,
"""
    store = taken(enterprise(), ("radar.csv", rows))
    assert radar(store, on=ON).editions == (date(2026, 5, 1), date(2026, 11, 1))
    assert store.plain("technology:steam")["ring"] == "adopt"
    assert len(store.observations("radar-ring")) == 2


EARLY = b"""name,ring,quadrant,isNew,description,edition
Steam,Trial,Platforms,TRUE,Promising.,2025-11-01
Oars,Assess,Tools,TRUE,,2025-11-01
"""
LATE = b"""name,ring,quadrant,isNew,description,edition
Steam,Adopt,Platforms,FALSE,It is proven.,2026-05-01
Oars,Hold,Tools,FALSE,Too slow.,2026-05-01
"""


@pytest.mark.parametrize("order", [(EARLY, LATE), (LATE, EARLY)])
def test_each_edition_keeps_why_and_is_written_and_read_again_as_it_was(order: Any) -> None:
    store = enterprise()
    for content in order:
        store = taken(store, ("radar.csv", content))
    early = date(2025, 11, 1)
    for write in (write_radar_csv, write_radar_json):
        for edition in (early, date(2026, 5, 1), None):
            written = write(store, edition)
            assert len(propose(store, contents(("radar", written))).changes) == 0
        rows = json.loads(write_radar_json(store, early))
    said = [(row["name"], row["ring"], row["description"], row["edition"]) for row in rows]
    assert said == [
        ("Steam", "Trial", "Promising.", "2025-11-01"), ("Oars", "Assess", "", "2025-11-01"),
    ]  # fmt: skip
    with pytest.raises(UsageError, match="no edition of 2026-01-01"):
        write_radar_csv(store, date(2026, 1, 1))


def test_a_list_brought_again_corrects_why_and_nothing_else() -> None:
    store = taken(taken(enterprise(), ("radar.csv", EARLY)), ("radar.csv", LATE))
    better = propose(store, contents(("radar.csv", EARLY.replace(b"Promising", b"Hopeful"))))
    (change,) = better.changes
    assert isinstance(change, ObservationChange)
    assert {**(change.before or {}), "rationale": "Hopeful."} == change.after
    bare = EARLY.replace(b"Promising.", b"")
    assert len(propose(store, contents(("radar.csv", bare))).changes) == 0


def test_what_has_no_reading_is_in_no_earlier_edition() -> None:
    store = taken(enterprise(technology={"tar": {"ring": "hold"}}), ("radar.csv", EARLY))
    store = taken(store, ("radar.csv", LATE))
    assert b"tar," not in write_radar_csv(store, date(2025, 11, 1))
    assert b"tar,Hold" in write_radar_csv(store)


@pytest.mark.slow
def test_quadrants_by_number_are_those_stated_and_come_back_with_nothing_changed() -> None:
    numbered = ("a", json.dumps({**NUMBERED, "quadrants": []}).encode())
    own = {"radar_quadrants": ["Hull", "Rig", "Deck"]}
    named = settled(taken(enterprise(), numbered), own)
    assert named.plain("technology:steam")["own_quadrant"] == "1"
    for write in (write_radar_csv, write_radar_json):
        assert b"Rig" in write(named)
        assert len(propose(named, contents(("out", write(named)))).changes) == 0
    fresh = taken(settled(enterprise(), own), numbered)
    assert fresh.plain("technology:steam")["own_quadrant"] == "Rig"
    assert not [one for one in said(fresh, contents(numbered)) if "quadrant" in one]
    bare = said(enterprise(), contents(numbered))[0]
    assert bare.endswith("radar_quadrants names, in their order, the first for 0")
