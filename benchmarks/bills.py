"""A cloud bill of a million rows by vendor, service and month."""

from __future__ import annotations

import random
import resource
import tempfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pandas as pd

from benchmarks.bar import Measured, timed
from cohelm.core.money import Money
from cohelm.formats.tables import read_table_file
from cohelm.kinds import built_in_schema

ROWS = 1_000_000
MOST_MEMORY = 2 * 2**30
MICRO = 10**6
HEAD = (
    "BilledCost,BillingAccountId,BillingCurrency,ChargeCategory,ChargeDescription,ChargePeriodEnd,"
    "ChargePeriodStart,EffectiveCost,ListCost,ProviderName,ResourceId,ServiceName,SubAccountId\n"
)
Sums = dict[tuple[str, str, str], Decimal]


def bill(path: Path) -> None:
    """A bill in the form FOCUS: three providers, forty services, a year; costs with six digits."""
    rng = random.Random(7)
    services = [f"Service {n}" for n in range(40)]
    with path.open("w", encoding="utf-8") as out:
        out.write(HEAD)
        for row in range(ROWS):
            cost = f"{rng.randrange(-100, 90_000_000) / MICRO:.6f}"
            day = f"2025-{1 + row % 12:02}-{1 + row % 28:02}"
            out.write(
                f'{cost},8412,USD,Usage,"Hours, first tier, region {row % 20}",{day} 23:00:00,'
                f"{day} 22:00:00,{cost},{cost},{('AWS', 'Azure', 'GCP')[row % 3]},arn:{row},"
                f"{rng.choice(services)},{row % 90}\n"
            )


def by_us(path: Path) -> Sums:
    """The path that an import takes: shape and columns are told, everything is added up."""
    contents, _, _ = read_table_file(path.name, path.read_bytes(), built_in_schema())
    return {
        (
            one.values["item"].text,
            one.values["reference"],
            str(one.values["time"])[:7],
        ): Money.parse(str(one.values["amount"])).amount
        for one in contents.observed
    }


def by_pandas(path: Path) -> Sums:
    """What one writes with pandas, exact as well: costs as whole millionths."""
    columns = ["BilledCost", "ChargePeriodStart", "ProviderName", "ServiceName"]
    frame = pd.read_csv(path, usecols=columns, dtype=str)
    parts = frame["BilledCost"].str.extract(r"^(-?)(\d+)\.(\d{6})$")
    amount = parts[1].astype("int64") * MICRO + parts[2].astype("int64")
    frame["micro"] = amount.where(parts[0] != "-", -amount)
    frame["month"] = pd.to_datetime(frame["ChargePeriodStart"]).dt.strftime("%Y-%m")
    sums = frame.groupby(["ProviderName", "ServiceName", "month"])["micro"].sum()
    return {key: Decimal(int(value)) / MICRO for key, value in sums.items()}


def measure() -> Iterator[Measured]:
    """Both sides give the same sums, exactly, before a ratio is printed."""
    with tempfile.TemporaryDirectory(prefix="cohelm-bench-") as folder:
        path = Path(folder) / "bill.csv"
        bill(path)
        ours, found = timed(lambda: by_us(path))
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
        theirs, expected = timed(lambda: by_pandas(path))
        assert found == expected, "the sums differ"
        assert len(found) == 3 * 40 * 4, len(found)
        assert memory <= MOST_MEMORY, f"{memory / 2**30:.1f} GB were used"
        what = (
            f"a bill of {ROWS:,} rows by vendor, service, month ({memory / 2**30:.1f} GB at most)"
        )
        yield Measured(what, ours, 5, theirs, "pandas", 5)
