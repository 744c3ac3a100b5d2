"""Very many items against their kind, each distinct value once: the same answer, soon given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter, ValidationError

from cohelm.core.fields import FieldSpec
from cohelm.core.kindspec import KindSpec
from cohelm.core.validation import Wrong, canonical, illegible, is_too_large

FEW = 100
"""Up to so many items of a kind are validated whole: a validator for each field costs as much."""
MOST_KEPT = 100_000
"""So many values of a field are remembered."""


class OddValue(Exception):
    """A value that a field alone does not settle."""


class ByValue:
    """`canonical` for the items of one kind, one after the other.

    No kind checks one field against another, so an item is right where each of its fields is. What is
    wrong or odd is left to `canonical`, which says what is wrong in words.
    """

    def __init__(self, kind: KindSpec) -> None:
        self.kind = kind
        self._asked = 0
        self._required = {name for name, spec in kind.fields.items() if spec.required}
        self._fields: list[tuple[str, _Field]] = []

    def canonical(self, values: Mapping[str, Any]) -> tuple[dict[str, Any] | None, list[Wrong]]:
        """As `validation.canonical`."""
        self._asked += 1
        if self._asked > FEW and values.keys() <= self.kind.fields.keys():
            try:
                return self._plain(values), []
            except (OddValue, ValidationError):
                pass
        return canonical(self.kind, values)

    def _plain(self, values: Mapping[str, Any]) -> dict[str, Any]:
        if not self._fields:
            self._fields = [
                (name, _Field(self.kind, one)) for name, one in self.kind.fields.items()
            ]
        found: dict[str, Any] = {}
        for name, field in self._fields:
            value = values.get(name)
            if value is not None:
                plain = field.plain(value)
                if plain or not isinstance(plain, str | list | dict):
                    found[name] = plain
        if not self._required <= found.keys():
            raise OddValue
        return found


class _Field:
    """One field of a kind, with the plain forms of the values that were met."""

    def __init__(self, kind: KindSpec, spec: FieldSpec) -> None:
        self._kind, self._spec = kind, spec
        self._known: dict[Any, Any] = {}
        self._adapter: TypeAdapter[Any] | None = None

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
        if self._adapter is None:
            info = self._kind.model.model_fields[self._spec.name]
            config = {**self._kind.model.model_config, "defer_build": False}
            self._adapter = TypeAdapter(info.rebuild_annotation(), config=config)  # type: ignore[arg-type]
        valid = self._adapter.validator.validate_python(value)
        if isinstance(valid, str) and not illegible(valid):
            return valid
        plain = self._adapter.serializer.to_python(valid, mode="json", exclude_none=True)
        if self._spec.type == "time" or is_too_large(plain) or illegible(plain):
            raise OddValue  # a moment is brought to UTC
        return plain
