"""YAML and JSON files of things that hold things: a capability map, an organisation chart."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from collections.abc import Mapping as Map
from dataclasses import replace
from typing import Any

import yaml

from cohelm.core.documents import Contents
from cohelm.core.errors import InputError
from cohelm.core.schema import Schema
from cohelm.formats.guess import guess_mappings
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.sheets import Cell
from cohelm.formats.tables import read_tables
from cohelm.formats.yaml12 import Loader, read_yaml_documents

ACCEPTED = "a list or a tree of mappings with a name, as YAML or JSON"
NAMES = ("name", "title", "label")
IDS = ("id", "key", "code", "identifier", "uid")
PARENT = "parent"
# Where a line stands in a mapping that was read with its lines.
LINE = "\0line"
# What a tree of names is when nothing in it says so.
USUAL = "capability"
MOST_LEVELS = 50
ENTRY = re.compile(r"""\s*(?:- +)?(?:["']?\w[\w ./-]{0,60}["']?:(?:\s|$)|- |#|---)""")


class _Loader(Loader):
    """Reads mappings with the line on which each begins."""

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Any, Any]:
        found: dict[Any, Any] = super().construct_mapping(node, deep)
        found[LINE] = node.start_mark.line + 1
        return found


def is_structured(content: bytes) -> bool:
    """Whether a file can be YAML or JSON: braces first, or nearly every line an entry of a mapping."""
    text = content[:20_000].decode("utf-8", errors="replace").lstrip("\ufeff \t\r\n")
    if text.startswith(("{", "[")):
        return True
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    entries = [line for line in lines if ENTRY.match(line)]
    return any(":" in line for line in entries) and len(entries) >= 0.4 * len(lines) > 0


def read_tree_file(
    name: str,
    content: bytes,
    schema: Schema,
    *,
    mappings: Iterable[Mapping] = (),
    as_kind: str | None = None,
) -> tuple[Contents, tuple[Mapping, ...]]:
    """What a file of nested mappings says, and how it was understood; each node is an item.

    A node's children get the relation `parent` to it. Rows in problems are lines of a YAML file, and
    count the nodes of a JSON file. A tree in which nothing says what its nodes are is read as
    capabilities, with a note. Raises InputError for a file without such mappings, and for a document of
    another program that says what it is, where nobody said what its nodes are.
    """
    kept = tuple(mappings)
    found = _parsed(name, content)
    if not as_kind:
        _refuse_foreign(name, found)
    table, nested = _table(name, _roots(name, found))
    guessed = guess_mappings([table], schema, kept=kept, as_kind=as_kind)
    contents = Contents()
    unsure = not guessed[0].kind or PARENT not in schema.kind(guessed[0].kind).relations
    if unsure and nested and not as_kind and USUAL in schema.kinds:
        table = replace(table, called=USUAL)
        guessed = guess_mappings([table], schema, kept=kept, as_kind=USUAL)
        contents.notes.append(table.note(f"nothing says what the nodes are: read as {USUAL}"))
    read_tables([table], guessed, schema, "", contents)
    return contents, guessed


def _parsed(name: str, content: bytes) -> Any:
    text = content.decode("utf-8-sig", errors="replace")
    if text.lstrip()[:1] in ("{", "["):
        try:
            return json.loads(text)
        except (ValueError, RecursionError):
            pass  # braces may also begin YAML
    stated = [one for one in read_yaml_documents(text.encode(), name) if one is not None]
    if not any(isinstance(one, dict | list) for one in stated):
        raise InputError("the file holds no mapping", where=name, accepted=ACCEPTED)
    found = [one for one in yaml.load_all(text, Loader=_Loader) if one is not None]
    return found if len(found) > 1 else found[0]


def _refuse_foreign(name: str, found: Any) -> None:
    """Raises InputError for what calls itself by a kind and a version of another program's documents.

    Its lists are parts of one thing, and would be taken for what they only look like.
    """
    own = found if isinstance(found, dict) else {}
    kind, version = own.get("kind"), own.get("apiVersion")
    if isinstance(kind, str) and isinstance(version, str):
        raise InputError(
            f"it calls itself '{kind[:40]}' of '{version[:40]}', of which no reader is known",
            where=name, accepted=ACCEPTED, mend="Or say what the things in it are: --as KIND",
        )  # fmt: skip


def _roots(name: str, found: Any) -> tuple[str, list[dict[str, Any]]]:
    """The word that stands over the nodes, if any, and the outermost nodes."""
    if isinstance(found, list):
        return "", _nodes(name, found)
    if _name_of(found):
        return "", [found]
    lists = {key: value for key, value in found.items() if _is_nodes(value)}
    if not lists:
        empty = next((key for key, value in found.items() if value == []), "")
        why = f"the list '{empty}' is empty" if empty else "no list of named things was found"
        raise InputError(why, where=name, accepted=ACCEPTED)
    word = max(lists, key=lambda key: len(lists[key]))
    return str(word), _nodes(name, lists[word])


def _nodes(name: str, found: list[Any]) -> list[dict[str, Any]]:
    nodes = [one for one in found if isinstance(one, dict)]
    if not nodes:
        why = "the list holds no mappings" if found else "the list is empty"
        raise InputError(why, where=name, accepted=ACCEPTED)
    return nodes


def _is_nodes(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(one, dict) for one in value)


def _name_of(node: Map[str, Any]) -> str:
    return next((key for key in NAMES if isinstance(node.get(key), str)), "")


def _table(name: str, roots: tuple[str, list[dict[str, Any]]]) -> tuple[Table, bool]:
    """The nodes as rows of a table, outer ones first, with the id or name of each one's parent."""
    word, outermost = roots
    flat = list(_flat(name, outermost, "", 0))
    header = list(dict.fromkeys(key for node, _ in flat for key in node if key != LINE))
    scalar = [key for key in header if any(not _is_nodes(node.get(key)) for node, _ in flat)]
    scalar = [key for key in scalar if not all(_is_holder(node.get(key)) for node, _ in flat)]
    nested = any(parent for _, parent in flat)
    rows: list[list[Cell]] = [
        [*(_cell(node.get(key)) for key in scalar), *([parent] if nested else [])]
        for node, parent in flat
    ]
    places = [node.get(LINE, at) for at, (node, _) in enumerate(flat, 1)]
    labels = (*(str(key) for key in scalar), *([PARENT] if nested else []))
    table = Table(name, word, labels, rows, places, tuple(range(1, len(labels) + 1)))
    for key in header:
        if key not in scalar and not any(_is_children(node, key) for node, _ in flat):
            table.notes.append(table.note(f"what stands under '{key}' was not understood"))
    return table, nested


def _flat(
    name: str, nodes: list[dict[str, Any]], parent: str, level: int
) -> Iterator[tuple[dict[str, Any], str]]:
    if level > MOST_LEVELS:
        raise InputError(
            f"the tree has more than {MOST_LEVELS} levels", where=name, accepted=ACCEPTED
        )
    for node in nodes:
        yield node, parent
        own = next((str(node[key]) for key in (*IDS, *NAMES) if node.get(key)), "")
        for key in node:
            if _is_children(node, key):
                yield from _flat(name, node[key], own, level + 1)


def _is_children(node: Map[str, Any], key: str) -> bool:
    """Whether a list in a node holds nodes like it: they are named in the same way."""
    value = node.get(key)
    named = _name_of(node)
    return _is_nodes(value) and bool(named) and all(named in child for child in value or ())


def _is_holder(value: Any) -> bool:
    """Whether a value is no cell: a list of mappings, an empty list, a mapping, nothing."""
    return value is None or value == [] or _is_nodes(value) or isinstance(value, dict)


def _cell(value: Any) -> Cell:
    if isinstance(value, list):
        return "; ".join(str(one) for one in value if not isinstance(one, dict | list))
    if isinstance(value, str):
        return value.strip()
    return value if isinstance(value, int | float | bool) else None
