"""`export`: the organisation as a folder of YAML, as a ZIP file of it, or as one workbook."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_plan
from cohelm.cli.output import progress, show_json, show_lines
from cohelm.core.errors import UsageError

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise

WORKBOOK, ARCHIVE = ".xlsx", ".zip"


@command(
    takes=WHOLE_PLAN,
    examples=("cohelm export acme/ --org acme.db", "cohelm export acme.xlsx --org sample"),
)
def _export(
    asked: Asked,
    out: Annotated[
        str, typer.Argument(metavar="OUT", help="A folder, or a file ending in .xlsx or .zip.")
    ],
) -> None:
    """Writes all that one may see: a folder of YAML, the same in a .zip, or a workbook (.xlsx).

    All of them come back by `import` with nothing changed.
    """
    path, form = Path(out), Path(out).suffix.lower()
    if form not in (WORKBOOK, ARCHIVE, "") and not path.is_dir():
        raise UsageError(
            f"'{out}' cannot be written", accepted="a folder, or a file ending in .xlsx or .zip"
        )
    if asked.on and form != WORKBOOK:
        raise UsageError(
            "a folder holds the links of all days",
            mend="Leave --on out, or export a workbook: cohelm export OUT.xlsx --on DAY",
        )
    plan = _known(read_plan(asked), asked)
    with progress("Writing"):
        files = _write(plan, path, form)
    answer = {"out": out, "items": len(plan), "files": files, "revision": plan.revision}
    if asked.json:
        show_json(answer)
    else:
        show_lines([f"{out}: {len(plan):,} items in {files:,} file{'s' if files != 1 else ''}"])


def _write(plan: Enterprise, path: Path, form: str) -> int:
    """Writes a plan in the form that the name ends in; the number of files, 1 for a workbook."""
    if form == WORKBOOK:
        from cohelm.formats.workbook import write_workbook

        write_workbook(plan, path)
        return 1
    if form == ARCHIVE:
        from cohelm.formats.archive import write_archive

        return write_archive(plan, path)
    from cohelm.formats.folder import write_folder

    return write_folder(plan, path)


def _known(plan: Enterprise, asked: Asked) -> Enterprise:
    """A plan as it was known is as old as it says, so that newer edits are not taken for its own."""
    if asked.known_at is None:
        return plan
    from cohelm.store.history import batches

    page = batches(scenario=None)
    while page and page[-1].time > asked.known_at:
        page = batches(before=page[-1].id, scenario=None)
    known = next((one for one in page if one.time <= asked.known_at), None)
    return replace(plan, revision=known.id + known.changes - 1 if known else 0)


COMMANDS = {"export": _export}
