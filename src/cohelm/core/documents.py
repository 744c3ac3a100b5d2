"""What a format reads out of a file, before it is compared with anything: documents and problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from cohelm.core.errors import Problem

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise


@dataclass(frozen=True, slots=True)
class Named:
    """A reference by words instead of a key: a name, an id or an external id of one of `kinds`.

    With `make`, an item that cannot be found is made with that name; else it is a problem.
    """

    text: str
    kinds: tuple[str, ...]
    make: bool = False
    system: str = ""


@dataclass(frozen=True, slots=True)
class Gone:
    """A link of which a document says that it is no more; `start` is its first day, None for none."""

    to: str
    start: str | None = None


Meaning = Callable[["Enterprise", str, Mapping[str, Any]], "Mapping[str, Any] | None"]
"""What a file's values mean beside what is on record: of the plan, an item's key and the values, the
values to be taken in; None leaves them out."""
Remark = Callable[["Enterprise"], "Iterable[Problem]"]
"""What is to be noted of a file beside what is on record."""


@dataclass(frozen=True, slots=True)
class Document:
    """One item as a file states it, in plain forms (text, numbers, booleans, lists, mappings).

    `id` is empty where the file gives none: the item is then found by its external ids or its name,
    or made. A relation's value is a list of keys (`server:a`), of mappings with `to`, of `Named` or
    `Gone`.
    `whole`: what the document does not say is emptied; otherwise it is left as it is. `matches_name`:
    an item without external id of the same name is the same item. `covers` names relations that it
    states in full although it is not whole. `version` is that of the item when the file was written:
    where the store has a newer one, a change is a conflict. `repeats` are further rows of the file
    that are about the same item. `fallback` names fields that the file only guesses: they hold for a
    new item, and for one that says nothing there. `bare` is the system among its external ids that
    the file calls an id and nothing else: where an item has that id here, it is meant. `meant` is asked
    what the values mean. `as_of` is the day of the edition that it is of, where it is of one: the last
    one counts, in whatever order they come.
    """

    kind: str
    id: str
    values: Mapping[str, Any]
    file: str = ""
    row: int = 0
    whole: bool = False
    matches_name: bool = True
    covers: frozenset[str] = frozenset()
    version: int | None = None
    repeats: tuple[int, ...] = ()
    fallback: frozenset[str] = frozenset()
    bare: str = ""
    meant: Meaning | None = None
    as_of: date | None = None


@dataclass(frozen=True, slots=True)
class Observed:
    """One observation as a file states it; `values` holds the key's fields and its own.

    Its `item` is a key, or `Named` where the file calls it by a name or a number; so may others be.
    `meant` is asked, with the item's key, what the values mean.
    """

    metric: str
    values: Mapping[str, Any]
    file: str = ""
    row: int = 0
    meant: Meaning | None = None


@dataclass(slots=True)
class Contents:
    """All that was read from one or several files.

    `problems` are values that could not be taken, `notes` what was left out or assumed, `remarks` tell
    what is to be noted beside what is on record. `revision` is the store's revision at which the files
    were written, where they say so: an item that changed in the store since is a conflict. `settings`
    are the organisation's own (name, currency, own fields). `records` counts the rows that strange
    tables held, taken in or not.
    """

    documents: list[Document] = field(default_factory=list)
    observed: list[Observed] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    notes: list[Problem] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)
    revision: int | None = None
    settings: dict[str, Any] = field(default_factory=dict)
    records: int = 0

    def extend(self, other: Contents) -> None:
        """Adds what another file holds; the older of two revisions holds for both."""
        self.documents += other.documents
        self.observed += other.observed
        self.problems += other.problems
        self.notes += other.notes
        self.remarks += other.remarks
        self.settings |= other.settings
        self.records += other.records
        stated = [one for one in (self.revision, other.revision) if one is not None]
        self.revision = min(stated, default=None)
