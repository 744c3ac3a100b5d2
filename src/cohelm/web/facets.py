"""The values by which a list is narrowed with one click, each with how many items have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from cohelm.accounts.kept import Kept
from cohelm.core.columns import phases
from cohelm.core.enterprise import Enterprise
from cohelm.core.fields import PHASES
from cohelm.core.kindspec import KindSpec

MOST = 3
MOST_CHOICES = 8
Counts = tuple[str, str, list[tuple[str, int]]]
"""The label of a facet, the path of its condition, and its values with how many items have each."""
_counted: Kept[list[Counts]] = Kept(64)


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


def facets(plan: Enterprise, kind: KindSpec, where: str, on: date) -> list[Facet]:
    """The first few fields with few values, of which at least two are in use. Counted over all items."""
    found = [
        Facet(label, tuple(_choice(path, one, many, where) for one, many in counted))
        for label, path, counted in _counted.answer(
            plan, (kind.name, on), lambda: list(_counts(plan, kind, on))
        )
    ]
    # what a kind says of itself comes before what all kinds say
    found.sort(key=lambda facet: facet.label == "Lifecycle")
    return found[:MOST]


def _counts(plan: Enterprise, kind: KindSpec, on: date) -> Iterator[Counts]:
    frame = plan.frame(kind.name)
    for name, spec in kind.fields.items():
        if spec.type == "lifecycle":
            values, path = phases(frame[name], on), f"{name}.phase"
            order: tuple[str, ...] = PHASES
        elif spec.choices and len(spec.choices) <= MOST_CHOICES:
            values, path, order = frame[name], name, spec.choices
        else:
            continue
        counted = Counter(dict(values.drop_nulls().value_counts().iter_rows()))
        if len(counted) > 1:
            label = "Lifecycle" if spec.type == "lifecycle" else spec.label
            yield label, path, [(value, counted[value]) for value in order if counted[value]]


def _choice(path: str, value: str, many: int, where: str) -> Choice:
    test = f"{path} = '{value}'"
    parts = [part for part in where.split(" and ") if part.strip()]
    is_on = test in parts
    if is_on:
        then = " and ".join(part for part in parts if part != test)
    else:
        others = [part for part in parts if not part.startswith(f"{path} = ")]
        then = " and ".join([*others, test]) if " or " not in where else f"({where}) and {test}"
    return Choice(value.replace("_", " "), many, then, is_on)
