"""Where do technologies stand on the radar, how have they moved, and does the estate follow?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.wording import counted, day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure

READING = "radar-ring"
RINGS = ("hold", "assess", "trial", "adopt")
"""The rings by the number that a reading has, the outermost first."""
MOVEMENTS = ("new", "moved in", "moved out", "no change")
COLUMNS: dict[str, Any] = {
    "technology": pl.String, "quadrant": pl.String, "ring": pl.String, "before": pl.String,
    "movement": pl.String, "used_by": pl.Int64, "new_uses": pl.Int64, "rationale": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Radar:
    """The radar of an edition beside what is in use on the day.

    `blips` has a row for each technology on it, adopt first: its ring, that of the edition before,
    how it moved (new, moved in, moved out, no change; as the edition itself says where none came before,
    else null), how many
    live items use it and how many of these uses began since the edition before. `edition` and `before`
    are the days of the two, None where no edition is on record.
    """

    on: date
    edition: date | None
    before: date | None
    unused: Figure
    spreading: Figure
    off_radar: Figure
    unexplained: Figure
    blips: pl.DataFrame
    beside: pl.DataFrame

    @property
    def sentence(self) -> str:
        """What does not fit between radar and estate, and how much has moved."""
        if not len(self.blips):
            return "No technology stands on a radar"
        said = (
            f"{counted(len(self.unused.counted), 'technology').replace('technologys', 'technologies')}"
            f" to adopt that nobody uses, {len(self.spreading.counted)} on hold and still spreading, "
            f"{len(self.off_radar.counted)} in use and on no radar"
        )
        moved = self.blips.filter(pl.col("movement").is_in(["moved in", "moved out"]))
        if self.before is None:
            return said
        return f"{said}; {len(moved)} moved since {day_in_words(self.before)}"


def radar(
    enterprise: Enterprise,
    *,
    on: date,
    edition: Annotated[date | None, "The edition of that day; the last one otherwise."] = None,
) -> Radar:
    """The rings of an edition, as readings of `radar-ring` state them: 0 hold to 3 adopt.

    In the last edition a technology without a reading stands where its own `ring` says. In use is what
    a live item uses on the day; a use is new where its link began after the edition before, or where
    live work brings the technology in. A use without a first day is not new: nobody knows. Linear in
    technologies, readings and links. Raises UsageError for an edition that is not on record.

    Source: rings and movement as in Thoughtworks' "build your own radar".
    """
    found = _Radar(Day(enterprise, on), edition)
    blips = found.blips
    adopt, hold = pl.col("ring") == "adopt", pl.col("ring") == "hold"
    return Radar(
        on, found.edition, found.before,
        found.figure(blips.filter(adopt & (pl.col("used_by") == 0)), "to adopt and used by nothing"),
        found.figure(blips.filter(hold & (pl.col("new_uses") > 0)), "on hold with a new use"),
        found.figure(found.beside, "in use and on no radar"),
        found.figure(blips.filter(pl.col("rationale").is_null()), "on the radar without a reason"),
        blips, found.beside,
    )  # fmt: skip


class _Radar:
    """The parts of the answer, computed once each."""

    def __init__(self, day: Day, asked: date | None) -> None:
        self.day = day
        editions = sorted(one for one in self.readings if one <= day.on)
        if asked is not None and asked not in editions:
            said = ", ".join(one.isoformat() for one in editions) or "none is on record"
            raise UsageError(f"no edition of {asked}", where="edition", accepted=said)
        self.edition = asked or (editions[-1] if editions else None)
        earlier = [one for one in editions if self.edition and one < self.edition]
        self.before = earlier[-1] if earlier else None
        self.is_last = not editions or self.edition == editions[-1]

    @cached_property
    def readings(self) -> Mapping[date, Mapping[str, str]]:
        """By edition, the ring of each technology by key."""
        found: dict[date, dict[str, str]] = {}
        if READING not in self.day.enterprise.observed:
            return found
        for row in self.day.enterprise.observations(READING).iter_rows(named=True):
            value = row["value"]
            if value is not None and value in range(len(RINGS)):
                found.setdefault(row["time"].date(), {})[row["item"]] = RINGS[int(value)]
        return found

    @cached_property
    def stated(self) -> Mapping[str, str]:
        """How technologies moved, as the edition that is shown says itself."""
        if READING not in self.day.enterprise.observed or self.edition is None:
            return {}
        rows = self.day.enterprise.observations(READING).filter(
            pl.col("time").dt.date() == self.edition, pl.col("note").is_in(MOVEMENTS)
        )
        return dict(rows.select("item", "note").iter_rows())

    @cached_property
    def uses(self) -> Mapping[str, tuple[int, int]]:
        """By technology, how many live items use it, and how many of these uses are new."""
        live = self._live_nodes()
        users: dict[int, set[int]] = {}
        new: dict[int, set[int]] = {}
        key = self.day.enterprise.nodes.key
        for relation in self._relations():
            source, target, rows = self.day.links(relation)
            edges = self.day.enterprise.links[relation].edges if len(rows) else None
            for here, end, row in zip(source.tolist(), target.tolist(), rows.tolist(), strict=True):
                if here in live and edges is not None:
                    users.setdefault(end, set()).add(here)
                    if self._is_new(int(edges.start[row])):
                        new.setdefault(end, set()).add(here)
        for here, end in self._introduced():
            new.setdefault(end, set()).add(here)
        return {
            key(end): (len(users.get(end, ())), len(new.get(end, ()))) for end in {*users, *new}
        }

    def _relations(self) -> list[str]:
        """The relations by which things of any kind use a technology."""
        return sorted(
            {
                spec.name
                for kind in self.day.enterprise.schema.kinds.values()
                for spec in kind.relations.values()
                if spec.inverse == "used_in"
            }
        )

    def _live_nodes(self) -> set[int]:
        kinds = self.day.enterprise.tables
        return {node for kind in kinds for node in self.day.live(kind)["node"].to_list()}

    def _is_new(self, start: int) -> bool:
        since = self.before
        return since is not None and start > int(since.strftime("%Y%m%d"))

    def _introduced(self) -> Iterator[tuple[int, int]]:
        live = set(self.day.live("initiative")["node"].to_list())
        source, target, _ = self.day.links("introduces")
        yield from (
            (a, b) for a, b in zip(source.tolist(), target.tolist(), strict=True) if a in live
        )

    @cached_property
    def blips(self) -> pl.DataFrame:
        rows = list(self._rows())
        order = {ring: at for at, ring in enumerate(reversed(RINGS))}
        rows.sort(key=lambda row: (order[row["ring"]], row["technology"]))
        return pl.DataFrame(rows, schema=COLUMNS)

    def _rows(self) -> Iterator[dict[str, Any]]:
        for row in self.day.live("technology").iter_rows(named=True):
            key = f"technology:{row['id']}"
            ring = self.readings.get(self.edition, {}).get(key) if self.edition else None
            ring = ring or (row["ring"] if self.is_last else None)
            if ring is None:
                continue
            before = self.readings.get(self.before, {}).get(key) if self.before else None
            used, new = self.uses.get(key, (0, 0))
            yield {
                "technology": key, "quadrant": row["quadrant"], "ring": ring, "before": before,
                "movement": movement(before, ring) if self.before else self.stated.get(key),
                "used_by": used, "new_uses": new, "rationale": row["rationale"],
            }  # fmt: skip

    @cached_property
    def beside(self) -> pl.DataFrame:
        """What live items use that is on no radar, the most used first."""
        on_it = set(self.blips["technology"])
        live = {f"technology:{one}" for one in self.day.live("technology")["id"]}
        rows = [
            (key, used)
            for key, (used, _) in self.uses.items()
            if used and key in live and key not in on_it
        ]
        rows.sort(key=lambda row: (-row[1], row[0]))
        return pl.DataFrame(
            rows, schema={"technology": pl.String, "used_by": pl.Int64}, orient="row"
        )

    def figure(self, frame: pl.DataFrame, what: str) -> Figure:
        keys = tuple(frame["technology"])
        if not len(self.blips):
            return Figure.unknown("no technology stands on a radar", on=self.day.on)
        return Figure(len(keys), "", formula=f"{len(keys)} {what}", counted=keys, on=self.day.on)


def movement(before: str | None, ring: str) -> str:
    """How a technology moved between two editions; in is towards adopt.

    >>> movement("trial", "adopt"), movement("adopt", "hold"), movement(None, "assess")
    ('moved in', 'moved out', 'new')
    """
    if before is None:
        return "new"
    steps = RINGS.index(ring) - RINGS.index(before)
    return "no change" if not steps else "moved in" if steps > 0 else "moved out"
