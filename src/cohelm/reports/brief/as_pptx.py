"""The pack as slides: charts that can be edited, real tables, and exact numbers in the notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from cohelm.reports import wording
from cohelm.reports.brief.numbers import explained
from cohelm.reports.brief.page import Pack, Page
from cohelm.reports.brief.slide_chart import add_chart
from cohelm.reports.brief.slide_parts import (
    QUIET,
    Place,
    add_number,
    add_rule,
    add_table,
    add_text,
    readable,
)

WIDE, HIGH = 13.333, 7.5
SIDE = 0.6
"""Inches: the slide, and the margin at its sides."""
TITLE, NUMBERS, SAID, BODY, FOOT, LINE = 0.62, 1.5, 2.35, 3.0, 6.2, 7.06
"""Where the parts of a slide begin, in inches from its top."""
TITLE_ONLY = 5
BEHIND = 11
"""So many numbers are explained on a slide."""


def pack_pptx(pack: Pack) -> bytes:
    """The slides: one a page, then how the numbers were counted. The same pack, the same slides."""
    from pptx import Presentation  # late: it reads its template of a slide deck
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    core = deck.core_properties
    core.title, core.author, core.language = pack.title, pack.organisation, "en"
    core.comments = f"{pack.snapshot}. {pack.again}"
    for at, page in enumerate(pack.pages, 1):
        _slide(deck, pack, page, at)
    told = explained(pack)
    for start in range(0, len(told), BEHIND):
        slide = _titled(deck, "How the numbers were counted")
        rows = [
            (one.label, one.value, one.told, f"cohelm why {one.why}")
            for one in told[start : start + BEHIND]
        ]
        header = ("Number", "Value", "How it was counted", "All of it")
        add_table(slide, Place(SIDE, 1.3, WIDE - 2 * SIDE, 5.5), header, rows, {1}, most=10)
        _foot(slide, pack, len(pack.pages) + 1 + start // BEHIND)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _titled(deck: Any, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    place = Place(SIDE, TITLE, WIDE - 2 * SIDE, 0.8)
    add_text(slide.shapes.title, place, title, size=26 if len(title) < 75 else 20)
    return slide


def _slide(deck: Any, pack: Pack, page: Page, at: int) -> None:
    slide = _titled(deck, page.title)
    across = WIDE - 2 * SIDE
    above = slide.shapes.add_textbox(0, 0, 0, 0)
    add_text(above, Place(SIDE, 0.32, across, 0.3), f"{at} · {page.topic}", size=12, colour=QUIET)
    wide = across / max(len(page.numbers), 3)
    for n, one in enumerate(page.numbers):
        place = Place(SIDE + n * wide, NUMBERS, wide - 0.1, 0.75)
        large = 22 if len(page.numbers) < 5 else 17
        add_rule(slide, Place(SIDE + n * wide, NUMBERS + 0.05, 0.03, 0.62))
        add_number(slide, place, one.text, one.label, size=large)
    if page.sentences:
        said = slide.shapes.add_textbox(0, 0, 0, 0)
        add_text(said, Place(SIDE, SAID, across * 0.9, 0.6), " ".join(page.sentences), size=13)
    _body(slide, page)
    add_rule(slide, Place(SIDE, FOOT, across, 0.01))
    halves = (("Since the last pack", page.since), ("Left out and assumed", page.left_out))
    for n, (title, notes) in enumerate(halves):
        if notes:
            box = slide.shapes.add_textbox(0, 0, 0, 0)
            place = Place(SIDE + n * across / 2, FOOT + 0.04, across / 2 - 0.2, 0.8)
            add_text(box, place, "\n".join((title, *notes)), size=9, colour=QUIET, head=True)
    _foot(slide, pack, at, page.sources)
    slide.notes_slide.notes_text_frame.text = _notes(page)


def _body(slide: Any, page: Page) -> None:
    across, high = WIDE - 2 * SIDE, FOOT - BODY - 0.1
    if page.chart:
        share = 0.45 if page.sheet else 0.7
        add_chart(slide, Place(SIDE, BODY, across * share, high), page.chart)
    if page.sheet:
        left = SIDE + (across * 0.47 if page.chart else 0)
        place = Place(left, BODY, WIDE - SIDE - left, high)
        below = Place(left, BODY + 0.32, place.width, high - 0.32)
        sheet = readable(page.sheet, below)
        head = slide.shapes.add_textbox(0, 0, 0, 0)
        add_text(
            head, Place(left, BODY - 0.02, place.width, 0.3), sheet.caption, size=12, bold=True
        )
        add_table(slide, below, sheet.header, sheet.rows, sheet.right)


def _foot(slide: Any, pack: Pack, at: int, sources: Sequence[str] = ()) -> None:
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    of = f" · From: {', '.join(sources)}" if sources else ""
    said = f"As of {wording.day(pack.on)} · {pack.compared} · {pack.snapshot}{of} · {at}"
    add_text(box, Place(SIDE, LINE, WIDE - 2 * SIDE, 0.3), said, size=9, colour=QUIET)


def _notes(page: Page) -> str:
    """What is said to who speaks to the slide: each number to its last digit, and the chart in words."""
    lines = [f"{one.label}: {one.exact}. cohelm why {one.why}" for one in page.numbers]
    if page.chart:
        lines.append(f"{page.chart.title}: {page.chart.said}")
    return "\n".join(lines)
