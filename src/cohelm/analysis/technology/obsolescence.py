"""Which applications rest on technology that is out of support, now and in the quarters to come?"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

import numpy as np
import numpy.typing as npt
import polars as pl

from cohelm.analysis.day import Day, Mask
from cohelm.analysis.money import Amounts, Rates
from cohelm.analysis.portfolio.year import Year
from cohelm.analysis.technology.replacing import replacements
from cohelm.analysis.technology.resting import resting
from cohelm.analysis.technology.support import Support, last_day
from cohelm.analysis.wording import counted, span
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.plural import in_number
from cohelm.core.prose import Prose

QUARTERS = 8
FORECAST: dict[str, Any] = {
    "quarter_end": pl.Date, "exposed": pl.Int64, "with_plan": pl.Int64, "losing": pl.Int64,
}  # fmt: skip
EXPOSED: dict[str, Any] = {
    "application": pl.String, "technology": pl.String, "ended": pl.Date, "days": pl.Int64,
    "through": pl.String, "criticality": pl.String,
}  # fmt: skip
BUILT_WITH: dict[str, Any] = {
    "application": pl.String, "technology": pl.String, "ended": pl.Date, "days": pl.Int64,
    "scope": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Obsolescence:
    """Applications beside the support of what they rest on.

    `technologies` are all that have ended or will within the quarters, that whose upgrade would free
    most applications first: how many applications rest on it, how many of them on nothing else that has
    ended, the goals of what these serve, the initiative that brings a successor or takes it out, when
    that lands, and by how many days it is late against the end (below nought: in time).
    `forecast`, empty where no end is known, has for the end of each quarter how many applications are
    exposed, if nothing were done and with what is planned, and how many of the latter were not at the
    end of the quarter before (for the first: on the day).
    `exposed` has a row for each application and technology past its support on the day, longest first:
    its last day, the days since, the item through which it rests on it (null where it uses it itself).
    `built_with` has a row likewise for technology that an application reaches only by links of a scope
    aside of running (`optional`, `excluded`, `build`, `development`, `test`): no exposure of what runs,
    and in nothing else but `undated`. `building_only` counts the applications there that are not exposed.
    `undated` are technologies in use without an end: neither safe nor exposed.
    `called` is the name of the first of the technologies, `latest` that of the one whose replacement
    is latest; empty where there is none.
    """

    on: date
    support: str
    share: Figure
    count: Figure
    cost: Figure
    building_only: Figure
    technologies: pl.DataFrame
    forecast: pl.DataFrame
    exposed: pl.DataFrame
    built_with: pl.DataFrame
    undated: tuple[str, ...]
    called: str
    latest: str

    @property
    def sentence(self) -> str:
        """How many applications are exposed, and which one upgrade would free most of them."""
        if self.count.value is None:
            return Prose(
                "Nobody can say what is out of support: {reason}", reason=self.count.reason
            )
        number, of = len(self.count.counted), self.share.formula.rpartition(" ")[2]
        said = Prose(
            "{number} of {of} applications rest on technology past its {support} support",
            number=number,
            of=of,
            support=Prose(self.support),
        )
        if self.building_only.value:
            more = len(self.building_only.counted)
            said += Prose(
                "; {more} so for building or testing only",
                more=in_number(more, "more application does", "more applications do"),
            )
        first = self.technologies.filter(pl.col("frees") > 0).head(1)
        if len(first):
            said += Prose(
                "; to renew {called} would free {applications}",
                called=self.called,
                applications=counted(first["frees"][0], "application"),
            )
        late: list[int] = self.technologies.filter(pl.col("late") > 0)["late"].to_list()
        if late:
            said += Prose(
                "; the replacement of {latest} lands {span} after support ends",
                latest=self.latest,
                span=span(max(late)),
            )
            said += Prose(", the latest of {late}", late=len(late)) if len(late) > 1 else ""
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
    steps, but for what it does not need in running; see `built_with`.
    Last days are inclusive: what ends today is exposed tomorrow. See `support.last_day` where a
    level is not stated. Examined are applications that rest on any dated technology. Linear in links and
    pairs. Raises UsageError for less than one quarter.
    """
    if quarters < 1:
        raise UsageError(f"{quarters} quarters", where="quarters", accepted="1 and more")
    day = Day(enterprise.at(on), on)
    name = Prose("obsolescence by {support} over {quarters}", support=support, quarters=quarters)
    return day.kept(name, lambda: _obsolescence(day, support, quarters))


