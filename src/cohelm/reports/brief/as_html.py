"""The pack as one HTML file: pages to scroll or to print, every number a link to how it was counted."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from cohelm.reports import wording
from cohelm.reports.brief.drawn import draw_chart
from cohelm.reports.brief.numbers import explained
from cohelm.reports.brief.page import Chart, Number, Pack, Page, Sheet
from cohelm.reports.documents.page import Node, make, whole_page

STYLE = Path(__file__).with_name("pack.css")


def pack_html(pack: Pack) -> bytes:
    """The whole pack as one page; nothing is fetched, nothing runs."""
    contents = (
        make("li", make("a", page.topic, href=f"#page-{at}"))
        for at, page in enumerate(pack.pages, 1)
    )
    parts = [
        make("h1", pack.title),
        make("p", f"{pack.compared}. {pack.snapshot}.", cls="quiet"),
        make("nav", make("ol", *contents), aria_label="Pages"),
        *(_page(at, page, wording.day(pack.on)) for at, page in enumerate(pack.pages, 1)),
        _behind(pack),
    ]
    return whole_page(pack.title, parts, style=STYLE.read_text(encoding="utf-8"))


def _page(at: int, page: Page, on: str) -> Node:
    parts: list[Node] = [
        make("p", f"{at} · {page.topic}", cls="topic"),
        make("h2", page.title, id=f"title-{at}"),
    ]
    if page.numbers:
        parts.append(make("dl", *(_number(one) for one in page.numbers), cls="numbers"))
    parts += [make("p", said) for said in page.sentences]
    body = [
        *(_chart(page.chart, at) if page.chart else ()),
        *(_sheet(page.sheet) if page.sheet else ()),
    ]
    if body:
        parts.append(make("div", *body, cls="body" if len(body) > 1 else "body one"))
    parts.append(_foot(page, on))
    return make("section", *parts, id=f"page-{at}", aria_labelledby=f"title-{at}")


def _number(one: Number) -> Node:
    value = make("a", one.text, href=f"#{one.anchor}", title=one.exact)
    return make("div", make("dd", value), make("dt", one.label))


def _chart(chart: Chart, at: int) -> Iterator[Node]:
    rows = zip(chart.named, *(one.values for one in chart.series), strict=True)
    sheet = _table(
        ("", *(one.name for one in chart.series)),
        [
            (str(name), *("" if value is None else wording.number(value) for value in values))
            for name, *values in rows
        ],
        frozenset(range(1, len(chart.series) + 1)),
    )
    yield make(
        "figure",
        make("figcaption", chart.title),
        draw_chart(chart),
        make("p", chart.said, cls="quiet"),
        make(
            "details", make("summary", "As a table"), _scrolling(sheet, f"{chart.title}, page {at}")
        ),
    )


def _sheet(sheet: Sheet) -> Iterator[Node]:
    table = _table(sheet.header, sheet.rows, sheet.right)
    yield make("div", make("h3", sheet.caption), _scrolling(table, sheet.title))


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


def _foot(page: Page, on: str) -> Node:
    parts: list[Node] = []
    for title, notes in (
        ("Since the last pack", page.since),
        ("Left out and assumed", page.left_out),
    ):
        if notes:
            items = (make("li", note) for note in notes)
            parts.append(make("div", make("h3", title), make("ul", *items, cls="notes")))
    if page.sources:
        parts.append(make("p", f"From: {', '.join(page.sources)}, as of {on}", cls="quiet"))
    return make("div", *parts, cls="foot")


def _behind(pack: Pack) -> Node:
    rows = [
        part
        for one in explained(pack)
        for part in (
            make("dt", f"{one.label}: {one.value}", id=one.anchor),
            make("dd", f"{one.told} ", make("code", f"cohelm why {one.why}")),
        )
    ]
    again = [make("p", "The same pack again: ", make("code", pack.again))] if pack.again else []
    return make(
        "section",
        make("h2", "How the numbers were counted", id="behind"),
        make("dl", *rows, cls="behind"),
        *again,
        aria_labelledby="behind",
    )
