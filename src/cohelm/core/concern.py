"""What a check raises, what a check is, and how one is accepted for a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal

from cohelm.core.changes import ChangeSet

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise

Severity = Literal["info", "watch", "act"]
SEVERITIES: tuple[Severity, ...] = ("info", "watch", "act")


@dataclass(frozen=True, slots=True)
class Concern:
    """One thing that is not as it should be.

    `items` are the keys that it is about, the first one before all. `office` is the key of the office
    that it falls to, empty where no office does. `message` is for engineers, `business` for business
    readers: who, money, by when. `remedy` is a change set to try, where one can be named.
    """

    code: str
    severity: Severity
    items: tuple[str, ...]
    message: str
    business: str
    office: str = ""
    evidence: Mapping[str, Any] = field(default_factory=dict)
    remedy: ChangeSet | None = None

    @property
    def identity(self) -> tuple[str, str]:
        """What an acceptance names: the code and the first item."""
        return self.code, self.items[0] if self.items else ""


Finder = Callable[..., Iterable[Concern]]
"""`(enterprise: Enterprise, *, on: date) -> concerns`; pure."""


@dataclass(frozen=True, slots=True)
class Check:
    """A rule with a code, as a linter has them. `why` says in a sentence what it costs to ignore it."""

    code: str
    title: str
    severity: Severity
    why: str
    find: Finder

    def __call__(self, enterprise: Enterprise, *, on: date) -> Iterable[Concern]:
        """The concerns that hold on a day."""
        return self.find(enterprise, on=on)


def turned(
    before: Iterable[Concern], after: Iterable[Concern]
) -> tuple[tuple[Concern, ...], tuple[Concern, ...]]:
    """Of what is raised on two plans: what appears, and what disappears, each in its order.

    A concern is the same by its code and first item, however many more items it is about.
    """
    was, now = list(before), list(after)
    return _without(now, was), _without(was, now)


def _without(found: list[Concern], others: list[Concern]) -> tuple[Concern, ...]:
    left = Counter(one.identity for one in others)
    kept = []
    for one in found:
        if left[one.identity]:
            left[one.identity] -= 1
        else:
            kept.append(one)
    return tuple(kept)
