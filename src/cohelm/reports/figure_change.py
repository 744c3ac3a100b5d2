"""What became of a figure since an earlier day: items new, gone or changed, or another definition."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias

from cohelm.analysis.wording import MONTHS, counted, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, joined
from cohelm.reports import wording
from cohelm.reports.answers import figure_in_words

NUMBERS = re.compile(r"[-\u2212]?\d[\d.,\u00a0]*")
DAYS = re.compile(rf"\d{{1,2}} (?:{'|'.join(MONTHS)}) \d{{4}}")
MOST_NAMED = 3
TWELVE = Decimal("1e-12")
Ratio: TypeAlias = tuple[Decimal | int, Decimal | int]


@dataclass(frozen=True, slots=True)
class Split:
    """What a figure moved by, in its unit: the four add up to the whole.

    By items that are new, that are no longer counted (below nought where they counted for it), that
    were changed; and by another way of counting, of items that both count.
    """

    new: Decimal
    removed: Decimal
    changed: Decimal
    redefined: Decimal


@dataclass(frozen=True, slots=True)
class RatioSplit:
    """What a ratio moved by, in its unit, to twelve places: the two add up to the whole.

    By its first number and by its second: each is the mean of both orders in which the two can change
    one after the other (Shapley's value of two), so that none is put first.
    """

    numerator: Decimal
    denominator: Decimal

    @classmethod
    def of(cls, then: Ratio, now: Ratio) -> RatioSplit:
        """The split of what lies between two ratios.

        >>> RatioSplit.of((1, 2), (3, 4))  # 1/2 to 3/4: +2 of 2 or of 4 are +0.75, 2 to 4 costs 0.5
        RatioSplit(numerator=Decimal('0.75'), denominator=Decimal('-0.50'))
        """
        (first, below), (last, above) = ((Fraction(n), Fraction(d)) for n, d in (then, now))
        by_first = _decimal((last - first) * (1 / below + 1 / above) / 2)
        return cls(by_first, _decimal(last / above - first / below) - by_first)


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure then and now. `new` and `removed` are items by key, `changed` those in both that differ.

    `redefined`: the formula says something else than then, whatever the values within it. `split` says
    how much each brought, of a ratio each of its two numbers; None where the figure is neither of
    these, nor a count, nor a sum over its items.
    """

    then: Figure
    now: Figure
    new: tuple[str, ...]
    removed: tuple[str, ...]
    changed: tuple[str, ...]
    redefined: bool
    split: Split | RatioSplit | None = None

    @property
    def is_same(self) -> bool:
        """Whether the value is what it was, counted in the same way."""
        return self.then.value == self.now.value and not self.redefined

    def because(self, before: Enterprise, plan: Enterprise) -> str:
        """What it is made of: how many items are new, gone and changed, with the names of few."""
        by = self.split if self.now.unit and isinstance(self.split, Split) else None
        parts = [
            _items(word, keys, of) + self._by(amount)
            for word, keys, of, amount in (
                (Prose("new"), self.new, plan, by.new if by else None),
                (Prose("no longer counted"), self.removed, before, by.removed if by else None),
                (Prose("changed"), self.changed, plan, by.changed if by else None),
            )
            if keys
        ]  # fmt: skip
        if self.redefined:
            by_that = self._by(by.redefined if by else None)
            parts.append(Prose("it is counted in another way") + by_that)
        if isinstance(self.split, RatioSplit):
            parts += self._of_ratio(self.split)
        return joined(parts, "; ")

    def _of_ratio(self, split: RatioSplit) -> Iterator[Prose]:
        """By how many points, or how much of its unit, each of the two numbers moved a ratio."""
        is_share = self.now.unit == "share"
        for words, amount in (
            (Prose("by what is counted"), split.numerator),
            (Prose("by what it is counted of"), split.denominator),
        ):
            shown = wording.number(amount * 100, places=1) if is_share else wording.number(amount)
            sign, unit = "+" if amount > 0 else "", "points" if is_share else self.now.unit
            if amount:
                moved = joined((words, f"{sign}{shown}"))
                yield joined((moved, Prose(unit)), wording.GLUE) if unit else moved

    def _by(self, amount: Decimal | None) -> str:
        """By how much a part moved a sum of money; a count is moved by as many as are named."""
        if not amount:
            return ""
        sign = "+" if amount > 0 else ""
        return f", {sign}{wording.money(Money(amount, self.now.unit))}"

    def sentence(self, label: str, before: Enterprise, plan: Enterprise) -> str:
        """What became of the figure, in a sentence."""
        if self.is_same:
            return Prose("{label}: {now}, as before.", label=label, now=figure_in_words(self.now))
        moved, because = self.moved(label), self.because(before, plan)
        if not because:
            return Prose("{moved}.", moved=moved)
        return Prose("{moved} ({because}).", moved=moved, because=because)

    def moved(self, label: str) -> Prose:
        """What the figure was and what it is."""
        return Prose(
            "{label}: {then} then, {now} now",
            label=label,
            then=figure_in_words(self.then),
            now=figure_in_words(self.now),
        )


def figure_change(then: Figure, now: Figure, before: Enterprise, plan: Enterprise) -> FigureChange:
    """What became of a figure: `then` is of the plan `before`, `now` of `plan`.

    An item that both count is changed where it brings something else, where both say what each brings;
    else where any of its own fields differ between the two plans.
    """
    first, last = set(then.counted), set(now.counted)
    both, told = sorted(first & last), bool(then.parts and now.parts)
    was: Mapping[str, object] = then.parts if told else {key: _stated(before, key) for key in both}
    is_: Mapping[str, object] = now.parts if told else {key: _stated(plan, key) for key in both}
    changed = tuple(key for key in both if was[key] != is_[key])
    return FigureChange(
        then,
        now,
        tuple(sorted(last - first)),
        tuple(sorted(first - last)),
        changed,
        bool(then.formula and now.formula and _words(then.formula) != _words(now.formula)),
        _split(then, now, before, plan),
    )


def _split(
    then: Figure, now: Figure, before: Enterprise, plan: Enterprise
) -> Split | RatioSplit | None:
    if then.ratio and now.ratio and _words(then.formula) == _words(now.formula):
        return RatioSplit.of(then.ratio, now.ratio)
    first, last = _by_item(then, before), _by_item(now, plan)
    if first is None or last is None or then.unit != now.unit:
        return None
    (way, was), (other, is_) = first, last
    new = _sum(is_[key] for key in is_.keys() - was.keys())
    removed = -_sum(was[key] for key in was.keys() - is_.keys())
    both = _sum(is_[key] - was[key] for key in is_.keys() & was.keys())
    nought = Decimal(0)
    return Split(new, removed, *((both, nought) if way == other else (nought, both)))


def _by_item(figure: Figure, plan: Enterprise) -> tuple[str, Mapping[str, Decimal]] | None:
    """What each item counts for, and by what: itself, its part, or the field that the figure sums up."""
    if figure.value is None:
        return None
    if figure.parts:
        return "parts", figure.parts
    value, keys = Decimal(str(figure.value)), dict.fromkeys(figure.counted)
    if value == len(keys):
        return "", dict.fromkeys(keys, Decimal(1))
    stated: dict[str, dict[str, Decimal]] = {}
    for key in keys:
        for name, text in plan.plain(key).items() if key in plan else ():
            if isinstance(text, str) and text.endswith(f" {figure.unit}") and figure.unit:
                try:
                    stated.setdefault(name, {})[key] = Money.parse(text).amount
                except InputError:
                    continue  # a text that ends like money
    found = (name for name, of in sorted(stated.items()) if _sum(of.values()) == value)
    sums = next(found, None)
    if sums is None:
        return None
    return sums, {key: stated[sums].get(key, Decimal(0)) for key in keys}


def _decimal(amount: Fraction) -> Decimal:
    exact = Decimal(amount.numerator) / Decimal(amount.denominator)
    return exact.quantize(TWELVE).normalize()


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, Decimal(0))


def _words(formula: str) -> tuple[str, ...]:
    """The distinct words of a formula: a sum of three parts, or of another day, is defined alike."""
    words = re.findall(r"[^\W\d_]{2,}", NUMBERS.sub(" ", DAYS.sub(" ", formula)))
    return tuple(sorted({one.removesuffix("s") for one in words}))


def _stated(plan: Enterprise, key: str) -> object:
    return plan.plain(key) if key in plan else None


def _items(word: Prose, keys: tuple[str, ...], of: Enterprise) -> Prose:
    if len(keys) > MOST_NAMED:
        return joined((counted(len(keys), "item"), word))
    return joined((word, listed([of.name(one) for one in keys])), ": ")
