"""Which applications rest on technology that is out of support, now and in the quarters to come?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import numpy as np
import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.money import Amounts, Rates
from cohelm.analysis.portfolio.year import Year
from cohelm.analysis.technology.replacing import replacements
from cohelm.analysis.technology.resting import resting
from cohelm.analysis.technology.support import Support, last_day
from cohelm.analysis.wording import counted
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure

QUARTERS = 8
EXPOSED: dict[str, Any] = {
    "application": pl.String, "technology": pl.String, "ended": pl.Date, "days": pl.Int64,
    "through": pl.String, "criticality": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Obsolescence:
    """Applications beside the support of what they rest on.

    `exposed` has a row for each application and technology past its support on the day, longest first:
    its last day, the days since, the item through which it rests on it (null where it uses it itself).
    `technologies` are all that have ended or will within the quarters, that whose upgrade would free
    most applications first: how many applications rest on it, how many of them on nothing else that has
    ended, the goals of what these serve, the initiative that brings a successor or takes it out, when
    that lands, and by how many days it is late against the end (below nought: in time).
    `forecast` has for the end of each quarter how many applications are exposed, if nothing were done
    and with what is planned. `undated` are technologies in use without an end: neither safe nor exposed.
    """

    on: date
    support: str
    share: Figure
    count: Figure
    cost: Figure
    exposed: pl.DataFrame
    technologies: pl.DataFrame
    forecast: pl.DataFrame
    undated: tuple[str, ...]
    called: str

    @property
    def sentence(self) -> str:
        """How many applications are exposed, and which one upgrade would free most of them."""
        if self.count.value is None:
            return f"Nobody can say what is out of support: {self.count.reason}"
        number, of = len(self.count.counted), self.share.formula.rpartition(" ")[2]
        said = f"{number} of {of} applications rest on technology past its {self.support} support"
        first = self.technologies.filter(pl.col("frees") > 0).head(1)
        if len(first):
            said += (
                f"; to renew {self.called} would free {counted(first['frees'][0], 'application')}"
            )
        late = self.technologies.filter(pl.col("late") > 0)
        if len(late):
            said += f"; {counted(len(late), 'replacement')} will land after support ends"
        return said


def obsolescence(
    enterprise: Enterprise,
    *,
    on: date,
    support: Annotated[Support, "Which support counts as the end."] = "security",
    quarters: Annotated[int, "So many quarters ahead."] = QUARTERS,
) -> Obsolescence:
    """Applications that rest on technology past the end of a level of its support.

    An application rests on what it uses and on what is used by what it runs on, through any number of
    steps. Last days are inclusive: what ends today is exposed tomorrow. See `support.last_day` where a
    level is not stated. Examined are applications that rest on any dated technology. Linear in links and
    pairs. Raises UsageError for less than one quarter.
    """
    if quarters < 1:
        raise UsageError(f"{quarters} quarters", where="quarters", accepted="1 and more")
    plan = enterprise.at(on)
    day = Day(plan, on)
    pairs = _pairs(day, support)
    ends = _quarter_ends(plan, on, quarters)
    dated = pairs.filter(pl.col("ended").is_not_null())
    past = dated.filter(pl.col("ended") < on)
    landing = replacements(day, dated.filter(pl.col("ended") < ends[-1])["technology"].unique())
    table = _technologies(day, dated, past, landing, ends[-1])
    return Obsolescence(
        on, support, *_figures(day, dated, past), _exposed(day, past), table,
        _forecast(dated, landing, ends), _undated(plan, pairs),
        plan.name(table["technology"][0]) if len(table) else "",
    )  # fmt: skip


def _pairs(day: Day, support: Support) -> pl.DataFrame:
    """Live applications with what they rest on, as node numbers, and when that ended; null: not known."""
    technologies = day.frame("technology")
    ends = (
        technologies.select(pl.col("node").alias("technology"), last_day(support).alias("ended"))
        if len(technologies)
        else pl.DataFrame(schema={"technology": pl.Int32, "ended": pl.Date})
    )
    live = day.live("application")
    nodes = (
        live.select(pl.col("node").alias("item"), "criticality")
        if len(live)
        else pl.DataFrame(schema={"item": pl.Int32, "criticality": pl.String})
    )
    return resting(day).join(nodes, on="item").join(ends, on="technology", how="left")


def _quarter_ends(plan: Enterprise, on: date, number: int) -> list[date]:
    """The last days of so many financial quarters, the first of them the one that the day is in."""
    year = Year.of(on, int(plan.organisation.get("fiscal_year_start", 1)))
    found: list[date] = []
    while len(found) < number:
        found += [last for _, last in year.quarters if last >= on]
        year = year.later
    return found[:number]


def _keys(day: Day, nodes: Sequence[int]) -> list[str]:
    return day.enterprise.nodes.keys(np.asarray(nodes, np.int64))


def _figures(day: Day, dated: pl.DataFrame, past: pl.DataFrame) -> tuple[Figure, Figure, Figure]:
    plan, on = day.enterprise, day.on
    examined = dated["item"].unique()
    exposed = sorted(_keys(day, past["item"].unique().to_list()))
    if not len(examined):
        reason = "no application rests on technology whose support has a known end"
        none = Figure(None, "", reason, on=on)
        return none, none, none
    formula = f"{len(exposed)} / {len(examined)}"
    keys = tuple(exposed)
    costs = day.live("application").join(past.select(node="item").unique(), on="node", how="semi")
    named = costs.select(pl.format("application:{}", "id").alias("key"), "annual_cost").sort("key")
    return (
        Figure(len(exposed) / len(examined), "share", formula=formula, counted=keys, on=on),
        Figure(len(exposed), formula=f"applications past support, {formula}", counted=keys, on=on),
        Amounts.of_frame(named, "annual_cost").in_currency(Rates.of(plan), on=on),
    )


def _exposed(day: Day, past: pl.DataFrame) -> pl.DataFrame:
    itself = pl.col("through") == pl.col("item")
    named = past.with_columns(
        through=pl.when(itself).then(None).otherwise(pl.col("through")),
        days=pl.lit(day.on).sub(pl.col("ended")).dt.total_days(),
    )
    frame = named.select(
        *(_named(day, named, name, to) for name, to in
          (("item", "application"), ("technology", "technology"))),
        "ended", "days", _named(day, named, "through", "through"), "criticality",
    )  # fmt: skip
    return frame.cast(pl.Schema(EXPOSED)).sort(
        "days", "application", "technology", descending=[True, False, False]
    )


def _named(day: Day, frame: pl.DataFrame, column: str, to: str) -> pl.Series:
    """The keys of a column of node numbers."""
    nodes = frame[column].unique().drop_nulls()
    keys = pl.Series(_keys(day, nodes.to_list()), dtype=pl.String)
    return frame[column].replace_strict(nodes, keys, return_dtype=pl.String).alias(to)


def _technologies(
    day: Day, dated: pl.DataFrame, past: pl.DataFrame, landing: pl.DataFrame, until: date
) -> pl.DataFrame:
    alone = past.join(past.group_by("item").agg(pl.len().alias("others")), on="item")
    frees = alone.filter(pl.col("others") == 1).group_by("technology").agg(pl.len().alias("frees"))
    found = (
        dated.filter(pl.col("ended") < until)
        .group_by("technology", "ended")
        .agg(pl.len().alias("applications"))
        .join(frees, on="technology", how="left")
        .join(_goals(day, dated), on="technology", how="left")
        .join(landing, on="technology", how="left")
        .with_columns(pl.col("frees").fill_null(0), pl.col("goals").fill_null([]))
        .with_columns((pl.col("lands") - pl.col("ended")).dt.total_days().alias("late"))
    )
    names = _keys(day, found["technology"].to_list())
    return found.with_columns(pl.Series("technology", names, dtype=pl.String)).sort(
        ["frees", "applications", "ended", "technology"], descending=[True, True, False, False]
    )


def _goals(day: Day, dated: pl.DataFrame) -> pl.DataFrame:
    """By technology, the goals that are pursued by the capabilities of applications resting on it."""
    serves, capability, _ = day.links("supports")
    of, goal, _ = day.links("pursues")
    serving = pl.DataFrame({"item": serves, "capability": capability})
    pursuing = pl.DataFrame({"capability": of, "goal": goal})
    found = serving.join(pursuing, on="capability").join(
        dated.select("item", "technology"), on="item"
    )
    sums = found.select("technology", "goal").unique().sort("technology", "goal")
    names = pl.Series("goals", _keys(day, sums["goal"].to_list()), dtype=pl.String)
    return sums.select("technology").with_columns(names).group_by("technology").agg("goals")


def _forecast(dated: pl.DataFrame, landing: pl.DataFrame, ends: Sequence[date]) -> pl.DataFrame:
    """An application is exposed from its first end on; with the plan, while any pair is open."""
    first = dated.group_by("item").agg(pl.col("ended").min())["ended"]
    lands = dated.join(landing.select("technology", "lands"), on="technology", how="left")
    bare = lands.filter(pl.col("lands").is_null()).group_by("item").agg(pl.col("ended").min())
    planned = lands.filter(pl.col("lands").is_not_null())
    rows = []
    for end in ends:
        left = bare.filter(pl.col("ended") < end)["item"]
        more = planned.filter((pl.col("ended") < end) & (pl.col("lands") > end))["item"]
        rows.append((end, int((first < end).sum()), pl.concat([left, more]).n_unique()))
    schema = {"quarter_end": pl.Date, "exposed": pl.Int64, "with_plan": pl.Int64}
    return pl.DataFrame(rows, schema=schema, orient="row")


def _undated(plan: Enterprise, pairs: pl.DataFrame) -> tuple[str, ...]:
    nodes = pairs.filter(pl.col("ended").is_null())["technology"].unique().to_list()
    return tuple(sorted(plan.nodes.key(node) for node in nodes))
