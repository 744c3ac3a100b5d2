"""The pack for the board: the same ten pages in the same order each time, from one snapshot."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

from dateutil.relativedelta import relativedelta

from cohelm.core.audience import Audience
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import CohelmError, UsageError
from cohelm.core.prose import Prose
from cohelm.reports import wording
from cohelm.reports.brief.brought import impacts_page
from cohelm.reports.brief.decided import asked_page, decided_page, matters_page
from cohelm.reports.brief.funded import money_page, portfolio_page
from cohelm.reports.brief.numbers import ended
from cohelm.reports.brief.opening import opening_page
from cohelm.reports.brief.page import Pack, Page
from cohelm.reports.brief.running import risk_page, support_page, vendors_page
from cohelm.reports.brief.snapshot import Moment, Snapshot

Maker: TypeAlias = Callable[[Snapshot], Page]
Step: TypeAlias = Callable[[str, int, int], None]
"""Is told what is being made, how many pages are made already, and of how many."""
PAGES: tuple[tuple[str, Maker], ...] = (
    (Prose("What was decided and why"), decided_page),
    (Prose("What it brought: six impacts"), impacts_page),
    (Prose("The portfolio and its trade-off"), portfolio_page),
    (Prose("Money"), money_page),
    (Prose("What is at risk"), risk_page),
    (Prose("Where support ends"), support_page),
    (Prose("Vendors coming up"), vendors_page),
    (Prose("Matters both officers bring"), matters_page),
    (Prose("What is asked of the board"), asked_page),
)
"""The pages after the first, which is made from them."""
WITHHELD = ("between", "draft:")
"""No pack holds what is between the two officers until both release it, nor anybody's drafts."""
QUARTER = relativedelta(months=3)


def for_board(audience: Audience) -> Audience:
    """What of an audience may go into a pack: all but what is between the two, and drafts."""
    return audience.without(*WITHHELD)


def since_asked(since: date | None, on: date) -> date:
    """The day of the last pack: as it was said, else a quarter before. Raises UsageError."""
    if since is None:
        return on - QUARTER
    if since >= on:
        raise UsageError(
            f"{since} is not before {on}", where="--since",
            accepted="the day of the last pack, before the day of this one",
        )  # fmt: skip
    return since


def pack(
    plan: Enterprise,
    *,
    on: date,
    since: date,
    before: Enterprise | None = None,
    snapshot: str = "",
    again: str = "",
    step: Step = lambda *_: None,
) -> Pack:
    """The pack of a plan on a day. `since` is the day of the last pack; see `since_asked`.

    `before` is the plan as it was known then, None where no history is kept: the plan of today is then
    looked at on that day. Plans that see what is between the two are narrowed first. `snapshot` says
    what it is made from, `again` how the same is made once more; `step` is told of each page, and may
    raise to end it. A page whose questions have no answer says why. Cost: two times some ten analyses.
    """
    narrow = for_board(plan.audience)
    compared = (
        Prose("Compared with {day}: as it was known then", day=wording.day(since))
        if before is not None
        else Prose(
            "Compared with {day}: today's plan looked at on that day", day=wording.day(since)
        )
    )
    of = Snapshot(
        Moment(plan.seen_by(narrow).at(on), on),
        Moment((before or plan).seen_by(narrow).at(since), since),
        remembered=before is not None,
    )
    pages: list[Page] = []
    for topic, make in PAGES:
        step(topic, len(pages), len(PAGES))
        pages.append(_page(topic, make, of))
    named = of.now.plan.organisation.get("name") or Prose("The organisation")
    revision = Prose("revision {revision}", revision=plan.revision)
    return Pack(
        named, on, since, compared, snapshot or revision, again, (opening_page(of, tuple(pages)), *pages),
    )  # fmt: skip


def _page(topic: str, make: Maker, of: Snapshot) -> Page:
    try:
        return make(of)
    except CohelmError as error:
        mend = (error.mend,) if error.mend else ()
        said = (ended(error.message), *map(ended, mend))
        return Page(topic, Prose("This cannot be told yet"), said)
