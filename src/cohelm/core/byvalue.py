"""Items and observations against their kind, each distinct value once: the same answer, soon given."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import cache, partial
from typing import Any, Optional

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

    def __init__(self, adapter: TypeAdapter[Any]) -> None:
        self._adapter = adapter
        self._known: dict[Any, Any] = {}

    def plain(self, value: Any) -> Any:
        """The plain form of a value. Raises OddValue or ValidationError."""
        kept = value if isinstance(value, str) else (type(value), value)  # to Python, True is 1
        try:
            known = self._known.get(kept, self)
        except TypeError:  # a list or a mapping
            return self._read(value)
        if known is not self:
            return known
        plain = self._read(value)
        if len(self._known) < MOST_KEPT:
            self._known[kept] = plain
        return plain

    def _read(self, value: Any) -> Any:
        valid = self._adapter.validator.validate_python(value)
        if isinstance(valid, str) and not illegible(valid):
            return valid
        if isinstance(valid, datetime):
            return moment_text(valid)
        plain = self._adapter.serializer.to_python(valid, mode="json", exclude_none=True)
        if is_too_large(plain) or illegible(plain):
            raise OddValue
        return plain


@cache
def _adapter(annotation: Any) -> TypeAdapter[Any]:
    """What checks the values of one type: the kinds have a thousand fields, of a hundred types.

    Observations are checked as strictly as kinds.
    """
    # a class alone would be refused a configuration, which goes on to the parts of what it is in
    optional = Optional[annotation]  # noqa: UP045 – not every annotation knows `|`
    return TypeAdapter(optional, config={**Kind.model_config, "defer_build": False})
