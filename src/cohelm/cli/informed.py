"""`informed`: who has to know of a decision, and who was told."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm informed --org sample",
        "cohelm informed one-utilisation-figure --org sample --json",
    ),
)
def _informed(
    asked: Asked,
    decision: Annotated[
        str, typer.Argument(metavar="DECISION", help="One decision, by id; else the last ones.")
    ] = "",
    days: Annotated[
        str, typer.Option("--days", help="Those that were taken within so many days before.")
    ] = "365",
) -> None:
    """Says who has to know of a decision, as its items and rights have it, and who was told."""
    from cohelm.analysis.catalogue import ANALYSES

    analysis = next(one for one in ANALYSES if one.name == "informed")
    told = {"decision": decision, "days": days}
    plan = read_plan(asked)
    show_answer("informed", analysis.ask(plan, on=asked.day, stated=told), plan, asked)


COMMANDS = {"informed": _informed}
