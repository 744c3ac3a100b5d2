"""The objects of NetBox as its database is dumped: places, machines, circuits, networks, power."""

from __future__ import annotations

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import InputError, Problem
from cohelm.core.schema import Schema
from cohelm.formats.kept import short_name, tag

SYSTEM = "netbox"
"""Under this name an item keeps model and key of its object: `dcim.site:7`."""
ACCEPTED = "a dump of NetBox as JSON: a list of objects with model, pk and fields"
TELLS = re.compile(rb'"model"\s*:\s*"(?:dcim|ipam|circuits|tenancy|virtualization)\.')
THINGS = ("dcim", "ipam", "circuits", "tenancy", "virtualization")
"""The parts of NetBox that state what there is; all else is about the tool and its users."""
PHASES = {
    "active": "active", "connected": "active", "planned": "plan", "staged": "phase_in",
    "staging": "phase_in", "provisioning": "phase_in", "offline": "phase_out",
    "decommissioning": "phase_out", "deprovisioning": "phase_out", "retired": "end_of_life",
    "decommissioned": "end_of_life",
}  # fmt: skip
POWER = "power"
"""The group of the links by which something that is fed twice has its power."""

Fields = Mapping[str, Any]
Links = dict[str, list[Any]]
Power = dict[int, list[tuple[str, int]]]
"""By device what feeds it, as (model, key)."""


@dataclass(slots=True)
class Dump:
    """The objects by model and key, and the file's name."""

    objects: dict[str, dict[int, Fields]] = field(default_factory=lambda: defaultdict(dict))
    rows: dict[tuple[str, int], int] = field(default_factory=dict)

    def at(self, model: str, key: Any) -> Fields:
        """The fields of an object; empty where there is none."""
        return self.objects.get(model, {}).get(key, {}) if isinstance(key, int) else {}

    def name(self, model: str, key: Any) -> str:
        """What an object is called."""
        return str(self.at(model, key).get("name") or "")


