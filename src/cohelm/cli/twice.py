"""`twice` and `spellings`: what looks like one thing, and keeping that it is not."""

from __future__ import annotations

from typing import Annotated

import typer

from cohelm.cli.analyses import show_answer
from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import open_store, read_plan
from cohelm.cli.output import say, show_json
from cohelm.core.errors import UsageError

NotSame = Annotated[
    str,
    typer.Option("--not-same", metavar="KEY,KEY", help="Keeps that these differ, with --reason."),
]
Reason = Annotated[str, typer.Option("--reason", metavar="TEXT", help="In what they differ.")]


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm twice --org sample",
        "cohelm twice --of contract --offices --org acme.db",
        "cohelm twice --not-same application:a,application:b --reason 'one is for staff' --org acme.db",
    ),
)
def _twice(
    asked: Asked,
    of: Annotated[
        str,
        typer.Option(
            "--of",
            metavar="all|application|contract|initiative|data_product",
            help="Only of this kind. [all]",
        ),
    ] = "all",
    offices: Annotated[
        bool, typer.Option("--offices", help="Only what two offices or two departments have.")
    ] = False,
    not_same: NotSame = "",
    reason: Reason = "",
) -> int:
    """Finds what is done or bought twice: same purpose, whatever the words. Nothing is merged."""
    from cohelm.analysis.catalogue import ANALYSES

    if not_same:
        return _keep(asked, not_same, reason)
    analysis = next(one for one in ANALYSES if one.name == "twice")
    stated = {"of": of, "offices": "yes" if offices else ""}
    plan = read_plan(asked)
    show_answer("twice", analysis.ask(plan, on=asked.day, stated=stated), plan, asked)
    return 0


def _keep(asked: Asked, not_same: str, reason: str) -> int:
    keys = [one.strip() for one in not_same.split(",") if one.strip()]
    if len(keys) < 2:
        raise UsageError(
            f"'{not_same}' names one thing", where="--not-same",
            accepted="two keys, such as application:a,application:b",
        )  # fmt: skip
    by = open_store(asked, "--not-same")
    from cohelm.store.distinctions import keep_distinction

    plan = read_plan(asked)
    written = keep_distinction(
        plan, keys, reason=reason, on=asked.day, by=by, via="cli", scenario=asked.scenario
    )
    if asked.json:
        show_json({"batch": written.batch, "changes": written.changes})
    names = " and ".join(plan.name(key) for key in keys)
    say(f"kept as batch {written.batch}: {names} are not the same; they are not proposed again")
    return 0


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm spellings --org sample",
        "cohelm spellings --merge vendor:kept,vendor:gone --scenario one-name --org acme.db",
        "cohelm spellings --not-same vendor:a,vendor:b --reason 'another group' --org acme.db",
    ),
)
def _spellings(
    asked: Asked,
    merge: Annotated[
        str,
        typer.Option("--merge", metavar="KEPT,GONE", help="Makes the second one the first."),
    ] = "",
    not_same: NotSame = "",
    reason: Reason = "",
) -> int:
    """Finds vendors that are one under several spellings. Nothing is merged by itself."""
    from cohelm.analysis.vendors.spellings import spellings

    if not_same:
        return _keep(asked, not_same, reason)
    if merge:
        return _merge(asked, merge)
    plan = read_plan(asked)
    show_answer("spellings", spellings(plan, on=asked.day), plan, asked)
    return 0


def _merge(asked: Asked, pair: str) -> int:
    kept, comma, gone = (one.strip() for one in pair.partition(","))
    if not comma or not gone or "," in gone:
        raise UsageError(
            f"'{pair}' does not name two", where="--merge", accepted="vendor:kept,vendor:gone"
        )
    by = open_store(asked, "--merge")
    from cohelm.store.merging import merge

    written = merge(kept, gone, by=by, via="cli", scenario=asked.scenario)
    if asked.json:
        show_json({"batch": written.batch, "changes": written.changes})
    way = f"cohelm scenario compare {asked.scenario}" if asked.scenario else f"undo {written.batch}"
    say(f"{gone} is now {kept}: {written.changes} changes, batch {written.batch}; see {way}")
    return 0


COMMANDS = {"twice": _twice, "spellings": _spellings}
