"""Lists of items that come again every month: which list a table is, told from its content."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from cohelm.core.proposal import Proposal
from cohelm.formats.detect import ReadFiles
from cohelm.formats.words import tokens

SAME_COLUMNS = 0.5
"""At least so much of the columns of two editions is in both, of those that are in either."""
SAME_ITEMS = 1 / 3
"""At least so much of the shorter of two editions is in the longer one."""
FEW_ITEMS, MANY_COLUMNS = 1 / 10, 6
"""So much is enough where all columns are the same and there are so many that they tell the list."""


ABSENT = ("ask", "kept", "removed")
"""What it can mean that a list's next edition lacks an item: asked about, still there, no more."""

WHOLE, ACCOUNT, PART = "organisation", "account", "#"
"""A ledger by accounts alone is about the organisation; its rows are told apart by their accounts."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A table whose rows are items of one kind, or the accounts of the organisation.

    `rows` has their keys, each with its first row.
    """

    file: str
    kind: str
    header: tuple[str, ...]
    rows: Mapping[str, int]


def lists_of(read: ReadFiles, proposal: Proposal) -> Iterator[Listed]:
    """The lists among files that were read: tables of items, not of links or of amounts."""
    header: dict[str, tuple[str, ...]] = {}
    left_out: set[str] = set()
    if len(read.tables) == len(read.mappings):  # a tree has no table beside its mapping
        for table, mapping in zip(read.tables, read.mappings, strict=True):
            columns = header_words(table.header)
            header[table.where] = tuple(dict.fromkeys((*header.get(table.where, ()), *columns)))
            if mapping.links:
                left_out.add(table.where)
    for file, rows in proposal.stated.items():
        if file in left_out:
            continue
        kinds: dict[str, dict[str, int]] = {}
        for key, row in rows.items():
            kinds.setdefault(key.partition(":")[0], {})[key] = row
        for kind, of in kinds.items():
            yield Listed(file, kind, header.get(file, ()), of)
    for file in header.keys() - proposal.stated.keys() - left_out:
        if of := _accounts(file, read, proposal):
            yield Listed(file, WHOLE, header[file], of)


def _accounts(file: str, read: ReadFiles, proposal: Proposal) -> dict[str, int]:
    """The rows of a ledger that names nothing but accounts: the organisation, and each account of it."""
    places = (
        (key, row)
        for key, rows in proposal.places.items()
        for where, row in rows
        if where == file and key.startswith(f"{WHOLE}:")
    )
    key, first = next(places, ("", 0))
    accounts: dict[str, int] = {}
    for one in read.contents.observed if key else ():
        if one.file == file and (account := one.values.get(ACCOUNT)):
            accounts.setdefault(f"{key}{PART}{account}", one.row)
    return {key: first} | accounts if accounts else {}


def is_part(key: str) -> bool:
    """Whether a row of a list is a part of an item, such as an account of the organisation."""
    return PART in key


def header_words(header: Collection[str]) -> tuple[str, ...]:
    """The columns as they are compared: by words, without numbers, since years move on.

    >>> header_words(("Annual cost 2026", "Owner"))
    ('annual cost', 'owner')
    """
    words = (" ".join(one for one in tokens(name) if not re.search(r"\d", one)) for name in header)
    return tuple(dict.fromkeys(word for word in words if word))


def likeness(header: Collection[str], rows: Collection[str], of: Listed) -> float:
    """How much of a list an earlier one has, in [0, 1]; 0 where they are not editions of one list.

    `header` and `rows` are the columns and the keys of the earlier one. Editions of one list have half
    of their columns and a third of the shorter one's items in common.
    """
    either, both = {*header} | {*of.header}, {*header} & {*of.header}
    if either and len(both) < SAME_COLUMNS * len(either):
        return 0.0
    mine, theirs = ({one for one in side if is_part(one)} or {*side} for side in (of.rows, rows))
    enough = FEW_ITEMS if len(both) == len(either) >= MANY_COLUMNS else SAME_ITEMS
    shorter, shared = min(len(mine), len(theirs)), len(mine & theirs)
    return shared / shorter if shorter and shared >= enough * shorter else 0.0
