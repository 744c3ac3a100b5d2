"""`observe` and `claim`: readings of a metric come in, and its owner says what they mean."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store
from cohelm.cli.output import say, show_json, show_lines
from cohelm.core.errors import InputError, UsageError

if TYPE_CHECKING:
    from cohelm.core.documents import Contents
    from cohelm.core.enterprise import Enterprise

Metric = Annotated[str, typer.Argument(metavar="METRIC", help="Its id, or metric:ID.")]
ORGANISATION = "organisation:organisation"


@command(
    takes=("on",),
    examples=(
        "cohelm observe win-rate won.csv --org acme.db",
        "cohelm observe win-rate --value 34.5 --on 2026-11-01 --item market:poland",
        "cohelm observe out-of-support",
    ),
)
def _observe(
    asked: Asked,
    metric: Metric,
    file: Annotated[
        str,
        typer.Argument(metavar="FILE", help="A CSV file or workbook: item, time, value, source."),
    ] = "",
    value: Annotated[str, typer.Option("--value", metavar="NUMBER", help="One reading.")] = "",
    item: Annotated[
        str, typer.Option("--item", metavar="KEY", help="What it is about [the organisation].")
    ] = "",
    source: Annotated[str, typer.Option("--source", help="Where it comes from.")] = "",
) -> int:
    """Brings readings of a metric in: from a file, one by hand, or as Cohelm's own analyses have it.

    Good rows come in as one batch; the same again changes nothing. Exit 1 where rows are refused.
    """
    writer = open_store(asked, "observe")
    from cohelm.accounts.measuring import measure, metric_named, observed
    from cohelm.store.load import load

    plan = load(audience=writer.audience)
    id_ = metric_named(list(plan.table("metric").ids), metric)
    if file and value:
        raise UsageError("a file and a value were given", accepted="one of the two")
    if not file and not value:
        if not plan.plain(f"metric:{id_}").get("computed_by"):
            raise UsageError(
                f"nothing is known of '{id_}' to bring in",
                accepted="a file, or --value NUMBER; nothing for a metric that names computed_by",
            )
        proposals = measure((f"metric:{id_}",), on=asked.day)
        return _answer(asked, proposals[0], None)
    about = item or _about(plan, id_)
    contents = _of_file(file, id_, about) if file else _by_hand(id_, about, value, source, asked)
    proposal, written = observed(
        contents,
        by=writer,
        via="cli",
        reason=f"readings of {id_}" + (f" from {file}" if file else ""),
    )
    return _answer(asked, proposal, written.batch)


def _about(plan: Enterprise, metric: str) -> str:
    return ORGANISATION if ORGANISATION in plan else f"metric:{metric}"


def _of_file(file: str, metric: str, item: str) -> Contents:
    from cohelm.formats.readings import read_readings

    path = Path(file)
    if not path.is_file():
        raise InputError(f"there is no file '{file}'", accepted="a CSV file or a workbook")
    return read_readings(path.name, path.read_bytes(), metric, item=item)


def _by_hand(metric: str, item: str, value: str, source: str, asked: Asked) -> Contents:
    from cohelm.core.documents import Contents, Observed

    stated = {"item": item, "time": asked.day.isoformat(), "value": value, "source": source}
    values = {name: one for name, one in stated.items() if one}
    return Contents(observed=[Observed(metric, values)])


def _answer(asked: Asked, proposal: Any, batch: int | None) -> int:
    problems = [str(one) for one in proposal.problems]
    if asked.json:
        from cohelm.cli.importing import import_answer

        show_json(import_answer(proposal, batch or None))
    else:
        counts = (
            f"{len(proposal.new):,} new, {len(proposal.changed):,} corrected,"
            f" {proposal.same:,} the same, {len(problems):,} refused"
        )
        show_lines([counts, *(f"  refused  {one}" for one in problems[:20])])
        show_lines(f"  note     {one}" for one in proposal.notes)
    if problems:
        say(f"cohelm: {len(problems)} refused; see the problems.")
    return 1 if problems else 0


@command(
    takes=("on",),
    examples=(
        "cohelm claim win-rate --org acme.db",
        "cohelm claim win-rate better 'New offers since spring' --as person:anna",
    ),
)
def _claim(
    asked: Asked,
    metric: Metric,
    claim: Annotated[
        str, typer.Argument(metavar="better|same|worse", help="What the owner says of it.")
    ] = "",
    because: Annotated[str, typer.Argument(metavar="TEXT", help="By what.")] = "",
) -> None:
    """Shows a metric's owner what its readings say before others see it; then says it for the owner."""
    writer = open_store(asked, "claim")
    from cohelm.accounts.measuring import metric_named
    from cohelm.analysis.impact.owned import claimed, refuse_others, verdict
    from cohelm.store.access import Level
    from cohelm.store.apply import apply
    from cohelm.store.load import load

    plan = load(audience=writer.audience)
    key = f"metric:{metric_named(list(plan.table('metric').ids), metric)}"
    if writer.level < Level.ADMINISTRATOR:
        refuse_others(plan, key, writer.person, on=asked.day)
    if claim:
        changes = claimed(plan, key, claim, because=because, on=asked.day)
        written = apply(changes, by=writer, via="cli", reason=f"the owner says {claim}")
        show_lines([f"Said. Batch {written.batch}." if written.batch else "Nothing was changed."])
        plan = load(audience=writer.audience)
    found = verdict(plan, key, on=asked.day)
    if asked.json:
        from cohelm.reports.answers import plain

        show_json(plain(found.row))
        return
    show_lines([found.sentence])


COMMANDS = {"observe": _observe, "claim": _claim}
