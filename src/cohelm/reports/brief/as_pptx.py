"""The pack as slides: charts that can be edited, real tables, and exact numbers in the notes."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from cohelm.core.prose import Prose, joined
from cohelm.reports.brief.numbers import BEHIND, explained
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
from cohelm.reports.language import ENGLISH, Language

WIDE, HIGH = 13.333, 7.5
SIDE = 0.6
"""Inches: the slide, and the margin at its sides."""
TITLE, NUMBERS, SAID, BODY, FOOT, LINE = 0.62, 1.5, 2.35, 3.0, 6.2, 7.06
"""Where the parts of a slide begin, in inches from its top."""
TITLE_ONLY = 5
HEADER = (Prose("Number"), Prose("Value"), Prose("How it was counted"), Prose("All of it"))
MOST_BEHIND = 11
"""So many numbers are explained on a slide."""


def pack_pptx(pack: Pack, say: Language = ENGLISH) -> bytes:
    """The slides: one a page, then how the numbers were counted. The same pack, the same slides."""
    from pptx import Presentation  # late: it reads its template of a slide deck
    from pptx.util import Inches

    deck = Presentation()
    deck.slide_width, deck.slide_height = Inches(WIDE), Inches(HIGH)
    core = deck.core_properties
    core.title, core.author = say(pack.title), say(pack.organisation)
    core.language, core.comments = say.code, f"{say(pack.snapshot)}. {pack.again}"
    for at, page in enumerate(pack.pages, 1):
        _slide(deck, pack, page, at, say)
    told = explained(pack)
    for start in range(0, len(told), MOST_BEHIND):
        slide = _titled(deck, say(BEHIND))
        rows = [
            (say(one.label), say(one.value), say(one.told), f"cohelm why {one.why}")
            for one in told[start : start + MOST_BEHIND]
        ]
        header = tuple(map(say, HEADER))
        add_table(slide, Place(SIDE, 1.3, WIDE - 2 * SIDE, 5.5), header, rows, {1}, most=10)
        _foot(slide, pack, say, len(pack.pages) + 1 + start // MOST_BEHIND)
    written = io.BytesIO()
    deck.save(written)
    return written.getvalue()


def _titled(deck: Any, title: str) -> Any:
    slide = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    place = Place(SIDE, TITLE, WIDE - 2 * SIDE, 0.8)
    add_text(slide.shapes.title, place, title, size=26 if len(title) < 75 else 20)
    return slide


def _slide(deck: Any, pack: Pack, page: Page, at: int, say: Language) -> None:
    slide = _titled(deck, say(page.title))
    across = WIDE - 2 * SIDE
    above = slide.shapes.add_textbox(0, 0, 0, 0)
    add_text(
        above, Place(SIDE, 0.32, across, 0.3), f"{at} · {say(page.topic)}", size=12, colour=QUIET
    )
    wide = across / max(len(page.numbers), 3)
    for n, one in enumerate(page.numbers):
        place = Place(SIDE + n * wide, NUMBERS, wide - 0.1, 0.75)
        large = 22 if len(page.numbers) < 5 else 17
        add_rule(slide, Place(SIDE + n * wide, NUMBERS + 0.05, 0.03, 0.62))
        add_number(slide, place, say(one.text), say(one.label), size=large)
    if page.sentences:
        said = slide.shapes.add_textbox(0, 0, 0, 0)
        sentences = say(joined(page.sentences))
        add_text(said, Place(SIDE, SAID, across * 0.9, 0.6), sentences, size=13)
    _body(slide, page, say)
    add_rule(slide, Place(SIDE, FOOT, across, 0.01))
    for n, (title, notes) in enumerate(page.notes):
        if notes:
            box = slide.shapes.add_textbox(0, 0, 0, 0)
            place = Place(SIDE + n * across / 2, FOOT + 0.04, across / 2 - 0.2, 0.8)
            lines = "\n".join(map(say, (title, *notes)))
            add_text(box, place, lines, size=9, colour=QUIET, head=True)
    _foot(slide, pack, say, at, page.sources)
    slide.notes_slide.notes_text_frame.text = _notes(page, say)


def _body(slide: Any, page: Page, say: Language) -> None:
    across, high = WIDE - 2 * SIDE, FOOT - BODY - 0.1
    if page.chart:
        share = 0.45 if page.sheet else 0.7
        add_chart(slide, Place(SIDE, BODY, across * share, high), page.chart, say)
    if page.sheet:
        left = SIDE + (across * 0.47 if page.chart else 0)
        place = Place(left, BODY, WIDE - SIDE - left, high)
        below = Place(left, BODY + 0.32, place.width, high - 0.32)
        sheet = readable(page.sheet.through(say), below)
        head = slide.shapes.add_textbox(0, 0, 0, 0)
        add_text(
            head, Place(left, BODY - 0.02, place.width, 0.3), say(sheet.caption), size=12, bold=True
        )
        add_table(slide, below, sheet.header, sheet.rows, sheet.right)


def _foot(slide: Any, pack: Pack, say: Language, at: int, sources: Sequence[str] = ()) -> None:
    box = slide.shapes.add_textbox(0, 0, 0, 0)
    of = (Prose("From: {sources}", sources=joined(sources, ", ")),) if sources else ()
    said = " · ".join(map(say, (pack.as_of, pack.compared, pack.snapshot, *of, str(at))))
    add_text(box, Place(SIDE, LINE, WIDE - 2 * SIDE, 0.3), said, size=9, colour=QUIET)


def _notes(page: Page, say: Language) -> str:
    """What is said to who speaks to the slide: each number to its last digit, and the chart in words."""
    lines = [f"{say(one.label)}: {say(one.exact)}. cohelm why {one.why}" for one in page.numbers]
    if page.chart:
        lines.append(f"{say(page.chart.title)}: {say(page.chart.said)}")
    return "\n".join(lines)
