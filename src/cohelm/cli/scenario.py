"""`scenario`: branches of the plan, made, listed, compared, adopted, dropped."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from cohelm.cli.command import Asked, command, group
from cohelm.cli.compare import comparison_lines, plain_difference
from cohelm.cli.organisation import open_store
from cohelm.cli.output import cell, show_json, show_lines, show_table

Name = Annotated[str, typer.Argument(metavar="NAME", help="The scenario's name.")]


@command(examples=("cohelm scenario make one-erp --title 'One ERP for all'",))
def _make(
    asked: Asked,
    name: Name,
    title: Annotated[str, typer.Option("--title", help="What it is called.")] = "",
    clearance: Annotated[
        str, typer.Option("--clearance", help="Who may see it; open when empty.")
    ] = "",
) -> None:
    """Makes an empty scenario. Changes go into it by `import FILE --scenario NAME`."""
    writer = open_store(asked, "scenario make")
    from cohelm.store.scenarios import make

    made = make(name, by=writer, title=title, clearance=clearance)
    if asked.json:
        show_json(_plain(made))
    else:
        show_lines([f"made scenario {made.name}"])


@command(examples=("cohelm scenario list",))
def _list(asked: Asked) -> None:
    """Lists the scenarios, adopted and dropped ones too."""
    writer = open_store(asked, "scenario list")
    from cohelm.store.scenarios import listed

    found = [_plain(one) for one in listed(writer.audience)]
    if asked.json:
        show_json({"items": found, "total": len(found)})
    else:
        header = ("name", "state", "author", "title")
        show_table(header, ([str(one[name]) for name in header] for one in found))


def _plain(scenario: Any) -> dict[str, Any]:
    names = ("name", "title", "state", "author", "began", "clearance")
    return {name: getattr(scenario, name) for name in names}


@command(examples=("cohelm scenario compare one-erp",))
def _compare(asked: Asked, name: Name) -> None:
    """Compares a scenario with the current plan, item by item."""
    writer = open_store(asked, "scenario compare")
    from cohelm.store.scenarios import compare_with_plan

    found = compare_with_plan(name, writer.audience)
    if asked.json:
        parts = {"new": found.new, "gone": found.gone, "changed": found.changed}
        show_json(
            {"scenario": name}
            | {part: [plain_difference(one) for one in of] for part, of in parts.items()}
        )
    else:
        show_lines(comparison_lines(found))


@command(examples=("cohelm scenario conflicts one-erp",))
def _conflicts(asked: Asked, name: Name) -> int:
    """What the current plan changed too since the scenario began. Exit 1 where there is any."""
    writer = open_store(asked, "scenario conflicts")
    from dataclasses import asdict

    from cohelm.store.adopting import conflicts
    from cohelm.store.scenarios import opened

    opened(name, writer)
    found = conflicts(name, writer.audience)
    if asked.json:
        items = [
            asdict(one) | {"name": one.name, "may_be_taken": one.may_be_taken} for one in found
        ]
        show_json({"items": items, "total": len(found)})
    else:
        header = ("what", "when it began", "current", "scenario")
        rows = ((one.name, cell(one.base), cell(one.now), cell(one.then)) for one in found)
        show_table(header, rows)
    return 1 if found else 0


@command(
    examples=(
        "cohelm scenario adopt one-erp",
        "cohelm scenario adopt one-erp --pick 'application:crm users=scenario'",
    )
)
def _adopt(
    asked: Asked,
    name: Name,
    pick: Annotated[
        list[str] | None,
        typer.Option(
            "--pick",
            metavar="WHAT=current|scenario",
            help="Whose value is taken where both changed it; see `scenario conflicts`.",
        ),
    ] = None,
) -> None:
    """Writes a scenario's changes to the current plan as one batch.

    Exit 4, with both sides, where the plan changed the same field since the scenario began and it is
    not picked whose is taken.
    """
    writer = open_store(asked, "scenario adopt")
    from cohelm.store.scenarios import adopt

    picks = {what: whose for what, _, whose in (one.rpartition("=") for one in pick or ())}
    written = adopt(name, by=writer, picks=picks)
    if asked.json:
        show_json({"batch": written.batch or None, "changes": written.changes})
    else:
        show_lines([f"batch {written.batch}: adopted {name}, {written.changes} changes"])


@command(examples=("cohelm scenario drop one-erp",))
def _drop(asked: Asked, name: Name) -> None:
    """Puts a scenario aside. Its changes stay in the log."""
    writer = open_store(asked, "scenario drop")
    from cohelm.store.scenarios import drop

    drop(name, by=writer)
    if asked.json:
        show_json({"name": name, "state": "dropped"})
    else:
        show_lines([f"dropped {name}"])


PARTS = {
    "make": _make,
    "list": _list,
    "compare": _compare,
    "conflicts": _conflicts,
    "adopt": _adopt,
    "drop": _drop,
}
COMMANDS = {
    "scenario": group("Branches of the plan: changes on top of what the plan is today.", PARTS)
}
