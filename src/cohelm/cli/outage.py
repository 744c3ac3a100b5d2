"""`outage`: what stops when some items stop."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan

Hour = Annotated[
    str, typer.Option(metavar="AMOUNT", help="What an hour costs of something of this criticality.")
]


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm outage platform:nimbra-products --org sample",
        "cohelm outage location:dc-bremen network:depots-denmark --org sample --json",
        "cohelm outage 'Data centre Bremen' --critical 30000 --org sample",
    ),
)
def _outage(
    asked: Asked,
    items: Annotated[
        list[str], typer.Argument(metavar="ITEM", help="What is out, as kind:id or by name.")
    ],
    low: Hour = "100",
    medium: Hour = "1000",
    high: Hour = "5000",
    critical: Hour = "20000",
) -> None:
    """Says what an outage of some items takes with it: at the least and at the worst."""
    from cohelm.analysis.catalogue import ANALYSES

    analysis = next(one for one in ANALYSES if one.name == "outage")
    hours = {"low": low, "medium": medium, "high": high, "critical": critical}
    told = {one.name: one.read(hours[one.name]) for one in analysis.parameters if one.name in hours}
    plan = read_plan(asked)
    found = analysis.function(plan, on=asked.day, items=tuple(items), **told)
    show_answer("outage", found, plan, asked)


COMMANDS = {"outage": _outage}
