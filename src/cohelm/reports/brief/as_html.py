"""The pack as one HTML file: pages to scroll or to print, every number a link to how it was counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cohelm.core.prose import Prose, joined
from cohelm.reports import wording
from cohelm.reports.brief.drawn import draw_chart
from cohelm.reports.brief.numbers import AGAIN, BEHIND, explained
from cohelm.reports.brief.page import Chart, Number, Pack, Page, Sheet
from cohelm.reports.documents.page import Node, make, whole_page
from cohelm.reports.language import ENGLISH, Language

STYLE = Path(__file__).with_name("pack.css")


def pack_html(pack: Pack, say: Language = ENGLISH) -> bytes:
    """The whole pack as one page; nothing is fetched, nothing runs."""
    contents = (
        make("li", make("a", say(page.topic), href=f"#page-{at}"))
        for at, page in enumerate(pack.pages, 1)
    )
    title = say(pack.title)
    parts = [
        make("h1", title),
        make("p", f"{say(pack.compared)}. {say(pack.snapshot)}.", cls="quiet"),
        make("nav", make("ol", *contents), aria_label=say(Prose("Pages"))),
        *(_page(at, page, wording.day(pack.on), say) for at, page in enumerate(pack.pages, 1)),
        _behind(pack, say),
    ]
    style = STYLE.read_text(encoding="utf-8")
    return whole_page(title, parts, style=style, language=say.code)


def _page(at: int, page: Page, on: str, say: Language) -> Node:
    parts: list[Node] = [
        make("p", f"{at} · {say(page.topic)}", cls="topic"),
        make("h2", say(page.title), id=f"title-{at}"),
    ]
    if page.numbers:
        parts.append(make("dl", *(_number(one, say) for one in page.numbers), cls="numbers"))
    parts += [make("p", say(said)) for said in page.sentences]
    body = [
        *(_chart(page.chart, at, say) if page.chart else ()),
        *(_sheet(page.sheet, say) if page.sheet else ()),
    ]
    if body:
        parts.append(make("div", *body, cls="body" if len(body) > 1 else "body one"))
    parts.append(_foot(page, on, say))
    return make("section", *parts, id=f"page-{at}", aria_labelledby=f"title-{at}")


def _number(one: Number, say: Language) -> Node:
    value = make("a", say(one.text), href=f"#{one.anchor}", title=say(one.exact))
    return make("div", make("dd", value), make("dt", say(one.label)))


def _chart(chart: Chart, at: int, say: Language) -> Iterator[Node]:
    chart = chart.through(say)
    rows = zip(chart.named, *(one.values for one in chart.series), strict=True)
    sheet = _table(
        ("", *(one.name for one in chart.series)),
        [
            (say(name), *("" if value is None else wording.number(value) for value in values))
            for name, *values in rows
        ],
        frozenset(range(1, len(chart.series) + 1)),
    )
    label = say(Prose("{chart}, page {number}", chart=chart.title, number=at))
    yield make(
        "figure",
        make("figcaption", chart.title),
        draw_chart(chart, say),
        make("p", chart.said, cls="quiet"),
        make("details", make("summary", say(Prose("As a table"))), _scrolling(sheet, label)),
    )


def _sheet(sheet: Sheet, say: Language) -> Iterator[Node]:
    sheet = sheet.through(say)
    table = _table(sheet.header, sheet.rows, sheet.right)
    yield make("div", make("h3", say(sheet.caption)), _scrolling(table, sheet.title))


def _scrolling(table: Node, label: str) -> Node:
    return make("div", table, cls="sheet", tabindex="0", role="region", aria_label=label)


def _table(
    header: tuple[str, ...], rows: list[tuple[str, ...]] | tuple[tuple[str, ...], ...],
    right: frozenset[int],
) -> Node:  # fmt: skip
    head = [
        make("th", text, scope="col", cls="right" if at in right else "") if text else make("td")
        for at, text in enumerate(header)
    ]
    body = [
        make(
            "tr",
            *(make("td", cell, cls="right" if at in right else "") for at, cell in enumerate(row)),
        )
        for row in rows
    ]
    return make("table", make("thead", make("tr", *head)), make("tbody", *body))


def _foot(page: Page, on: str, say: Language) -> Node:
    parts: list[Node] = []
    for title, notes in page.notes:
        if notes:
            items = (make("li", say(note)) for note in notes)
            parts.append(make("div", make("h3", say(title)), make("ul", *items, cls="notes")))
    if page.sources:
        of = Prose("From: {sources}, as of {day}", sources=joined(page.sources, ", "), day=on)
        parts.append(make("p", say(of), cls="quiet"))
    return make("div", *parts, cls="foot")


def _behind(pack: Pack, say: Language) -> Node:
    rows = [
        part
        for one in explained(pack)
        for part in (
            make("dt", f"{say(one.label)}: {say(one.value)}", id=one.anchor),
            make("dd", f"{say(one.told)} ", make("code", f"cohelm why {one.why}")),
        )
    ]
    made_again = f"{say(AGAIN)}: "
    again = [make("p", made_again, make("code", pack.again))] if pack.again else []
    return make(
        "section",
        make("h2", say(BEHIND), id="behind"),
        make("dl", *rows, cls="behind"),
        *again,
        aria_labelledby="behind",
    )
