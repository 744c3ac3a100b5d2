"""The pack as Markdown: every page a section, every number with how it was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cohelm.reports import wording
from cohelm.reports.brief.numbers import explained
from cohelm.reports.brief.page import Chart, Pack, Page, Sheet

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def pack_markdown(pack: Pack) -> bytes:
    """The whole pack as one text."""
    lines = [
        f"# {_plain(pack.title)}",
        "",
        f"{_plain(pack.compared)}. {_plain(pack.snapshot)}.",
        "",
    ]
    for at, page in enumerate(pack.pages, 1):
        lines += _page(at, page, wording.day(pack.on))
    lines += ["## How the numbers were counted", ""]
    for one in explained(pack):
        lines += [
            f"- **{_plain(one.label)}** (`{one.why}`): {_plain(one.value)}. {_plain(one.told)}"
        ]
    lines += ["", f"Made again by: `{pack.again}`" if pack.again else ""]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _page(at: int, page: Page, on: str) -> Iterator[str]:
    yield from (f"## {at}. {_plain(page.topic)}", "", f"**{_plain(page.title)}**", "")
    if page.numbers:
        yield from _table(
            ("Number", "Value", "Why"),
            [(one.label, one.exact, one.why) for one in page.numbers], frozenset({1}),
        )  # fmt: skip
    for said in page.sentences:
        yield from (_plain(said), "")
    if page.chart:
        yield from _chart(page.chart)
    if page.sheet:
        yield from _sheet(page.sheet)
    halves = (("Since the last pack", page.since), ("Left out and assumed", page.left_out))
    for title, notes in halves:
        if notes:
            yield from (f"{title}:", "", *(f"- {_plain(note)}" for note in notes), "")
    if page.sources:
        yield from (f"From: {', '.join(page.sources)}, as of {on}.", "")


def _chart(chart: Chart) -> Iterator[str]:
    yield from (f"{_plain(chart.title)}: {_plain(chart.said)}", "")
    header = ("", *(one.name for one in chart.series))
    columns = zip(*(one.values for one in chart.series), strict=True)
    rows = [
        (name, *("" if value is None else wording.number(value) for value in values))
        for name, values in zip(chart.named, columns, strict=True)
    ]
    yield from _table(header, rows, frozenset(range(1, len(header))))


def _sheet(sheet: Sheet) -> Iterator[str]:
    yield from (f"{_plain(sheet.caption)}:", "")
    yield from _table(sheet.header, sheet.rows, sheet.right)


def _table(
    header: tuple[str, ...], rows: list[tuple[str, ...]] | tuple[tuple[str, ...], ...],
    right: frozenset[int],
) -> Iterator[str]:  # fmt: skip
    yield _row(header)
    yield _row(tuple("---:" if at in right else "---" for at in range(len(header))), plain=False)
    yield from (_row(row) for row in rows)
    yield ""


def _row(cells: tuple[str, ...], *, plain: bool = True) -> str:
    return f"| {' | '.join(_plain(cell) if plain else cell for cell in cells)} |"


def _plain(text: str) -> str:
    """A text in which nothing is taken for a mark of Markdown."""
    return MARKS.sub(r"\\\1", text.replace("\n", " "))
