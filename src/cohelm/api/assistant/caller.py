"""For whom an assistant asks: which plan it may look at, and whether it may propose changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from cohelm.core.audience import Audience
from cohelm.core.days import day_asked, moment_asked
from cohelm.core.enterprise import Enterprise
from cohelm.store.access import Writer

WITHHELD = ("between", "draft:", "people")
"""What no assistant is shown, whoever it asks for: what is between the two, drafts, assessments."""

Read = Callable[[datetime | None, str], Enterprise]
"""The plan as it was known at a moment (None: now) in a scenario (empty: the current plan)."""


@dataclass(frozen=True, slots=True)
class Caller:
    """A person whom an assistant asks for. `writer` is None where nothing may be written.

    `site` is where pages are found, without a slash at its end; `today` the day when none is named.
    """

    read: Read
    today: Callable[[], date]
    site: str
    writer: Writer | None = None

    def day(self, on: str) -> date:
        """The day that is asked about, today where none is named. Raises UsageError."""
        return day_asked(on, where="on") or self.today()

    def plan(self, on: str = "", known_at: str = "", scenario: str = "") -> Enterprise:
        """The plan on a day. Raises UsageError, UnknownName."""
        return self.whole(known_at, scenario).at(self.day(on))

    def whole(self, known_at: str = "", scenario: str = "") -> Enterprise:
        """The plan with the links of all days, without what no assistant is shown."""
        found = self.read(moment_asked(known_at, where="known_at"), scenario)
        return found.seen_by(shown(found.audience))

    def address(self, key: str) -> str:
        """The page of an item."""
        kind, _, id_ = key.partition(":")
        return f"{self.site}/items/{kind}/{id_}/"


def shown(audience: Audience) -> Audience:
    """What of an audience an assistant is shown."""
    return audience.without(*WITHHELD)
