"""Which item a document or a word means: by key, external id or name."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.core.keys import free_slug
from cohelm.core.table import Table


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
        self._kinds: dict[str, _OfKind] = {}

    def has(self, kind: str, id_: str) -> bool:
        """Whether an item is there or was added."""
        return self._of(kind).has(id_)

    def added(self, key: str) -> bool:
        """Whether an item was added while reading."""
        kind, _, id_ = key.partition(":")
        return kind in self._kinds and id_ in self._kinds[kind].added

    def by_external_id(self, kind: str, external: Mapping[str, Any]) -> str | None:
        """The id of the item that carries one of these external ids."""
        if not external:
            return None
        known = self._of(kind).index().externals
        for system, value in external.items():
            if found := known.get((system, str(value))):
                return found
        return None

    def by_name(self, kind: str, name: str, systems: Collection[str] = ()) -> str | None:
        """The id of the item of that name; case and surrounding spaces do not matter.

        An item that one of `systems` calls by an id of its own is not meant: that id would have
        found it.
        """
        index = self._of(kind).index()
        found = index.names.get(folded(name))
        if found is None:
            return None
        known = index.systems.get(found, ())
        return None if any(system in known for system in systems) else found

    def by_word(self, kind: str, word: str, system: str = "") -> str | None:
        """The id that a word means: an external id of the system first, then an id, then a name."""
        of = self._of(kind)
        if system and (found := of.index().externals.get((system, word))):
            return found
        if of.has(word):
            return word
        index = of.index()
        return index.names.get(folded(word)) or index.words.get(word)

    def add(self, kind: str, id_: str, values: Mapping[str, Any]) -> None:
        """Makes an item findable that the file brings."""
        self._of(kind).add(id_, values)

    def new_id(self, kind: str, name: str) -> str:
        """A free id for a name."""
        of = self._of(kind)
        return free_slug(name, of, of.reached)

    def _of(self, kind: str) -> _OfKind:
        if kind not in self._kinds:
            self._kinds[kind] = _OfKind(self.enterprise, kind, self.taken)
        return self._kinds[kind]


@dataclass(slots=True)
class _Index:
    """Ids by name, by system and external id, and by external id alone; the systems that name each."""

    names: dict[str, str] = field(default_factory=dict)
    externals: dict[tuple[str, str], str] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    systems: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def take_in(self, id_: str, values: Mapping[str, Any]) -> None:
        """Makes an item findable, where no other is called so already."""
        if name := values.get("name"):
            self.names.setdefault(folded(str(name)), id_)
        for system, value in (values.get("external_ids") or {}).items():
            word = str(value)
            self.externals.setdefault((system, word), id_)
            self.words.setdefault(word, id_)
            self.systems[id_] = (*self.systems.get(id_, ()), system)

    def copy(self) -> _Index:
        """One of which a file may take in what it brings: that is nobody else's."""
        return _Index(dict(self.names), dict(self.externals), dict(self.words), dict(self.systems))


class _OfKind:
    """The items of one kind; as a container, the ids that are in use."""

    __slots__ = ("_beyond", "_index", "_kind", "_table", "_unread", "added", "reached")

    def __init__(
        self, enterprise: Enterprise, kind: str, taken: Callable[[str, str], bool] | None
    ) -> None:
        self._table, self._kind, self._beyond = enterprise.table(kind), kind, taken
        self._index: _Index | None = None
        self._unread: list[tuple[str, Mapping[str, Any]]] = []
        self.added: set[str] = set()
        self.reached: dict[str, int] = {}

    def __contains__(self, id_: object) -> bool:
        named = str(id_)
        return self.has(named) or (self._beyond is not None and self._beyond(self._kind, named))

    def has(self, id_: str) -> bool:
        """Whether an item is there or was added."""
        return id_ in self.added or id_ in self._table

    def add(self, id_: str, values: Mapping[str, Any]) -> None:
        """Adds an item; where nobody looked into the index yet, it is read when somebody does."""
        self.added.add(id_)
        if self._index is None:
            self._unread.append((id_, values))
        else:
            self._index.take_in(id_, values)

    def index(self) -> _Index:
        """What is there and what was added, by all that it is called."""
        index = self._index
        if index is None:
            index = self._index = _indexed(self._table).copy()
            for id_, values in self._unread:
                index.take_in(id_, values)
            self._unread.clear()
        return index


def _indexed(table: Table) -> _Index:
    """The index of what is there, kept with the table once it is whole: others read it meanwhile."""
    kept: _Index | None = table.__dict__.get("_named")
    if kept is None:
        kept = _Index()
        for id_, plain in table.rows():
            kept.take_in(id_, plain)
        table.__dict__["_named"] = kept
    return kept


def folded(name: str) -> str:
    """A name as it is looked for: small letters, single spaces."""
    return " ".join(name.split()).casefold()
