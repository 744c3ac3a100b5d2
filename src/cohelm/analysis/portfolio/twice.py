"""What is done or bought twice, and what would stopping one of the two save from when on?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Annotated, Any, ClassVar, Literal

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.distinctions import distinguished
from cohelm.analysis.money import Rates, in_words, rounded
from cohelm.analysis.offices import offices_on
from cohelm.analysis.portfolio.pairs import SORTS, Alike, Pair
from cohelm.analysis.vendors.terms import Terms, bound_until, term_on
from cohelm.analysis.wording import counted, listed, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import EXACT, Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose

WHOLE = "total_value"
"""What a contract is worth as a whole."""
Of = Literal["all", "application", "contract", "initiative", "data_product"]
COSTS: Mapping[str, str] = {
    "application": "annual_cost", "contract": "annual_cost", "initiative": "cost_per_year",
    "data_product": "annual_cost",
}  # fmt: skip
"""By kind, the field that says what one of it costs a year."""
MOST_BY_ONE_WORD = 50
"""A word that by itself makes more pairs of contracts says what many are called, not that two are one."""
COLUMNS: dict[str, Any] = {
    "one": pl.String, "other": pl.String, "likeness": pl.Float64, "words": pl.List(pl.String),
    "reasons": pl.List(pl.String), "shared": pl.List(pl.String), "offices": pl.List(pl.String),
    "cost_of_one": MONEY, "cost_of_other": MONEY, "saves_least": MONEY, "saves_most": MONEY,
    "one_ends_from": pl.Date, "other_ends_from": pl.Date,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Twice:
    """Pairs that serve the same purpose, those across offices first, then by the money at stake.

    `pairs` shows for each the words that both say, the `reasons` beside them (one category) and the
    items that made the likeness, what each costs a year in the currency of the books, what stopping one
    of the two saves (null where a cost is not known), and the first day on which each could be gone by
    its contracts (null where none is on record). `least` and `most` add up what stopping all but the
    dearest, or all but the cheapest, of each group would save a year. The first `SHOWN_FIRST` are
    shown. `told_apart` counts the pairs that somebody said to differ, `by_one_word` those of
    contracts left out because one word, had by many, is all that they have in common besides a
    vendor.
    """

    SHOWN_FIRST: ClassVar[int] = 20

    on: date
    pairs: pl.DataFrame
    least: Figure
    most: Figure
    told_apart: int
    by_one_word: int
    called: str

    @property
    def sentence(self) -> str:
        """How many pairs, the money at stake, and the first of them; what was left out as too weak."""
        if not self.by_one_word:
            return self._said
        return Prose(
            "{said}; left out: {pairs} of contracts with one word in common, which many have",
            said=self._said,
            pairs=counted(self.by_one_word, "pair"),
        )

    @property
    def _said(self) -> str:
        if not len(self.pairs):
            said = (
                Prose("; {pairs} were told apart", pairs=counted(self.told_apart, "pair"))
                if self.told_apart
                else ""
            )
            return Prose("Nothing looks as if it was done twice{said}", said=said)
        pairs = counted(len(self.pairs), "pair")
        verb = Plural("looks", "look", number=len(self.pairs))
        first = Prose(
            "{pairs} {verb} like one thing done twice, first {called}",
            pairs=pairs,
            verb=verb,
            called=self.called,
        )
        if self.least.value is None or self.most.value is None:
            return Prose("{first}; what that costs is not known", first=first)
        low, high = (
            rounded(Money(Decimal(one), figure.unit))
            for figure in (self.least, self.most) if (one := figure.value) is not None
        )  # fmt: skip
        if low == high:
            return Prose("{first}; {low} a year are at stake", first=first, low=in_words([low]))
        return Prose(
            "{first}; {amount:,f} to {high} a year are at stake",
            first=first,
            amount=low.amount,
            high=in_words([high]),
        )


def twice(
    enterprise: Enterprise,
    *,
    on: date,
    of: Annotated[Of, "Only of this kind."] = "all",
    offices: Annotated[bool, "Only what two offices or two departments have."] = False,
) -> Twice:
    """Applications, contracts, initiatives and data products that look like one thing done twice.

    Two of a kind are proposed by how they are worded (concepts rather than words, slips and joined
    words mended, the rarer the more telling), raised where they serve the same capability or item,
    have the same category or vendor, lowered where they state different ones, or where a place, a
    number or a link tells them apart; see `pairs`. Nothing is merged. What was said not to be the same
    is left out. Cost: pairs with a word in common.
    """
    day = Day(enterprise, on)
    settled = distinguished(day)
    found = [
        pair for kind in (SORTS if of == "all" else (of,)) for pair in Alike(day, kind).pairs()
    ]
    left = [pair for pair in found if frozenset((pair.one, pair.other)) not in settled]
    told_apart = len(found) - len(left)
    telling = _telling(left)
    by_one_word, left = len(left) - len(telling), telling
    rows = _Rows(day)
    stated = [row for pair in left if (row := rows.row(pair))["across"] or not offices]
    stated.sort(key=lambda row: (not row["across"], *rows.rank(row), row["one"], row["other"]))
    frame = pl.DataFrame([{n: row[n] for n in COLUMNS} for row in stated], schema=COLUMNS)
    least, most = _at_stake(rows, groups([(row["one"], row["other"]) for row in stated]))
    name = enterprise.name
    called = listed([name(stated[0][side]) for side in ("one", "other")]) if stated else ""
    return Twice(on, frame, least, most, told_apart, by_one_word, called)


def _telling(pairs: Sequence[Pair]) -> list[Pair]:
    """The pairs without those of contracts by one word alone that makes more than `MOST_BY_ONE_WORD`.

    What they serve in common, or one category, is more than a word; one vendor is not. A contract is
    often called by what it buys; what else bears one name many times may well be done many times.
    """

    def alone(pair: Pair) -> tuple[str, ...]:
        served = any(not one.startswith("vendor:") for one in pair.shared)
        more = served or pair.reasons or len(pair.words) > 1
        return () if more or _kind(pair.one) != "contract" else pair.words

    many = Counter(map(alone, pairs))
    return [one for one in pairs if not (by := alone(one)) or many[by] <= MOST_BY_ONE_WORD]


class _Rows:
    """What is known of the things of pairs: cost, office, departments, day of a possible end."""

    def __init__(self, day: Day) -> None:
        self.day, self.plan = day, day.enterprise.at(day.on)
        self.rates, self.offices = _rates(day), offices_on(day)
        self._fields: dict[str, dict[str, Any]] = {}

    def row(self, pair: Pair) -> dict[str, Any]:
        """The row of a pair."""
        costs = [self.cost(key) for key in (pair.one, pair.other)]
        known = [one for one in costs if one is not None]
        whole = len(known) == 2
        parties = [self._parties(key) for key in (pair.one, pair.other)]
        return {
            "one": pair.one, "other": pair.other, "likeness": round(pair.likeness, 2),
            "words": pair.words, "reasons": pair.reasons, "shared": list(pair.shared),
            "offices": sorted({one for of in parties for one in of}),
            "across": bool(parties[0] and parties[1] and parties[0] != parties[1]),
            "cost_of_one": _struct(costs[0]), "cost_of_other": _struct(costs[1]),
            "saves_least": _struct(min(known, key=_amount)) if whole else None,
            "saves_most": _struct(max(known, key=_amount)) if whole else None,
            "one_ends_from": self.ends_from(pair.one), "other_ends_from": self.ends_from(pair.other),
        }  # fmt: skip

    def rank(self, row: Mapping[str, Any]) -> tuple[bool, Decimal]:
        """By what stopping one saves; of those of which that is not known, by their whole values."""
        if row["saves_least"]:
            return False, -EXACT.plus(row["saves_least"]["amount"])
        stated = (self._of(row[side]).get(WHOLE) for side in ("one", "other"))
        wholes = [
            money.amount for one in stated
            if (known := money_of(one)) and (money := self.rates.converted(known, self.day.on))
        ]  # fmt: skip
        return True, -min(wholes) if len(wholes) == 2 else Decimal(0)

    def cost(self, key: str) -> Money | None:
        """What a thing costs a year in the currency of the books; None where that is not known."""
        money = money_of(self._of(key).get(COSTS[_kind(key)]))
        return self.rates.converted(money, self.day.on) if money else None

    def ends_from(self, key: str) -> date | None:
        """The first day on which its contracts no longer bind, if notice is given on the day."""
        contracts = [key] if _kind(key) == "contract" else self.contracts(key)
        until = [self._bound(one) for one in contracts]
        if not until or None in until:
            return None
        return max(one for one in until if one is not None) + timedelta(days=1)

    def contracts(self, key: str) -> list[str]:
        """The live contracts that cover a thing."""
        found = self.plan.sources(key, "covers")
        return [one for one in found if one.startswith("contract:") and self._of(one)]

    def _bound(self, contract: str) -> date | None:
        terms = Terms.of(self._of(contract), self.plan.organisation)
        return bound_until(term_on(terms, self.day.on), self.day.on)

    def _of(self, key: str) -> Mapping[str, Any]:
        kind, _, id_ = key.partition(":")
        if kind not in self._fields:
            frame = self.day.live(kind)
            self._fields[kind] = {row["id"]: row for row in frame.iter_rows(named=True)}
        return self._fields[kind].get(id_) or {}

    def _parties(self, key: str) -> frozenset[str]:
        """The office that a thing falls to; where none does, the departments that use it."""
        node = self.plan.nodes.number(key)
        office = self.offices.of(node) if node is not None else ""
        if office:
            return frozenset({office})
        users = self.plan.targets(key, "used_by")
        return frozenset(one for one in users if one.startswith("department:"))


DEAREST, CHEAPEST = Prose("all but the dearest"), Prose("all but the cheapest")


def _at_stake(rows: _Rows, clusters: Sequence[tuple[str, ...]]) -> tuple[Figure, Figure]:
    """What would be saved at the least and at the most, the money of one contract counted once."""
    currency, on = rows.rates.currency, rows.day.on
    paired = {key for of in clusters for key in of if _kind(key) == "contract"}
    sums: dict[str, list[Decimal]] = {DEAREST: [], CHEAPEST: []}
    keys: list[str] = []
    out: dict[str, list[str]] = {}
    for of in clusters:
        costs = [rows.cost(key) for key in of]
        if _kind(of[0]) == "application" and any(
            paired.intersection(rows.contracts(k)) for k in of
        ):
            out.setdefault(Prose("its contracts are counted"), []).extend(of)
        elif None in costs:
            out.setdefault(Prose("a cost is not known"), []).extend(of)
        else:
            amounts = sorted(one.amount for one in costs if one is not None)
            sums[DEAREST].append(sum(amounts[:-1], Decimal(0)))
            sums[CHEAPEST].append(sum(amounts[1:], Decimal(0)))
            keys += of
    left_out = {reason: tuple(of) for reason, of in out.items()}
    low, high = (
        Figure(
            None, currency, Prose("no pair of which both costs are known"), left_out=left_out, on=on
        )
        if not keys
        else Figure(
            sum(of, Decimal(0)),
            currency,
            counted=tuple(keys),
            left_out=left_out,
            on=on,
            formula=Prose("{said} of {groups}: ", said=said, groups=counted(len(of), "group"))
            + " + ".join(f"{one:,f}" for one in of),
        )
        for said, of in sums.items()
    )
    return low, high


def groups(pairs: Sequence[tuple[str, str]]) -> list[tuple[str, ...]]:
    """The keys of pairs that hang together, each group and its keys in order.

    >>> groups([("a", "b"), ("c", "d"), ("b", "e")])
    [('a', 'b', 'e'), ('c', 'd')]
    """
    head: dict[str, str] = {}

    def top(key: str) -> str:
        while head.setdefault(key, key) != key:
            key = head[key]
        return key

    for one, other in pairs:
        first, second = sorted((top(one), top(other)))
        head[second] = first
    found: dict[str, list[str]] = {}
    for key in sorted(head):
        found.setdefault(top(key), []).append(key)
    return [tuple(of) for _, of in sorted(found.items())]


def _rates(day: Day) -> Rates:
    """The rates of the books; where no currency is stated, that in which all costs are."""
    rates = Rates.of(day.enterprise)
    if rates.currency:
        return rates
    fields = [*COSTS.items(), ("contract", WHOLE)]
    frames = [(day.live(kind), field) for kind, field in fields]
    found = {
        code
        for frame, field in frames
        if field in frame.columns
        for code in frame[field].struct.field("currency").drop_nulls().unique()
    }
    return Rates(found.pop(), {}) if len(found) == 1 else rates


def _kind(key: str) -> str:
    return key.partition(":")[0]


def _amount(money: Money) -> Decimal:
    return money.amount


def _struct(money: Money | None) -> dict[str, Any] | None:
    return {"amount": money.amount, "currency": money.currency} if money else None


def across_groups(result: Twice) -> Iterator[tuple[tuple[str, ...], pl.DataFrame]]:
    """The groups of things that two offices or departments have, with the pairs of each."""
    pairs = result.pairs
    for of in groups(list(pairs.select("one", "other").iter_rows())):
        yield of, pairs.filter(pl.col("one").is_in(of))
