"""An edit against what stands there by now: what is written, and where two edits meet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cohelm.core.changes import ChangeSet, ItemChange


@dataclass(frozen=True, slots=True)
class Merged:
    """What a form says once it is laid on what stands there by now.

    `texts` is what every input holds then; `theirs` what somebody else made those inputs that this
    edit wants otherwise, and `base` what they held before both: nothing is written until each of them
    is settled.
    """

    texts: dict[str, str]
    theirs: dict[str, str]
    base: dict[str, str]


def merged(now: Mapping[str, str], stated: Mapping[str, str]) -> Merged:
    """Lays a form on what stands there by now.

    `stated` holds, for each input, what was typed, under `was-…` what stood there when the form was
    opened, and under `pick-…` whose is taken (mine or theirs) where the two had met before.
    """
    texts, theirs, base = {}, {}, {}
    for name, current in now.items():
        current = _plain(current)
        was = _plain(stated.get(f"was-{name}", current))
        mine = _plain(stated.get(name, was))
        if stated.get(f"pick-{name}") == "theirs" or mine == was:
            texts[name] = current
            continue
        texts[name] = mine
        if current not in (was, mine):
            theirs[name], base[name] = current, was
    return Merged(texts, theirs, base)


def change(key: str, before: Mapping[str, Any], after: Mapping[str, Any]) -> ChangeSet:
    """The change of the fields that differ; empty where none does."""
    touched = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not touched:
        return ChangeSet()
    return ChangeSet(
        (
            ItemChange(
                key,
                {name: before.get(name) for name in touched},
                {name: after.get(name) for name in touched},
            ),
        )
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").strip()
