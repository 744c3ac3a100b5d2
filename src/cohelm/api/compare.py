"""Two plans side by side, with the concerns that appear and disappear."""

from typing import Annotated, Any

from django.http import HttpRequest
from django.utils import timezone
from ninja import Query, Router, Schema
from pydantic import Field

from cohelm.accounts.asked import THAN, Asked, asked
from cohelm.accounts.permission import asker
from cohelm.accounts.standing import concerns_of
from cohelm.analysis.checks import plain_concern
from cohelm.api.access import reads
from cohelm.api.changes import Difference
from cohelm.api.plan import Lens
from cohelm.core.audience import Audience
from cohelm.core.comparing import Comparison
from cohelm.core.concern import turned
from cohelm.core.errors import UsageError
from cohelm.store.compare import Side, compare

router = Router(tags=["compare"])


class Than(Schema):
    """The plan that is compared with: today's current one where nothing is said."""

    than_on: str = Field("", description="As planned for this day; today when empty.")
    than_known_at: str = Field("", description="As it was known then; now when empty.")
    than_scenario: str = Field("", description="A scenario; the current plan when empty.")

    def asked(self) -> Asked:
        """What is asked for. Raises UsageError."""
        stated = {name.removeprefix("than_"): said for name, said in self.model_dump().items()}
        return asked(stated, today=timezone.now().date())


class Changed(Schema):
    """An item that differs, field by field: in the first plan and in the second."""

    key: str
    name: str
    fields: list[Difference]


class Sides(Schema):
    """What differs between two plans."""

    new: list[Changed]
    gone: list[Changed]
    changed: list[Changed]


class SidesAndConcerns(Sides):
    """What differs, with the concerns that stand on one side alone, where they were asked for."""

    appear: list[dict[str, Any]] | None = None
    disappear: list[dict[str, Any]] | None = None


@router.get("/compare", auth=reads, response=SidesAndConcerns, summary="Compare two plans")
def compare_plans(
    request: HttpRequest,
    lens: Query[Lens],
    than: Query[Than],
    concerns: Annotated[bool, Query(description="The concerns that turn as well.")] = False,
) -> Any:
    """What differs from the plan `than` to the one looked at: a scenario, a day, what was known.

    Raises UsageError, UnknownName.
    """
    after, audience = lens.asked(), asker(request).audience
    before = _other(than, audience)
    found = plain_comparison(compare(_side(before), _side(after), audience))
    if concerns:
        was, now = (concerns_of(one.enterprise(audience), one.on) for one in (before, after))
        turn = turned(was.concerns, now.concerns)
        found |= {
            name: [plain_concern(one) for one in of]
            for name, of in zip(("appear", "disappear"), turn, strict=True)
        }
    return found


def plain_comparison(found: Comparison) -> dict[str, Any]:
    """A comparison as its answer shows it."""
    sides = {"new": found.new, "gone": found.gone, "changed": found.changed}
    return {
        side: [
            {"key": one.key, "name": one.name,
             "fields": [{"field": f, "was": was, "became": is_} for f, was, is_ in one.fields]}
            for one in items
        ]
        for side, items in sides.items()
    }  # fmt: skip


def _other(than: Than, audience: Audience) -> Asked:
    """What is compared with; what is off is named as the address has it. Raises UsageError."""
    try:
        found = than.asked()
        found.whole(audience)
    except UsageError as error:
        error.where = THAN.get(error.where, error.where)
        raise
    return found


def _side(one: Asked) -> Side:
    return Side(one.on, one.known_at, one.scenario)
