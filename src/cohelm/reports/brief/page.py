"""What a page of the pack is made of: sentences, numbers, a chart and a table, and what stands below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Literal, TypeAlias

from cohelm.core.figure import Figure
from cohelm.core.money import Money
from cohelm.core.prose import Prose, again, joined
from cohelm.reports import wording
from cohelm.reports.answers import figure_in_words
from cohelm.reports.language import Language

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
            return Prose("not known")
        amount = Decimal(str(value))
        if len(unit) == 3 and unit.isupper():
            if abs(amount) < MILLION:
                return wording.money(Money(amount.quantize(Decimal(1)), unit))
            sign = wording.SIGNS.get(unit, unit)
            number = wording.number(amount / MILLION, places=1)
            return Prose("{number}\u00a0million {currency}", number=number, currency=sign)
        places = Decimal(1) if abs(amount) >= 100 else Decimal("0.01")
        if unit in ("share", "%"):
            return figure_in_words(self.figure)
        text = wording.number(amount.quantize(places))
        return joined((text, Prose(unit)), wording.GLUE) if unit else text

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

    def through(self, say: Language) -> Chart:
        """The chart with its texts in a language."""
        return replace(
            self, title=say(self.title), categories=tuple(map(say, self.categories)),
            series=tuple(replace(one, name=say(one.name)) for one in self.series),
            said=say(self.said), unit=say(self.unit),
        )  # fmt: skip

    @property
    def named(self) -> tuple[str, ...]:
        """The categories as a table of the chart calls them: one without a name by its number."""
        return tuple(
            one or Prose("no. {number}", number=at) for at, one in enumerate(self.categories, 1)
        )


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table as a reader meets it: texts; `right` are the columns that stand right-aligned.

    `more` rows are not shown; of a text in a cell, so many letters are as are `longest`.
    """

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    right: frozenset[int] = frozenset()
    more: int = 0
    longest: int = CELL

    @property
    def caption(self) -> str:
        """The title, with the number of rows that are not shown."""
        if not self.more:
            return self.title
        return Prose("{title} ({more:,} more)", title=self.title, more=self.more)

    def through(self, say: Language) -> Sheet:
        """The table with its texts in a language, longer ones cut."""
        rows = tuple(tuple(cut(say(cell), self.longest) for cell in row) for row in self.rows)
        return replace(self, title=say(self.title), header=tuple(map(say, self.header)), rows=rows)


@dataclass(frozen=True, slots=True)
class Page:
    """One page: `topic` is the same in every pack, `title` is what was found this time.

    `since` says what changed since the last pack, `left_out` what the page does not count, `sources`
    the questions that it is from. All of them are texts by rules: what the program says is a `Prose`
    (`core/prose.py`), what people wrote any other text.
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

    @property
    def notes(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What stands below, in two halves, each with its title; either may be empty."""
        return (
            (Prose("Since the last pack"), self.since),
            (Prose("Left out and assumed"), self.left_out),
        )


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
    subject: str = Prose("technology")

    @property
    def title(self) -> str:
        """What the pack is called."""
        return Prose(
            "{organisation}: {subject}, as of {day}",
            organisation=self.organisation, subject=self.subject, day=wording.day(self.on),
        )  # fmt: skip

    @property
    def as_of(self) -> Prose:
        """The day that it is of."""
        return Prose("As of {day}", day=wording.day(self.on))

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
    """The first rows as a table with columns of such names; None where there is no row."""
    if not rows:
        return None
    named, first = tuple(map(again, header)), tuple(map(tuple, rows[:most]))
    return Sheet(title, named, first, frozenset(right), max(0, len(rows) - most), longest)


def cut(text: str, most: int = CELL) -> str:
    """A text with an end to it, at a word, with an ellipsis; the parts of a day stay together."""
    if len(text) <= most:
        return DAY.sub(rf"\1{wording.GLUE}\2{wording.GLUE}\3", text)
    return f"{text[:most].rpartition(' ')[0] or text[:most]} …"