def _obsolescence(day: Day, support: Support, quarters: int) -> Obsolescence:
    plan, on = day.enterprise, day.on
    every = _pairs(day, support)
    pairs = every.filter(pl.col("scope").is_null())
    aside = every.filter(pl.col("scope").is_not_null())
    ends = _quarter_ends(plan, on, quarters)
    dated = pairs.filter(pl.col("ended").is_not_null())
    past = dated.filter(pl.col("ended") < on)
    landing = replacements(day, dated.filter(pl.col("ended") < ends[-1])["technology"].unique())
    table = _technologies(day, dated, past, landing, ends[-1])
    return Obsolescence(
        on, support, *_figures(day, dated, past), _building(day, aside, past), table,
        _forecast(day, dated, landing, ends) if len(dated) else pl.DataFrame(schema=FORECAST),
        _exposed(day, past), _built_with(day, aside), _undated(plan, every),
        *(plan.name(one.item(0, "technology")) if len(one) else ""
          for one in (table, table.filter(pl.col("late") > 0).sort("late", descending=True))),
    )  # fmt: skip


def _pairs(day: Day, support: Support) -> pl.DataFrame:
    """Live applications with what they rest on, as node numbers, and when that ended; null: not known."""
    number = len(day.enterprise.nodes)
    technologies = day.frame("technology")
    ends = pl.repeat(None, number, dtype=pl.Date, eager=True)
    if len(technologies):
        ends = ends.scatter(
            technologies["node"], technologies.select(last_day(support).alias("ended"))["ended"]
        )
    found = resting(day)
    counts = _among(day, day.live("application")["node"])
    found = found.filter(counts[found["item"].to_numpy()])
    return found.with_columns(ended=ends.gather(found["technology"]))


def _quarter_ends(plan: Enterprise, on: date, number: int) -> list[date]:
    """The last days of so many financial quarters, the first of them the one that the day is in."""
    year = Year.of(on, int(plan.organisation.get("fiscal_year_start", 1)))
    found: list[date] = []
    while len(found) < number:
        found += [last for _, last in year.quarters if last >= on]
        year = year.later
    return found[:number]


def _keys(day: Day, nodes: Sequence[int] | npt.NDArray[np.integer[Any]]) -> list[str]:
    return day.enterprise.nodes.keys(np.asarray(nodes, np.int64))


def _figures(day: Day, dated: pl.DataFrame, past: pl.DataFrame) -> tuple[Figure, Figure, Figure]:
    plan, on = day.enterprise, day.on
    if not len(dated):
        reason = Prose("no application rests on technology whose support has a known end")
        none = Figure(None, "", reason, on=on)
        return none, none, none
    live = day.live("application")
    costs = live.filter(_among(day, past["item"])[live["node"].to_numpy()])
    names = pl.Series("key", _keys(day, costs["node"].to_numpy()), dtype=pl.String)
    named = costs.select(names, "annual_cost").sort("key")
    exposed = tuple(named["key"].to_list())
    examined = int(np.count_nonzero(_among(day, dated["item"])))
    formula = f"{len(exposed)} / {examined}"
    return (
        Figure(
            len(exposed) / examined,
            "share",
            formula=formula,
            counted=exposed,
            on=on,
            ratio=(len(exposed), examined),
        ),
        Figure(
            len(exposed),
            formula=Prose("applications past support, {formula}", formula=formula),
            counted=exposed,
            on=on,
        ),
        Amounts.of_frame(named, "annual_cost").in_currency(Rates.of(plan), on=on),
    )


def _building(day: Day, aside: pl.DataFrame, past: pl.DataFrame) -> Figure:
    """The applications that rest on technology past its support, and on none in running."""
    if len(aside) and aside["ended"].null_count() == len(aside):
        reason = Prose("no technology for building or testing only has a known end of support")
        return Figure.unknown(reason, on=day.on)
    ended = _among(day, aside.filter(pl.col("ended") < day.on)["item"]) & ~_among(day, past["item"])
    keys = tuple(sorted(_keys(day, np.flatnonzero(ended))))
    formula = Prose(
        "applications past support for building or testing only, {many}", many=len(keys)
    )
    return Figure(len(keys), formula=formula, counted=keys, on=day.on)


def _built_with(day: Day, aside: pl.DataFrame) -> pl.DataFrame:
    """The rows of `built_with`: longest first, then by application and technology."""
    past = aside.filter(pl.col("ended") < day.on)
    frame = past.select(
        pl.Series("application", _keys(day, past["item"].to_numpy()), dtype=pl.String),
        pl.Series("technology", _keys(day, past["technology"].to_numpy()), dtype=pl.String),
        "ended", (day.on - pl.col("ended")).dt.total_days().alias("days"), "scope",
    )  # fmt: skip
    return frame.cast(pl.Schema(BUILT_WITH)).sort("ended", "application", "technology")


def _among(day: Day, nodes: pl.Series) -> Mask:
    """The items that a column of nodes names."""
    mask = np.zeros(len(day.enterprise.nodes), bool)
    mask[nodes.to_numpy()] = True
    return mask


