"""Items and observations against their kind, a field of many at once: the same answer, soon given."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from functools import cache, partial
from types import GenericAlias
from typing import Any, Optional

import orjson
from pydantic import BaseModel, TypeAdapter, ValidationError

from cohelm.core.fields import FieldSpec
from cohelm.core.kind import Kind
from cohelm.core.kindspec import KindSpec
from cohelm.core.observation import ObservationSpec
from cohelm.core.validation import (
    KEY,
    Wrong,
    canonical,
    canonical_observation,
    illegible,
    is_too_large,
    moment_text,
)

MOST_KEPT = 100_000
"""So many values of a field are remembered."""
EMPTY = (None, "")
"""What an unstated field is; where one is required, or is something else then, `alone` is asked."""
TOGETHER = 500
"""So many items are looked at together; one that is wrong sends as many to be looked at one by one."""
LONG = re.compile(r"\d{19}")
"""Whole numbers of more than 64 bits have as many digits."""
TEXTS = {str, type(None)}
Canonical = Callable[[Mapping[str, Any]], tuple[dict[str, Any] | None, list[Wrong]]]


class OddValue(Exception):
    """A value that a field alone does not settle."""


class ByValue:
    """What `alone` answers for the values of an item or an observation, for one after the other.

    No kind checks one field against another, so an item is right where each of its fields is. What is
    wrong or odd is left to `alone`, which says what is wrong in words.
    """

    def __init__(
        self, model: type[BaseModel], fields: Mapping[str, FieldSpec], alone: Canonical
    ) -> None:
        self._model, self._specs, self._alone = model, fields, alone
        known = [(name, model.model_fields[name]) for name in fields]
        self._needed = {n for n, of in known if not of.default_factory and of.default not in EMPTY}
        self._fields: dict[str, _Field] = {}
        self._read: dict[tuple[str, ...], list[tuple[str, _Field]]] = {}

    @classmethod
    def of_kind(cls, kind: KindSpec) -> ByValue:
        """As `validation.canonical`."""
        return cls(kind.model, kind.fields, partial(canonical, kind))

    @classmethod
    def of_observation(cls, spec: ObservationSpec) -> ByValue:
        """As `validation.canonical_observation`."""
        alone = partial(canonical_observation, spec.fields, spec.model)
        return cls(spec.model, KEY | spec.fields, alone)

    def canonical(self, values: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Wrong]]:
        """The plain form, its fields in the order of the kind, or None and what is wrong."""
        try:
            return self._plain(values), []
        except (OddValue, ValidationError):
            return self._alone(values)

    def all_canonical(
        self, rows: Sequence[Mapping[str, Any]]
    ) -> Iterator[tuple[dict[str, Any] | None, list[Wrong]]]:
        """As `canonical` of each, in their order, in a fifth of the time."""
        for start in range(0, len(rows), TOGETHER):
            part = rows[start : start + TOGETHER]
            try:
                yield from [(plain, []) for plain in self._together(part)]
            except (OddValue, ValidationError):
                yield from map(self.canonical, part)

    def _together(self, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
        """The plain forms. Raises OddValue or ValidationError where a row is wrong, or odd."""
        found: list[dict[str, Any]] = [{} for _ in rows]
        stated = set[str]().union(*rows)
        if not self._needed <= stated:
            raise OddValue
        for name, field in self._readers(tuple(stated)):
            column = field.column([row.get(name) for row in rows])
            if name in self._needed and not all(column):
                raise OddValue
            for plain, value in zip(found, column, strict=True):
                if value or not (value is None or isinstance(value, str | list | dict)):
                    plain[name] = value
        return found

    def _plain(self, values: Mapping[str, Any]) -> dict[str, Any]:
        found: dict[str, Any] = {}
        stated = tuple(values)
        for name, field in self._read.get(stated) or self._readers(stated):
            value = values[name]
            if value is not None:
                plain = field.plain(value)
                if plain or not isinstance(plain, str | list | dict):
                    found[name] = plain
        if not self._needed <= found.keys():
            raise OddValue
        return found

    def _readers(self, stated: tuple[str, ...]) -> list[tuple[str, _Field]]:
        """What reads the fields of these names, in the order of the kind: rows of a list share them."""
        if not self._specs.keys() >= set(stated):
            raise OddValue
        ordered = [name for name in self._specs if name in stated]
        self._read[stated] = [
            (name, self._fields.get(name) or self._field(name)) for name in ordered
        ]
        return self._read[stated]

    def _field(self, name: str) -> _Field:
        annotation = self._model.model_fields[name].rebuild_annotation()
        made = self._fields[name] = _Field(_adapter(annotation))
        return made


class _Field:
    """One field, with the plain forms of the values that were met."""

    def __init__(self, adapter: TypeAdapter[list[Any]]) -> None:
        self._adapter = adapter
        self._known: dict[Any, Any] = {}

    def plain(self, value: Any) -> Any:
        """The plain form of a value. Raises OddValue or ValidationError."""
        kept = value if isinstance(value, str) else (type(value), value)  # to Python, True is 1
        try:
            known = self._known.get(kept, self)
        except TypeError:  # a list or a mapping
            return self.column([value])[0]
        if known is not self:
            return known
        plain = self.column([value])[0]
        if len(self._known) < MOST_KEPT:
            self._known[kept] = plain
        return plain

    def column(self, values: list[Any]) -> list[Any]:
        """The plain forms of values, None for None. Raises OddValue or ValidationError."""
        valid: list[Any] = self._adapter.validator.validate_python(values)
        types = set(map(type, valid))
        if types <= TEXTS:
            if not "".join(filter(None, valid)).isprintable() and illegible(valid):
                raise OddValue
            return valid
        if datetime in types:
            return [moment_text(one) if isinstance(one, datetime) else one for one in valid]
        plain: list[Any] = self._adapter.serializer.to_python(valid, mode="json", exclude_none=True)
        try:
            text = orjson.dumps(plain).decode()
        except TypeError:  # a number beyond what JSON takes
            raise OddValue from None
        # JSON writes the control signs that it takes for none as escapes
        if ("\\" in text or not text.isprintable()) and illegible(plain):
            raise OddValue
        if LONG.search(text) and is_too_large(plain):
            raise OddValue
        return plain


@cache
def _adapter(annotation: Any) -> TypeAdapter[list[Any]]:
    """What checks the values of one type: the kinds have a thousand fields, of a hundred types.

    Observations are checked as strictly as kinds.
    """
    # not every annotation knows `|`
    column: Any = GenericAlias(list, Optional[annotation])  # noqa: UP045
    return TypeAdapter(column, config={**Kind.model_config, "defer_build": False})
