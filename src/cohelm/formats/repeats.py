"""Rows that repeat an item: one document each, amounts counted once, and a note that says how."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Map
from dataclasses import replace
from decimal import Decimal
from typing import Any

from cohelm.core.documents import Contents, Document
from cohelm.core.errors import Problem
from cohelm.core.money import Money
from cohelm.core.plural import in_number
from cohelm.formats.amounts import Manner
from cohelm.formats.layout import Table
from cohelm.formats.mapping import Mapping
from cohelm.formats.units import unit_of

WORDS = {1: "", 1_000: " thousand", 1_000_000: " million", 1_000_000_000: " billion"}
Identity = tuple[str, str]


class Repeats:
    """Gathers the documents of a table, each item once.

    Rows are of one item when they share an external id, or the name where they have none. What the
    first row says holds; later rows fill what it left empty, add links, and raise amounts.
    """

    def __init__(
        self, table: Table, mapping: Mapping, money: Map[str, int], manner: Manner
    ) -> None:
        self.table, self.mapping, self.money, self.manner = table, mapping, money, manner
        self.documents: list[Document] = []
        self.first: dict[Identity, tuple[int, int]] = {}
        self.folded: list[str] = []
        self.repeated: dict[int, list[int]] = {}
        self.differing: dict[str, tuple[int, int]] = {}
        self.amounts: dict[str, list[str]] = {name: [] for name in money}
        self.problems: list[Problem] = []

    def add(self, row: int, document: Document) -> None:
        """Adds the document of a row, or joins it to the one that the row repeats."""
        values = document.values
        for name, amounts in self.amounts.items():
            if name in values:
                amounts.append(values[name])
        folded = " ".join(str(values.get("name") or "").split()).casefold()
        identity = None if self.mapping.links else _identity(document, folded)
        before = self.first.get(identity) if identity else None
        if before is None:
            if identity:
                self.first[identity] = (len(self.documents), row)
            self.documents.append(document)
            self.folded.append(folded)
            return
        known = self.documents[before[0]]
        if identity and identity[0] == "name" and _contradict(known.values, values):
            self._refuse(document, known)
            return
        self.repeated.setdefault(before[0], []).append(document.row)
        self._join(known, document, row)

    def into(self, contents: Contents) -> None:
        """Puts the documents and what there is to say about them into `contents`."""
        if self.mapping.key or self.repeated:
            contents.notes += self._notes()
        contents.problems += self.problems
        for at, rows in self.repeated.items():
            self.documents[at] = replace(self.documents[at], repeats=tuple(rows))
        if self.mapping.links:
            contents.documents += self.documents
            return
        counts = Counter(self.folded)
        contents.documents += [
            _apart(document) if counts[folded] > 1 else document
            for document, folded in zip(self.documents, self.folded, strict=True)
        ]

    def _refuse(self, document: Document, known: Document) -> None:
        why = (
            f"row {known.row} has the same name and says otherwise: this row is left out. "
            "Accepted: one row a name, or a column with an id for each row"
        )
        name = str(document.values["name"])[:200]
        self.problems.append(Problem(why, self.table.where, document.row, "name", name))

    def _join(self, known: Document, again: Document, row: int) -> None:
        values: dict[str, Any] = known.values  # type: ignore[assignment]
        for name, value in again.values.items():
            before = values.get(name)
            if before is None:
                values[name] = value
            elif isinstance(before, list):
                before.extend(one for one in value if one not in before)
            elif isinstance(before, dict) and isinstance(value, dict):
                values[name] = {**value, **before}
            elif before != value:
                count, first = self.differing.get(name, (0, row))
                self.differing[name] = (count + 1, first)
                if name in self.money:
                    values[name] = _larger(before, value)

    def _notes(self) -> list[Problem]:
        rows = sum(map(len, self.repeated.values()))
        notes = []
        if rows:
            by = " and ".join(f"'{one}'" for one in self.mapping.key) or "their id or name"
            notes.append(
                self.table.note(
                    f"{rows} rows repeat {len(self.repeated)} items with the same {by}: "
                    "each item comes in once, with the links of all its rows"
                )
            )
            notes += [self._sums(name) for name in self.money]
        for name, (count, row) in self.differing.items():
            kept = "the largest" if name in self.money else "the first"
            place = self.table.places[row]
            say = in_number(count, "repeated row says", "repeated rows say")
            message = f"{say} something else for {name}: {kept} is kept"
            notes.append(Problem(message, self.table.where, place, name))
        return notes

    def _sums(self, name: str) -> Problem:
        at = self.money[name]
        factor = unit_of(self.table.header[at]).factor
        if factor == 1:  # the rule that the amounts were read by
            factor = self.manner.unit.factor
        kept = [one.values[name] for one in self.documents if name in one.values]
        by_row, by_item = _sum(self.amounts[name], factor), _sum(kept, factor)
        return self.table.note(
            f"the rows add up to {by_row}, the items to {by_item}: the second is used, since rows that "
            "share a key repeat one item with its full amount; each counts once, at its largest",
            at,
        )


def _sum(amounts: list[str], factor: Decimal) -> str:
    """The sums of amounts by currency, in the unit of the file."""
    totals: dict[str, Decimal] = {}
    for text in amounts:
        money = Money.parse(text)
        totals[money.currency] = totals.get(money.currency, Decimal(0)) + money.amount
    word = WORDS.get(int(factor), "")
    scale = factor if word else Decimal(1)
    said = []
    for currency, total in totals.items():
        plain = format((total / scale).normalize(), "f")
        whole, _, rest = plain.partition(".")
        said.append(f"{int(whole):,}{'.' + rest if rest else ''}{word} {currency}")
    return " and ".join(said) or "nothing"


def _larger(one: str, other: str) -> str:
    first, second = Money.parse(one), Money.parse(other)
    if first.currency != second.currency:
        return one
    return other if second.amount > first.amount else one


def _contradict(one: Map[str, Any], other: Map[str, Any]) -> bool:
    """Whether two rows say different things in a field; links can be joined."""
    return any(
        name in one and one[name] != value and name != "name" and not isinstance(value, list | dict)
        for name, value in other.items()
    )


def _apart(document: Document) -> Document:
    """A document that is only found by its ids, since others of the file have its name."""
    return replace(document, matches_name=not document.values.get("external_ids"))


def _identity(document: Document, folded: str) -> Identity | None:
    """By what a row is told to be of an item: our own id, an external one, else its name."""
    if document.id:
        return "id", document.id
    for system, value in (document.values.get("external_ids") or {}).items():
        return system, value
    return ("name", folded) if folded else None
