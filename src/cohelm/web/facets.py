"""The values by which a list is narrowed with one click, each with how many items have it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt
import polars as pl

from cohelm.accounts.kept import Kept
from cohelm.core.columns import phases
from cohelm.core.condition import conjuncts, parse_expression, select
from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import PHASES
from cohelm.core.kindspec import KindSpec
from cohelm.core.table import Mask
from cohelm.reports.listing import Listing
from cohelm.reports.ordering import Rows

MOST = 3
MOST_CHOICES = 8
LIFE = "Lifecycle"


@dataclass(frozen=True, slots=True)
class Choice:
    """One value: its word, how many items have it, and the condition that a click leads to."""

    word: str
    count: int
    where: str
    is_on: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One field with its values."""

    label: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """A field by which lists are narrowed: the path of its condition, its words, and for each row of the
    kind's frame the place of its word among them; behind the last where it has none."""

    label: str
    path: str
    words: tuple[str, ...]
    places: npt.NDArray[np.uint8]


_ranked: Kept[list[Ranked]] = Kept(64)


def facets(
    plan: Enterprise, found: Listing, where: str, on: date, is_kept: Mask | None
) -> list[Facet]:
    """The first few fields with few values, of which at least two are in use.

    Each value is counted among what the list would hold if it were chosen: a field by which the list
    is narrowed already, without that part of the condition. `is_kept` marks the rows that the list
    keeps besides what `where` says: those of an office.
    """
    made, parts = [], conjuncts(where) if where else []
    for one in _ranked.answer(
        plan, (found.kind.name, on), lambda: list(_in_use(plan, found.kind, on))
    ):
        rows = _others(plan, found, one.path, parts, on, is_kept)
        counted = np.bincount(one.places[rows], minlength=len(one.words) + 1).tolist()
        choices = (
            _choice(one.path, word, counted[place], parts) for place, word in enumerate(one.words)
        )
        made.append(Facet(one.label, tuple(each for each in choices if each.count or each.is_on)))
    # what a kind says of itself comes before what all kinds say
    made.sort(key=lambda facet: facet.label == LIFE)
    return made[:MOST]


def _in_use(plan: Enterprise, kind: KindSpec, on: date) -> Iterator[Ranked]:
    frame = plan.frame(kind.name)
    for name, spec in kind.fields.items():
        words: tuple[str, ...]
        if spec.type == "lifecycle":
            values, label, path, words = phases(frame[name], on), LIFE, f"{name}.phase", PHASES
        elif 0 < len(spec.choices) <= MOST_CHOICES:
            values, label, path, words = frame[name], spec.label, name, spec.choices
        else:
            continue
        used = set(values.unique())
        words = tuple(word for word in words if word in used)
        if len(words) > 1:
            ranks = {word: place for place, word in enumerate(words)}
            places = values.replace_strict(ranks, default=len(words), return_dtype=pl.UInt8)
            yield Ranked(label, path, words, places.to_numpy())


def _others(
    plan: Enterprise, found: Listing, path: str, parts: list[str], on: date, is_kept: Mask | None
) -> Rows:
    """The rows of what is found, or of what all parts of the condition but this path's would find."""
    others = [part for part in parts if not part.startswith(f"{path} = ")]
    if len(others) == len(parts):
        return found.ids.rows
    expression = parse_expression(" and ".join(others)) if others else None
    rows = select(plan, (found.kind.name, expression), on=on).rows
    return rows if is_kept is None else rows[is_kept[rows]]


def _choice(path: str, value: str, many: int, parts: list[str]) -> Choice:
    test = f"{path} = '{value}'"
    is_on = test in parts
    others = [part for part in parts if not part.startswith(f"{path} = ")]
    then = " and ".join(others if is_on else [*others, test])
    return Choice(value.replace("_", " "), many, then, is_on)
