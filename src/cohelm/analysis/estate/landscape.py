"""Which applications does each business capability have, and how does a field colour the map of them?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates
from cohelm.analysis.wording import money_of
from cohelm.core.columns import phases
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.fields import PHASES, FieldSpec
from cohelm.core.prose import Digits, Prose
from cohelm.core.schema import Schema

SHADES = 5
"""Steps of a colour scale."""
MOST_CHOICES = 8
COUNTED = "applications"
COLOURED = ("number", "integer", "scale", "choice", "boolean", "money", "lifecycle")


@dataclass(frozen=True, slots=True)
class Colouring:
    """A field on the map: by capability its words and its shade, and what the shades mean.

    Shades count from one; a capability without a value has none: nothing is known of it.
    """

    words: Mapping[str, str]
    shades: Mapping[str, int]
    legend: tuple[tuple[int, str], ...]


def colours(schema: Schema) -> list[str]:
    """What the map can be coloured by: how many applications, their fields, those of capabilities."""
    found = {COUNTED: None}
    for kind in (one for one in ("application", "capability") if one in schema.kinds):
        for name, spec in schema.kinds[kind].fields.items():
            if spec.type in COLOURED:
                found[f"{kind}.{name}" if name in found else name] = None
    return list(found)


@dataclass
class Landscape:
    """The live capabilities in their order, nested, with the live applications that support them."""

    day: Day

    @cached_property
    def parents(self) -> Mapping[str, str | None]:
        """By capability its parent, in the order of the map: by code, then name; none in a circle."""
        rows = self.day.live("capability").iter_rows(named=True)
        ranked = sorted(rows, key=lambda row: (_places(row["code"]), row["name"], row["id"]))
        keys = [f"capability:{row['id']}" for row in ranked]
        found: dict[str, str | None] = {}
        for key in keys:
            above = next(iter(self.day.enterprise.targets(key, "parent")), None)
            found[key] = above if above in keys else None
        for key in keys:
            if key in self._above(key, found):
                found[key] = None
        return found

    @staticmethod
    def _above(key: str, parents: Mapping[str, str | None]) -> list[str]:
        above: list[str] = []
        at = parents[key]
        while at is not None and at not in above:
            above.append(at)
            at = parents[at]
        return above

    def level(self, key: str) -> int:
        """How deep it is nested; 1 at the top."""
        return len(self._above(key, self.parents)) + 1

    @cached_property
    def supporting(self) -> Mapping[str, list[str]]:
        """By capability the live applications that support it itself."""
        found: dict[str, list[str]] = {key: [] for key in self.parents}
        for key in self.applications:
            for end in self.day.enterprise.targets(key, "supports"):
                if end in found:
                    found[end].append(key)
        return found

    @cached_property
    def applications(self) -> Mapping[str, Mapping[str, Any]]:
        """The columns of each live application by key, in order."""
        rows = _with_phase(self.day, self.day.live("application").sort("id"))
        return {f"application:{row['id']}": row for row in rows}

    @cached_property
    def beneath(self) -> Mapping[str, tuple[str, ...]]:
        """By capability the applications that support it or one within it, each once."""
        found: dict[str, set[str]] = {key: set(of) for key, of in self.supporting.items()}
        for key in self.parents:
            for above in self._above(key, self.parents):
                found[above] |= set(self.supporting[key])
        return {key: tuple(sorted(of)) for key, of in found.items()}

    def coloured(self, name: str) -> Colouring:
        """The map in the colours of a field; see `field_of` for what can be named.

        Of a field of applications a capability has the mean of numbers, the sum of money in the
        currency of the books, the highest step of a scale, the latest phase, the most frequent choice.
        """
        if name == COUNTED:
            counts = {key: float(len(of)) for key, of in self.beneath.items()}
            return _stepped(counts, "", None, None)
        spec, of_capability = self.field_of(name)
        values = {
            key: found for key in self.parents if (found := self._values(key, spec, of_capability))
        }
        if spec.type in ("scale", "choice", "lifecycle"):
            return _chosen(values, spec)
        if spec.type == "money":
            sums = {key: self._sum(found) for key, found in values.items()}
            known = {key: one for key, one in sums.items() if one is not None}
            return _stepped(known, self.rates.currency, None, None)
        means = {key: sum(map(float, found)) / len(found) for key, found in values.items()}
        if spec.type == "boolean":
            return _stepped({key: 100 * one for key, one in means.items()}, "%", 0, 100)
        return _stepped(means, spec.unit, spec.low, spec.high)

    def field_of(self, name: str) -> tuple[FieldSpec, bool]:
        """The field that is meant, and whether it is one of capabilities; else of applications.

        `capability.NAME` and `application.NAME` say whose; without it applications come first.
        Raises UnknownName, UsageError.
        """
        kinds = self.day.enterprise.schema.kinds
        kind, _, bare = name.rpartition(".")
        known = [one for one in ("application", "capability") if one in kinds and kind in ("", one)]
        for one in known:
            spec = kinds[one].fields.get(bare)
            if spec is not None and spec.type in COLOURED:
                return spec, one == "capability"
        of = {field.name: field.type for one in known for field in kinds[one].fields.values()}
        if bare in of:
            said = Prose("a number, an amount, a scale, a choice, yes or no, or a lifecycle")
            raise UsageError(f"'{name}' is a {of[bare]}", where="colour", accepted=said)
        raise UnknownName.of("colour", name, colours(self.day.enterprise.schema))

    @cached_property
    def rates(self) -> Rates:
        """The rates of the books."""
        return Rates.of(self.day.enterprise)

    def _values(self, key: str, spec: FieldSpec, of_capability: bool) -> list[Any]:
        if of_capability:
            rows: Sequence[Mapping[str, Any]] = [self._capabilities[key]]
        else:
            rows = [self.applications[one] for one in self.beneath[key]]
        name = "phase" if spec.type == "lifecycle" else spec.name
        return [row[name] for row in rows if row.get(name) is not None]

    @cached_property
    def _capabilities(self) -> Mapping[str, Mapping[str, Any]]:
        rows = _with_phase(self.day, self.day.live("capability"))
        return {f"capability:{row['id']}": row for row in rows}

    def _sum(self, amounts: Sequence[Any]) -> float | None:
        total = Amounts.total(("", money_of(one)) for one in amounts)
        value = total.in_currency(self.rates, on=self.day.on).value
        return None if value is None else float(value)


def _places(code: str | None) -> tuple[tuple[int, str], ...]:
    """A code so that 2.10 comes after 2.9; what has none comes last.

    >>> _places("2.9") < _places("2.10") < _places(None)
    True
    """
    if not code:
        return ((10**9, ""),)
    parts = code.replace("-", ".").split(".")
    return tuple((int(one), "") if one.isdigit() else (10**8, one) for one in parts)


def _stepped(
    values: Mapping[str, float], unit: str, low: float | None, high: float | None
) -> Colouring:
    """Numbers in equal steps between the bounds of the field, else between the least and the most."""
    least = min(values.values(), default=0.0) if low is None else low
    most = max(values.values(), default=0.0) if high is None else high
    width = (most - least) / SHADES or 1.0
    shades = {key: min(SHADES, int((one - least) / width) + 1) for key, one in values.items()}
    words = {
        key: Digits(f"{one:,.4g}" if abs(one) < 1000 else f"{one:,.0f}")
        for key, one in values.items()
    }
    behind = f" {unit}" if unit else ""
    legend = tuple(
        (
            step,
            Prose(
                "{least:,.4g} to {most:,.4g}{behind}",
                least=least + (step - 1) * width,
                most=least + step * width,
                behind=behind,
            )
            if most < 1000
            else Prose(
                "{least:,.0f} to {most:,.0f}{behind}",
                least=least + (step - 1) * width,
                most=least + step * width,
                behind=behind,
            ),
        )
        for step in range(1, SHADES + 1)
    )
    return Colouring(
        {key: one + behind for key, one in words.items()}, shades, legend if values else ()
    )


def _chosen(values: Mapping[str, Sequence[str]], spec: FieldSpec) -> Colouring:
    """A step of a scale or a choice, each with a shade of its own up to the eighth."""
    order = list(PHASES if spec.type == "lifecycle" else spec.choices)[:MOST_CHOICES]
    ranked = spec.type != "choice"
    picked = {
        key: max(found, key=order.index) if ranked else _most_frequent(found, order)
        for key, of in values.items()
        if (found := [one for one in of if one in order])
    }
    legend = tuple((at, one.replace("_", " ")) for at, one in enumerate(order, 1))
    return Colouring(
        {key: one.replace("_", " ") for key, one in picked.items()},
        {key: order.index(one) + 1 for key, one in picked.items()}, legend,
    )  # fmt: skip


def _most_frequent(found: Sequence[str], order: Sequence[str]) -> str:
    counts = Counter(found)
    return max(order, key=lambda one: (counts[one], -order.index(one)))


def _with_phase(day: Day, frame: pl.DataFrame) -> Iterator[Mapping[str, Any]]:
    """The rows of a frame with `phase`, that of their lifecycle on the day."""
    if "lifecycle" in frame.columns and len(frame):
        frame = frame.with_columns(phases(frame["lifecycle"], day.on).alias("phase"))
    yield from frame.iter_rows(named=True)
