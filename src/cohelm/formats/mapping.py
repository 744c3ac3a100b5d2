"""What each column of somebody's table means: guessed, shown, corrected, kept as YAML, found again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import ClassVar, Literal

from pydantic import ConfigDict

from cohelm.core.fields import FieldSpec
from cohelm.core.links import RelationSpec
from cohelm.formats.words import tokens

Use = Literal["field", "relation", "attribute", "external_id", "key", "currency", "role", "ignored"]
# A header of so many columns is its table's own; a shorter one may head tables of several kinds.
TELLING = 6
BETTER = "another column says it better"
"""Begins the reason of a column whose meaning another one has."""


@dataclass(frozen=True, slots=True)
class ColumnUse:
    """What one column is used for.

    field: `name` is a field, or `lifecycle.end_of_life` for a day in a life. relation: `name` is a
    relation, `kinds` what its words may mean, `system` the external ids they may be, and with `make`
    a target that is not known is made. attribute: what the links of the table say (`share`, `from`).
    external_id: `name` is the system. key: the column holds our
    own keys (`application:crm`). currency: it holds the codes of the amounts in the row. role: `name`
    is a role of the table's known shape. ignored: it is reported as a note. `reason` says why it was
    guessed.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    header: str
    use: Use = "ignored"
    name: str = ""
    kinds: tuple[str, ...] = ()
    system: str = ""
    make: bool = False
    score: float = 0.0
    reason: str = ""


@dataclass(frozen=True, slots=True)
class RowUse:
    """What one row of prose becomes, drafted from its words and corrected by a person.

    `number` finds the row again. With `take` false it is left out. The others are those of a decision
    right; a right with two accountable is a joint one.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    number: str
    name: str = ""
    take: bool = True
    verb: str = ""
    domain: str = ""
    accountable: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    consulted: tuple[str, ...] = ()
    informed: tuple[str, ...] = ()
    why: str = ""


@dataclass(frozen=True, slots=True)
class Mapping:
    """What one table is: which kind its rows are and what its columns mean.

    `kind` is empty where the table is left out. `links`: the rows do not describe items of the kind
    but add links of this relation to them. `key`: the headers that tell items apart together, where
    rows repeat an item. `names`: the headers that an item is named by where none is its name.
    `currency`, `factor` and `day_first` hold where neither a cell nor its header says so. `shape` is
    the known shape of file that the table has; its rows may be of no kind then, but be counted. `rows`
    says what each row of prose becomes; nothing of it is taken in before a person has set `reviewed`.
    `nearest` is the likeliest kind of a table that is left out.
    """

    __pydantic_config__: ClassVar[ConfigDict] = ConfigDict(extra="forbid")

    kind: str
    columns: tuple[ColumnUse, ...]
    table: str = ""
    links: str = ""
    key: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    currency: str = ""
    factor: int = 1
    day_first: bool | None = None
    score: float = 0.0
    reasons: tuple[str, ...] = ()
    shape: str = ""
    rows: tuple[RowUse, ...] = ()
    reviewed: bool = False
    nearest: str = field(default="", compare=False)

    @property
    def is_read(self) -> bool:
        """Whether the table is taken in at all."""
        return bool(self.kind or self.shape)

    @property
    def fingerprint(self) -> str:
        """What the same header has again, whatever the order and spelling of its columns."""
        return fingerprint([column.header for column in self.columns])

    def column(self, header: str) -> ColumnUse | None:
        """The use of the column with this header."""
        return next((one for one in self.columns if one.header == header), None)


def better(header: str) -> str:
    """Why a column is left over that says what another says, too, and less well."""
    return f"{BETTER} ('{header}')"


def fingerprint(header: Iterable[str]) -> str:
    """Sixteen hexadecimal digits of a header; order, case and punctuation do not matter."""
    words = sorted(" ".join(tokens(one)) or one for one in header)
    return sha256("\n".join(words).encode()).hexdigest()[:16]


def table_name(file: str, sheet: str) -> str:
    """What a table is called from one edition to the next: its sheet, else its file without dates.

    >>> table_name("exports/Apps_2024-03-31 v2.csv", "")
    'Apps'
    """
    name = sheet.strip()
    if not name or re.fullmatch(r"(?i)(sheet|tabelle|feuil|hoja|blad|table)\s*\d*", name):
        name = re.sub(r"\.[A-Za-z]{2,4}$", "", re.split(r"[/\\]", file)[-1])
    bare = re.sub(r"(?i)(?<![a-z])(v\d[\d.]*|\(\d+\)|\d[\d._:-]*)(?![a-z])", " ", name)
    bare = re.sub(r"[\s_-]+$|^[\s_-]+", "", re.sub(r"[\s_-]{2,}", " ", bare))
    return bare or name


def kept_for(table: str, header: Sequence[str], mappings: Iterable[Mapping]) -> Mapping | None:
    """The kept mapping for a table: of the same header, and of the same name unless it is telling."""
    mark = fingerprint(header)
    same = [one for one in mappings if one.fingerprint == mark]
    for one in same:
        if one.table == table:
            return one
    if len(header) >= TELLING and len({(one.kind, one.shape) for one in same}) == 1:
        return same[-1]
    return None


def link_attributes(relation: RelationSpec) -> dict[str, FieldSpec]:
    """What a link of the relation can say: its own attributes, and the days on which it holds."""
    days = {
        "from": FieldSpec("from", "date", "", also=("since", "start date", "valid from")),
        "until": FieldSpec("until", "date", "", also=("to", "end date", "valid until")),
    }
    return days | {one.name: one for one in relation.attributes}
