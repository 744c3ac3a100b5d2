"""`outage`: what stops when some items stop."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm outage platform:nimbra-products --org sample",
        "cohelm outage location:dc-bremen network:depots-denmark --org sample --json",
    ),
)
def _outage(
    asked: Asked,
    items: Annotated[list[str], typer.Argument(metavar="ITEM", help="What is out, as kind:id.")],
) -> None:
    """Says what an outage of some items takes with it: at the least and at the worst."""
    from cohelm.analysis.estate.outage import outage

    plan = read_plan(asked)
    show_answer("outage", outage(plan, on=asked.day, items=tuple(items)), plan, asked)


COMMANDS = {"outage": _outage}
