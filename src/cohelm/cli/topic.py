"""`topic`: what is done with a thing on the agenda: taken on, put off, passed on by the rights."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import Asked, command, group
from cohelm.cli.organisation import open_store
from cohelm.cli.output import show_json, show_lines

if TYPE_CHECKING:
    from cohelm.analysis.agenda.inhand import Move

Item = Annotated[str, typer.Argument(metavar="ITEM", help="What it is about, as kind:id.")]
Due = Annotated[str, typer.Option("--until", metavar="DATE", help="The day to be done by.")]


def _move(asked: Asked, item: str, move: Move, until: str, *, to: str = "", why: str = "") -> None:
    writer = open_store(asked, f"topic {move}")
    from cohelm.core.days import day_asked
    from cohelm.store.load import load
    from cohelm.store.topics import move_topic

    plan = load(audience=writer.audience)
    written = move_topic(
        plan, item, move, by=writer, via="cli", on=asked.day, to=to, reason=why,
        due=day_asked(until, where="--until"),
    )  # fmt: skip
    if asked.json:
        show_json({"batch": written.batch})
    else:
        until = f" until {until}" if until else ""
        show_lines([f"{plan.name(item)} leaves the agenda{until}. Batch {written.batch}."])


@command(examples=("cohelm topic take decision:which-portal --until 2027-01-31 --as cio",))
def _take(asked: Asked, item: Item, until: Due = "") -> None:
    """Takes a topic on (--as): it leaves the agenda until its day, or until it is done."""
    _move(asked, item, "take", until)


@command(examples=("cohelm topic postpone decision:which-portal --until 2027-01-31",))
def _postpone(
    asked: Asked,
    item: Item,
    until: Annotated[
        str, typer.Option("--until", metavar="DATE", help="The day on which it comes back.")
    ],
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="Why, for the log.")] = "",
) -> None:
    """Puts a topic off until a later day."""
    _move(asked, item, "postpone", until, why=why)


@command(examples=("cohelm topic delegate decision:which-portal role:cto --until 2027-01-31",))
def _delegate(
    asked: Asked,
    item: Item,
    to: Annotated[
        str, typer.Argument(metavar="KEY", help="A role, team or person whom the rights name.")
    ],
    until: Due = "",
) -> None:
    """Passes a topic on to somebody whom a right, its owner or its office names; others are refused."""
    _move(asked, item, "delegate", until, to=to)


COMMANDS = {
    "topic": group(
        "What is done with a thing on the agenda.",
        {"take": _take, "postpone": _postpone, "delegate": _delegate},
    )
}
