"""What one check finds, as the tests ask for it."""

from __future__ import annotations

from datetime import date

from cohelm.analysis.checks import check_by_code
from cohelm.core.concern import Concern
from cohelm.core.enterprise import Enterprise

ON = date(2026, 11, 23)


def concerns(code: str, enterprise: Enterprise, on: date = ON) -> list[Concern]:
    """The concerns of one check, in the order of their items."""
    return sorted(check_by_code(code)(enterprise, on=on), key=lambda one: one.items)


def items(code: str, enterprise: Enterprise, on: date = ON) -> list[str]:
    """The first items of the concerns of one check."""
    return [one.items[0] for one in concerns(code, enterprise, on)]


def only(code: str, enterprise: Enterprise, on: date = ON) -> Concern:
    """The one concern that a check raises."""
    (found,) = concerns(code, enterprise, on)
    return found
