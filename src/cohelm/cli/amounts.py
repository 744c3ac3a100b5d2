"""What can be said of a file's amounts where it does not say it itself; `look` and `import` take it."""

from __future__ import annotations

from typing import Annotated

import typer

Currency = Annotated[
    str, typer.Option("--currency", metavar="CODE", help="Of amounts that name none: EUR.")
]
Unit = Annotated[
    str, typer.Option("--unit", metavar="UNIT", help="What amounts stand in: thousand, million.")
]
