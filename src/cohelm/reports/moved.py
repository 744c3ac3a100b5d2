"""What moved between two states of the same items: new, gone, changed, in sentences with amounts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from cohelm.core.enterprise import Enterprise
from cohelm.core.kindspec import KindSpec
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose
from cohelm.reports.wording import count, life, money, number, plain, said

MOST_NAMED = 5
NIL = Decimal(0)
MOST_SAID = 12
NEW = ("{many} new {things}: {named}.", "{many} new {things}: {named}.")
MISSING = (
    "{many} {things} is no longer in the file, and stays until somebody says what became of it: {named}.",
    "{many} {things} are no longer in the file, and stay until somebody says what became of them:"
    " {named}.",
)
REMOVED = ("{many} {things} was removed: {named}.", "{many} {things} were removed: {named}.")
"""The messages of one thing and of several (`tools/messages.py` reads them)."""
"""So many single changes are sentences, those of most money first; all are in `changes`."""


@dataclass(frozen=True, slots=True)
class Move:
    """One field or relation of one item: what it was and what it is, in words; empty for nothing.

    `by` is the difference where both sides are money in one currency.
    """

    key: str
    name: str
    field: str
    label: str
    was: str
    is_: str
    by: Money | None = None

    @property
    def sentence(self) -> str:
        """`Annual cost of Phones: 312,000 € → 340,000 € (+28,000 €)`."""
        by = f" ({_signed(self.by)})" if self.by else ""
        return Prose(
            "{label} of {name}: {was} → {now}{by}",
            label=self.label, name=self.name, by=by,
            was=self.was or Prose("unknown"), now=self.is_ or Prose("unknown"),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Total:
    """What a money field adds up to over a list, before and now, and what the difference is made of.

    `is_` = `was` + `new` + `changed` − `missing`, exactly; all in one currency.
    """

    field: str
    label: str
    was: Money
    new: Money
    changed: Money
    missing: Money
    is_: Money

    @property
    def sentence(self) -> str:
        """Both sums, the difference, and its parts where there are several."""
        parts = [
            f"{_signed(part)} {words}"
            for part, words in (
                (self.new, "new"),
                (self.changed, "changed"),
                (Money(-self.missing.amount, self.missing.currency), "no longer there"),
            )
            if part.amount
        ]
        by = Money(self.is_.amount - self.was.amount, self.was.currency)
        made_of = f": {', '.join(parts)}" if len(parts) > 1 else ""
        return Prose(
            "{label} in all: {was} → {now} ({by}{made_of})",
            label=self.label,
            was=money(self.was),
            now=money(self.is_),
            by=_signed(by),
            made_of=made_of,
        )


@dataclass(frozen=True, slots=True)
class Moved:
    """What moved. `new`, `missing` and the keys of `changes` are items of the plan; `removed` were."""

    kind: str
    new: tuple[str, ...]
    missing: tuple[str, ...]
    removed: tuple[str, ...]
    changes: tuple[Move, ...]
    totals: tuple[Total, ...]
    sentences: tuple[str, ...]


def moved(
    before: Enterprise,
    after: Enterprise,
    kind: str,
    *,
    was: Collection[str],
    now: Collection[str],
    touched: Iterable[str],
    missing: Collection[str] = (),
) -> Moved:
    """What moved of the items of a kind: `was` are those there before, `now` those there now.

    `touched` are those of which anything may differ, `missing` those that a list no longer has though
    nobody has removed them. Both plans are those of one audience; what it may not see is left out.
    """
    spec = after.schema.kind(kind)
    earlier, later = set(was), set(now)
    new = tuple(sorted(key for key in later - earlier if key in after))
    there = tuple(sorted(key for key in missing if key in after))
    of_list = [key for key in sorted(earlier.intersection(touched)) if key in before]
    removed = tuple(key for key in of_list if key not in after)
    both = [key for key in of_list if key in after]
    changes = tuple(
        sorted((move for key in both for move in _moves(spec, before, after, key)), key=_weight)
    )
    is_as_before = earlier == later and not of_list
    totals = () if is_as_before else tuple(_totals(spec, before, after, earlier, later))
    found = Moved(kind, new, there, removed, changes, totals, ())
    return replace(found, sentences=tuple(_sentences(found, before, after)))


def with_amounts(found: Moved, totals: Sequence[Total]) -> Moved:
    """The same with what moved among dated amounts, which is said first."""
    said = [f"{one.sentence}." for one in totals]
    return replace(found, totals=(*totals, *found.totals), sentences=(*said, *found.sentences))


def _weight(move: Move) -> tuple[int, Decimal, str, str]:
    """Money first, the largest difference first; then days, then all else."""
    if move.by is not None:
        return 0, -abs(move.by.amount), move.name, move.field
    is_day = any(one.isdigit() for one in move.was + move.is_)
    return 1 if is_day else 2, Decimal(0), move.name, move.field


def _moves(spec: KindSpec, before: Enterprise, after: Enterprise, key: str) -> Iterator[Move]:
    one, other = before.document(key), after.document(key)
    name = after.name(key)
    for field in {**one, **other}:
        was, is_ = one.get(field), other.get(field)
        if was == is_:
            continue
        if field in spec.relations:
            label = spec.relations[field].label
            yield Move(key, name, field, label, _ends(before, was), _ends(after, is_))
        elif field in spec.fields and _kept(spec.fields[field].type, was, is_):
            label = Prose("{label} that changed", label=Prose(spec.fields[field].label))
            yield Move(key, name, field, label, *_apart(was, is_))
        elif field in spec.fields:
            words = (_said(spec, field, was), _said(spec, field, is_))
            by = _difference(was, is_) if spec.fields[field].type == "money" else None
            yield Move(key, name, field, spec.fields[field].label, *words, by)


def _kept(type_: str, was: Any, is_: Any) -> bool:
    """Whether two lists of words share some and do not share others: then only these moved."""
    if type_ != "list" or not was or not is_:
        return False
    return bool({*was} & {*is_}) and {*was} != {*is_}


def _apart(was: Any, is_: Any) -> tuple[str, str]:
    """The words that went, and those that came."""
    went, came = ([one for one in was if one not in is_], [one for one in is_ if one not in was])
    return ", ".join(went) or Prose("none"), ", ".join(came) or Prose("none")


def _said(spec: KindSpec, field: str, value: Any) -> str:
    of = spec.fields[field]
    if value is None:
        return ""
    return life(value) if of.type == "lifecycle" else said(of, value, on=date.min)


def _ends(plan: Enterprise, value: Any) -> str:
    ends = value if isinstance(value, list) else [] if value is None else [value]
    keys = [str(end["to"]) if isinstance(end, Mapping) else str(end) for end in ends]
    says = [
        plain({name: one for name, one in end.items() if name != "to"})
        if isinstance(end, Mapping)
        else ""
        for end in ends
    ]
    return ", ".join(
        plan.name(key) + (f" ({word})" if word else "")
        for key, word in zip(keys, says, strict=True)
    )


def _difference(was: Any, is_: Any) -> Money | None:
    if was is None or is_ is None:
        return None
    one, other = Money.parse(was), Money.parse(is_)
    if one.currency != other.currency:
        return None
    return Money(other.amount - one.amount, one.currency)


def _totals(
    spec: KindSpec, before: Enterprise, after: Enterprise, was: set[str], now: set[str]
) -> Iterator[Total]:
    """The sums of each money field that differ, one for each currency."""
    fields = [one.name for one in spec.fields.values() if one.type == "money"]
    earlier, later = _amounts(before, fields, was), _amounts(after, fields, now)
    for place in sorted({*earlier, *later}, key=lambda one: (fields.index(one[0]), one[1])):
        first, last = earlier.get(place, {}), later.get(place, {})
        if first == last:
            continue
        sums = (
            _sum(first.values()),
            _sum(amount for key, amount in last.items() if key not in was),
            _sum(last.get(key, NIL) - first.get(key, NIL) for key in was & now),
            _sum(amount for key, amount in first.items() if key not in now),
            _sum(last.values()),
        )
        label = spec.fields[place[0]].label
        yield Total(place[0], label, *(Money(one, place[1]) for one in sums))


def _sum(amounts: Iterable[Decimal]) -> Decimal:
    return sum(amounts, NIL)


def _amounts(
    plan: Enterprise, fields: Collection[str], keys: Collection[str]
) -> dict[tuple[str, str], dict[str, Decimal]]:
    """By field and currency, the amount of each item that states one."""
    found: dict[tuple[str, str], dict[str, Decimal]] = {}
    for key in keys:
        stated = plan.plain(key) if key in plan else {}
        for field in fields:
            if stated.get(field):
                amount = Money.parse(stated[field])
                found.setdefault((field, amount.currency), {})[key] = amount.amount
    return found


def _sentences(found: Moved, before: Enterprise, after: Enterprise) -> Iterator[str]:
    spec = after.schema.kind(found.kind)
    one, several = spec.label.lower(), spec.plural.replace("_", " ").lower()
    for total in found.totals:
        yield total.sentence + "."
    for keys, plan, (message, of_several) in (
        (found.new, after, NEW), (found.missing, after, MISSING), (found.removed, before, REMOVED),
    ):  # fmt: skip
        if keys:
            yield Plural(
                message, of_several, number=len(keys), many=number(len(keys)),
                things=Plural(one, several, number=len(keys)), named=_named(plan, spec, keys),
            )  # fmt: skip
    for move in found.changes[:MOST_SAID]:
        yield move.sentence + "."
    if len(found.changes) > MOST_SAID:
        yield Prose(
            "And {other_changes}.",
            other_changes=count(len(found.changes) - MOST_SAID, "other change"),
        )


def _named(plan: Enterprise, spec: KindSpec, keys: tuple[str, ...]) -> str:
    """The first few by name, the dearest first, each with its first amount."""
    fields = [one.name for one in spec.fields.values() if one.type == "money"]
    amounts: dict[str, Money] = {}
    for key in keys:
        stated = plan.plain(key)
        value = next((stated[field] for field in fields if stated.get(field)), None)
        if value:
            amounts[key] = Money.parse(value)
    dearest = sorted(
        keys, key=lambda key: (-amounts[key].amount if key in amounts else Decimal(0), key)
    )
    words = [
        plan.name(key) + (f" ({money(amounts[key])})" if key in amounts else "")
        for key in dearest[:MOST_NAMED]
    ]
    more = len(keys) - len(words)
    return ", ".join(words) + (Prose(" and {more} more", more=number(more)) if more > 0 else "")


def _signed(amount: Money) -> str:
    sign = "+" if amount.amount >= 0 else "\u2212"
    return sign + money(Money(abs(amount.amount), amount.currency))


def moved_answer(found: Moved) -> dict[str, Any]:
    """What moved as JSON has it; amounts as `312000 EUR`."""
    return {
        "kind": found.kind,
        "sentences": list(found.sentences),
        "new": list(found.new),
        "missing": list(found.missing),
        "removed": list(found.removed),
        "changed": [
            {
                "item": one.key, "field": one.field, "was": one.was, "is": one.is_,
                "by": str(one.by) if one.by else None,
            }
            for one in found.changes
        ],
        "totals": [
            {"field": one.field, "was": str(one.was), "is": str(one.is_), "new": str(one.new),
             "changed": str(one.changed), "missing": str(one.missing)}
            for one in found.totals
        ],
    }  # fmt: skip
