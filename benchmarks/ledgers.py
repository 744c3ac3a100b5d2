"""A ledger of a million rows, and as many invoices, by vendor, account and month."""

from __future__ import annotations

import random
import resource
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd

from benchmarks.bar import Measured, timed
from benchmarks.bills import MOST_MEMORY
from cohelm.core.documents import Named
from cohelm.core.money import Money
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema

ROWS, VENDORS, ACCOUNTS = 1_000_000, 200, 5
HEADS = {
    "ledger": "Posting date,Vendor,Cost center,Account,Actual,Text\n",
    "invoices": "Invoice date,Vendor,Invoice number,Account,Amount,Description\n",
}
Sums = dict[tuple[str, str, str], Decimal]


def written(path: Path, head: str) -> None:
    """Two hundred vendors, five accounts, a year; amounts with cents, some of them paid back."""
    rng = random.Random(7)
    cents = [rng.randrange(-9_000, 9_000_000) for _ in range(ROWS)]
    with path.open("w", encoding="utf-8") as out:
        out.write(head)
        for row, amount in enumerate(cents):
            sign = "-" if amount < 0 else ""
            out.write(
                f"2025-{1 + row % 12:02}-{1 + row % 28:02},Vendor {row % VENDORS},N{row % 40:07},"
                f'6{row % ACCOUNTS}0100,{sign}{abs(amount) // 100}.{abs(amount) % 100:02},"Line {row}"\n'
            )


def by_us(path: Path) -> Sums:
    """The path that an import takes: shape and columns are told, everything is added up."""
    contents, _, _ = read_table_file(
        path.name, path.read_bytes(), built_in_schema(), currency="EUR"
    )
    assert contents.records == ROWS
    found: Sums = {}
    for one in contents.observed:
        item = one.values["item"]
        assert isinstance(item, Named)
        key = item.text, str(one.values["account"]), str(one.values["time"])[:7]
        found[key] = found.get(key, Decimal(0)) + Money.parse(str(one.values["amount"])).amount
    return found


def by_pandas(path: Path) -> Sums:
    """What one writes with pandas who knows the columns, exact as well: amounts as whole cents."""
    day, vendor, _, account, amount, _ = path.read_text("utf-8").partition("\n")[0].split(",")
    frame = pd.read_csv(path, usecols=[day, vendor, account, amount], dtype=str)
    parts = frame[amount].str.extract(r"^(-?)(\d+)\.(\d{2})$")
    cents = parts[1].astype("int64") * 100 + parts[2].astype("int64")
    frame["cents"] = cents.where(parts[0] != "-", -cents)
    frame["month"] = pd.to_datetime(frame[day]).dt.strftime("%Y-%m")
    sums = frame.groupby([vendor, account, "month"])["cents"].sum()
    return {key: Decimal(int(value)) / 100 for key, value in sums.items()}


def measure() -> Iterator[Measured]:
    """Both sides give the same sums, to the cent, before a ratio is printed."""
    with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as folder:
        for what, head in HEADS.items():
            path = Path(folder) / f"{what}.csv"
            written(path, head)
            ours, found = timed(lambda path=path: by_us(path))
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
            theirs, expected = timed(lambda path=path: by_pandas(path))
            assert found == expected, "the sums differ"
            assert memory <= MOST_MEMORY, f"{memory / 2**30:.1f} GB were used"
            said = f"{what} of {ROWS:,} rows by vendor, account, month"
            yield Measured(
                f"{said} ({memory / 2**30:.1f} GB at most)", ours, 5, theirs, "pandas", 5
            )
