"""The answers of NetBox's API: pages of `/api/dcim/devices/` and the like, of several versions."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError, Problem
from cohelm.formats.netbox.items import take_items
from cohelm.formats.netbox.objects import Fields, Objects, read_json

ACCEPTED = "answers of NetBox's API: pages with count, next and results, or lists of their objects"
GLANCE = 100_000
TELLS = re.compile(
    rb'"url"\s*:\s*"[^"\s]*/api/(?:dcim|ipam|circuits|tenancy|virtualization)/[a-z-]+/\d+/"'
)
EMPTY = re.compile(
    rb'\{\s*"count"\s*:\s*0\s*,\s*"next"\s*:\s*null[^{}]*"results"\s*:\s*\[\s*\]\s*\}\s*'
)
ADDRESS = re.compile(r"/api/([a-z]+)/([a-z-]+)/(\d{1,18})/$")
"""How an object says what it is: the part of NetBox, the plural of the model, the key."""
SINGULAR = {
    ("virtualization", "interfaces"): "vminterface",
    ("ipam", "prefixes"): "prefix",
    ("ipam", "ip-addresses"): "ipaddress",
}
ROLE, OWN = ("role", "device_role"), ("custom_fields", "custom_field_data")
"""What later versions, or the answers, call otherwise than the dump."""
WHERE = {
    "dcim.site": "site", "dcim.location": "location", "dcim.region": "region",
    "circuits.providernetwork": "provider_network",
}  # fmt: skip
"""What the pair of a type and a key is that later versions have for a place or an end."""
PAIRS = ("scope", "termination")
PEERS = ("link_peers", "cable_peer")
"""Under these an answer has what is at the other end of the cable, newer versions first."""


def is_answer(content: bytes) -> bool:
    """Whether a file is such an answer, or the list of its objects."""
    start = content[:GLANCE].lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start.startswith((b"{", b"[")):
        return False
    return bool(TELLS.search(start)) or bool(len(content) < GLANCE and EMPTY.fullmatch(start))


def read_answers(files: Sequence[tuple[str, bytes]]) -> Contents:
    """What several answers say together; rows are the numbers of objects in their file.

    An object that is only named by another (the site of a device) has the name that is said there.
    Raises InputError for damaged JSON.
    """
    found = Contents()
    objects = Objects(files[0][0])
    named: dict[tuple[str, int], tuple[Fields, tuple[str, int]]] = {}
    counts: Counter[str] = Counter()
    for name, content in files:
        row = 0
        for page in _pages(name, content):
            model = ""
            for one in page.get("results", ()):
                row += 1
                found.records += 1
                address = _address(one)
                if address is None:
                    found.problems.append(Problem("this is no object of NetBox", name, row))
                    continue
                model = address[0]
                objects.of[model][address[1]] = _fields(one)
                objects.places[address] = (name, row)
                for of, fields in _named(one):
                    named.setdefault(of, (fields, (name, row)))
            if isinstance(count := page.get("count"), int):
                counts[model] = max(counts[model], count)
    found.notes += [
        Problem(f"{len(objects.of[model]):,} of {count:,} {model} are in these files", objects.file)
        for model, count in counts.items()
        if model and len(objects.of[model]) < count
    ]
    if not found.records:
        found.notes.append(Problem("the answer holds no object: nothing to take in", objects.file))
    for (model, key), (fields, place) in named.items():
        if (model, key) not in objects.places:
            objects.of[model][key], objects.places[model, key] = fields, place
    take_items(objects, found)
    return found


def _pages(name: str, content: bytes) -> Iterator[dict[str, Any]]:
    """The pages of a file; a list of objects is a page without a count, an object alone too."""
    stated = read_json(name, content, ACCEPTED)
    pages = stated if isinstance(stated, list) else [stated]
    if not all(isinstance(one, dict) for one in pages):
        raise InputError("this is no list of objects", where=name, accepted=ACCEPTED)
    if all(isinstance(one.get("results"), list) for one in pages):
        yield from pages
    else:
        yield {"results": pages}


def _address(one: Any) -> tuple[str, int] | None:
    """Model and key of an object, by its own address."""
    if not isinstance(one, dict) or not isinstance(one.get("url"), str):
        return None
    said = ADDRESS.search(one["url"])
    if said is None:
        return None
    part, plural, key = said.groups()
    model = SINGULAR.get((part, plural)) or plural.removesuffix("s").replace("-", "")
    return f"{part}.{model}", int(key)


def _named(one: Any, depth: int = 3) -> Iterator[tuple[tuple[str, int], Fields]]:
    """The objects within an object, which say little more than their names."""
    for value in one.values() if depth else ():
        for inner in value if isinstance(value, list) else [value]:
            address = _address(inner)
            if address is not None:
                yield address, _fields(inner)
                yield from _named(inner, depth - 1)


def _fields(one: dict[str, Any]) -> Fields:
    """The fields as a dump has them: keys for objects, words for choices."""
    fields = {word: _plain(value) for word, value in one.items()}
    fields.setdefault(ROLE[1], fields.get(ROLE[0]))
    own = one.get(OWN[0])
    if isinstance(own, dict):
        fields[OWN[1]] = {word: _in_words(value) for word, value in own.items()}
    for pair in PAIRS:
        where = WHERE.get(str(one.get(f"{pair}_type")))
        if where:
            fields[where] = one.get(f"{pair}_id")
    for word in PEERS:
        peers = one.get(word)
        address = _address(peers[0] if isinstance(peers, list) and peers else peers)
        if address is not None:
            fields["_cable_peer_type"], fields["_cable_peer_id"] = (
                [*address[0].split(".")],
                address[1],
            )
            break
    return fields


def _in_words(value: Any) -> Any:
    """The value of a field of one's own; of an object what it is called."""
    if isinstance(value, list):
        return ", ".join(str(_in_words(one)) for one in value)
    if isinstance(value, dict):
        return next((value[word] for word in ("display", "name", "label") if word in value), "")
    return value


def _plain(value: Any) -> Any:
    """A choice as its word, an object as its key, several as several."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if not isinstance(value, dict):
        return value
    if "value" in value and "label" in value:
        return value["value"]
    return value["id"] if isinstance(value.get("id"), int) else value