def is_netbox(content: bytes) -> bool:
    """Whether a file is a list of such objects."""
    return content[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[" and bool(TELLS.search(content))


def read_netbox(name: str, content: bytes, schema: Schema) -> Contents:
    """What the objects say; rows are their numbers in the list. Raises InputError for damaged JSON."""
    del schema  # every kind that is meant is built in
    dump, found = Dump(), Contents()
    for row, one in enumerate(_objects(name, content), 1):
        found.records += 1
        if not (
            isinstance(one, dict)
            and isinstance(one.get("model"), str)
            and isinstance(one.get("fields"), dict)
        ):
            found.problems.append(Problem("this is no object of NetBox", name, row))
            continue
        # what is dumped by its natural key has none; nothing here is named by such a key
        key = one["pk"] if isinstance(one.get("pk"), int) else -row
        dump.objects[one["model"]][key] = one["fields"]
        dump.rows[one["model"], key] = row
    wired = _wired(dump)
    for model, (kind, values_of) in MODELS.items():
        for key, fields in dump.objects.get(model, {}).items():
            values = {
                "name": short_name(_called(fields) or f"{model.partition('.')[2]} {key}"),
                **_said(dump, model, fields),
                **values_of(dump, fields),
            }
            for relation, ends in wired.get((model, key), {}).items():
                values[relation] = [*values.get(relation, []), *ends]
            stated = {word: value for word, value in values.items() if value not in (None, "", [])}
            stated["external_ids"] = {SYSTEM: f"{model}:{key}"}
            found.documents.append(Document(kind, "", stated, name, dump.rows[model, key]))
    found.notes += [Problem(note, name) for note in _notes(dump)]
    return found


def _objects(name: str, content: bytes) -> list[Any]:
    try:
        found = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        why = str(error).partition(":")[0]
        raise InputError(f"this is not JSON: {why}", where=name, accepted=ACCEPTED) from None
    if not isinstance(found, list):
        raise InputError("this is no list", where=name, accepted=ACCEPTED)
    return found


def _notes(dump: Dump) -> Iterator[str]:
    rest = Counter({one: len(of) for one, of in dump.objects.items() if one not in MODELS})
    for is_thing, what in (
        (True, "words and parts of what came in, not kept as items of their own"),
        (False, "records of the tool itself, left out"),
    ):
        counts = {one: n for one, n in rest.most_common()
                  if (one.partition(".")[0] in THINGS) == is_thing}  # fmt: skip
        if counts:
            yield f"{what}: " + ", ".join(f"{count:,} {one}" for one, count in counts.items())


def _called(fields: Fields) -> str:
    return next(
        (str(fields[one]) for one in ("name", "model", "cid", "prefix") if fields.get(one)), ""
    )


def _said(dump: Dump, model: str, fields: Fields) -> dict[str, Any]:
    """What objects of all models say alike: text, phase, and by tags what has no field here."""
    status, said = str(fields.get("status") or ""), []
    for word, of in WORDS.items():
        if called := dump.name(of, fields.get(word)):
            said.append(tag(word, called))
    if model == "circuits.circuit" and (
        called := dump.name("circuits.circuittype", fields.get("type"))
    ):
        said.append(tag("type", called))
    if model == "virtualization.cluster":
        said += [
            tag(word, called)
            for word in ("type", "group")
            if (called := dump.name(f"virtualization.cluster{word}", fields.get(word)))
        ]
    said += [tag(word, str(fields[word])) for word in NUMBERS if fields.get(word) not in (None, "")]
    if status and status not in PHASES:
        said.append(tag("status", status))
    own = fields.get("custom_field_data")
    if isinstance(own, dict):
        said += [tag(key, str(value)) for key, value in own.items() if value not in (None, "")]
    return {
        "description": str(fields.get("description") or fields.get("comments") or ""),
        "lifecycle": {"stated": PHASES[status]} if status in PHASES else None,
        "tags": said,
    }


WORDS = {
    "tenant": "tenancy.tenant",
    "device_role": "dcim.devicerole",
    "vrf": "ipam.vrf",
}
"""What stands as a tag with the name of what it leads to."""
NUMBERS = ("serial", "asset_tag", "vid", "facility", "part_number", "asn")
"""What stands as a tag as it is."""


def _end(dump: Dump, kind: str, *chosen: tuple[str, Any]) -> list[Any]:
    """The first of several objects that is there, as a link to it."""
    found = next(((model, key) for model, key in chosen if dump.at(model, key)), None)
    return [Named(f"{found[0]}:{found[1]}", (kind,), system=SYSTEM)] if found else []


def _place(dump: Dump, fields: Fields) -> list[Any]:
    return _end(
        dump, "location", ("dcim.rack", fields.get("rack")),
        ("dcim.location", fields.get("location")), ("dcim.site", fields.get("site")),
    )  # fmt: skip


def _location(dump: Dump, fields: Fields) -> dict[str, Any]:
    above = _end(
        dump, "location", ("dcim.region", fields.get("region")),
        ("dcim.location", fields.get("location")), ("dcim.location", fields.get("parent")),
        ("dcim.site", fields.get("site")),
    )  # fmt: skip
    return {"parent": above, "address": str(fields.get("physical_address") or "")}


def _region(dump: Dump, fields: Fields) -> dict[str, Any]:
    return {"parent": _end(dump, "location", ("dcim.region", fields.get("parent")))}


def _tenant(dump: Dump, fields: Fields) -> dict[str, Any]:
    groups = (
        ("tenancy.tenantgroup", fields.get("group")),
        ("tenancy.tenantgroup", fields.get("parent")),
    )
    return {"parent": _end(dump, "department", *groups)}


def _nothing(dump: Dump, fields: Fields) -> dict[str, Any]:  # noqa: ARG001
    return {}


def _technology(dump: Dump, fields: Fields) -> dict[str, Any]:
    maker = ("dcim.manufacturer", fields.get("manufacturer"))
    return {"made_by": _end(dump, "vendor", maker)}


def _device(dump: Dump, fields: Fields) -> dict[str, Any]:
    type_, system = (
        ("dcim.devicetype", fields.get("device_type")),
        ("dcim.platform", fields.get("platform")),
    )
    return {
        "virtual": False,
        "operating_system": dump.name(*system),
        "located_in": _place(dump, fields),
        "uses": _end(dump, "technology", type_) + _end(dump, "technology", system),
    }


def _machine(dump: Dump, fields: Fields) -> dict[str, Any]:
    system = ("dcim.platform", fields.get("platform"))
    cluster = ("virtualization.cluster", fields.get("cluster"))
    memory = fields.get("memory")
    return {
        "virtual": True,
        "operating_system": dump.name(*system),
        "cores": _whole(fields.get("vcpus")),
        "memory_gb": memory / 1024 if isinstance(memory, int | float) else None,
        "storage_gb": fields.get("disk"),
        "runs_on": _hard(_end(dump, "platform", cluster)),
        "uses": _end(dump, "technology", system),
    }


def _whole(value: Any) -> int | None:
    try:
        return round(float(value))
    except (TypeError, ValueError, OverflowError):
        return None


def _cluster(dump: Dump, fields: Fields) -> dict[str, Any]:
    return {"type": "virtualisation", "located_in": _place(dump, fields)}


def _panel(dump: Dump, fields: Fields) -> dict[str, Any]:
    return {"type": "other", "located_in": _place(dump, fields)}


def _feed(dump: Dump, fields: Fields) -> dict[str, Any]:
    power = fields.get("available_power")
    return {
        **_panel(dump, fields),
        "capacity": power,
        "capacity_unit": "VA" if power else None,
        "runs_on": _hard(_end(dump, "platform", ("dcim.powerpanel", fields.get("power_panel")))),
    }


def _circuit(dump: Dump, fields: Fields) -> dict[str, Any]:
    rate = fields.get("commit_rate")
    return {
        "bandwidth_mbps": rate / 1000 if isinstance(rate, int | float) else None,
        "provided_by": _end(dump, "vendor", ("circuits.provider", fields.get("provider"))),
    }


def _network(dump: Dump, fields: Fields) -> dict[str, Any]:
    return {
        "address_range": str(fields.get("prefix") or ""),
        "located_in": _place(dump, fields),
        "depends_on": _end(dump, "network", ("ipam.vlan", fields.get("vlan"))),
    }


Values = Callable[[Dump, Fields], dict[str, Any]]
MODELS: dict[str, tuple[str, Values]] = {
    "tenancy.tenantgroup": ("department", _tenant),
    "tenancy.tenant": ("department", _tenant),
    "dcim.region": ("location", _region),
    "dcim.site": ("location", _location),
    "dcim.location": ("location", _location),
    "dcim.rack": ("location", _location),
    "dcim.manufacturer": ("vendor", _nothing),
    "circuits.provider": ("vendor", _nothing),
    "dcim.devicetype": ("technology", _technology),
    "dcim.platform": ("technology", _technology),
    "circuits.circuit": ("network", _circuit),
    "circuits.providernetwork": ("network", _circuit),
    "ipam.aggregate": ("network", _network),
    "ipam.vlan": ("network", _network),
    "ipam.prefix": ("network", _network),
    "dcim.powerpanel": ("platform", _panel),
    "dcim.powerfeed": ("platform", _feed),
    "virtualization.cluster": ("platform", _cluster),
    "dcim.device": ("server", _device),
    "virtualization.virtualmachine": ("server", _machine),
}
"""The kind of each model whose objects are items, and what their fields are."""


def _hard(ends: list[Any]) -> list[Any]:
    return [{"to": one, "hard": True} for one in ends]


def _wired(dump: Dump) -> dict[tuple[str, int], Links]:
    """What only other objects say of an item: its networks, where its circuit ends, its power."""
    found: dict[tuple[str, int], Links] = defaultdict(lambda: defaultdict(list))

    def say(item: tuple[str, Any], relation: str, ends: list[Any]) -> None:
        if not isinstance(item[1], int):
            return
        known = found[item][relation]
        known += [one for one in ends if one not in known]

    for model, of, owner in (
        ("dcim.interface", "dcim.device", "device"),
        ("virtualization.vminterface", "virtualization.virtualmachine", "virtual_machine"),
    ):
        for fields in dump.objects.get(model, {}).values():
            tagged = fields.get("tagged_vlans")
            for vlan in (
                fields.get("untagged_vlan"),
                *(tagged if isinstance(tagged, list) else ()),
            ):
                say(
                    (of, fields.get(owner)),
                    "on_network",
                    _end(dump, "network", ("ipam.vlan", vlan)),
                )
    for fields in dump.objects.get("circuits.circuittermination", {}).values():
        circuit = ("circuits.circuit", fields.get("circuit"))
        say(circuit, "located_in", _end(dump, "location", ("dcim.site", fields.get("site"))))
        through = ("circuits.providernetwork", fields.get("provider_network"))
        say(circuit, "depends_on", _end(dump, "network", through))
        if fields.get("_cable_peer_type") == ["dcim", "interface"]:
            device = dump.at("dcim.interface", fields.get("_cable_peer_id")).get("device")
            say(("dcim.device", device), "on_network", _end(dump, "network", circuit))
    for key, fields in dump.objects.get("dcim.device", {}).items():
        member = _end(dump, "server", ("dcim.device", key))
        say(("virtualization.cluster", fields.get("cluster")), "runs_on", member)
    power = _power(dump)
    for device, sources in power.items():
        found["dcim.device", device]["runs_on"] += _fed(dump, power, sources)
    return found


def _power(dump: Dump) -> Power:
    """By device the outlets' devices and the feeds that its power ports are wired to."""
    found: Power = defaultdict(list)
    for fields in dump.objects.get("dcim.powerport", {}).values():
        peer, key, device = (
            fields.get("_cable_peer_type"),
            fields.get("_cable_peer_id"),
            fields.get("device"),
        )
        source: tuple[str, Any] = ("dcim.powerfeed", key)
        if peer == ["dcim", "poweroutlet"]:
            source = ("dcim.device", dump.at("dcim.poweroutlet", key).get("device"))
        elif peer != ["dcim", "powerfeed"]:
            continue
        if dump.at(*source) and isinstance(device, int) and source not in found[device]:
            found[device].append(source)
    return found


def _fed(dump: Dump, power: Power, sources: list[tuple[str, int]]) -> list[Any]:
    """The links to what feeds a device.

    Of a primary and a redundant feed one is enough, as NetBox states it. Of several that it states
    nothing about, it is unknown how many are needed.
    """
    kinds = set()
    for model, key in sources:
        feeds = (
            [key]
            if model == "dcim.powerfeed"
            else [one for of, one in power.get(key, []) if of == "dcim.powerfeed"]
        )
        kinds |= {str(dump.at("dcim.powerfeed", one).get("type")) for one in feeds}
    ends = [
        end
        for model, key in sources
        for end in _end(dump, "server" if model == "dcim.device" else "platform", (model, key))
    ]
    if len(ends) == 1:
        return _hard(ends)
    if {"primary", "redundant"} <= kinds:
        return [{"to": one, "hard": True, "group": POWER, "k": 1} for one in ends]
    return ends
