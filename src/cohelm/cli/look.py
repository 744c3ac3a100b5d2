"""`look`: what files say at once, without an account, a mapping or an organisation to keep."""

from __future__ import annotations

from pathlib import PurePath
from typing import TYPE_CHECKING, Annotated, Any

import typer

from cohelm.cli.command import ON, Asked, command
from cohelm.cli.output import progress, show_json, show_lines

if TYPE_CHECKING:
    from cohelm.core.proposal import Proposal
    from cohelm.formats.detect import ReadFiles
    from cohelm.reports.look import Sentence

SHOWN = 10
"""So many of what was left out are shown as text; JSON has all."""


@command(
    takes=(ON,),
    person=False,
    examples=("cohelm look contracts.xlsx", "cohelm look contracts.csv invoices.csv --json"),
)
def _look(
    asked: Asked,
    files: Annotated[list[str], typer.Argument(metavar="FILE", help="Files as they are.")],
    currency: Annotated[
        str, typer.Option("--currency", metavar="CODE", help="Of amounts that name none: EUR.")
    ] = "",
) -> int:
    """Says what is in files: at most five sentences with money or dates, the most urgent first.

    Each names the rows that it is computed from. Nothing leaves the machine and nothing is kept.
    Exit 1 where nothing could be said.
    """
    from cohelm.core.enterprise import Enterprise
    from cohelm.core.proposal import propose
    from cohelm.formats.detect import read_paths
    from cohelm.kinds import built_in_schema
    from cohelm.reports.look import look, next_file

    empty = Enterprise.empty(built_in_schema())
    with progress("Reading"):
        read = read_paths(files, empty.schema, currency=_known(currency))
        proposal = propose(empty, read.contents)
        made = empty.with_changes(proposal.changes)
    said = look(made, proposal.places, on=asked.day)
    answer = _answer(read, proposal, said, next_file(made))
    if asked.json:
        show_json(answer)
    else:
        show_lines(_lines(answer, said))
    return 0 if said else 1


def _known(currency: str) -> str:
    """The code of a currency. Raises UnknownName for one that is none."""
    from cohelm.core.errors import UnknownName
    from cohelm.formats.units import CODES

    code = currency.strip().upper()
    if code and code not in CODES:
        raise UnknownName.of("currency", currency, CODES, where="--currency")
    return code


def _answer(
    read: ReadFiles, proposal: Proposal, said: tuple[Sentence, ...], adds: str
) -> dict[str, Any]:
    understood = {place for rows in proposal.places.values() for place in rows}
    return {
        "shape": [one.shape or one.kind for one in read.mappings if one.is_read],
        "understood": {
            "rows": len(understood),
            "of": max(read.contents.records, len(understood)),
        },
        "sentences": [one.answer() for one in said],
        "assumed": [str(one) for one in proposal.notes],
        "left_out": [str(one) for one in proposal.problems],
        "next_file": adds,
    }


def _lines(answer: dict[str, Any], said: tuple[Sentence, ...]) -> list[str]:
    rows = answer["understood"]
    shape = ", ".join(dict.fromkeys(answer["shape"]))
    read = f"Read as {shape}; " if shape else ""
    lines = [f"{read}{rows['rows']:,} of {rows['of']:,} rows understood.", ""]
    for n, one in enumerate(said, 1):
        lines.append(f"{n}. {one.text} ({_rows_in_words(one)})")
    if not said:
        lines.append("Nothing with money or a date could be said about it.")
    for title, name in (("Left out", "left_out"), ("Assumed and noted", "assumed")):
        if found := answer[name]:
            lines += ["", f"{title}:", *(f"  {one}" for one in found[:SHOWN])]
            lines += [f"  … and {len(found) - SHOWN} more (--json)"] if len(found) > SHOWN else []
    if adds := answer["next_file"]:
        lines += ["", f"The next file that would add most: {adds}"]
    return lines


def _rows_in_words(one: Sentence) -> str:
    """The rows by their files; a file that is about one item has none."""
    files: dict[str, list[int]] = {}
    for file, row in one.rows:
        files.setdefault(PurePath(file).name, []).append(row)
    said = [_rows_of(file, [row for row in rows if row]) for file, rows in files.items()]
    more = [f"{len(said) - SHOWN} more files"] if len(said) > SHOWN else []
    return "; ".join([*said[:SHOWN], *more])


def _rows_of(file: str, rows: list[int]) -> str:
    if not rows:
        return file
    more = f", … {len(rows)} in all" if len(rows) > SHOWN else ""
    numbers = ", ".join(map(str, rows[:SHOWN]))
    return f"{file}, {'row' if len(rows) == 1 else 'rows'} {numbers}{more}"


COMMANDS = {"look": _look}
