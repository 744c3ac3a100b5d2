"""The objects of NetBox as items: places, machines, circuits, networks, power and what is redundant."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem
from cohelm.formats.kept import short_name, tag
from cohelm.formats.netbox.objects import SYSTEM, Fields, Objects

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

Links = dict[str, list[Any]]
Power = dict[int, list[tuple[str, int]]]
"""By device what feeds it, as (model, key)."""


def take_items(objects: Objects, found: Contents) -> None:
    """Adds what the objects say to what was found, as documents and notes."""
    wired = _wired(objects)
    for model, (kind, values_of) in MODELS.items():
        for key, fields in objects.of.get(model, {}).items():
            values = {
                "name": short_name(_called(fields) or f"{model.partition('.')[2]} {key}"),
                **_said(objects, model, fields),
                **values_of(objects, fields),
            }
            for relation, ends in wired.get((model, key), {}).items():
                values[relation] = [*values.get(relation, []), *ends]
            stated = {word: value for word, value in values.items() if value not in (None, "", [])}
            stated["external_ids"] = {SYSTEM: f"{model}:{key}"}
            file, row = objects.places[model, key]
            found.documents.append(Document(kind, "", stated, file, row))
    found.notes += [Problem(note, objects.file) for note in _notes(objects)]


def _notes(objects: Objects) -> Iterator[str]:
    rest = Counter({one: len(of) for one, of in objects.of.items() if one not in MODELS})
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
        (
            str(fields[one])
            for one in ("name", "model", "cid", "prefix", "display")
            if fields.get(one)
        ),
        "",
    )


def _said(objects: Objects, model: str, fields: Fields) -> dict[str, Any]:
    """What objects of all models say alike: text, phase, and by tags what has no field here."""
    status, said = str(fields.get("status") or ""), []
    for word, of in WORDS.items():
        if called := objects.name(of, fields.get(word)):
            said.append(tag(word, called))
    if model == "circuits.circuit" and (
        called := objects.name("circuits.circuittype", fields.get("type"))
    ):
        said.append(tag("type", called))
    if model == "virtualization.cluster":
        said += [
            tag(word, called)
            for word in ("type", "group")
            if (called := objects.name(f"virtualization.cluster{word}", fields.get(word)))
        ]
    said += [tag(word, str(fields[word])) for word in NUMBERS if fields.get(word) not in (None, "")]
    if status and status not in PHASES:
        said.append(tag("status", status))
    own = fields.get("custom_field_data")
    if isinstance(own, dict):
        said += [tag(key, str(value)) for key, value in own.items() if value not in (None, "")]
    return {
        "description": str(fields.get("description") or fields.get("comments") or "").replace(
            "\r\n", "\n"
        ),
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


def _end(objects: Objects, kind: str, *chosen: tuple[str, Any]) -> list[Any]:
    """The first of several objects that is there, as a link to it."""
    found = next(((model, key) for model, key in chosen if objects.at(model, key)), None)
    return [Named(f"{found[0]}:{found[1]}", (kind,), system=SYSTEM)] if found else []


def _place(objects: Objects, fields: Fields) -> list[Any]:
    return _end(
        objects, "location", ("dcim.rack", fields.get("rack")),
        ("dcim.location", fields.get("location")), ("dcim.site", fields.get("site")),
    )  # fmt: skip


def _location(objects: Objects, fields: Fields) -> dict[str, Any]:
    above = _end(
        objects, "location", ("dcim.region", fields.get("region")),
        ("dcim.location", fields.get("location")), ("dcim.location", fields.get("parent")),
        ("dcim.site", fields.get("site")),
    )  # fmt: skip
    return {
        "parent": above,
        "address": str(fields.get("physical_address") or "").replace("\r\n", "\n"),
    }


def _region(objects: Objects, fields: Fields) -> dict[str, Any]:
    return {"parent": _end(objects, "location", ("dcim.region", fields.get("parent")))}


def _tenant(objects: Objects, fields: Fields) -> dict[str, Any]:
    groups = (
        ("tenancy.tenantgroup", fields.get("group")),
        ("tenancy.tenantgroup", fields.get("parent")),
    )
    return {"parent": _end(objects, "department", *groups)}


def _nothing(objects: Objects, fields: Fields) -> dict[str, Any]:  # noqa: ARG001
    return {}


def _technology(objects: Objects, fields: Fields) -> dict[str, Any]:
    maker = ("dcim.manufacturer", fields.get("manufacturer"))
    return {"made_by": _end(objects, "vendor", maker)}


def _device(objects: Objects, fields: Fields) -> dict[str, Any]:
    type_, system = (
        ("dcim.devicetype", fields.get("device_type")),
        ("dcim.platform", fields.get("platform")),
    )
    return {
        "virtual": False,
        "operating_system": objects.name(*system),
        "located_in": _place(objects, fields),
        "uses": _end(objects, "technology", type_) + _end(objects, "technology", system),
    }


def _machine(objects: Objects, fields: Fields) -> dict[str, Any]:
    system = ("dcim.platform", fields.get("platform"))
    cluster = ("virtualization.cluster", fields.get("cluster"))
    memory = fields.get("memory")
    return {
        "virtual": True,
        "operating_system": objects.name(*system),
        "cores": _whole(fields.get("vcpus")),
        "memory_gb": memory / 1024 if isinstance(memory, int | float) else None,
        "storage_gb": fields.get("disk"),
        "runs_on": _hard(_end(objects, "platform", cluster)),
        "uses": _end(objects, "technology", system),
    }


def _whole(value: Any) -> int | None:
    try:
        return round(float(value))
    except (TypeError, ValueError, OverflowError):
        return None


def _cluster(objects: Objects, fields: Fields) -> dict[str, Any]:
    return {"type": "virtualisation", "located_in": _place(objects, fields)}


def _panel(objects: Objects, fields: Fields) -> dict[str, Any]:
    return {"type": "other", "located_in": _place(objects, fields)}


def _feed(objects: Objects, fields: Fields) -> dict[str, Any]:
    power = fields.get("available_power")
    return {
        **_panel(objects, fields),
        "capacity": power,
        "capacity_unit": "VA" if power else None,
        "runs_on": _hard(_end(objects, "platform", ("dcim.powerpanel", fields.get("power_panel")))),
    }


def _circuit(objects: Objects, fields: Fields) -> dict[str, Any]:
    rate = fields.get("commit_rate")
    return {
        "bandwidth_mbps": rate / 1000 if isinstance(rate, int | float) else None,
        "provided_by": _end(objects, "vendor", ("circuits.provider", fields.get("provider"))),
    }


def _network(objects: Objects, fields: Fields) -> dict[str, Any]:
    return {
        "address_range": str(fields.get("prefix") or ""),
        "located_in": _place(objects, fields),
        "depends_on": _end(objects, "network", ("ipam.vlan", fields.get("vlan"))),
    }


Values = Callable[[Objects, Fields], dict[str, Any]]
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


def _wired(objects: Objects) -> dict[tuple[str, int], Links]:
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
        for fields in objects.of.get(model, {}).values():
            tagged = fields.get("tagged_vlans")
            for vlan in (
                fields.get("untagged_vlan"),
                *(tagged if isinstance(tagged, list) else ()),
            ):
                say(
                    (of, fields.get(owner)),
                    "on_network",
                    _end(objects, "network", ("ipam.vlan", vlan)),
                )
    for fields in objects.of.get("circuits.circuittermination", {}).values():
        circuit = ("circuits.circuit", fields.get("circuit"))
        say(circuit, "located_in", _end(objects, "location", ("dcim.site", fields.get("site"))))
        through = ("circuits.providernetwork", fields.get("provider_network"))
        say(circuit, "depends_on", _end(objects, "network", through))
        if fields.get("_cable_peer_type") == ["dcim", "interface"]:
            device = objects.at("dcim.interface", fields.get("_cable_peer_id")).get("device")
            say(("dcim.device", device), "on_network", _end(objects, "network", circuit))
    for key, fields in objects.of.get("dcim.device", {}).items():
        member = _end(objects, "server", ("dcim.device", key))
        say(("virtualization.cluster", fields.get("cluster")), "runs_on", member)
    power = _power(objects)
    for device, sources in power.items():
        found["dcim.device", device]["runs_on"] += _fed(objects, power, sources)
    return found


def _power(objects: Objects) -> Power:
    """By device the outlets' devices and the feeds that its power ports are wired to."""
    found: Power = defaultdict(list)
    for fields in objects.of.get("dcim.powerport", {}).values():
        peer, key, device = (
            fields.get("_cable_peer_type"),
            fields.get("_cable_peer_id"),
            fields.get("device"),
        )
        source: tuple[str, Any] = ("dcim.powerfeed", key)
        if peer == ["dcim", "poweroutlet"]:
            source = ("dcim.device", objects.at("dcim.poweroutlet", key).get("device"))
        elif peer != ["dcim", "powerfeed"]:
            continue
        if objects.at(*source) and isinstance(device, int) and source not in found[device]:
            found[device].append(source)
    return found


def _fed(objects: Objects, power: Power, sources: list[tuple[str, int]]) -> list[Any]:
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
        kinds |= {str(objects.at("dcim.powerfeed", one).get("type")) for one in feeds}
    ends = [
        end
        for model, key in sources
        for end in _end(objects, "server" if model == "dcim.device" else "platform", (model, key))
    ]
    if len(ends) == 1:
        return _hard(ends)
    if {"primary", "redundant"} <= kinds:
        return [{"to": one, "hard": True, "group": POWER, "k": 1} for one in ends]
    return ends
