"""`moved`: what the newest edition of each list moved, or what moved since a batch."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.organisation import open_store
from cohelm.cli.output import say, show_json, show_lines
from cohelm.core.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cohelm.accounts.moved import ListMoved
    from cohelm.store.access import Writer


@command(
    examples=(
        "cohelm moved --org acme.db",
        "cohelm moved --since 1042",
        "cohelm moved --keep contract:fax",
        "cohelm moved --remove contract:pager --reason 'ended in May'",
    ),
)
def _moved(
    asked: Asked,
    since: Annotated[
        int, typer.Option("--since", metavar="BATCH", help="All that was written after a batch.")
    ] = 0,
    keep: Annotated[
        list[str] | None,
        typer.Option("--keep", metavar="KEY", help="It is still there, though a list lacks it."),
    ] = None,
    remove: Annotated[
        list[str] | None,
        typer.Option("--remove", metavar="KEY", help="It is no more: removes it, to be undone."),
    ] = None,
    reason: Annotated[str, typer.Option("--reason", help="Why; kept in the history.")] = "",
) -> None:
    """What moved since each list came before: new, no longer there, changed, with the amounts.

    A list is known again by its columns and its items, whatever its file is called. What it no longer
    has is asked about and never removed by itself: answer with --keep or --remove.
    """  # fmt: skip
    writer = open_store(asked, "moved")
    if since and (keep or remove):
        raise UsageError("--since shows, --keep and --remove answer: one or the other")
    if keep or remove:
        _answer_missing(writer, keep or [], remove or [], reason)
    elif since:
        _show_since(writer, asked, since)
    else:
        _show_lists(writer, asked)


def _answer_missing(writer: Writer, keep: list[str], remove: list[str], reason: str) -> None:
    from cohelm.accounts.moved import keep_missing, remove_missing

    if keep:
        keep_missing(keep, writer)
        say(f"Kept: {', '.join(keep)}.")
    if remove:
        written = remove_missing(remove, writer, via="moved", reason=reason or "no longer listed")
        say(f"Removed: {', '.join(remove)}; to take that back: cohelm undo {written.batch}.")


def _show_since(writer: Writer, asked: Asked, since: int) -> None:
    from cohelm.accounts.moved import since_batch
    from cohelm.reports.moved import moved_answer

    found = since_batch(writer.audience, since)
    if asked.json:
        show_json({"since": since, "moved": [moved_answer(one) for one in found]})
        return
    lines = [f"Since batch {since}:", *(f"  {said}" for one in found for said in one.sentences)]
    show_lines(lines if found else [f"Nothing moved since batch {since}."])


def _show_lists(writer: Writer, asked: Asked) -> None:
    from cohelm.accounts.moved import lists_moved
    from cohelm.reports.moved import moved_answer

    found = lists_moved(writer.audience)
    if asked.json:
        show_json(
            {
                "lists": [
                    {
                        "edition": one.edition.number, "file": one.edition.file,
                        "batch": one.edition.batch or None, "time": one.edition.time.isoformat(),
                        "earlier": one.earlier.file if one.earlier else None,
                        **moved_answer(one.moved),
                    }
                    for one in found
                ]
            }
        )  # fmt: skip
        return
    none = "No list was brought yet: bring one with cohelm import, and its next edition next month."
    show_lines(moved_lines(found) if found else [none])


def moved_lines(found: Sequence[ListMoved]) -> list[str]:
    """What lists moved as text, in blocks; one sentence for those that moved nothing."""
    still = [one for one in found if one.earlier and not one.moved.sentences]
    blocks = [_lines(one) for one in found if one not in still]
    if still:
        of = Counter(map(_since, still))  # a model is a list of each kind
        said = (one if n == 1 else f"{one} ({n} lists)" for one, n in of.items())
        blocks.append([f"Nothing moved in {'; '.join(said)}."])
    return [line for block in blocks for line in ("", *block)][1:]


def _lines(one: ListMoved) -> list[str]:
    if one.earlier is None:
        day = one.edition.time.date()
        return [f"{one.edition.file}, {day}: the first edition, {len(one.edition.rows):,} items"]
    return [f"{_since(one)}:", *(f"  {said}" for said in one.moved.sentences)]


def _since(one: ListMoved) -> str:
    """An edition and the one before it, with their days."""
    said = f"{one.edition.file}, {one.edition.time.date()}"
    return f"{said}, since {one.earlier.file} of {one.earlier.time.date()}" if one.earlier else said


COMMANDS = {"moved": _moved}