def _exposed(day: Day, past: pl.DataFrame) -> pl.DataFrame:
    """The rows of `exposed`: longest first, then by application and technology."""
    live = day.live("application")
    criticality = pl.repeat(None, len(day.enterprise.nodes), dtype=pl.String, eager=True)
    if len(live):
        criticality = criticality.scatter(live["node"], live["criticality"])
    item, technology = (_alphabetic(day, past[name]) for name in ("item", "technology"))
    ended = past["ended"].to_physical().to_numpy().astype(np.int64)
    # one number sorts several times quicker than three columns
    items, technologies = (int(rank.max(initial=0)) + 1 for rank in (item, technology))
    rows = past[np.argsort((ended * items + item) * technologies + technology)]
    through = rows["through"].set(rows["through"] == rows["item"], None)
    frame = pl.DataFrame({
        "application": _named(day, rows["item"]), "technology": _named(day, rows["technology"]),
        "ended": rows["ended"], "days": -(rows["ended"] - day.on).dt.total_days(),
        "through": _named(day, through), "criticality": criticality.gather(rows["item"]),
    })  # fmt: skip
    return frame.cast(pl.Schema(EXPOSED))


def _named(day: Day, nodes: pl.Series) -> pl.Series:
    """The keys of a column of nodes, each looked up once; null stays null."""
    once = nodes.unique().drop_nulls()
    numbers = pl.repeat(None, len(day.enterprise.nodes), dtype=pl.UInt32, eager=True)
    numbers = numbers.scatter(once, np.arange(len(once), dtype=np.uint32))
    return pl.Series(_keys(day, once.to_numpy()), dtype=pl.String).gather(numbers.gather(nodes))


def _alphabetic(day: Day, nodes: pl.Series) -> npt.NDArray[np.int64]:
    """Where the key of each node of a column stands in the order of the keys."""
    once = np.flatnonzero(_among(day, nodes))
    ranks: npt.NDArray[np.int64] = np.empty(len(day.enterprise.nodes), np.int64)
    ranks[once[pl.Series(_keys(day, once), dtype=pl.String).arg_sort()]] = np.arange(len(once))
    return ranks.take(nodes.to_numpy())


def _technologies(
    day: Day, dated: pl.DataFrame, past: pl.DataFrame, landing: pl.DataFrame, until: date
) -> pl.DataFrame:
    """The rows of `technologies`, that whose upgrade frees most first."""
    ending = dated.filter(pl.col("ended") < until)
    others = _times(day, past["item"])[past["item"].to_numpy()]
    last = past["technology"].filter(pl.Series(others == 1))
    found = ending.select(pl.col("technology").alias("node"), "ended").unique()
    nodes = found["node"].to_numpy()
    named = found.select(
        pl.Series("technology", _keys(day, nodes), dtype=pl.String),
        "ended",
        pl.Series("applications", _times(day, ending["technology"])[nodes], dtype=pl.UInt32),
        pl.Series("frees", _times(day, last)[nodes], dtype=pl.UInt32),
        "node",
    )
    told = (
        named.join(_goals(day, dated), left_on="node", right_on="technology", how="left")
        .join(landing, left_on="node", right_on="technology", how="left")
        .with_columns(pl.col("goals").fill_null([]))
        .with_columns((pl.col("lands") - pl.col("ended")).dt.total_days().alias("late"))
    )
    return told.drop("node").sort(
        ["frees", "applications", "ended", "technology"], descending=[True, True, False, False]
    )


def _times(day: Day, nodes: pl.Series) -> npt.NDArray[np.int64]:
    """How often a column of nodes names each item."""
    return np.bincount(nodes.to_numpy(), minlength=len(day.enterprise.nodes))


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


def _forecast(
    day: Day, dated: pl.DataFrame, landing: pl.DataFrame, ends: Sequence[date]
) -> pl.DataFrame:
    """An application is exposed from its first end on; with the plan, while any pair is open."""
    lands = dated.join(landing.select("technology", "lands"), on="technology", how="left")["lands"]
    rows = []
    before = _among(day, dated["item"].filter(dated["ended"] < day.on))
    for end in ends:
        past = dated["ended"] < end
        still = past & (lands.is_null() | (lands > end))
        exposed, planned = (_among(day, dated["item"].filter(which)) for which in (past, still))
        counts = map(int, map(np.count_nonzero, (exposed, planned, planned & ~before)))
        rows.append((end, *counts))
        before = planned
    return pl.DataFrame(rows, schema=FORECAST, orient="row")


def _undated(plan: Enterprise, pairs: pl.DataFrame) -> tuple[str, ...]:
    nodes = pairs.filter(pl.col("ended").is_null())["technology"].unique().to_list()
    return tuple(sorted(plan.nodes.key(node) for node in nodes))
