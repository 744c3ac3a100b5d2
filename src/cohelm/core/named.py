"""Which item does a person mean, who types a key, an id or a name?"""

from __future__ import annotations

from collections.abc import Iterator

import polars as pl

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError, nearest, perhaps
from cohelm.core.prose import Prose

MOST_SHOWN = 8
ACCEPTED = Prose("the name of an item, or its kind:id such as application:crm")


def item_named(plan: Enterprise, text: str) -> str:
    """The key of an item that is there: by its key, or by its id or name where it alone has it.

    Names are compared without regard to capital letters, and go after ids. Linear in items where it is
    no key. Raises UnknownName with the keys of the nearest; UsageError where it may be several.

    >>> import cohelm
    >>> item_named(cohelm.read("sample"), "fleetsense portal")
    'application:fleetsense-portal'
    """
    text = text.strip()
    if text in plan:
        return text
    kind, colon, rest = text.partition(":")
    if colon and kind in plan.tables:
        raise _unknown(plan, text, rest, (kind,))
    same = [f"{kind}:{id_}" for kind, id_, _ in _all(plan) if id_ == text]
    same = same or [
        f"{kind}:{id_}" for kind, id_, name in _all(plan) if name.casefold() == text.casefold()
    ]
    if not same:
        raise _unknown(plan, text, text, tuple(plan.tables))
    if len(same) > 1:
        more = ", …" if len(same) > MOST_SHOWN else ""
        keys = ", ".join(sorted(same)[:MOST_SHOWN]) + more
        accepted = Prose("one of {keys}", keys=keys)
        raise UsageError(Prose("'{name}' is several items", name=text), accepted=accepted)
    return same[0]


def _all(plan: Enterprise, kinds: tuple[str, ...] = ()) -> Iterator[tuple[str, str, str]]:
    """Kind, id and name of each item."""
    for kind in kinds or plan.tables:
        frame = plan.table(kind).frame
        if len(frame):
            ids, names = frame["id"], frame["name"].cast(pl.String).fill_null("")
            yield from ((kind, *pair) for pair in zip(ids.to_list(), names.to_list(), strict=True))


def _unknown(plan: Enterprise, text: str, name: str, kinds: tuple[str, ...]) -> UnknownName:
    """The error, with the keys of the items that are called most like it; else with what is accepted."""
    keys: dict[str, str] = {}
    for kind, id_, called in _all(plan, kinds):
        for like in (id_, called.casefold(), f"{kind}:{id_}"):
            keys.setdefault(like, f"{kind}:{id_}")
    near = list(dict.fromkeys(keys[one] for one in nearest(name.casefold(), keys)))
    return UnknownName(
        Prose("there is no item '{name}'", name=text),
        accepted="" if near else ACCEPTED,
        mend=perhaps(near) if near else "",
    )
