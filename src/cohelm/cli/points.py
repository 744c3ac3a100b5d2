"""`points`: each office's 100 points over the initiatives, sealed until both are in."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store
from cohelm.cli.output import show_json, show_lines


@command(
    examples=(
        "cohelm points",
        "cohelm points --office cio --give erp=60 --give patching=40",
        "cohelm points --office cto --file points.csv",
    ),
)
def _points(
    asked: Asked,
    office: Annotated[
        str, typer.Option("--office", metavar="ID", help="Whose points are handed in.")
    ] = "",
    give: Annotated[
        list[str] | None, typer.Option("--give", metavar="ID=POINTS", help="Again for more.")
    ] = None,
    file: Annotated[
        str, typer.Option("--file", metavar="FILE", help="Lines of an id, a comma and the points.")
    ] = "",
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="Takes the office's points back.")
    ] = False,
) -> None:
    """Hands in the points of an office, which come to 100; without --office, says who has.

    Neither is shown before both are in; then both are written as one batch.
    """
    writer = open_store(asked, "points")
    from cohelm.store import points

    found = points.Sealed(points.seats())
    if office and withdraw:
        found = points.withdraw(office, by=writer, own=office)
    elif office:
        given = points.read_points(_stated(give or [], file), points.ballot(asked.day))
        found = points.seal(office, given, by=writer, own=office, on=asked.day)
    seats = [{"office": one.office, "name": one.name, "sealed": one.sealed} for one in found.seats]
    batch = found.revealed.batch if found.revealed else 0
    if asked.json:
        show_json({"offices": seats, "batch": batch})
        return
    lines = [f"{one['office']}: {'in, sealed' if one['sealed'] else 'not in yet'}" for one in seats]
    lines = lines or ["No office is on record that could give points: two offices are needed."]
    show_lines([f"Both are in and revealed, batch {batch}."] if batch else lines)


def _stated(give: list[str], file: str) -> dict[str, str]:
    """The points by id, out of the options and the file. Raises InputError, UsageError."""
    from cohelm.core.errors import InputError, UsageError

    found = {}
    for one in give:
        id_, equals, text = one.partition("=")
        if not equals:
            raise UsageError(f"'{one}' gives no points", where="--give", accepted="erp=60")
        found[id_.strip()] = text
    if file:
        if not Path(file).is_file():
            raise InputError(f"there is no file '{file}'", accepted="lines of id,points")
        for line in Path(file).read_text(encoding="utf-8").splitlines():
            id_, _, text = line.partition(",")
            if line.strip():
                found[id_.strip()] = text
    return found


COMMANDS = {"points": _points}
