"""The pack as Markdown: every page a section, every number with how it was counted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cohelm.core.prose import Prose, joined
from cohelm.reports import wording
from cohelm.reports.brief.numbers import BEHIND, explained
from cohelm.reports.brief.page import Chart, Pack, Page, Sheet
from cohelm.reports.language import ENGLISH, Language

MARKS = re.compile(r"([\\`*_{}\[\]<>#|~])")


def pack_markdown(pack: Pack, say: Language = ENGLISH) -> bytes:
    """The whole pack as one text."""
    compared, snapshot = (_plain(say(one)) for one in (pack.compared, pack.snapshot))
    lines = [f"# {_plain(say(pack.title))}", "", f"{compared}. {snapshot}.", ""]
    for at, page in enumerate(pack.pages, 1):
        lines += _page(at, page, wording.day(pack.on), say)
    lines += [f"## {_plain(say(BEHIND))}", ""]
    for one in explained(pack):
        label, value, told = (_plain(say(text)) for text in (one.label, one.value, one.told))
        lines += [f"- **{label}** (`{one.why}`): {value}. {told}"]
    made_again = _plain(say(Prose("Made again by")))
    lines += ["", f"{made_again}: `{pack.again}`" if pack.again else ""]
    return ("\n".join(lines).rstrip() + "\n").encode()


def _page(at: int, page: Page, on: str, say: Language) -> Iterator[str]:
    yield from (f"## {at}. {_plain(say(page.topic))}", "", f"**{_plain(say(page.title))}**", "")
    if page.numbers:
        yield from _table(
            tuple(map(say, (Prose("Number"), Prose("Value"), Prose("Why")))),
            [(say(one.label), say(one.exact), one.why) for one in page.numbers], frozenset({1}),
        )  # fmt: skip
    for said in page.sentences:
        yield from (_plain(say(said)), "")
    if page.chart:
        yield from _chart(page.chart.through(say), say)
    if page.sheet:
        yield from _sheet(page.sheet.through(say), say)
    for title, notes in page.notes:
        if notes:
            yield from (f"{say(title)}:", "", *(f"- {_plain(say(note))}" for note in notes), "")
    if page.sources:
        of = Prose("From: {sources}, as of {day}.", sources=joined(page.sources, ", "), day=on)
        yield from (say(of), "")


def _chart(chart: Chart, say: Language) -> Iterator[str]:
    yield from (f"{_plain(chart.title)}: {_plain(chart.said)}", "")
    header = ("", *(one.name for one in chart.series))
    columns = zip(*(one.values for one in chart.series), strict=True)
    rows = [
        (say(name), *("" if value is None else wording.number(value) for value in values))
        for name, values in zip(chart.named, columns, strict=True)
    ]
    yield from _table(header, rows, frozenset(range(1, len(header))))


def _sheet(sheet: Sheet, say: Language) -> Iterator[str]:
    yield from (f"{_plain(say(sheet.caption))}:", "")
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
