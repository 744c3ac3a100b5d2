"""A product with the cycles of its releases as technologies, whichever file said it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from cohelm.core.documents import Contents, Document, Named, Observed
from cohelm.core.errors import Problem
from cohelm.core.plural import in_number
from cohelm.formats.kept import short_name, tag

SYSTEM = "endoflife"
LEVELS = {"eoas": "active", "eol": "security", "eoes": "extended"}
"""The three ends by the site's own words, and the level of support that each ends."""
RELEASES = "releases"
"""The metric of how many releases a product had in a month."""


@dataclass(slots=True)
class Cycle:
    """The releases of a product that are supported alike. `ends` has what the file says by its words."""

    name: str
    label: str = ""
    ends: dict[str, Any] = field(default_factory=dict)
    said: list[tuple[str, str]] = field(default_factory=list)


@dataclass(slots=True)
class Product:
    """A product; `title` is empty where the file has nothing but the name that the site calls it by.

    `released` are the days of its releases, each once for every release.
    """

    name: str
    title: str = ""
    description: str = ""
    packages: list[str] = field(default_factory=list)
    said: list[tuple[str, str]] = field(default_factory=list)
    cycles: list[Cycle] = field(default_factory=list)
    released: list[date] = field(default_factory=list)


def contents_of(products: Iterable[Product], file: str) -> Contents:
    """The technologies of some products: each product, then its cycles as releases of it."""
    found = Contents()
    told: Counter[str] = Counter()
    for one in products:
        found.documents.append(_product(one, file))
        for cycle in one.cycles:
            found.documents.append(_cycle(one, cycle, file, found.problems, told))
        found.observed += _monthly(one, file)
        found.records += len(one.cycles) + len(one.released)
    if found.observed:
        values = {"name": "Releases", "unit": "releases", "adds_up": "sum"}
        guessed = frozenset(values)
        found.documents.insert(0, Document("metric", RELEASES, values, file, fallback=guessed))
    for level, count in told.items():
        said = in_number(count, "cycle is said to be past its", "cycles are said to be past their")
        why = f"{said} {level} support, without a day: undated"
        found.notes.append(Problem(why, file))
    return found


def _product(one: Product, file: str) -> Document:
    tags = [tag(*pair) for pair in one.said] + [tag("purl", purl) for purl in one.packages[1:]]
    values: dict[str, Any] = {
        "name": short_name(one.title or one.name),
        **({"description": one.description} if one.description else {}),
        **({"package": one.packages[0]} if one.packages else {}),
        **({"tags": list(dict.fromkeys(tags))} if tags else {}),
        "external_ids": {SYSTEM: one.name},
    }
    return Document("technology", "", values, file, fallback=_guessed(one))


def _cycle(
    product: Product, one: Cycle, file: str, problems: list[Problem], told: Counter[str]
) -> Document:
    tags = [tag(*pair) for pair in one.said]
    day: date | None
    values: dict[str, Any] = {
        "name": short_name(f"{product.title or product.name} {one.label or one.name}"),
        "version": one.name,
        "release_of": [Named(product.name, ("technology",), system=SYSTEM)],
        "external_ids": {SYSTEM: f"{product.name}/{one.name}"},
    }
    for word, level in LEVELS.items():
        stated = one.ends.get(word)
        if isinstance(stated, bool):
            tags.append(tag(word, str(stated).lower()))
            if stated:
                told[level] += 1
        elif stated is not None and (day := day_of(stated)) is None:
            why = f"the end of {level} support of {one.name} was not understood"
            problems.append(
                Problem(f"{why}. Accepted: a day or true", file, 0, word, str(stated)[:200])
            )
        elif stated is not None:
            values[f"end_of_{level}_support"] = str(day)
    if tags:
        values["tags"] = list(dict.fromkeys(tags))
    return Document("technology", "", values, file, fallback=_guessed(product))


def _guessed(product: Product) -> frozenset[str]:
    """What such a file only guesses or says in part, so that an item that is there keeps its own."""
    guessed = frozenset() if product.title else frozenset({"name"})
    return guessed | {"tags"} if product.released else guessed


def _monthly(one: Product, file: str) -> Iterator[Observed]:
    """How many releases each month had, from the first to the last; a month without one had none."""
    months = Counter(day.replace(day=1) for day in one.released)
    at, last = min(months, default=date.max), max(months, default=date.min)
    while at <= last:
        item = Named(one.name, ("technology",), system=SYSTEM)
        values = {"item": item, "time": at.isoformat(), "source": SYSTEM, "value": months[at]}
        yield Observed(RELEASES, values, file)
        at = date(at.year + at.month // 12, at.month % 12 + 1, 1)


def day_of(stated: Any) -> date | None:
    """The day that a text begins with; None for anything else, and for years that no plan has.

    >>> day_of("2025-10-31"), day_of("2025-10-31T00:00:00Z"), day_of("soon")
    (datetime.date(2025, 10, 31), datetime.date(2025, 10, 31), None)
    """
    try:
        found = date.fromisoformat(stated[:10]) if isinstance(stated, str) else None
    except ValueError:
        return None
    return found if found and 1900 <= found.year <= 2999 else None
