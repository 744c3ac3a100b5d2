"""What became of a figure since an earlier day: items new, gone or changed, or another definition."""

from __future__ import annotations

import re
from dataclasses import dataclass

from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.reports.answers import figure_in_words

NUMBERS = re.compile(r"[-\u2212]?\d[\d.,\u00a0]*")
MOST_NAMED = 3


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure then and now. `new` and `removed` are items by key, `changed` those in both that differ.

    `redefined`: the formula says something else than then, whatever the values within it.
    """

    then: Figure
    now: Figure
    new: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    redefined: bool

    @property
    def is_same(self) -> bool:
        """Whether the value is what it was, counted in the same way."""
        return self.then.value == self.now.value and not self.redefined

    def because(self, before: Enterprise, plan: Enterprise) -> str:
        """What it is made of: how many items are new, gone and changed, with the names of few."""
        parts = [
            _items(word, keys, of)
            for word, keys, of in (
                ("new", self.new, plan), ("no longer counted", self.removed, before),
                ("changed", self.changed, plan),
            )
            if keys
        ]  # fmt: skip
        return "; ".join([*parts, *(["it is counted in another way"] if self.redefined else [])])

    def sentence(self, label: str, before: Enterprise, plan: Enterprise) -> str:
        """What became of the figure, in a sentence."""
        if self.is_same:
            return f"{label}: {figure_in_words(self.now)}, as before."
        moved = f"{label}: {figure_in_words(self.then)} then, {figure_in_words(self.now)} now"
        because = self.because(before, plan)
        return f"{moved} ({because})." if because else f"{moved}."


def figure_change(then: Figure, now: Figure, before: Enterprise, plan: Enterprise) -> FigureChange:
    """What became of a figure: `then` is of the plan `before`, `now` of `plan`.

    An item that both count is changed where any of its own fields differ between the two plans.
    """
    first, last = set(then.counted), set(now.counted)
    changed = tuple(
        key for key in sorted(first & last) if _stated(before, key) != _stated(plan, key)
    )
    return FigureChange(
        then,
        now,
        tuple(sorted(last - first)),
        tuple(sorted(first - last)),
        changed,
        bool(then.formula and now.formula and _words(then.formula) != _words(now.formula)),
    )


def _words(formula: str) -> tuple[str, ...]:
    """The distinct words of a formula: a sum of three parts is defined as one of two is."""
    words = re.findall(r"[^\W\d_]{2,}", NUMBERS.sub(" ", formula))
    return tuple(sorted({one.removesuffix("s") for one in words}))


def _stated(plan: Enterprise, key: str) -> object:
    return plan.plain(key) if key in plan else None


def _items(word: str, keys: tuple[str, ...], of: Enterprise) -> str:
    if len(keys) > MOST_NAMED:
        return f"{counted(len(keys), 'item')} {word}"
    return f"{word}: {listed([of.name(one) for one in keys])}"
