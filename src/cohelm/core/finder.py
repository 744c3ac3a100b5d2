"""Which item a document or a word means: by key, external id or name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.core.keys import free_slug


class Finder:
    """Looks items up among those that are there and those that were added while reading a file.

    Items that are named by their id alone need no index of their kind, and make none.
    `taken(kind, id)` tells whether an id is in use, also by an item that the asker may not see.
    """

    def __init__(
        self, enterprise: Enterprise, taken: Callable[[str, str], bool] | None = None
    ) -> None:
        self.enterprise = enterprise
        self.taken = taken
        self._names: dict[str, dict[str, str]] = {}
        self._externals: dict[str, dict[tuple[str, str], str]] = {}
        self._systems: dict[str, dict[str, set[str]]] = {}
        self._words: dict[str, dict[str, str]] = {}
        self._added: dict[str, set[str]] = {}
        self._unread: dict[str, list[tuple[str, Mapping[str, Any]]]] = {}
        self._reached: dict[str, dict[str, int]] = {}

    def has(self, kind: str, id_: str) -> bool:
        """Whether an item is there or was added."""
        return id_ in self._added.get(kind, ()) or id_ in self.enterprise.table(kind)

    def added(self, key: str) -> bool:
        """Whether an item was added while reading."""
        kind, _, id_ = key.partition(":")
        return id_ in self._added.get(kind, ())

    def by_external_id(self, kind: str, external: Mapping[str, Any]) -> str | None:
        """The id of the item that carries one of these external ids."""
        if not external:
            return None
        known = self._index(kind)[1]
        for system, value in external.items():
            if (system, str(value)) in known:
                return known[system, str(value)]
        return None

    def by_name(self, kind: str, name: str, systems: Collection[str] = ()) -> str | None:
        """The id of the item of that name; case and surrounding spaces do not matter.

        An item that one of `systems` calls by an id of its own is not meant: that id would have
        found it.
        """
        found = self._index(kind)[0].get(_folded(name))
        known = self._systems[kind].get(found or "", ())
        return None if any(system in known for system in systems) else found

    def by_word(self, kind: str, word: str, system: str = "") -> str | None:
        """The id that a word means: an external id of the system first, then an id, then a name."""
        if system and (system, word) in self._index(kind)[1]:
            return self._index(kind)[1][system, word]
        if self.has(kind, word):
            return word
        return self._index(kind)[0].get(_folded(word)) or self._words[kind].get(word)

    def add(self, kind: str, id_: str, values: Mapping[str, Any]) -> None:
        """Makes an item findable that the file brings."""
        self._added.setdefault(kind, set()).add(id_)
        self._unread.setdefault(kind, []).append((id_, values))

    def _take_in(self, kind: str) -> None:
        """Adds to the index of a kind what was added since anybody last looked there."""
        names, externals = self._names[kind], self._externals[kind]
        for id_, values in self._unread.pop(kind, ()):
            if values.get("name"):
                names.setdefault(_folded(str(values["name"])), id_)
            for system, value in (values.get("external_ids") or {}).items():
                externals.setdefault((system, str(value)), id_)
                self._words[kind].setdefault(str(value), id_)
                self._systems[kind].setdefault(id_, set()).add(system)

    def new_id(self, kind: str, name: str) -> str:
        """A free id for a name."""
        return free_slug(name, _Taken(self, kind), self._reached.setdefault(kind, {}))

    def _index(self, kind: str) -> tuple[dict[str, str], dict[tuple[str, str], str]]:
        if kind not in self._names:
            names, externals, words, systems = _named(self.enterprise, kind)
            # copies: what a file adds is nobody else's
            self._names[kind], self._externals[kind] = dict(names), dict(externals)
            self._words[kind] = dict(words)
            self._systems[kind] = {id_: set(of) for id_, of in systems.items()}
        if kind in self._unread:
            self._take_in(kind)
        return self._names[kind], self._externals[kind]


Named = tuple[dict[str, str], dict[tuple[str, str], str], dict[str, str], dict[str, set[str]]]


def _named(enterprise: Enterprise, kind: str) -> Named:
    """Ids by name, by system and external id, and by external id alone; the systems that name each.

    They are kept with the table.
    """
    kept: dict[str, Named] = enterprise.table(kind).__dict__
    if "_named" not in kept:
        names: dict[str, str] = {}
        externals: dict[tuple[str, str], str] = {}
        words: dict[str, str] = {}
        systems: dict[str, set[str]] = {}
        for id_, plain in enterprise.table(kind).rows():
            names.setdefault(_folded(str(plain.get("name", ""))), id_)
            for system, value in plain.get("external_ids", {}).items():
                externals.setdefault((system, str(value)), id_)
                words.setdefault(str(value), id_)
                systems.setdefault(id_, set()).add(system)
        kept["_named"] = names, externals, words, systems
    return kept["_named"]


class _Taken:
    """The ids of a kind that are in use: a set that is known only by asking."""

    __slots__ = ("finder", "kind")

    def __init__(self, finder: Finder, kind: str) -> None:
        self.finder, self.kind = finder, kind

    def __contains__(self, id_: object) -> bool:
        finder, beyond = self.finder, self.finder.taken
        named = str(id_)
        return finder.has(self.kind, named) or (beyond is not None and beyond(self.kind, named))


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()
