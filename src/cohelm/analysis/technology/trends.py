"""What rises or falls, beyond what chance would show among so many series?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.technology.series import COUNTS, Series, series_of
from cohelm.analysis.technology.trending import holm, likeness, mann_kendall, sen, widening
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UnknownName, UsageError
from cohelm.core.figure import Figure
from cohelm.core.prose import Prose, joined

FEWEST = 10
"""So many readings a test takes: below, the normal approximation does not hold."""
CHANCE = 0.05
"""The chance of any false claim among all series that were tested together."""
YEAR = 365.25
RISES, FALLS, NONE = "rises", "falls", "none shown"
COLUMNS: dict[str, Any] = {
    "item": pl.String, "series": pl.String, "trend": pl.String, "per_year": pl.Float64,
    "lower": pl.Float64, "upper": pl.Float64, "unit": pl.String, "n": pl.Int64, "since": pl.Date,
    "until": pl.Date, "tau": pl.Float64, "p": pl.Float64, "p_of_all": pl.Float64,
    "likeness": pl.Float64,
}  # fmt: skip
READ: dict[str, Any] = {
    "item": pl.String, "series": pl.String, "time": pl.Date, "value": pl.Float64,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Trends:
    """Series with ten readings and more, the surest trend first.

    `series` has a row for each: the slope a year of Theil and Sen with its interval (95 %), the number
    of readings n, Kendall's tau, p of Mann and Kendall, and p corrected by Holm for all that are
    tested here. A trend is shown where that is 0.05 and less. `likeness` is how alike readings that
    follow each other are, the slope taken out; where it is beyond chance, p allows for it. `readings`
    are those of the trends that are shown, in the order of their series and days.
    """

    on: date
    tested: Figure
    shown: Figure
    series: pl.DataFrame
    readings: pl.DataFrame

    @property
    def sentence(self) -> str:
        """How many trends are shown, of how many series that were tested."""
        if self.tested.value is None:
            return Prose("Nobody can say what rises or falls: {reason}", reason=self.tested.reason)
        of = self.series["trend"].to_list()
        said = Prose(
            "{count} of {of} series rise and {falls} fall",
            count=of.count(RISES),
            of=len(of),
            falls=of.count(FALLS),
        )
        few = len({one for keys in self.tested.left_out.values() for one in keys})
        short = (
            Prose("; {items} with too few readings of something", items=counted(few, "item"))
            if few
            else ""
        )
        return Prose(
            "{said} beyond chance; of the others no trend is claimed{short}", said=said, short=short
        )


def trends(
    enterprise: Enterprise,
    *,
    on: date,
    only: Annotated[str, "A metric's id, or incidents, releases or uses; all otherwise."] = "",
    months: Annotated[int, "So many months back."] = 36,
) -> Trends:
    """Mann and Kendall's test for each series of the months before a day, corrected for their number.

    Series are the readings of each metric about each item, and for each technology the incidents and
    releases a month of the items that rest on it and the uses that began; see `series.series_of`.
    What is tested together is what is asked for: to ask for one metric only is to be corrected for
    fewer, and has to be decided before one looks. Raises UsageError for less than ten months, and
    UnknownName. Cost: quadratic in the readings of a series.
    """
    if months < FEWEST:
        raise UsageError(f"{months} months", where="months", accepted=f"{FEWEST} and more")
    day = Day(enterprise, on)
    names = sorted({*COUNTS, *(str(one) for one in day.live("metric")["id"])})
    if only and only not in names:
        raise UnknownName.of("series", only, names)
    found = [one for one in series_of(day, months) if only in ("", one.name)]
    long = [one for one in found if len(one.values) >= FEWEST]
    short = tuple(sorted({one.item for one in found if len(one.values) < FEWEST}))
    table = _table([_tested(one) for one in long])
    told = table.filter(pl.col("trend") != NONE)
    shown = _count(told, Prose("series with a trend beyond chance"), (), on, of=len(table))
    read = {(one.item, one.key): one for one in long}
    rows = [
        (item, key, time, value)
        for item, key in told.select("item", "series").iter_rows()
        for time, value in zip(read[item, key].times, read[item, key].values, strict=True)
    ]
    readings = pl.DataFrame(rows, schema=READ, orient="row")
    return Trends(on, _count(table, Prose("series tested"), short, on), shown, table, readings)


def _tested(one: Series) -> dict[str, Any]:
    times = [(moment - one.times[0]).days / YEAR for moment in one.times]
    slope, lower, upper = sen(times, one.values, sure=0.95)
    alike = likeness(times, one.values, slope)
    test = mann_kendall(one.values, widened=widening(alike, len(one.values)))
    return {
        "item": one.item, "series": one.key, "trend": RISES if test.s > 0 else FALLS,
        "per_year": slope, "lower": lower, "upper": upper, "unit": one.unit, "n": test.n,
        "since": one.times[0], "until": one.times[-1], "tau": round(test.tau, 6), "p": test.p,
        "likeness": round(alike, 6),
    }  # fmt: skip


def _table(rows: list[dict[str, Any]]) -> pl.DataFrame:
    for row, of_all in zip(rows, holm([row["p"] for row in rows]), strict=True):
        row["p_of_all"] = of_all
        if of_all > CHANCE:
            row["trend"] = NONE
    rows.sort(key=lambda row: (row["p_of_all"], row["p"], row["item"], row["series"]))
    return pl.DataFrame(rows, schema=COLUMNS)


def _count(
    table: pl.DataFrame, what: str, short: tuple[str, ...], on: date, *, of: int | None = None
) -> Figure:
    if not len(table) and not of:
        return Figure.unknown(Prose("no series has {fewest} readings", fewest=FEWEST), on=on)
    keys = tuple(sorted(set(table["item"])))
    left_out: dict[str, tuple[str, ...]] = {}
    if short:
        left_out[Prose("fewer than {fewest} readings", fewest=FEWEST)] = short
    return Figure(
        len(table), formula=joined((len(table), what)), counted=keys, left_out=left_out, on=on
    )
