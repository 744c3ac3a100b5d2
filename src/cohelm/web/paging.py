"""One page of a list: the rows after an item or before one, so that no row is shown twice or left out
when others come or go while somebody reads on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cohelm.reports.listing import Listing

PER_PAGE = 50


@dataclass(frozen=True, slots=True)
class Page:
    """The ids of a page, and how many of the list stand before it.

    `is_lost`: the item that the address names is not there any more, so that this is the first page.
    """

    ids: tuple[str, ...]
    start: int
    total: int
    is_lost: bool = False

    @classmethod
    def of(cls, found: Listing, stated: Mapping[str, str]) -> Page:
        """The page that an address asks for by `after` or `before`, each the id of an item.

        What is not in the list any more keeps its place in it for as long as it is an item at all.
        """
        after, before = stated.get("after", ""), stated.get("before", "")
        place: int | None = 0
        if after:
            place = found.after(after)
        elif before:
            place = found.before(before)
            place = None if place is None else place - PER_PAGE
        total = len(found.ids)
        start = max(0, min(place or 0, total - 1))
        if after and place is not None and place >= total:
            start = max(0, total - PER_PAGE)  # nothing is behind it any more: the last page
        return cls(found.ids[start : start + PER_PAGE], start, total, place is None)

    @property
    def first(self) -> int:
        """The number of its first row in the list, from 1."""
        return self.start + 1

    @property
    def last(self) -> int:
        """The number of its last row in the list."""
        return self.start + len(self.ids)

    @property
    def next(self) -> str:
        """The id after which the next page begins; empty where there is none."""
        return self.ids[-1] if self.last < self.total else ""

    @property
    def previous(self) -> str:
        """The id before which the page before ends; empty where there is none."""
        return self.ids[0] if self.start else ""
