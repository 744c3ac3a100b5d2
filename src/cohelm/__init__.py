"""Cohelm: one model of the organisation's technology. `cohelm.read("acme/")` opens a folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    import polars as pl

    from cohelm.core.enterprise import Enterprise

__version__ = "0.1.0"


def read(source: str | Path) -> Enterprise:
    """Opens a folder of YAML, a workbook, or the word `sample`, with no server and no database.

    Raises InputError where something in it is wrong, with the first problems.
    """
    from cohelm.formats.organisation import read_organisation  # late: `import cohelm` stays quick

    return read_organisation(source)


def ask(enterprise: Enterprise, sql: str, *, on: date) -> pl.DataFrame:
    """The answer to one SELECT over an organisation, as planned on a day; 10,000 rows at most.

    Raises UsageError for what does not only read, or takes more than it may.
    """
    from cohelm.core.sql import ask as asked

    return asked(enterprise, sql, on=on).rows
