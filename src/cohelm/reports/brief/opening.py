"""The first page of the pack: what all the others found, and the few numbers that matter."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from cohelm.analysis.wording import counted, listed
from cohelm.core.prose import Prose
from cohelm.reports import wording
from cohelm.reports.brief.page import Number, Page, sheet_of
from cohelm.reports.brief.snapshot import Snapshot, left_out

TOPIC = Prose("On one page")
FIRST = (
    "spend.year_end", "spend.over", "free.free", "promises.at_stake", "obsolescence.share",
    "contracts.renewing",
)  # fmt: skip
"""The numbers of the first page, by the address of their why."""
WHOLE = 10_000
"""What a page found stands whole, in letters that no title has."""
FORECASTS = ("spend.year_end", "spend.over")
"""What of them is known of an earlier day only from what was known then."""


def opening_page(of: Snapshot, pages: Sequence[Page]) -> Page:
    """What each of the others found, in a line."""
    known = {one.why: one for page in pages for one in page.numbers}
    numbers = tuple(known[why] for why in FIRST if why in known)
    rows = [(str(at), page.topic, page.title) for at, page in enumerate(pages, 2)]
    return Page(
        TOPIC,
        _title(known) or Prose("Technology on {day}", day=wording.day(of.now.on)),
        (),
        numbers,
        None,
        sheet_of(
            Prose("What the pages say"),
            ("Page", "Topic", "Found"),
            rows,
            (0,),
            most=len(rows),
            longest=WHOLE,
        ),
        of.moved(*(one for one in numbers if of.remembered or one.why not in FORECASTS)),
        left_out(*numbers),
        (Prose("the pages that follow"),),
    )


def _title(known: dict[str, Number]) -> str:
    """Money first, then promises, then what is asked: those of them that are known."""
    parts = []
    over = known.get("spend.over")
    if over is not None and over.figure.value is not None:
        value = abs(Decimal(str(over.figure.value)))
        amount = replace(over, figure=replace(over.figure, value=value)).text
        parts.append(
            Prose("{amount} over budget at the end of the year", amount=amount)
            if over.figure.value > 0
            else Prose("{amount} under budget at the end of the year", amount=amount)
        )
    broken = known.get("promises.broken")
    if broken is not None and broken.figure.value:
        promises = counted(int(broken.figure.value), "promise")
        parts.append(Prose("{promises} that will be missed", promises=promises))
    asked = known.get("brief.asked")
    if asked is not None and asked.figure.value:
        decisions = counted(int(asked.figure.value), "decision")
        parts.append(Prose("{decisions} asked of the board", decisions=decisions))
    return listed(parts)
