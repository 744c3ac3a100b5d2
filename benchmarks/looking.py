"""`cohelm look` at 10,000 rows from nothing to the page, beside pandas and five sums written by hand."""

from __future__ import annotations

import csv
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import xlsxwriter

from benchmarks.bar import Measured, Took, best

ROWS, MOST = 10_000, 3.0
ON = "2026-11-24"
PROGRAM = str(Path(sys.executable).with_name("cohelm"))
INSTALLED = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
"""As an installation runs it: Python keeps what it compiled, so only the first run compiles."""
CONTRACTS = ("Supplier", "Contract title", "Contract no.", "Start date", "End date", "Notice period",
             "Annual fee (EUR)")  # fmt: skip
INVOICES = ("Invoice no.", "Supplier", "Invoice date", "Amount (EUR)", "Cost centre")
APPLICATIONS = ("Application", "Supplier", "Business owner", "Users", "Cost per year (EUR)")
Row = tuple[str, ...]

BY_HAND = """
import json, sys
import pandas as pd
frame = pd.read_csv(sys.argv[1], parse_dates=["Start date", "End date"])
parts = frame["Annual fee (EUR)"].astype(str).str.split(".")
fee = parts.map(lambda part: int(part[0]) * 100 + int(part[1].ljust(2, "0")))
notice = pd.to_timedelta(frame["Notice period"].str.extract(r"([0-9]+)")[0].astype(int), "D")
decide = frame["End date"] - notice
decide -= pd.to_timedelta((decide.dt.weekday - 4).clip(lower=0), "D")
on = pd.Timestamp(sys.argv[2])
coming = decide[decide >= on]
year = fee[(decide >= on) & (decide <= on + pd.Timedelta(365, "D"))]
print(json.dumps([
    str(coming.min().date()), int(year.sum()), int(fee.groupby(frame["Supplier"]).sum().max()),
    int(fee.sum()), int(fee.max()),
]))
"""
"""What somebody writes who knows this one list: the next day, four sums; nothing is recognised."""


def contracts(count: int) -> Iterator[Row]:
    """Rows of a contract list as another tool writes it out."""
    for n in range(count):
        yield (
            f"Vendor {n % 400} GmbH", f"Maintenance {n}", f"CT-{n:06}", f"2024-{1 + n % 12:02}-01",
            f"2027-{1 + n % 12:02}-28", f"{(30, 60, 90)[n % 3]} days", f"{1000 + n % 977}.50",
        )  # fmt: skip


def invoices(count: int) -> Iterator[Row]:
    """Rows of a list of invoices of the same vendors."""
    for n in range(count):
        day = f"2026-{1 + n % 10:02}-{1 + n % 28:02}"
        yield f"R-{n:06}", f"Vendor {n % 500} GmbH", day, f"{100 + n % 311}.25", f"CC{n % 40:03}"


def applications(count: int) -> Iterator[Row]:
    """Rows of a list of applications."""
    for n in range(count):
        yield (
            f"System {n}",
            f"Vendor {n % 400} GmbH",
            f"Owner {n % 60}",
            f"{n % 900}",
            f"{n % 7}500",
        )


def write(path: Path, header: Row, rows: Iterator[Row]) -> str:
    """A CSV file of the rows, or a workbook where it is called so."""
    if path.suffix == ".xlsx":
        book = xlsxwriter.Workbook(path)
        sheet = book.add_worksheet("Contracts")
        for at, row in enumerate([header, *rows]):
            sheet.write_row(at, 0, row)
        book.close()
    else:
        with path.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out).writerows([header, *rows])
    return str(path)


def run(*command: str) -> str:
    """What a process of its own writes, as a user starts it."""
    done = subprocess.run(command, capture_output=True, text=True, check=True, env=INSTALLED)
    return done.stdout


def look(*arguments: str) -> tuple[Took, str]:
    """The shortest of several looks, and what it said."""
    return best(lambda: run(PROGRAM, "look", *arguments, "--on", ON))


def told(said: str) -> list[object]:
    """What the five sentences say: the next day of decision, then four sums in cents."""
    first, *sums = json.loads(said)["sentences"]
    return [first["date"], *(int(Decimal(one["amount"]["amount"]) * 100) for one in sums)]


def measure() -> Iterator[Measured]:
    """Both sides come to the same day and the same four sums before a ratio is printed."""
    with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as place:
        folder = Path(place)
        listed = write(folder / "contracts.csv", CONTRACTS, contracts(ROWS))
        ours, said = look(listed, "--json")
        theirs, worked = best(lambda: run(sys.executable, "-c", BY_HAND, listed, ON))
        assert told(said) == json.loads(worked), (told(said), worked)
        what = f"look at a contract list of {ROWS:,} rows, from nothing"
        yield Measured(what, ours, MOST, theirs, "pandas, five sums by hand")
        page = str(folder / "page.pdf")
        took, _ = look(listed, "-o", page)
        assert Path(page).read_bytes().startswith(b"%PDF")
        yield Measured("the same, as a PDF", took, MOST)
        book = write(folder / "contracts.xlsx", CONTRACTS, contracts(ROWS))
        took, again = look(book, "--json")
        assert told(again) == told(said)
        yield Measured("the same, out of a workbook", took, MOST)
        third = ROWS // 3
        three = (
            write(folder / "some.csv", CONTRACTS, contracts(third)),
            write(folder / "invoices.csv", INVOICES, invoices(third)),
            write(folder / "applications.csv", APPLICATIONS, applications(third)),
        )
        took, together = look(*three, "--json")
        assert json.loads(together)["understood"] == {"rows": 3 * third, "of": 3 * third}
        yield Measured(f"three lists of {third:,} rows each together", took, MOST)
