"""JSON of endoflife.date: both versions of its API, and the lists of releases that it is made from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePath
from typing import Any

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.endoflife.products import LEVELS, Cycle, Product, contents_of, day_of
from cohelm.formats.structured import Node, inner, nodes, read_json, text
from cohelm.formats.versions import version_notes

ACCEPTED = "an answer of endoflife.date's API, or a list of releases"
OLD = (re.compile(rb'"cycle"\s*:'), re.compile(rb'"eol"\s*:'))
NEW = (re.compile(rb'"schema_version"\s*:'), re.compile(rb'"isEol"\s*:'))
LISTED = (re.compile(rb'\A\s*\{\s*"releases"\s*:\s*\{'), re.compile(rb'"versions"\s*:\s*\{'))
KNOWN = ("1",)
OLDER = {"support": "eoas", "extendedSupport": "eoes"}
TITLES = {"eoas": "Eoas", "eol": "Eol", "eoes": "Eoes"}
GLANCE = 1_000_000


def is_answer(content: bytes) -> bool:
    """Whether a file is such JSON, by the keys that it has near its beginning."""
    if not content[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return False
    head = content[:GLANCE].removeprefix(b"\xef\xbb\xbf")
    if any(all(one.search(head) for one in words) for words in (OLD, NEW)):
        return True
    return LISTED[0].match(head) is not None and LISTED[1].search(content) is not None


def read_answer(name: str, content: bytes, schema: Schema) -> Contents:  # noqa: ARG001
    """What an answer says. Linear. Raises InputError for one that is damaged or no product's.

    The older answers and the lists do not name the product: the file's name is taken for it.
    """
    found = read_json(name, content, accepted=ACCEPTED)
    called = PurePath(name).stem
    if isinstance(found, list):
        cycles = [_old(one) for one in found if isinstance(one, dict) and text(one, "cycle")]
        products = [Product(called, cycles=cycles)]
    elif isinstance(found, dict) and "schema_version" in found:
        products = list(_new_products(found.get("result")))
    elif isinstance(found, dict) and isinstance(found.get("releases"), dict):
        products = [_listed(called, found)]
    else:
        raise InputError("the answer is not that of a product", where=name, accepted=ACCEPTED)
    if not any(one.cycles or one.released for one in products):
        raise InputError(
            "the answer has no releases of a product",
            where=name,
            accepted=ACCEPTED,
            mend="Bring the answer for one product, or for all of them in full.",
        )
    read = contents_of(products, name)
    if isinstance(found, dict):
        version = text(found, "schema_version").partition(".")[0]
        read.notes[:0] = version_notes(name, "endoflife.date's API", version, KNOWN)
    return read


def _old(node: Node) -> Cycle:
    """A cycle as the older answers have it."""
    one = Cycle(text(node, "cycle"))
    for key, value in node.items():
        word = OLDER.get(key, key)
        if word in LEVELS:
            one.ends[word] = value
        elif key not in ("cycle", "link"):
            one.said += _plain(key, value)
    return one


def _new_products(result: Any) -> Iterator[Product]:
    """The products of a newer answer: one, or all of them."""
    for node in result if isinstance(result, list) else [result]:
        if not isinstance(node, Mapping) or not text(node, "name"):
            continue
        category = text(node, "category")
        one = Product(text(node, "name"), text(node, "label", "name"))
        one.said = [("category", category)] if category else []
        one.said += [("tag", word) for word in node.get("tags") or () if isinstance(word, str)]
        for identifier in nodes(node, "identifiers"):
            kind, said = text(identifier, "type"), text(identifier, "id")
            if kind == "purl" and said:
                one.packages.append(said)
            elif kind and said:
                one.said.append((kind, said))
        one.cycles = [_new(cycle) for cycle in nodes(node, "releases") if text(cycle, "name")]
        yield one


def _new(node: Node) -> Cycle:
    """A cycle as the newer answers have it: a day beside each truth."""
    one = Cycle(text(node, "name"), text(node, "label"))
    for word, title in TITLES.items():
        stated = node.get(f"{word}From")
        one.ends[word] = node.get(f"is{title}") if stated is None else stated
    latest = inner(node, "latest")
    for key, value in (
        ("releaseDate", node.get("releaseDate")), ("latest", text(latest, "name")),
        ("latestReleaseDate", text(latest, "date")), ("codename", node.get("codename")),
        ("lts", node.get("ltsFrom") or node.get("isLts")), *inner(node, "custom").items(),
    ):  # fmt: skip
        one.said += _plain(key, value)
    return one


def _listed(called: str, found: Node) -> Product:
    """A list of releases: some cycles, and the day of every version."""
    one = Product(called)
    for key, node in inner(found, "releases").items():
        if isinstance(node, Mapping):
            cycle = _old({**node, "cycle": text(node, "name") or key, "name": None})
            one.cycles.append(cycle)
    days = [
        day_of(node.get("date"))
        for node in inner(found, "versions").values()
        if isinstance(node, Mapping)
    ]
    one.released = [day for day in days if day is not None]
    return one


def _plain(key: str, value: Any) -> list[tuple[str, str]]:
    if isinstance(value, bool):
        return [(key, str(value).lower())]
    return [(key, str(value))] if isinstance(value, str | int | float) and value != "" else []
