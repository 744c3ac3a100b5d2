"""The dump of NetBox's database: a list of objects with model, key and fields."""

from __future__ import annotations

import re

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError, Problem
from cohelm.core.schema import Schema
from cohelm.formats.netbox.items import take_items
from cohelm.formats.netbox.objects import Objects, read_json

ACCEPTED = "a dump of NetBox as JSON: a list of objects with model, pk and fields"
TELLS = re.compile(rb'"model"\s*:\s*"(?:dcim|ipam|circuits|tenancy|virtualization)\.')


def is_netbox(content: bytes) -> bool:
    """Whether a file is a list of such objects."""
    return content[:100].lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"[" and bool(TELLS.search(content))


def read_netbox(name: str, content: bytes, schema: Schema) -> Contents:
    """What the objects say; rows are their numbers in the list. Raises InputError for damaged JSON."""
    del schema  # every kind that is meant is built in
    objects, found = Objects(name), Contents()
    stated = read_json(name, content, ACCEPTED)
    if not isinstance(stated, list):
        raise InputError("this is no list", where=name, accepted=ACCEPTED)
    for row, one in enumerate(stated, 1):
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
        objects.of[one["model"]][key] = one["fields"]
        objects.places[one["model"], key] = (name, row)
    take_items(objects, found)
    return found
