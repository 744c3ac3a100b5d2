"""The cut drill, kept as a scenario."""

from typing import Any

from django.http import HttpRequest
from ninja import Query, Router, Schema, Status

from cohelm.accounts.permission import asker
from cohelm.analysis.portfolio.cut import cut
from cohelm.api.access import writes
from cohelm.api.plan import Lens, plan_of, refuse_the_past
from cohelm.api.scenarios import Scenario
from cohelm.api.texts import Line
from cohelm.core.days import day_asked
from cohelm.core.errors import UsageError
from cohelm.store import scenarios

router = Router(tags=["scenarios"])


class Drill(Schema, extra="forbid"):
    """What `analyses/cut` is told, and the name of the scenario as it stands in addresses."""

    name: Line
    target: Line = "10%"
    by: Line = ""


@router.post("/analyses/cut/scenario", auth=writes, response={201: Scenario}, summary="Keep a cut")
def keep_cut(request: HttpRequest, drill: Drill, lens: Query[Lens]) -> Any:
    """Makes a scenario of the steps. Raises InputError, NotPermitted, UsageError."""
    refuse_the_past(lens)
    if lens.scenario:
        raise UsageError("steps are kept of the current plan, not of a scenario", where="scenario")
    by = day_asked(drill.by, where="by")
    found = cut(plan_of(request, lens), on=lens.asked().on, target=drill.target, by=by)
    made = scenarios.keep(
        drill.name, found.changes, sentence=found.sentence, by=asker(request).writer, via="api"
    )
    return Status(201, made)
