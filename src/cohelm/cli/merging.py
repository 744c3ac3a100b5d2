"""`merge`: two records of one thing made one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store
from cohelm.cli.output import cell, say, show_json, show_lines

if TYPE_CHECKING:
    from cohelm.core.comparing import Difference


@command(
    examples=(
        "cohelm merge vendor:acme vendor:acme-gmbh --dry-run --org acme.db",
        "cohelm merge vendor:acme vendor:acme-gmbh --org acme.db",
    ),
)
def _merge(
    asked: Asked,
    kept: Annotated[str, typer.Argument(metavar="KEPT", help="The one that stays, as kind:id.")],
    gone: Annotated[str, typer.Argument(metavar="GONE", help="The one that goes, as kind:id.")],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only show what would change; write nothing.")
    ] = False,
) -> None:
    """Makes two records of one thing one: what hangs on GONE hangs on KEPT, and GONE is removed.

    Links and observations move, external ids are joined, and what KEPT does not state is taken over.
    It can be undone.
    """
    by = open_store(asked, "merge")
    from cohelm.store.load import load
    from cohelm.store.merging import merge, merging

    plan = load(audience=by.audience, scenario=asked.scenario)
    changes = merging(plan, kept, gone, by=by, scenario=asked.scenario)
    if dry_run:
        from cohelm.core.comparing import compared

        keys = dict.fromkeys(one.subject for one in changes)
        found = compared(plan, plan.with_changes(changes), keys)
        differ = [*found.changed, *found.gone]
        if asked.json:
            show_json({"changes": len(changes), "keys": [one.key for one in differ]})
        else:
            show_lines(_lines(differ))
        return
    written = merge(kept, gone, by=by, via="cli", scenario=asked.scenario)
    if asked.json:
        show_json({"key": kept, "batch": written.batch, "changes": written.changes})
    say(f"written as batch {written.batch}: {gone} is {kept} now")


def _lines(differ: list[Difference]) -> list[str]:
    lines = []
    for one in differ:
        lines.append(f"{one.key}  {one.name}")
        lines += [
            f"  {name}: {cell(was) or '–'} → {cell(is_) or '–'}" for name, was, is_ in one.fields
        ]
    return lines


COMMANDS = {"merge": _merge}
