"""What the columns of a table look like: filled, distinct, of which shape; seen once, used often."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cohelm.formats.cells import LONGEST_UNKNOWN, is_unknown, text_of
from cohelm.formats.layout import Table
from cohelm.formats.mapping import table_name
from cohelm.formats.shapes import Shape, shape
from cohelm.formats.sheets import Cell
from cohelm.formats.words import core_tokens, head_last, tokens

# How many different values of a column are looked at closely.
SAMPLE = 300

ID_WORDS = frozenset(
    {"id", "number", "code", "key", "reference", "acronym", "shortcode", "tag", "uri", "piid"}
)
INCLUDES = frozenset({"incl", "including", "includes", "excl", "excluding", "except"})
ORDER_WORDS = frozenset(
    {"row", "order", "line", "sequence", "seq", "index", "position", "rank", "lfd"}
)
# Words of a header that numbers the rows of the file, and says nothing about what they are.
ROW_WORDS = frozenset({"row", "lfd", "seq", "sequence"})


@dataclass
class Profile:
    """One column: its header in words and what its cells are like. Unknown words count as empty.

    `counts` says how often each text stands there, `cells` holds up to 300 of the different cells.
    `shares` keeps what share of them passed a test, for the many roles and fields that ask the same;
    `days` the days of the rows, once somebody has read them.
    """

    table: Table
    at: int
    header: str
    values: Sequence[Cell]
    counts: Counter[str] = field(default_factory=Counter)
    cells: list[Cell] = field(default_factory=list)
    shares: dict[object, float] = field(default_factory=dict, init=False, repr=False)
    days: Sequence[date | None] | None = field(default=None, init=False, repr=False)

    @classmethod
    def of(cls, table: Table, at: int) -> Profile:
        """Looks at every cell of the column once."""
        values = table.values(at)
        counts = Counter(values)
        texts: Counter[str] = Counter()
        cells: list[Cell] = []
        for cell, count in counts.items():
            text = cell if isinstance(cell, str) else text_of(cell)
            # A long text is no word for nothing, and needs no cleaning: most of many are so.
            if text is None or (len(text) <= LONGEST_UNKNOWN and is_unknown(text)):
                continue
            texts[text.strip()] += count
            if len(cells) < SAMPLE:
                cells.append(cell)
        texts.pop("", None)
        return cls(table, at, table.header[at], values, texts, cells)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the header that count: not what stands in brackets, nor what it includes.

        An amount headed by a year, as in `2025 budget`, is that year's: `annual budget`.
        """
        said = core_tokens(self.header)
        words = tuple(word for word in said if not word.isdigit())
        cut = next((at for at, word in enumerate(words) if at and word in INCLUDES), len(words))
        words = words[:cut]
        if "fy" in words or any(word.isdigit() and len(word) == 4 for word in said):
            words = ("annual", *(word for word in words if word != "fy"))
        return head_last(words) or tokens(self.header)

    @cached_property
    def filled(self) -> int:
        """How many rows say something."""
        return sum(self.counts.values())

    @cached_property
    def distinct(self) -> int:
        """How many different things they say."""
        return len(self.counts)

    @property
    def is_unique(self) -> bool:
        """Whether no two rows say the same, and nearly all say something."""
        return self.distinct == self.filled >= 0.9 * len(self.values) and self.filled > 0

    @cached_property
    def sample(self) -> list[str]:
        """Up to 300 of the different values."""
        return list(self.counts)[:SAMPLE]

    @cached_property
    def shapes(self) -> Mapping[Shape, float]:
        """The share of each shape among the different cells."""
        counts = Counter(shape(cell) for cell in self.cells)
        total = sum(counts.values()) or 1
        return {one: count / total for one, count in counts.items()}

    @cached_property
    def length(self) -> float:
        """The mean length of what the rows say, in characters."""
        return sum(map(len, self.sample)) / len(self.sample) if self.sample else 0.0

    @property
    def is_code_like(self) -> bool:
        """Whether the values can be ids: short, of one word, or numbers."""
        if not self.sample or self.length > 40:
            return False
        short = sum(len(text) <= 60 and len(text.split()) <= 1 for text in self.sample)
        return short >= 0.9 * len(self.sample)

    @property
    def counts_rows(self) -> bool:
        """Whether the column only numbers the rows: its header says so and its values go up by one."""
        if ORDER_WORDS.isdisjoint(self.words) and self.words != ("number",):
            return False
        return all(text.isdigit() for text in self.sample[:50])

    @property
    def only_counts(self) -> bool:
        """Whether the column numbers the rows and can mean nothing else."""
        return not ROW_WORDS.isdisjoint(self.words) and self.counts_rows


@dataclass
class TableProfile:
    """A table and the profiles of its columns. `name` is what it is called, without dates."""

    table: Table
    columns: list[Profile]
    name: str

    @classmethod
    def of(cls, table: Table) -> TableProfile:
        """Profiles every column."""
        columns = [Profile.of(table, at) for at in range(len(table.header))]
        return cls(table, columns, table.called or table_name(table.file, table.sheet))

    @property
    def records(self) -> int:
        """How many rows the table has."""
        return len(self.table.rows)
