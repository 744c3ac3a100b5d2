"""`import`: files in as one batch, with what would change shown first where it is asked for."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.amounts import Currency, Unit
from cohelm.cli.command import SCENARIO, Asked, command
from cohelm.cli.moved import moved_lines
from cohelm.cli.organisation import open_store, place
from cohelm.cli.output import progress, say, show_json, show_lines
from cohelm.cli.problems import problem_lines
from cohelm.core.collecting import uncollected
from cohelm.core.errors import Conflict, UnknownName, UsageError

if TYPE_CHECKING:
    from cohelm.accounts.moved import ListMoved
    from cohelm.core.enterprise import Enterprise
    from cohelm.core.proposal import Proposal
    from cohelm.formats.detect import ReadFiles
    from cohelm.formats.mapping import Mapping
    from cohelm.store.access import Writer

SHOWN = 20
"""So many of the changes and of the problems are shown as text; JSON has all."""
TRIES = 3
"""So often an import is done anew after others wrote the same at the same moment."""


@command(
    takes=(SCENARIO,),
    person=False,
    examples=(
        "cohelm import acme/ --org acme.db",
        "cohelm import contracts.xlsx --as contract --dry-run",
        "cohelm import apps.csv --mapping apps.yaml --reason 'monthly export'",
    ),
)
def _import(
    asked: Asked,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE", help="Files, folders, or the word sample.")
    ],
    as_: Annotated[
        list[str] | None,
        typer.Option(
            "--as", metavar="KIND", help="What the rows are; or person:ID, with what they may do."
        ),
    ] = None,
    mapping: Annotated[
        str,
        typer.Option(
            "--mapping",
            metavar="FILE",
            help="What the columns mean, as YAML: read where it is there, else written.",
        ),
    ] = "",
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Shows what would change; writes nothing.")
    ] = False,
    absent: Annotated[
        str,
        typer.Option(
            "--absent",
            metavar="ask|kept|removed",
            help="What it means that a list lacks what it had; kept with it. [as before, else ask]",
        ),
    ] = "",
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the history.")] = "",
    currency: Currency = "",
    unit: Unit = "",
    past_rights: Annotated[
        str,
        typer.Option(
            "--past-rights", metavar="REASON", help="Goes past whose right it is; stays on record."
        ),
    ] = "",
) -> int:
    """Brings files in: what kind of file each is, is told from its content.

    Good rows come in as one batch; every row that is refused is reported with its file, row and
    column. Exit 1 when there are any. A database that is not there yet is made.
    """  # fmt: skip
    from cohelm.formats.editions import ABSENT
    from cohelm.reports.amounts_asked import currency_asked, unit_asked

    if absent and absent not in ABSENT:
        raise UnknownName.of("meaning of absence", absent, ABSENT)
    kind, asked = _told_apart(as_ or [], asked)
    code, factor = currency_asked(currency, where="--currency"), unit_asked(unit, where="--unit")
    told = Told(kind, mapping, code, factor, absent, is_unit_said=bool(unit.strip()))
    done = bring(asked, files, told, dry_run=dry_run, words=(reason, past_rights))
    _answer(asked, done.proposal, done.batch, dry_run, done.moves)
    for sentence in done.settled:
        say(sentence)
    return _exit_code(done.proposal, done.batch, dry_run)


@dataclass(frozen=True, slots=True)
class Told:
    """What is said of files beforehand: what their rows are, where their mapping stands, how amounts
    are written that do not say it themselves, what it means that a list lacks what it had. Where the unit
    was said, one of single amounts too, nobody is asked for it.
    """

    kind: str | None = None
    mapping: str = ""
    currency: str = ""
    factor: int = 1
    absent: str = ""
    is_unit_said: bool = False


@dataclass(frozen=True, slots=True)
class Done:
    """What came of bringing files in: the batch, None where nothing was written; what moved since, and
    what became of what lists no longer have.
    """

    proposal: Proposal
    batch: int | None
    moves: list[ListMoved]
    settled: tuple[str, ...]


@uncollected()
def bring(
    asked: Asked,
    files: list[str],
    told: Told,
    *,
    dry_run: bool = False,
    words: tuple[str, str] = ("", ""),
) -> Done:
    """Brings files into `asked.org`, which is made where it is not there yet.

    Where others brought the same things at the same moment, it is done anew upon what is there then.
    Raises Conflict where they do so each time.
    """
    for _ in range(TRIES):
        with suppress(Conflict):
            came = _brought(asked, files, told, dry_run, words)
            break
    else:
        came = _brought(asked, files, told, dry_run, words)
    if came.writer is None:
        return Done(came.proposal, None, [], ())
    # past the point where anything is done anew: the batch is written
    moves, settled = _keep(came.read, came.proposal, came.writer, came.batch, asked, told.absent)
    return Done(came.proposal, came.batch, moves, settled)


@dataclass(frozen=True, slots=True)
class _Brought:
    """What was read and what it changes, and who wrote it as which batch.

    The writer is None where nothing was to be written, the batch where nothing changed.
    """

    read: ReadFiles
    proposal: Proposal
    writer: Writer | None
    batch: int | None


def _brought(
    asked: Asked, files: list[str], told: Told, dry_run: bool, words: tuple[str, str]
) -> _Brought:
    from cohelm.reports.doubts import with_doubts

    is_new = place(asked.org).form == "nothing"
    writer = None if is_new else open_store(asked, "import")
    whole = _whole(writer)
    plan = _plan(asked, writer)
    with progress("Reading"):
        read = _read(files, plan, told, is_new)
    with progress("Comparing"):
        proposal = _proposed(plan, read, whole)
        proposal = proposal if told.is_unit_said else with_doubts(proposal, plan)
    read.contents.documents.clear()  # the proposal says all of it: a large file would be there twice
    if writer and dry_run and not asked.scenario:
        _say_what_continues(read, proposal)
    if dry_run or not (len(proposal.changes) or writer):
        return _Brought(read, proposal, None, None)
    writer = writer or open_store(asked, "import", make=True)
    reason = words[0] or f"import of {', '.join(files)}"[:500]
    return _Brought(read, proposal, writer, _written(proposal, writer, asked, reason, words[1]))


def _told_apart(stated: list[str], asked: Asked) -> tuple[str | None, Asked]:
    """`--as` names a kind, or (`person:ID`) who brings the file in."""
    people = [one for one in stated if one.startswith("person:")]
    kinds = [one for one in stated if not one.startswith("person:")]
    if len(people) > 1 or len(kinds) > 1:
        raise UsageError("--as was said twice", accepted="one kind, and one person:ID")
    person = people[0] if people else ""
    return (kinds[0] if kinds else None), Asked(
        asked.org, scenario=asked.scenario, person=person, json=asked.json
    )


def _plan(asked: Asked, writer: Writer | None) -> Enterprise:
    """What the files are compared with."""
    if writer is None:
        from cohelm.core.enterprise import Enterprise
        from cohelm.kinds import built_in_schema

        if asked.scenario:
            raise UsageError(
                f"there is no scenario '{asked.scenario}' in a database yet to be made"
            )
        return Enterprise.empty(built_in_schema())
    from cohelm.store.load import load

    return load(audience=writer.audience, scenario=asked.scenario)


def _read(files: list[str], plan: Enterprise, told: Told, is_new: bool) -> ReadFiles:
    """Reads the files; what columns mean is said by --mapping, else as it was kept, else guessed."""
    from cohelm.formats.detect import read_paths
    from cohelm.formats.mappings import read_mappings, write_mappings

    place_of_mapping = Path(told.mapping) if told.mapping else None
    said: tuple[Mapping, ...] = ()
    if place_of_mapping and place_of_mapping.exists():
        text = place_of_mapping.read_text(encoding="utf-8")
        said = read_mappings(text, plan.schema, where=told.mapping)
    if not is_new:
        from cohelm.accounts.brought import kept_mappings

        said = (*said, *kept_mappings(plan.schema))
    read = read_paths(
        files,
        plan.schema,
        as_kind=told.kind,
        mappings=said,
        currency=told.currency or str(plan.organisation.get("currency") or ""),
        factor=told.factor,
    )
    if told.currency:  # for the next edition of the same list, of which nobody says it again
        read.mappings = tuple(replace(one, currency=told.currency) for one in read.mappings)
    if place_of_mapping and not place_of_mapping.exists() and read.mappings:
        place_of_mapping.write_text(write_mappings(read.mappings), encoding="utf-8")
        say(f"What the columns mean was guessed and written to {told.mapping}: look it over.")
    return read


def _whole(writer: Writer | None) -> Enterprise | None:
    """All there is, whoever sees it. Asked before the plan is: what others write after it is then a
    conflict, where its name would else look taken and a second item be made.
    """
    if writer is None:
        return None
    from cohelm.store.load import everything

    return everything()


def _proposed(plan: Enterprise, read: ReadFiles, whole: Enterprise | None) -> Proposal:
    from cohelm.core.proposal import propose

    if whole is None:
        return propose(plan, read.contents)
    return propose(plan, read.contents, taken=lambda kind, id_: id_ in whole.table(kind))


def _written(
    proposal: Proposal, writer: Writer, asked: Asked, reason: str, past_rights: str
) -> int | None:
    from cohelm.store.apply import apply

    with progress(f"Writing {len(proposal.changes):,} changes"):
        written = apply(
            proposal.changes,
            by=writer,
            via="import",
            reason=reason,
            scenario=asked.scenario,
            past_rights=past_rights,
        )
    return written.batch or None


def _keep(
    read: ReadFiles,
    proposal: Proposal,
    writer: Writer,
    batch: int | None,
    asked: Asked,
    absent: str,
) -> tuple[list[ListMoved], tuple[str, ...]]:
    """Keeps what columns mean and what lists had in them; what moved since the lists came last, and
    what became of what they lack.
    """
    from datetime import UTC, datetime

    from cohelm.accounts.absence import settle
    from cohelm.accounts.brought import keep_mappings
    from cohelm.accounts.moved import lists_moved
    from cohelm.formats.editions import lists_of
    from cohelm.store.editions import continued, keep_editions

    now = datetime.now(UTC)
    keep_mappings(read.mappings, now)
    if asked.scenario:
        return [], ()
    lists = continued(lists_of(read, proposal))
    kept = keep_editions(lists, batch=batch or 0, actor=writer.actor, now=now, absent=absent)
    again = [one.number for one in kept if one.follows is not None]
    moves = lists_moved(writer.audience, only=again) if again else []
    return moves, settle(kept, writer, via="import").sentences


def _say_what_continues(read: ReadFiles, proposal: Proposal) -> None:
    """Which earlier editions the lists continue, and how many items they no longer have."""
    from cohelm.formats.editions import lists_of
    from cohelm.store.editions import continued

    for one in continued(lists_of(read, proposal)):
        if one.earlier is not None:
            day = one.earlier.time.date().isoformat()
            say(
                f"{one.listed.file} continues {one.earlier.file} of {day} ({one.listed.kind}):"
                f" {len(one.missing):,} no longer in it."
            )


def _exit_code(proposal: Proposal, batch: int | None, dry_run: bool) -> int:
    """0 applied, 1 applied with rows refused, 4 where nothing but conflicts came of it."""
    refused = len(proposal.problems)
    if not refused:
        return 0
    outcome = "would be refused" if dry_run else "refused"
    if proposal.conflicts and batch is None and len(proposal.conflicts) == refused:
        say(f"cohelm: {refused} {outcome}: the store has newer ones. Export again to see them.")
        return Conflict.exit_code
    say(f"cohelm: {refused} {outcome}; see the problems.")
    return 1


def _answer(
    asked: Asked,
    proposal: Proposal,
    batch: int | None,
    dry_run: bool,
    moves: list[ListMoved],
) -> None:
    if asked.json:
        from cohelm.reports.moved import moved_answer

        lists = [{"file": one.edition.file, **moved_answer(one.moved)} for one in moves]
        show_json({**import_answer(proposal, batch), "moved": lists})
        return
    counts = (
        f"{len(proposal.new):,} new, {len(proposal.changed):,} changed,"
        f" {proposal.same:,} the same, {len(proposal.problems):,} refused"
    )
    where = f" in scenario {asked.scenario}" if asked.scenario else ""
    done = "would change" if dry_run else f"batch {batch}{where}" if batch else "nothing to write"
    lines = [f"{asked.org}: {done}: {counts}"]
    if dry_run:
        lines += _some([*(f"new      {key}" for key in proposal.new), *_differences(proposal)])
    lines += _some([*problem_lines("refused", proposal.problems)])
    lines += _some([*problem_lines("note", proposal.notes)])
    if moves:
        lines += ["", *moved_lines(moves)]
    show_lines(lines)


def import_answer(proposal: Proposal, batch: int | None) -> dict[str, Any]:
    """What an import answers: counts, and every problem and note with its place."""
    return {
        "batch": batch,
        "new": len(proposal.new),
        "changed": len(proposal.changed),
        "same": proposal.same,
        "problems": [one.as_dict() for one in proposal.problems],
        "notes": [one.as_dict() for one in proposal.notes],
    }


def _differences(proposal: Proposal) -> list[str]:
    from cohelm.core.changes import ItemChange, LinkChange

    lines = []
    for change in proposal.changes:
        if isinstance(change, ItemChange) and change.before and change.after:
            before, after = change.before, change.after
            lines += [
                f"changed  {change.key} {name}: {before.get(name)} → {after.get(name)}"
                for name in after
            ]
        elif isinstance(change, LinkChange) and change.source not in proposal.new:
            done = (
                "gone" if change.after is None else "linked" if change.before is None else "changed"
            )
            lines.append(f"{done:<8} {change.source} {change.relation} {change.target}")
    return lines


def _some(lines: list[str]) -> list[str]:
    more = len(lines) - SHOWN
    return [f"  {one}" for one in lines[:SHOWN]] + ([f"  … and {more:,} more"] if more > 0 else [])


COMMANDS = {"import": _import}
