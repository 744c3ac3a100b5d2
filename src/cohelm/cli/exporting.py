"""`export`: the organisation as a folder of YAML, or as one workbook."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from cohelm.cli.command import WHOLE_PLAN, Asked, command
from cohelm.cli.organisation import read_all_days, read_plan
from cohelm.cli.output import progress, show_json, show_lines
from cohelm.core.errors import UsageError

WORKBOOK = ".xlsx"


@command(
    takes=WHOLE_PLAN,
    examples=("cohelm export acme/ --org acme.db", "cohelm export acme.xlsx --org sample"),
)
def _export(
    asked: Asked,
    out: Annotated[str, typer.Argument(metavar="OUT", help="A folder, or a file ending in .xlsx.")],
) -> None:
    """Writes all that one may see: as a folder of YAML, or as a workbook where OUT ends in .xlsx.

    Both come back by `import` with nothing changed.
    """
    path = Path(out)
    is_workbook = path.suffix.lower() == WORKBOOK
    if not is_workbook and path.suffix and not path.is_dir():
        raise UsageError(
            f"'{out}' cannot be written", accepted="a folder, or a file ending in .xlsx"
        )
    plan = read_plan(asked) if asked.on else read_all_days(asked)
    with progress("Writing"):
        if is_workbook:
            from cohelm.formats.workbook import write_workbook

            write_workbook(plan, path)
            files = 1
        else:
            from cohelm.formats.folder import write_folder

            files = write_folder(plan, path)
    answer = {"out": out, "items": len(plan), "files": files, "revision": plan.revision}
    if asked.json:
        show_json(answer)
    else:
        show_lines([f"{out}: {len(plan):,} items in {files:,} file{'s' if files != 1 else ''}"])


COMMANDS = {"export": _export}
