"""`history`, `undo`, `erase` and `verify`: what was written, and taking it back."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import KNOWN_AT, SCENARIO, Asked, command
from cohelm.cli.organisation import open_store
from cohelm.cli.output import cell, say, show_json, show_lines, show_table
from cohelm.core.errors import StoreError, UsageError
from cohelm.core.plural import in_number

if TYPE_CHECKING:
    from cohelm.store.apply import Written
    from cohelm.store.history import BatchEntry, Entry


@command(
    takes=(KNOWN_AT, SCENARIO),
    examples=("cohelm history application:crm", "cohelm history --limit 10 --org acme.db"),
)
def _history(
    asked: Asked,
    key: Annotated[str, typer.Argument(metavar="KEY", help="One item; all batches else.")] = "",
    limit: Annotated[int, typer.Option("--limit", min=1, help="At most so many.")] = 50,
) -> None:
    """Who changed what, when, why and through what: of one item, or of the organisation by batch."""
    writer = open_store(asked, "history")
    if key:
        from cohelm.store.history import history

        entries = [
            one for one in history(writer.audience, key=key, limit=limit) if _wanted(one, asked)
        ]
        if not entries:
            _refuse_unknown(key, writer.audience)
        _show_entries(entries, asked)
        return
    from cohelm.store.history import batches

    found = [one for one in batches(limit=limit, scenario=asked.scenario) if _wanted(one, asked)]
    if asked.json:
        show_json({"items": [_batch(one) for one in found], "total": len(found)})
    else:
        header = ("batch", "time", "who", "through", "changes", "why")
        show_table(header, (_batch_row(one) for one in found))


def _wanted(entry: Entry | BatchEntry, asked: Asked) -> bool:
    """Whether an entry is of the scenario and not after the time that were asked for."""
    if asked.known_at and entry.time > asked.known_at:
        return False
    return entry.scenario == asked.scenario


def _refuse_unknown(key: str, audience: Any) -> None:
    """An item that is there has a history, if an empty one; any other is unknown."""
    from cohelm.store.load import load

    load(audience=audience).plain(key)


def _show_entries(entries: Iterable[Entry], asked: Asked) -> None:
    if asked.json:
        items = [_entry(one) for one in entries]
        show_json({"items": items, "total": len(items)})
        return
    lines: list[str] = []
    for one in entries:
        why = f"  {one.reason}" if one.reason else ""
        lines.append(f"{one.time:%Y-%m-%d %H:%M} batch {one.batch}  {one.actor} by {one.via}{why}")
        lines += [
            f"    {name}: {cell(was) or '–'} → {cell(is_) or '–'}"
            for name, was, is_ in one.differences
        ] or [f"    {one.what}"]
    show_lines(lines)


def _entry(one: Entry) -> dict[str, Any]:
    return {
        "seq": one.seq, "batch": one.batch, "time": one.time, "actor": one.actor, "via": one.via,
        "reason": one.reason, "scenario": one.scenario, "subject": one.subject, "what": one.what,
        "differences": [
            {"field": name, "before": was, "after": is_} for name, was, is_ in one.differences
        ],
        "undoes": one.undoes,
    }  # fmt: skip


def _batch(one: BatchEntry) -> dict[str, Any]:
    return {
        "batch": one.id, "time": one.time, "actor": one.actor, "via": one.via,
        "reason": one.reason, "scenario": one.scenario, "changes": one.changes,
        "undoes": one.undoes, "undone_by": one.undone_by,
    }  # fmt: skip


def _batch_row(one: BatchEntry) -> tuple[str, ...]:
    undone = f" (undone by {one.undone_by})" if one.undone_by else ""
    time = f"{one.time:%Y-%m-%d %H:%M}"
    return str(one.id), time, one.actor, one.via, str(one.changes), one.reason + undone


@command(examples=("cohelm undo 4711", "cohelm undo 4711 --keep-later"))
def _undo(
    asked: Asked,
    batch: Annotated[int, typer.Argument(help="The number of the batch; see `cohelm history`.")],
    keep_later: Annotated[
        bool, typer.Option("--keep-later", help="Leaves what was edited since as it is.")
    ] = False,
) -> None:
    """Takes a batch back, as a batch of its own. Exit 4 where something in it was edited since."""
    writer = open_store(asked, "undo")
    from cohelm.store.undo import undo

    _show_written(undo(batch, by=writer, via="cli", keep_later=keep_later), asked, f"undid {batch}")


@command(examples=("cohelm erase person:ann --reason 'left; asked for it'",))
def _erase(
    asked: Asked,
    key: Annotated[str, typer.Argument(help="The item as kind:id.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; stays in the history.")] = "",
    yes: Annotated[bool, typer.Option("--yes", help="Does not ask.")] = False,
) -> None:
    """Erases an item for good, with its links, observations and all that the history says of it.

    It cannot be undone. The history still tells that something was erased, when, by whom and why.
    """
    if not reason.strip():
        raise UsageError("--reason is missing: why something was erased stays in the history")
    writer = open_store(asked, "erase")
    if sys.stdin.isatty() and not yes:
        typer.confirm(f"Erase {key} for good?", abort=True, err=True)
    from cohelm.accounts.own_skills import stop
    from cohelm.accounts.person import accounts_of
    from cohelm.store.erase import erase

    accounts = accounts_of(key)
    done = erase(key, by=writer, reason=reason, accounts=accounts)
    stop(accounts)
    _show_written(done, asked, f"erased {key}")


def _show_written(written: Written, asked: Asked, done: str) -> None:
    if asked.json:
        show_json({"batch": written.batch or None, "changes": written.changes})
    elif written.batch:
        show_lines(
            [f"batch {written.batch}: {done}, {in_number(written.changes, 'change', 'changes')}"]
        )
    else:
        show_lines([f"nothing to write: {done} changes nothing"])


@command(examples=("cohelm verify --org acme.db --json",))
def _verify(asked: Asked) -> int:
    """Proves that the log of changes is whole: every change against its hash, every link of the chain.

    Keep the head somewhere else: it proves later that the whole log was not rewritten.
    """
    open_store(asked, "verify")
    from cohelm.store.verify import verify

    found = verify()
    if asked.json:
        show_json(
            {
                "whole": not found.problems, "changes": found.changes, "erased": found.erased,
                "head": found.head, "problems": found.problems,
            }
        )  # fmt: skip
    else:
        state = "not whole" if found.problems else "whole"
        changes = in_number(found.changes, "change", "changes")
        lines = [f"{state}: {changes}, {found.erased:,} erased, head {found.head}"]
        show_lines([*lines, *(f"  {problem}" for problem in found.problems)])
    if not found.problems:
        return 0
    say(f"cohelm: the log of changes is not whole: {len(found.problems)} problems")
    return StoreError.exit_code


COMMANDS = {"history": _history, "undo": _undo, "erase": _erase, "verify": _verify}
