"""`brief`: the pack for the board, in several forms."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import place, read_all_days
from cohelm.cli.output import progress, say, show_json
from cohelm.core.days import day_asked
from cohelm.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from cohelm.core.audience import Audience
    from cohelm.core.enterprise import Enterprise


@command(
    takes=WHOLE_PLAN,
    examples=(
        "cohelm brief -o pack.pdf --org sample",
        "cohelm brief -o pack.pptx --on 2026-09-30 --since 2026-06-30",
        "cohelm brief -o pack.md --scenario lean-year --org acme.db",
    ),
)
def _brief(
    asked: Asked,
    output: Annotated[
        str, typer.Option("-o", "--output", metavar="FILE", help="The form by its ending.")
    ] = "",
    since: Annotated[
        str, typer.Option("--since", metavar="DAY", help="Of the last pack [a quarter before].")
    ] = "",
) -> None:
    """Makes the pack for the board: ten pages in the same order each time.

    Nothing that is between the two officers is in it until both release it, and no draft. The foot of
    each page says what it is made from, and the last page how every number was counted.
    """  # fmt: skip
    from cohelm.reports.brief.pack import pack, since_asked
    from cohelm.reports.brief.written import form_of, pack_document

    if not output and not asked.json:
        raise UsageError("-o is missing: the file to write", mend="cohelm brief -o pack.pdf")
    if output:
        form_of(output)
        if not Path(output).parent.is_dir():
            raise InputError(f"there is no folder '{Path(output).parent}'")
    last = since_asked(day_asked(since, where="--since"), asked.day)
    with progress("Asking"):
        plan = read_all_days(asked)
        found = pack(
            plan, on=asked.day, since=last, before=_before(asked, last, plan.audience),
            snapshot=_snapshot(asked, plan), again=_again(asked, output, last),
        )  # fmt: skip
    if asked.json:
        from cohelm.reports.answers import plain

        show_json(plain(found))
    if output:
        Path(output).write_bytes(pack_document(found, output))
        say(f"{output}: {len(found.pages)} pages as of {found.on}, compared with {found.since}.")


def _before(asked: Asked, since: date, audience: Audience) -> Enterprise | None:
    """The plan as it was known at the end of the day of the last pack; None where nothing was yet."""
    if place(asked.org).form != "database":
        return None
    from cohelm.reports.brief.pack import for_board
    from cohelm.store.load import load

    moment = datetime.combine(since, time.max, tzinfo=UTC)
    then = load(audience=for_board(audience), known_at=moment)
    return then if len(then) else None


def _snapshot(asked: Asked, plan: Enterprise) -> str:
    """What the pack is made from, in words."""
    at = place(asked.org)
    scenario = f", scenario {asked.scenario}" if asked.scenario else ""
    if at.form == "database":
        known = asked.known_at or datetime.now(UTC)
        return f"Revision {plan.revision} as known at {known:%Y-%m-%d %H:%M} UTC{scenario}"
    return f"Made from {'the sample organisation' if at.form == 'sample' else Path(at.text).name}"


def _again(asked: Asked, output: str, since: date) -> str:
    """The command that makes the same pack once more."""
    words = ["cohelm", "brief", "-o", Path(output or "pack.pdf").name, "--on", str(asked.day)]
    words += ["--since", str(since)]
    if place(asked.org).form == "database":
        known = asked.known_at or datetime.now(UTC)
        words += ["--known-at", f"{known:%Y-%m-%dT%H:%M:%S}"]
    words += ["--scenario", asked.scenario] if asked.scenario else []
    return shlex.join(words)


COMMANDS = {"brief": _brief}
