"""The plan that a call looks at: `on`, `known_at` and `scenario`, for whoever calls."""

# ninja reads annotations when a route is declared: they stay objects in this package
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from ninja import Schema
from pydantic import Field

from cohelm.accounts.asked import Asked, asked
from cohelm.accounts.permission import asker
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError


class Lens(Schema):
    """Which plan: today's current one where nothing is said."""

    on: str = Field(
        "", description="As planned for this day, such as 2027-01-01; today when empty."
    )
    known_at: str = Field("", description="As it was known at this day or moment; now when empty.")
    scenario: str = Field("", description="The name of a scenario; the current plan when empty.")

    def asked(self) -> Asked:
        """What is asked for. Raises UsageError."""
        return asked(self.model_dump(), today=timezone.now().date())


class Beside(Schema):
    """Another plan that it is set against; none where nothing is said."""

    than_on: str = Field("", description="The other plan for this day; the same day when empty.")
    than_known_at: str = Field("", description="The other plan as it was known then.")
    than_scenario: str = Field("", description="A scenario as the other plan.")


def plan_of(request: HttpRequest, lens: Lens) -> Enterprise:
    """The plan on the day. Raises UsageError, UnknownName."""
    return lens.asked().enterprise(asker(request).audience)


def whole_plan_of(request: HttpRequest, lens: Lens) -> Enterprise:
    """The plan with the links of all days. Raises UsageError, UnknownName."""
    return lens.asked().whole(asker(request).audience)


def refuse_the_past(lens: Lens) -> None:
    """Raises UsageError where a write looks at what was known before."""
    if not lens.asked().may_change:
        raise UsageError("the past as it was known cannot be changed", where="known_at")


def refuse_another_time(lens: Lens) -> None:
    """Raises UsageError where a write looks at what was known before, or at another day."""
    refuse_the_past(lens)
    if lens.on:
        raise UsageError("a write has no 'on'", where="on", mend="State dates on links instead.")


def now() -> datetime:
    """The moment of a write."""
    return timezone.now()
