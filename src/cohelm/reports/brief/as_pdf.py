"""The pack as PDF: a page a sheet across, tagged, with bookmarks, every number a link to its why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from lxml import etree

from cohelm.core.prose import Prose, joined
from cohelm.reports.brief.drawn import HEIGHT, WIDTH, draw_chart
from cohelm.reports.brief.numbers import AGAIN, BEHIND, explained
from cohelm.reports.brief.page import Chart, Pack, Page, Sheet
from cohelm.reports.documents.typeset import typeset
from cohelm.reports.language import ENGLISH, Language

FONT = "Libertinus Serif"
NARROW, WIDE, OF_FEW, UNBROKEN = 7, 32, 84, 16
"""The least and the most letters by which a column's share of the width is reckoned; of at most three."""
FOR_A_WORD = 2.2
"""A column counts at least as so many times its longest word, which does not break."""


def pack_pdf(pack: Pack, say: Language = ENGLISH) -> bytes:
    """The PDF; it passes the checks of PDF/UA-1 of the typesetter, else there is none."""
    return typeset(
        "pack",
        {
            "language": say.code.partition("-")[0],
            "title": say(pack.title),
            "organisation": say(pack.organisation),
            "foot": " · ".join(map(say, (pack.as_of, pack.compared, pack.snapshot))),
            "again": f"{say(AGAIN)}:",
            "command": pack.again,
            "pages": [_page(one, say) for one in pack.pages],
            "counted": say(BEHIND),
            "behind": [
                {"label": say(one.label), "value": say(one.value), "told": say(one.told),
                 "anchor": one.anchor, "why": one.why}
                for one in explained(pack)
            ],
        },
    )  # fmt: skip


def _page(page: Page, say: Language) -> Mapping[str, Any]:
    of = Prose("From: {sources}", sources=joined(page.sources, ", "))
    return {
        "topic": say(page.topic),
        "title": say(page.title),
        "numbers": [
            {"text": say(one.text), "label": say(one.label), "anchor": one.anchor}
            for one in page.numbers
        ],
        "sentences": list(map(say, page.sentences)),
        "chart": _chart(page.chart, say) if page.chart else None,
        "sheet": _sheet(page.sheet.through(say), say) if page.sheet else None,
        "notes": [
            {"title": say(title), "lines": list(map(say, notes))} for title, notes in page.notes
        ],
        "of": say(of) if page.sources else "",
    }


def _chart(chart: Chart, say: Language) -> Mapping[str, Any]:
    drawn = draw_chart(chart, say)
    drawn.set("font-family", FONT)
    svg = etree.tostring(drawn, method="xml", encoding="unicode")
    return {
        "title": say(chart.title), "said": say(chart.said), "svg": svg, "across": WIDTH / HEIGHT,
    }  # fmt: skip


def _sheet(sheet: Sheet, say: Language) -> Mapping[str, Any]:
    return {
        "caption": say(sheet.caption),
        "header": list(sheet.header),
        "rows": [list(row) for row in sheet.rows],
        "right": sorted(sheet.right),
        "widths": widths(sheet),
    }


def widths(sheet: Sheet) -> list[int]:
    """The share of each column in the width of a table, by the letters of its longest cell.

    0 stands for a column that is as wide as it needs: of amounts and days, which do not break.
    """
    most = WIDE if len(sheet.header) > 3 else OF_FEW
    return [_width(column, most) for column in zip(*sheet.rows, strict=True)]


def _width(column: Sequence[str], most: int) -> int:
    letters = max(map(len, column))
    if letters <= UNBROKEN and not any(" " in cell for cell in column):
        return 0
    word = max(len(word) for cell in column for word in cell.split(" "))
    return max(min(max(letters, NARROW), most), min(round(FOR_A_WORD * word), most))
