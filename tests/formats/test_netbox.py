"""A dump of NetBox: which objects are items, what leads to what, and which power is redundant."""

from __future__ import annotations

import contextlib
import json
import random
from typing import Any

import pytest

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()


def thing(model: str, key: int, /, **fields: Any) -> dict[str, Any]:
    return {"model": model, "pk": key, "fields": fields}


OBJECTS = [
    {"model": "auth.permission", "fields": {"name": "Can add"}},
    thing("dcim.region", 1, name="North", parent=None),
    thing("dcim.site", 2, name="Depot", region=1, status="active", physical_address="Kai 1"),
    thing("dcim.rack", 3, name="R1", site=2, location=None, status="planned"),
    thing("dcim.manufacturer", 4, name="Corvid"),
    thing("dcim.devicetype", 5, manufacturer=4, model="C-9"),
    thing("dcim.devicerole", 6, name="Router"),
    thing("dcim.device", 7, name="rtr", device_type=5, device_role=6, site=2, rack=3, cluster=12,
          status="active", serial="S1"),
    thing("dcim.device", 8, name="sw", device_type=5, site=2, rack=None),
    thing("dcim.powerpanel", 9, name="P", site=2),
    thing("dcim.powerfeed", 10, name="A", power_panel=9, type="primary", available_power=3520),
    thing("dcim.powerfeed", 11, name="B", power_panel=9, type="redundant"),
    thing("virtualization.cluster", 12, name="C1", site=2),
    thing("virtualization.virtualmachine", 13, name="vm1", cluster=12, vcpus="2.00", memory=4096),
    thing("circuits.provider", 14, name="Telco"),
    thing("circuits.circuit", 15, cid="X-1", provider=14, commit_rate=10_000),
    thing("circuits.circuittermination", 16, circuit=15, site=2,
          _cable_peer_type=["dcim", "interface"], _cable_peer_id=17),
    thing("dcim.interface", 17, device=7, name="e0", untagged_vlan=18, tagged_vlans=[]),
    thing("ipam.vlan", 18, name="Data", vid=100, site=2),
    thing("ipam.prefix", 19, prefix="10.0.0.0/24", vlan=18, site=2),
    thing("dcim.powerport", 20, device=7, _cable_peer_type=["dcim", "powerfeed"], _cable_peer_id=10),
    thing("dcim.powerport", 21, device=7, _cable_peer_type=["dcim", "powerfeed"], _cable_peer_id=11),
    thing("dcim.powerport", 22, device=8, _cable_peer_type=["dcim", "powerfeed"], _cable_peer_id=10),
    thing("tenancy.tenant", 23, name="Ward"),
]  # fmt: skip


def contents(objects: Any) -> Contents:
    return read_files([("dump.txt", json.dumps(objects).encode())], SCHEMA).contents


def test_objects_become_items_that_lead_to_each_other() -> None:
    found = contents(OBJECTS)
    assert found.problems == []
    assert found.records == 24
    said = propose(enterprise(), found)
    assert said.problems == ()
    plan = enterprise().with_changes(said.changes)
    assert plan.document("location:depot") == {
        "name": "Depot", "lifecycle": {"stated": "active"}, "address": "Kai 1",
        "external_ids": {"netbox": "dcim.site:2"}, "parent": "location:north",
    }  # fmt: skip
    router = plan.document("server:rtr")
    assert router["tags"] == ["device_role=Router", "serial=S1"]
    assert router["located_in"] == "location:r1"
    assert router["uses"] == ["technology:c-9"]
    assert router["on_network"] == ["network:data", "network:x-1"]
    assert plan.document("server:sw")["located_in"] == "location:depot"
    machine = plan.document("server:vm1")
    assert (machine["virtual"], machine["cores"], machine["memory_gb"]) == (True, 2, 4.0)
    assert machine["runs_on"] == [{"to": "platform:c1", "hard": True}]
    assert plan.targets("platform:c1", "runs_on") == ["server:rtr"]
    assert plan.plain("network:x-1")["bandwidth_mbps"] == 10.0
    assert plan.targets("network:x-1", "located_in") == ["location:depot"]
    assert plan.targets("network:10.0.0.0-24", "depends_on") == ["network:data"]
    assert plan.targets("technology:c-9", "made_by") == ["vendor:corvid"]
    assert "department:ward" in plan
    assert len(propose(plan, found).changes) == 0


def test_of_a_primary_and_a_redundant_feed_one_is_enough() -> None:
    plan = enterprise().with_changes(propose(enterprise(), contents(OBJECTS)).changes)
    assert plan.document("server:rtr")["runs_on"] == [
        {"to": "platform:a", "hard": True, "group": "power", "k": 1},
        {"to": "platform:b", "hard": True, "group": "power", "k": 1},
    ]
    assert plan.document("server:sw")["runs_on"] == [{"to": "platform:a", "hard": True}]


def test_of_two_feeds_that_nothing_is_stated_about_it_is_unknown_how_many_are_needed() -> None:
    primary = json.loads(json.dumps(OBJECTS).replace("redundant", "primary"))
    plan = enterprise().with_changes(propose(enterprise(), contents(primary)).changes)
    assert plan.document("server:rtr")["runs_on"] == ["platform:a", "platform:b"]


def test_what_is_no_item_is_counted() -> None:
    first, second = contents(OBJECTS).notes
    assert first.message.endswith(
        "3 dcim.powerport, 1 dcim.devicerole, 1 circuits.circuittermination, 1 dcim.interface"
    )
    assert second.message == "records of the tool itself, left out: 1 auth.permission"


def test_what_is_no_object_is_a_problem_with_its_number() -> None:
    (problem,) = contents([*OBJECTS, {"model": "dcim.site", "pk": 5}]).problems
    assert (problem.message, problem.row) == ("this is no object of NetBox", 25)


