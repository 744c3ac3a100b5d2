"""`convert`: files of one format as another, without an organisation; what is lost is said."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import Asked, command
from cohelm.cli.exporting import Edition, Of, To, form_of, write_out, written_lines
from cohelm.cli.organisation import SQLITE
from cohelm.cli.output import progress, show_json, show_lines
from cohelm.core.errors import UsageError

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise

SHOWN = 20
"""So many problems of what was read are shown as text; JSON has all."""


@command(
    takes=(),
    person=False,
    examples=(
        "cohelm convert model.archimate model.xml",
        "cohelm convert model.xml acme/",
        "cohelm convert sample acme.xml --to archimate",
    ),
)
def _convert(
    asked: Asked,
    files: Annotated[
        list[str],
        typer.Argument(metavar="IN… OUT", help="What is read, and last what is written."),
    ],
    to: To = "",
    of: Of = "",
    edition: Edition = "",
) -> int:
    """Turns files of any format that can be read into one that can be written.

    OUT is a folder of YAML, a .zip of it, a workbook (.xlsx), or a file of another format. What IN
    says that cannot be read, and what OUT has no place for, is counted. Exit 1 where a part of IN was
    refused.
    """
    if len(files) < 2:
        raise UsageError("convert takes what to read and what to write", accepted="IN… OUT")
    *read, out = files
    form = form_of(out, to, of, edition)
    with progress("Converting"):
        plan, problems, notes = _read(read)
        count, lost = write_out(plan, Path(out), form)
    if asked.json:
        show_json(
            {
                "out": out, "items": len(plan), "files": count, "problems": problems, "notes": notes,
                "lost": lost.plain() if lost else {},
            }
        )  # fmt: skip
    else:
        lines = [*(f"note: {one}" for one in notes), *(f"refused: {one}" for one in problems)]
        rest = [f"and {len(lines) - SHOWN:,} more: see --json"] if len(lines) > SHOWN else []
        show_lines([*lines[:SHOWN], *rest, *written_lines(out, plan, count, lost)])
    return 1 if problems else 0


def _read(files: list[str]) -> tuple[Enterprise, list[str], list[str]]:
    """The organisation that files are, and in sentences what was refused and what was left out."""
    from cohelm.core.enterprise import Enterprise
    from cohelm.core.proposal import propose
    from cohelm.formats.detect import read_paths
    from cohelm.kinds import built_in_schema

    for one in files:
        if Path(one).is_file() and _is_database(Path(one)):
            raise UsageError(
                f"'{one}' is a database",
                mend=f"To write what it holds: cohelm export OUT --org {one}",
            )
    empty = Enterprise.empty(built_in_schema())
    proposal = propose(empty, read_paths(files, empty.schema).contents)
    refused, left_out = ([str(one) for one in some] for some in (proposal.problems, proposal.notes))
    return empty.with_changes(proposal.changes), refused, left_out


def _is_database(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


COMMANDS = {"convert": _convert}
