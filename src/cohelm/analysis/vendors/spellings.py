"""Which vendors are one under several spellings, and how much money stands behind each?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.distinctions import distinguished
from cohelm.analysis.money import Amounts, Rates, in_words, rounded
from cohelm.analysis.vendors.names import core, sign
from cohelm.analysis.vendors.terms import Terms, term_on
from cohelm.analysis.wording import counted, listed, money_of
from cohelm.core.columns import MONEY
from cohelm.core.enterprise import Enterprise
from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.plural import Plural
from cohelm.core.prose import Prose

MOST_IN_BLOCK = 200
"""Of more names that begin alike only those are compared that stand next to each other."""
COLUMNS: dict[str, Any] = {
    "one": pl.String, "other": pl.String, "because": pl.String, "contracts_of_one": pl.Int64,
    "contracts_of_other": pl.Int64, "annual_of_one": MONEY, "annual_of_other": MONEY,
    "spent_with_one": MONEY, "spent_with_other": MONEY,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Spellings:
    """Pairs of vendors that look like one, those with the most money first; nothing is merged.

    `pairs` says the sign, and of each how many contracts are live, what these cost a year and what was
    spent with it in the 365 days up to the day, in the currency of the books (null where nothing is
    known). `annual` adds up what the contracts of all vendors in pairs cost a year. `told_apart`
    counts the pairs that somebody said to differ.
    """

    on: date
    pairs: pl.DataFrame
    annual: Figure
    told_apart: int
    called: str

    @property
    def sentence(self) -> str:
        """How many pairs, the first of them, and the money behind all."""
        if not len(self.pairs):
            return Prose("No two vendors look like one under two spellings")
        pairs = counted(len(self.pairs), "pair")
        verb = Plural("looks", "look", number=len(self.pairs))
        said = Prose(
            "{pairs} of vendors {verb} like one, first {called}",
            pairs=pairs,
            verb=verb,
            called=self.called,
        )
        if self.annual.value is None:
            return Prose("{said}; the money behind them is not known", said=said)
        money = in_words([rounded(Money(self.annual.value, self.annual.unit))])  # type: ignore[arg-type]
        return Prose("{said}; {money} a year go to them by contract", said=said, money=money)


def spellings(enterprise: Enterprise, *, on: date) -> Spellings:
    """Vendors that are written in several ways, with the sign by which each pair was found.

    The same number in a register or the same page on the web; the same name but for legal form, case,
    accents, punctuation, words cut short or their order; a region behind it; the first letters of the
    other; a letter or two. Those of two registration numbers or of which one is the other's parent
    are known to be two. Cost: linear in vendors, quadratic in those that begin alike.
    """
    day = Day(enterprise, on)
    settled = distinguished(day)
    found = {frozenset(pair): why for *pair, why in _found(day)}
    left = {pair: why for pair, why in found.items() if pair not in settled}
    money = _Money(day)
    rows = [money.row(min(pair), max(pair), why) for pair, why in left.items()]
    rows.sort(key=lambda row: (-_least(row), row["one"], row["other"]))
    frame = pl.DataFrame(rows, schema=COLUMNS)
    called = ""
    if rows:
        called = listed([enterprise.name(rows[0][side]) for side in ("one", "other")])
    annual = money.annual(sorted({key for pair in left for key in pair}))
    return Spellings(on, frame, annual, len(found) - len(left), called)


def _found(day: Day) -> Iterator[tuple[str, str, str]]:
    """Pairs of vendors with the sign that makes them one."""
    frame = day.live("vendor")
    if not len(frame):
        return
    rows = {f"vendor:{row['id']}": row for row in frame.sort("id").iter_rows(named=True)}
    kin = _kin(day)
    for one, other in sorted(_candidates(rows)):
        first, second = rows[one], rows[other]
        numbers = {_number(row["registration"]) for row in (first, second)} - {""}
        if frozenset((one, other)) in kin or len(numbers) > 1:
            continue
        why = Prose("the same registration number") if _both(first, second, "registration") else ""
        why = why or sign(first["name"], second["name"])
        if not why and _site(first["website"]) == _site(second["website"]) != "":
            why = Prose("the same page on the web")
        if why:
            yield one, other, why


def _candidates(rows: dict[str, dict[str, Any]]) -> set[tuple[str, str]]:
    """Pairs that begin or end alike, or share a sign of another sort."""
    blocks: dict[tuple[str, str], list[str]] = defaultdict(list)
    for key, row in rows.items():
        one = core(row["name"])
        marks = {"begin": one.squeezed[:3], "end": one.squeezed[-4:], "letters": one.letters}
        marks |= {"first": one.words[0], "words": " ".join(sorted(one.words))}
        marks |= {"number": _number(row["registration"]), "site": _site(row["website"])}
        if len(one.words) == 1:
            marks["letters"] = one.words[0]
        for mark, value in marks.items():
            if value:
                blocks[mark, value].append(key)
    found: set[tuple[str, str]] = set()
    for (mark, _), keys in blocks.items():
        if len(keys) > MOST_IN_BLOCK and mark in ("begin", "end", "letters"):
            by_name = sorted(keys, key=lambda key: core(rows[key]["name"]).squeezed)
            pairs = {(a, b) for at, a in enumerate(by_name) for b in by_name[at + 1 : at + 6]}
        else:
            pairs = set(combinations(keys, 2))
        found |= {(min(pair), max(pair)) for pair in pairs}
    return found


def _kin(day: Day) -> set[frozenset[str]]:
    """The pairs of vendors of which one is on record as the other's parent."""
    source, target, _ = day.links("parent")
    keys = day.enterprise.nodes.keys
    return {
        frozenset(pair) for pair in zip(keys(source.tolist()), keys(target.tolist()), strict=True)
    }


