"""The pack as PDF: a page a sheet across, tagged, with bookmarks, every number a link to its why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from lxml import etree

from cohelm.reports import wording
from cohelm.reports.brief.drawn import draw_chart
from cohelm.reports.brief.numbers import explained
from cohelm.reports.brief.page import Chart, Pack, Page, Sheet
from cohelm.reports.documents.typeset import typeset

FONT = "Libertinus Serif"
NARROW, WIDE, OF_FEW, UNBROKEN = 7, 32, 84, 16
"""The least and the most letters by which a column's share of the width is reckoned; of at most three."""
FOR_A_WORD = 2.2
"""A column counts at least as so many times its longest word, which does not break."""


def pack_pdf(pack: Pack) -> bytes:
    """The PDF; it passes the checks of PDF/UA-1 of the typesetter, else there is none."""
    return typeset(
        "pack",
        {
            "title": pack.title,
            "organisation": pack.organisation,
            "foot": f"As of {wording.day(pack.on)} · {pack.compared} · {pack.snapshot}",
            "again": pack.again,
            "pages": [_page(one) for one in pack.pages],
            "behind": [asdict(one) for one in explained(pack)],
        },
    )


def _page(page: Page) -> Mapping[str, Any]:
    return {
        "topic": page.topic,
        "title": page.title,
        "numbers": [
            {"text": one.text, "label": one.label, "anchor": one.anchor} for one in page.numbers
        ],
        "sentences": list(page.sentences),
        "chart": _chart(page.chart) if page.chart else None,
        "sheet": _sheet(page.sheet) if page.sheet else None,
        "since": list(page.since),
        "left_out": list(page.left_out),
        "sources": list(page.sources),
    }


def _chart(chart: Chart) -> Mapping[str, str]:
    drawn = draw_chart(chart)
    drawn.set("font-family", FONT)
    svg = etree.tostring(drawn, method="xml", encoding="unicode")
    return {"title": chart.title, "said": chart.said, "svg": svg}


def _sheet(sheet: Sheet) -> Mapping[str, Any]:
    return {
        "caption": sheet.caption,
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