def test_damaged_json_is_refused() -> None:
    with pytest.raises(InputError, match=r":\d+:\d+: this is not JSON"):
        read_files([("dump", json.dumps(OBJECTS).encode()[:-9])], SCHEMA)


@pytest.mark.parametrize("seed", range(30))
def test_a_dump_with_any_value_anywhere_is_read(seed: int) -> None:
    chance, objects = random.Random(seed), json.loads(json.dumps(OBJECTS))
    for one in chance.sample(objects, 8):
        word = chance.choice(list(one["fields"]))
        one["fields"][word] = chance.choice([None, [], {}, "x", -1, 1e300, True, [[1]], {"a": 1}])
    with contextlib.suppress(InputError):
        found = contents(objects)
        assert len(propose(enterprise(), found).new) <= len(found.documents)


NETBOX = "https://netbox.example/api"


def named(path: str, key: int, name: str, **more: Any) -> dict[str, Any]:
    """An object as an answer names it within another, or with `more` as one of its results."""
    return {"id": key, "url": f"{NETBOX}/{path}/{key}/", "display": name, "name": name, **more}


SITE = named("dcim/sites", 2, "Depot")
RACK = named("dcim/racks", 3, "R1", site=SITE, status={"value": "planned", "label": "Planned"})
TYPE = {"id": 5, "url": f"{NETBOX}/dcim/device-types/5/", "display": "C-9", "model": "C-9",
        "manufacturer": named("dcim/manufacturers", 4, "Corvid")}  # fmt: skip
ROUTER = named(
    "dcim/devices", 7, "rtr", device_type=TYPE, role=named("dcim/device-roles", 6, "Router"),
    site=SITE, rack=RACK, status={"value": "active", "label": "Active"}, serial="S1",
    custom_fields={"Carer": {"id": 9, "display": "Ops"}, "None": None},
)  # fmt: skip
SWITCH = named("dcim/devices", 8, "", display="sw", device_type=TYPE, site=SITE, status=None)
FEEDS = [
    named("dcim/power-feeds", key, name, type={"value": of, "label": of.title()})
    for key, name, of in ((10, "A", "primary"), (11, "B", "redundant"))
]
PORTS = [
    named("dcim/power-ports", 20 + n, f"PSU{n}", device=ROUTER, link_peers=[feed])
    for n, feed in enumerate(FEEDS)
]


def page(results: list[Any], count: int | None = None) -> bytes:
    many = len(results) if count is None else count
    return json.dumps({"count": many, "next": None, "previous": None, "results": results}).encode()


def test_several_answers_of_the_api_are_read_together() -> None:
    circuit = named("circuits/circuits", 14, "", cid="L-1")
    ends = [named("circuits/circuit-terminations", 15, "Z", circuit=circuit,
                  termination_type="dcim.site", termination_id=2)]  # fmt: skip
    network = named(
        "ipam/prefixes", 16, "", prefix="10.0.0.0/24", scope_type="dcim.site", scope_id=2
    )
    files = [
        ("devices-1.json", page([ROUTER], 2)), ("devices-2.json", page([SWITCH], 2)),
        ("ports.json", page(PORTS)), ("none.json", page([])), ("feeds.json", page(FEEDS)),
        ("circuits.json", json.dumps(ends).encode()), ("prefixes.json", page([network])),
    ]  # fmt: skip
    found = read_files(files, SCHEMA).contents
    assert found.records == 8
    said = propose(enterprise(), found)
    assert said.problems == ()
    plan = enterprise().with_changes(said.changes)
    names = {key: plan.name(key) for key in said.new}
    assert sorted(names.values()) == [
        "10.0.0.0/24", "A", "B", "C-9", "Corvid", "Depot", "L-1", "R1", "rtr", "sw",
    ]  # fmt: skip
    router = plan.document("server:rtr")
    assert router["located_in"] == "location:r1"
    assert router["uses"] == ["technology:c-9"]
    assert router["lifecycle"] == {"stated": "active"}
    assert {*router["tags"]} == {"device_role=Router", "serial=S1", "Carer=Ops"}
    assert router["external_ids"] == {"netbox": "dcim.device:7"}
    assert {(end["to"], end["group"], end["k"]) for end in router["runs_on"]} == {
        ("platform:a", "power", 1), ("platform:b", "power", 1),
    }  # fmt: skip
    assert plan.document("location:r1")["parent"] == "location:depot"
    for of in (key for key, name in names.items() if name in ("L-1", "10.0.0.0/24")):
        assert plan.targets(of, "located_in") == ["location:depot"]
    assert len(propose(plan, found).changes) == 0


def test_what_another_answer_states_in_full_goes_before_what_is_named_there() -> None:
    site = named("dcim/sites", 2, "Depot", physical_address="Kai 1")
    for files in ((page([SWITCH]), page([site])), (page([site]), page([SWITCH]))):
        found = read_files([(f"{n}.json", one) for n, one in enumerate(files)], SCHEMA).contents
        (place,) = (one for one in found.documents if one.kind == "location")
        assert place.values["address"] == "Kai 1"


def test_an_answer_of_which_pages_are_missing_says_so_and_strange_parts_are_problems() -> None:
    found = read_files([("d.json", page([ROUTER, {"id": 1}, "x"], 120))], SCHEMA).contents
    assert found.notes[0].message == "1 of 120 dcim.device are in these files"
    assert [(one.file, one.row) for one in found.problems] == [("d.json", 2), ("d.json", 3)]
    with pytest.raises(InputError, match="not JSON"):
        read_files([("d.json", page([ROUTER])[:-9])], SCHEMA)
