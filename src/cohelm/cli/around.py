"""`around`: what an item needs and what needs it."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm around application:rentalis --org sample",
        "cohelm around service:dispatch --to location:dc-bremen --org sample",
        "cohelm around --org sample --json",
    ),
)
def _around(
    asked: Asked,
    item: Annotated[
        str, typer.Argument(metavar="ITEM", help="The item, as kind:id or by name.")
    ] = "",
    depth: Annotated[str, typer.Option("--depth", help="So many steps each way, 1 to 3.")] = "3",
    to: Annotated[str, typer.Option("--to", help="Another item: the ways between the two.")] = "",
) -> None:
    """Says what an item needs and what needs it, with its weak points; all needs without one."""
    from cohelm.analysis.catalogue import ANALYSES

    analysis = next(one for one in ANALYSES if one.name == "around")
    told = {"item": item, "depth": depth, "to": to}
    plan = read_plan(asked)
    show_answer("around", analysis.ask(plan, on=asked.day, stated=told), plan, asked)


COMMANDS = {"around": _around}
