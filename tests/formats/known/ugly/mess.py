"""A clean table made ugly: the same clean table and seed make the same file."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from tests.formats.known.ugly import added
from tests.formats.known.ugly.manner import Cell, Manner
from tests.formats.known.ugly.packing import as_csv, as_xlsx
from tests.formats.known.ugly.truth import Clean, Column, Row, RowIs, Truth, Ugly, sums_of
from tests.formats.known.ugly.wording import ONE, line_above, respelt, unit_words

Merged = list[tuple[int, int, int, int]]
"""First row, first column, last row, last column; counted from 1."""
TEXTS = ("text", "code")


@dataclass
class Sheet:
    """What is laid out so far: lines of cells, what each is, which areas are merged."""

    lines: list[list[Cell]] = field(default_factory=list)
    merged: Merged = field(default_factory=list)
    rows: dict[int, Row] = field(default_factory=dict)
    rows_are: dict[int, RowIs] = field(default_factory=dict)
    messes: list[str] = field(default_factory=list)

    def add(self, line: Sequence[Cell], is_: RowIs | None = None, row: Row | None = None) -> None:
        """Adds a line: a record where `row` is given, else what `is_` says."""
        self.lines.append(list(line))
        if row is not None:
            self.rows[len(self.lines)] = row
        elif is_ is not None:
            self.rows_are[len(self.lines)] = is_


@dataclass(frozen=True)
class Layout:
    """The columns of one file in their order, with their headers; blank ones are None."""

    clean: Clean
    columns: list[Column | None]
    headers: list[str]
    groups: list[str]
    manner: Manner

    @property
    def label_at(self) -> int:
        """In which column the label of a total stands."""
        texts = [n for n, one in enumerate(self.columns) if one and one.holds in TEXTS]
        return texts[0] if texts else 0

    def line(self, row: Row, rng: random.Random) -> list[Cell]:
        """One record as it is written."""
        said = self.clean.currency_column
        code = str(row[said.name]) if said and said in self.columns else self.clean.currency
        return [
            None if one is None else self.manner.cell(row[one.name], code, rng)
            for one in self.columns
        ]

    def sum_of(self, rows: Sequence[Row], label: str) -> list[Cell]:
        """A row that adds up the columns of amounts."""
        line: list[Cell] = [None] * len(self.columns)
        for at, one in enumerate(self.columns):
            if one is not None and one.holds == "money":
                amounts = [row[one.name] for row in rows]
                total = sum((a for a in amounts if isinstance(a, Decimal)), Decimal(0))
                line[at] = self.manner.money(total, self.clean.currency)
        line[self.label_at] = label
        return line


def ugly(clean: Clean, seed: int, *, kept_back: bool = False) -> Ugly:
    """The table as a file that somebody might bring, and what is in it.

    `kept_back`: with headers that no file has by which readers are tuned.
    """
    rng = random.Random(seed)
    packed = rng.choice(("csv", "xlsx"))
    messes = [packed]
    columns, rows = _chosen(clean, rng, messes)
    mixed = _names_currencies(clean, columns)
    manner = Manner.chosen(
        rng, native=packed == "xlsx" and rng.random() < 0.8, mixed=mixed,
        scaled=clean.limits.scaled and not mixed and bool(clean.measures),
    )  # fmt: skip
    rows = [_rounded(row, manner) for row in rows]
    layout = _laid_out(clean, columns, manner, rng, messes, kept_back=kept_back)
    sheet = Sheet(messes=messes)
    _above(sheet, layout, rng)
    _header(sheet, layout, packed)
    _body(sheet, layout, rows, rng)
    _below(sheet, rng)
    name = f"{rng.choice(list(clean.files))}.{packed}"
    content, title = _packed(sheet, packed, rng)
    truth = Truth(
        clean.shape, clean.kind, title,
        {n: one for n, one in enumerate(layout.columns, 1) if one is not None},
        {n: text for n, text in enumerate(layout.headers, 1) if text},
        sheet.rows, sheet.rows_are,
        sums_of(clean, rows, [one for one in columns if one.role]), tuple(sheet.messes),
    )  # fmt: skip
    return Ugly(name, content, truth, clean.currency, clean.measures)


def _chosen(clean: Clean, rng: random.Random, messes: list[str]) -> tuple[list[Column], list[Row]]:
    """The columns that the file has, with some of no role, in their order; the rows with gaps."""
    columns = [one for one in clean.columns if one.always or rng.random() < 0.75]
    rows = [dict(row) for row in clean.rows]
    if rng.random() < 0.3:
        messes.append("gaps")
        for row in rows:
            for one in columns:
                if not one.always and one.holds != "currency" and rng.random() < 0.06:
                    row[one.name] = rng.choice((None, None, "n/a", "-", "tbd")) if (
                        one.holds in TEXTS) else None  # fmt: skip
    for column, values in added.columns(rng, len(rows)) if clean.limits.added else ():
        columns.append(column)
        messes.append("added")
        for row, value in zip(rows, values, strict=True):
            row[column.name] = value
    if clean.limits.shuffled and rng.random() < 0.8:
        messes.append("shuffled")
        rng.shuffle(columns)
    return columns, rows


def _names_currencies(clean: Clean, columns: Sequence[Column | None]) -> bool:
    """Whether a column of the file says the currency of each row."""
    return clean.currency_column is not None and clean.currency_column in columns


def _rounded(row: Row, manner: Manner) -> Row:
    return {
        name: manner.rounded(value) if isinstance(value, Decimal) else value
        for name, value in row.items()
    }


def _laid_out(
    clean: Clean, columns: list[Column], manner: Manner, rng: random.Random, messes: list[str],
    *, kept_back: bool,
) -> Layout:  # fmt: skip
    placed: list[Column | None] = list(columns)
    if rng.random() < 0.12:
        messes.append("blank column")
        placed.insert(rng.choice((0, rng.randrange(len(placed)))), None)
    unit = ""
    if manner.said == "header":
        unit = unit_words(manner.factor, clean.currency, rng)
    if _names_currencies(clean, columns):
        unit = ""
    if manner.factor != ONE:
        messes.append(f"{manner.factor} in {manner.said}")
    headers, groups = [], []
    for one in placed:
        text, done = respelt(one, rng, kept_back=kept_back) if one else ("", "")
        if done:
            messes.append(f"{done}: {text}")
        headers.append(f"{text} {unit}".strip() if one and one.holds == "money" else text)
        groups.append(rng.choice(list(one.group)) if one and one.group else "")
    return Layout(clean, placed, headers, groups, manner)


def _above(sheet: Sheet, layout: Layout, rng: random.Random) -> None:
    clean, manner = layout.clean, layout.manner
    lines = []
    if clean.limits.title and rng.random() < 0.4:
        sheet.messes.append("title")
        lines += [rng.choice([*clean.titles, *added.TITLES]) for _ in range(rng.choice((1, 1, 2)))]
    if manner.said == "above" and manner.factor != ONE:
        lines.append(line_above(manner.factor, clean.currency, rng))
    for line in dict.fromkeys(lines):
        sheet.add([line], "title")
    if lines and rng.random() < 0.6:
        sheet.add([], "blank")


def _header(sheet: Sheet, layout: Layout, packed: str) -> None:
    """One row of headers, or two where columns stand in groups beside one another."""
    if not any(layout.groups):
        sheet.add(layout.headers, "header")
        return
    runs: list[tuple[str, int, int]] = []
    for at, group in enumerate(layout.groups):
        if runs and runs[-1][0] == group and group:
            runs[-1] = (group, runs[-1][1], at)
        else:
            runs.append((group, at, at))
    named = [run for run in runs if run[0]]
    if len({run[0] for run in named}) < len(named) or all(run[1] == run[2] for run in named):
        texts = zip(layout.groups, layout.headers, strict=True)
        sheet.add([f"{group} {text}".strip() for group, text in texts], "header")
        return
    sheet.messes.append("two header rows")
    top: list[Cell] = [None] * len(layout.headers)
    for group, first, last in named:
        top[first] = group
        if packed == "xlsx" and last > first:
            row = len(sheet.lines) + 1
            sheet.merged.append((row, first + 1, row, last + 1))
    sheet.add(top, "header")
    sheet.add(layout.headers, "header")


def _body(sheet: Sheet, layout: Layout, rows: list[Row], rng: random.Random) -> None:
    limits, money = layout.clean.limits, bool(layout.clean.measures)
    mixed = _names_currencies(layout.clean, layout.columns)
    sums = limits.sums and money and not mixed
    every = rng.randrange(5, 9) if sums and limits.subtotals and rng.random() < 0.15 else 0
    blank = rng.random() < 0.3
    again = rng.random() < 0.1 and not any(layout.groups)
    since: list[Row] = []
    for n, row in enumerate(rows, 1):
        sheet.add(layout.line(row, rng), row=row)
        since.append(row)
        if every and (n % every == 0 or n == len(rows)):
            sheet.messes.append("subtotals")
            sheet.add(layout.sum_of(since, rng.choice(added.SUBTOTAL)), "subtotal")
            since = []
        if blank and n > 2 and rng.random() < 0.1:
            sheet.add([], "blank")
        if again and n == len(rows) // 2:
            sheet.messes.append("header again")
            sheet.add(layout.headers, "header")
    if sums and rng.random() < 0.45:
        sheet.messes.append("total")
        if rng.random() < 0.3:
            sheet.add([], "blank")
        sheet.add(layout.sum_of(rows, rng.choice(added.TOTAL)), "total")


def _below(sheet: Sheet, rng: random.Random) -> None:
    if rng.random() < 0.2:
        sheet.messes.append("note below")
        sheet.add([], "blank")
        sheet.add([rng.choice(added.NOTES)], "note")
    if rng.random() < 0.12:
        sheet.messes.append("second table")
        sheet.add([], "blank")
        for line in added.LEGEND:
            sheet.add(line, "other")


def _packed(sheet: Sheet, packed: str, rng: random.Random) -> tuple[bytes, str]:
    """The bytes, and the sheet on which the table stands."""
    if packed == "csv":
        delimiter, encoding = (
            rng.choice(",;\t"),
            rng.choice(("utf-8", "utf-8-sig", "cp1252", "utf-16")),
        )
        sheet.messes += [encoding]
        return as_csv(sheet.lines, delimiter, encoding), ""
    title = rng.choice(("Sheet1", "Tabelle1", "Liste", "Blatt 2"))
    cover = rng.random() < 0.2
    sheet.messes += ["cover"] if cover else []
    return as_xlsx(title, sheet.lines, sheet.merged, added.COVER if cover else ()), title
