"""The handover of an office as a document: what it finds, section by section, with nothing cut off."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from cohelm.analysis.agenda.handover import DAYS, SECTIONS, Handover, handover
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName
from cohelm.core.prose import Prose, again
from cohelm.reports import wording
from cohelm.reports.answers import cell_in_words
from cohelm.reports.brief.pack import for_board
from cohelm.reports.brief.page import Number, Pack, Page, sheet_of
from cohelm.reports.brief.snapshot import left_out

ROWS = 14
"""So many matters stand on a page; a section goes on on the next."""
TOPICS = {
    "pending": Prose("What waits to be decided"), "promised": Prose("What was promised"),
    "two named": Prose("Where two are named"), "ending": Prose("What ends"),
    "under way": Prose("What is under way"), "decided": Prose("What was decided in the year before"),
}  # fmt: skip
HEADER = ("What", "Day", "Amount", "Why it is here")


def handover_pack(plan: Enterprise, *, on: date, office: str = "", again: str = "") -> Pack:
    """The document for who takes an office over on a day. Raises UnknownName where there is none.

    As in the pack for the board, nothing between the two is in it, and no draft.
    """
    plan = plan.seen_by(for_board(plan.audience)).at(on)
    found = handover(plan, on=on, office=office)
    if not found.office:
        raise UnknownName("no office is on record that could be handed over")
    pages = tuple(_sections(plan, found))
    named = plan.organisation.get("name") or Prose("The organisation")
    return Pack(
        named, on, on,
        Prose("The first {days} days, to {day}", days=DAYS, day=wording.day(found.until)),
        Prose("Revision {revision}", revision=plan.revision), again,
        (_opening(found, pages), *pages), Prose("handover of {office}", office=found.called),
    )  # fmt: skip


def _opening(found: Handover, pages: tuple[Page, ...]) -> Page:
    numbers = (
        Number(Prose("Within {days} days", days=DAYS), found.urgent, "handover.urgent"),
        Number(Prose("What it is to cost this year"), found.cost, "handover.cost"),
        Number(Prose("What its work brought so far"), found.brought, "handover.brought"),
    )
    rows = [(str(at), page.topic, page.title) for at, page in enumerate(pages, 2)]
    return Page(
        Prose("On one page"), found.sentence, (), numbers, None,
        sheet_of(Prose("What the pages say"), ("Page", "Topic", "Found"), rows, (0,), most=len(rows)),
        left_out=left_out(*numbers), sources=("cohelm handover",),
    )  # fmt: skip


def _sections(plan: Enterprise, found: Handover) -> Iterator[Page]:
    for section in SECTIONS:
        rows = [
            (plan.name(row["item"]), cell_in_words(row["day"]), cell_in_words(row["amount"]),
             _what(section, row["what"]))
            for row in found.matters.iter_rows(named=True) if row["section"] == section
        ]  # fmt: skip
        topic = TOPICS[section]
        if not rows:
            yield Page(topic, Prose("Nothing on record"), sources=("cohelm handover",))
        for at in range(0, len(rows), ROWS):
            part = rows[at : at + ROWS]
            title = (
                Prose(
                    "{first} to {last} of {many}",
                    first=at + 1,
                    last=at + len(part),
                    many=len(rows),
                )
                if len(rows) > ROWS
                else (wording.count(len(rows), "matter"))
            )
            yield Page(
                topic, title, sheet=sheet_of(topic, HEADER, part, (2,), most=ROWS),
                sources=("cohelm handover",),
            )  # fmt: skip


def _what(section: str, what: str) -> str:
    """Why a matter is here; of a decision its outcome, which people wrote where there is one."""
    is_written = section == "decided" and what != "accepted"
    return what if is_written else again(what)
