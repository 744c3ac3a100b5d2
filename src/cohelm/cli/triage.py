"""`triage`: a request of a department, answered with yes or no by whom the rights name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import Asked, command, group
from cohelm.cli.organisation import open_store
from cohelm.cli.output import show_json, show_lines

if TYPE_CHECKING:
    from cohelm.analysis.portfolio.triage import Answer

Request = Annotated[str, typer.Argument(metavar="REQUEST", help="Its id, or request:ID.")]


def _answer(asked: Asked, request: str, answer: Answer, because: str) -> None:
    writer = open_store(asked, "triage")
    from cohelm.store.answering import answer_request
    from cohelm.store.load import load

    plan = load(audience=writer.audience)
    key = f"request:{request.removeprefix('request:')}"
    written = answer_request(plan, key, answer, because=because, by=writer, via="cli", on=asked.day)
    if asked.json:
        show_json({"batch": written.batch})
    else:
        show_lines([f"{answer.capitalize()}: {key}. Batch {written.batch}."])


@command(examples=("cohelm triage accept buyers-bid-online --because 'From spring on' --as cio",))
def _accept(
    asked: Asked,
    request: Request,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="What is said.")] = "",
) -> None:
    """Says yes to a request (--as whoever the rights, its owner or its office names)."""
    _answer(asked, request, "accepted", because)


@command(examples=("cohelm triage decline buyers-bid-online --because 'No people' --as cio",))
def _decline(
    asked: Asked,
    request: Request,
    because: Annotated[str, typer.Option("--because", metavar="TEXT", help="Why not.")],
) -> None:
    """Says no to a request, with why (--as whoever the rights, its owner or its office names)."""
    _answer(asked, request, "declined", because)


COMMANDS = {
    "triage": group(
        "Requests of departments, answered by the rights.",
        {"accept": _accept, "decline": _decline},
    )
}