def _both(one: dict[str, Any], other: dict[str, Any], name: str) -> bool:
    return bool(_number(one[name])) and _number(one[name]) == _number(other[name])


def _number(text: str | None) -> str:
    return "".join(sign_ for sign_ in (text or "").casefold() if sign_.isalnum())


def _site(text: str | None) -> str:
    """The host of an address without its www; pages that many share are none."""
    host = (text or "").casefold().partition("://")[2] or (text or "").casefold()
    return host.partition("/")[0].removeprefix("www.")


class _Money:
    """What live contracts with each vendor cost a year, and what was spent with it."""

    def __init__(self, day: Day) -> None:
        self.day, self.plan, self.rates = day, day.enterprise.at(day.on), Rates.of(day.enterprise)
        self.contracts: dict[str, list[tuple[str, Money | None]]] = defaultdict(list)
        for row in day.live("contract").iter_rows(named=True):
            if term_on(Terms.of(row, day.enterprise.organisation), day.on).state != "ended":
                key = f"contract:{row['id']}"
                for vendor in self.plan.targets(key, "vendor"):
                    self.contracts[vendor].append((key, money_of(row.get("annual_cost"))))
        self.spent: dict[str, list[tuple[str, Money | None]]] = defaultdict(list)
        for row in self._lines():
            self.spent[row["item"]].append((row["item"], money_of(row["amount"])))

    def _lines(self) -> Iterator[dict[str, Any]]:
        if "actual" not in self.day.enterprise.observed:
            return
        lines = self.day.enterprise.observations("actual")
        if "amount" not in lines.columns:  # who may not see money
            return
        first = self.day.on - timedelta(days=364)
        days = pl.col("time").dt.date().is_between(first, self.day.on)
        vendor = pl.col("item").str.starts_with("vendor:")
        yield from lines.filter(days & vendor).select("item", "amount").iter_rows(named=True)

    def row(self, one: str, other: str, why: str) -> dict[str, Any]:
        """The row of a pair."""
        found: dict[str, Any] = {"one": one, "other": other, "because": why}
        for name, key in (("one", one), ("other", other)):
            found[f"contracts_of_{name}"] = len(self.contracts[key])
            found[f"annual_of_{name}"] = self._sum(self.contracts[key])
            found[f"spent_with_{name}"] = self._sum(self.spent[key])
        return found

    def annual(self, vendors: list[str]) -> Figure:
        """What the contracts of some vendors cost a year."""
        stated = [pair for key in vendors for pair in self.contracts[key]]
        return Amounts.total(stated).in_currency(self.rates, on=self.day.on)

    def _sum(self, stated: list[tuple[str, Money | None]]) -> dict[str, Any] | None:
        figure = Amounts.total(stated).in_currency(self.rates, on=self.day.on)
        known = figure.value is not None and figure.unit
        return {"amount": figure.value, "currency": figure.unit} if known else None


def _least(row: dict[str, Any]) -> Any:
    """The smaller of the two sums: what one overlooks by the second spelling."""
    amounts = [
        max((row[f"{of}_{name}"] or {"amount": 0})["amount"] for of in ("annual_of", "spent_with"))
        for name in ("one", "other")
    ]
    return min(amounts)
