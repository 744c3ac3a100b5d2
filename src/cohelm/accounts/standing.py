"""The concerns of a plan, found once for all who ask while it is the newest."""

from __future__ import annotations

from datetime import date

from cohelm.accounts.kept import Kept
from cohelm.analysis.checks import Raised, raised
from cohelm.core.enterprise import Enterprise

_raised: Kept[Raised] = Kept(24)


def concerns_of(plan: Enterprise, on: date) -> Raised:
    """All concerns of a plan on a day."""
    return _raised.answer(plan, on, lambda: raised(plan, on=on))


def known_concerns(plan: Enterprise, on: date) -> Raised | None:
    """The same where they are found already: nothing is computed."""
    return _raised.peek(plan, on)
