"""What a page of the pack is made of: sentences, numbers, a chart and a table, and what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.reports import wording
from cohelm.reports.answers import figure_in_words

ROWS = 7
"""So many rows of a table stand on a page; the page says how many more there are."""
CELL = 84
"""So long is a text in a cell."""
MILLION = Decimal(1_000_000)
DAY = re.compile(r"\b(\d{1,2}) ([A-Z][a-z]{2}) (\d{4})\b")


Hue: TypeAlias = Literal["cio", "cto", "joint", "act", "watch", "fine", "plain", "quiet"]


@dataclass(frozen=True, slots=True)
class Number:
    """A figure with its name, and the address of its why (`spend.over`)."""

    label: str
    figure: Figure
    why: str

    @property
    def text(self) -> str:
        """The value as it stands large on the page: no digits that nobody decides by."""
        value, unit = self.figure.value, self.figure.unit
        if value is None:
            return "not known"
        amount = Decimal(str(value))
        if len(unit) == 3 and unit.isupper():
            if abs(amount) < MILLION:
                return wording.money(Money(amount.quantize(Decimal(1)), unit))
            sign = wording.SIGNS.get(unit, unit)
            return f"{wording.number(amount / MILLION, places=1)}{wording.GLUE}million {sign}"
        places = Decimal(1) if abs(amount) >= 100 else Decimal("0.01")
        if unit in ("share", "%"):
            return figure_in_words(self.figure)
        text = wording.number(amount.quantize(places))
        return f"{text}{wording.GLUE}{unit}" if unit else text

    @property
    def exact(self) -> str:
        """The value to its last digit."""
        return figure_in_words(self.figure)

    @property
    def anchor(self) -> str:
        """The name of the place where it is explained."""
        return "why-" + self.why.replace(".", "-").replace("_", "-")


@dataclass(frozen=True, slots=True)
class Series:
    """The values of a chart under one name; the hues of the offices are for what is theirs alone."""

    name: str
    values: tuple[float | None, ...]
    hue: Hue


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart: bars across, columns (one on the other where `stacked`), or points of two measures.

    The series run along the categories. Of `points` the first series is across and the second up, and
    the categories name the points that have a name. `said` is what it shows, for who does not see it.
    """

    form: Literal["bars", "columns", "stacked", "points"]
    title: str
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    said: str
    unit: str = ""

    @property
    def named(self) -> tuple[str, ...]:
        """The categories as a table of the chart calls them: one without a name by its number."""
        return tuple(one or f"no. {at}" for at, one in enumerate(self.categories, 1))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a reader meets it: texts; `right` are the columns that stand right-aligned.

    `more` rows are not shown.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    more: int = 0

    @property
    def caption(self) -> str:
        """The title, with the number of rows that are not shown."""
        return f"{self.title} ({wording.number(self.more)} more)" if self.more else self.title


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `topic` is the same in every pack, `title` is what was found this time.

    `since` says what changed since the last pack, `left_out` what the page does not count, `sources`
    the questions that it is from. All of them are texts by rules.
    """

    topic: str
    title: str
    sentences: tuple[str, ...] = ()
    numbers: tuple[Number, ...] = ()
    chart: Chart | None = None
    sheet: Sheet | None = None
    since: tuple[str, ...] = ()
    left_out: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pack:
    """The pages, and the snapshot that they are from: which revision, which day, since when compared.

    `again` is how the same pack is made once more, `audience` whom it was made for.
    """

    organisation: str
    on: date
    since: date
    compared: str
    snapshot: str
    again: str
    pages: tuple[Page, ...]
    subject: str = "technology"

    @property
    def title(self) -> str:
        """What the pack is called."""
        return f"{self.organisation}: {self.subject}, as of {wording.day(self.on)}"

    @property
    def numbers(self) -> tuple[Number, ...]:
        """Every number of the pages once, in their order."""
        found = {one.why: one for page in self.pages for one in page.numbers}
        return tuple(found.values())


def sheet_of(
    title: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    right: Sequence[int] = (),
    *,
    most: int = ROWS,
    longest: int = CELL,
) -> Sheet | None:
    """The first rows as a table, longer texts cut; None where there is no row."""
    if not rows:
        return None
    shown = tuple(tuple(cut(cell, longest) for cell in row) for row in rows[:most])
    return Sheet(title, tuple(header), shown, frozenset(right), max(0, len(rows) - most))


def cut(text: str, most: int = CELL) -> str:
    """A text with an end to it, at a word, with an ellipsis; the parts of a day stay together."""
    if len(text) <= most:
        return DAY.sub(rf"\1{wording.GLUE}\2{wording.GLUE}\3", text)
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"
