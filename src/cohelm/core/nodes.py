"""Numbers for items: each key has one, which it keeps for as long as an Enterprise lives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt


@dataclass(frozen=True)
class Nodes:
    """Keys in the order of their numbers: a large shared part, and what came since."""

    base: Sequence[str] = ()
    base_numbers: Mapping[str, int] = field(default_factory=dict)
    added: Sequence[str] = ()
    added_numbers: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, keys: Sequence[str]) -> Nodes:
        """Numbers 0 to n - 1 in the order of the keys."""
        return cls(keys, {key: number for number, key in enumerate(keys)})

    def __len__(self) -> int:
        return len(self.base) + len(self.added)

    def number(self, key: str) -> int | None:
        """The number of a key, whether the item still is there or not."""
        found = self.base_numbers.get(key)
        return self.added_numbers.get(key) if found is None else found

    def unknown(self, keys: Iterable[str]) -> set[str]:
        """Those of the keys that have no number. Cost: linear in the keys."""
        return set(keys).difference(self.base_numbers).difference(self.added_numbers)

    def key(self, number: int) -> str:
        """The key of a number."""
        behind = number - len(self.base)
        return self.base[number] if behind < 0 else self.added[behind]

    @cached_property
    def _all(self) -> npt.NDArray[np.object_]:
        return np.array([*self.base, *self.added], object)

    def keys(self, numbers: Iterable[int]) -> list[str]:
        """The keys of several numbers, in their order; quickest for an array of them."""
        at = numbers if isinstance(numbers, np.ndarray) else np.fromiter(numbers, np.int64)
        found: list[str] = self._all.take(at).tolist()
        return found

    def numbers(self, keys: Iterable[str]) -> list[int]:
        """The numbers of keys that are all known. Raises KeyError."""
        asked, added = list(keys), self.added_numbers
        if not self.base_numbers:
            return list(map(added.__getitem__, asked))
        found = map(self.base_numbers.get, asked)
        return [added[key] if at is None else at for key, at in zip(asked, found, strict=True)]

    def with_keys(self, keys: Iterable[str]) -> Nodes:
        """The numbers with new keys after the known ones."""
        base, added = self.base_numbers, self.added_numbers
        new = [key for key in dict.fromkeys(keys) if key not in base and key not in added]
        if not new:
            return self
        numbers = {key: number for number, key in enumerate(new, start=len(self))}
        return Nodes(
            self.base, self.base_numbers, [*self.added, *new], {**self.added_numbers, **numbers}
        )
