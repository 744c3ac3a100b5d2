"""Where do technologies stand on the radar, how have they moved, and does the estate follow?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Annotated, Any

import polars as pl

from cohelm.analysis.day import Day
from cohelm.analysis.technology.versions import versions
from cohelm.analysis.wording import day_in_words
from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import UsageError
from cohelm.core.figure import Figure
from cohelm.core.plural import Plural, in_number
from cohelm.core.prose import Prose, joined
from cohelm.kinds.rings import RINGS, Rings, stated_movements

REVIEW_DAYS = 365
"""After so many days without a review a place on the radar is old."""
COLUMNS: dict[str, Any] = {
    "number": pl.Int64, "technology": pl.String, "quadrant": pl.String, "ring": pl.String,
    "before": pl.String, "movement": pl.String, "used_by": pl.Int64, "new_uses": pl.Int64,
    "ends": pl.Date, "weaknesses": pl.Int64, "rationale": pl.String, "owner": pl.String,
    "reviewed_on": pl.Date, "decisions": pl.List(pl.String), "history": pl.String,
}  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class Radar:
    """The radar of an edition beside what is in use on the day.

    `blips` has a row for each technology on it, the innermost ring first: its number, its ring, that of
    the edition before, how it moved (new, moved in, moved out, no change; as the edition itself says
    where none came before, else null), how many live items use it, how many of these uses began since
    the edition before (both null where no use of any technology is on record), the end of its security
    support, how many known weaknesses of it are live (null
    to whoever does not see them), why it stands there, whose it is, when it was reviewed, the decisions
    about it, and its rings up to this edition. Why is what the edition's own reading says; in the last
    edition, where the reading says nothing, what the technology says today. `beside` is in use and on no
    radar; `versions` has technologies of which several are in use. `rings` (outermost first) and
    `quadrants` are those of the
    organisation; `gone` are rings that the edition named and the organisation has no more: what stands
    in one comes last, and does not move from or to it. `edition` and `before` are the days of the two,
    None where no edition is on record; `editions` the days of all up to this day.
    """

    on: date
    edition: date | None
    before: date | None
    unused: Figure
    spreading: Figure
    off_radar: Figure
    unexplained: Figure
    unowned: Figure
    unreviewed: Figure
    undecided: Figure
    spread: Figure
    blips: pl.DataFrame
    beside: pl.DataFrame
    versions: pl.DataFrame
    rings: tuple[str, ...]
    gone: tuple[str, ...]
    quadrants: tuple[str, ...]
    editions: tuple[date, ...]

    @property
    def _inner(self) -> str:
        return Prose("adopt") if self.rings == RINGS else f"'{self.rings[-1]}'"

    @property
    def _outer(self) -> str:
        return (
            Prose("on hold") if self.rings == RINGS else Prose("in '{rings}'", rings=self.rings[0])
        )

    @property
    def sentence(self) -> str:
        """What does not fit between radar and estate, and how much has moved."""
        if not len(self.blips):
            return Prose("No technology stands on a radar")
        said = self._fits()
        if self.before is None:
            return said
        moved = self.blips.filter(pl.col("movement").is_in(["moved in", "moved out"]))
        return Prose(
            "{said}; {moved} moved since {before}",
            said=said,
            moved=len(moved),
            before=day_in_words(self.before),
        )

    def _fits(self) -> str:
        """How the radar and what is in use fit together."""
        if self.unused.value is None:
            return Prose(
                "{technologies} on the radar; nobody can say which are in use: {reason}",
                technologies=in_number(len(self.blips), "technology", "technologies"),
                reason=self.unused.reason,
            )
        unused = len(self.unused.counted)
        return Prose(
            "{unused} {technologies} to {inner} that nobody uses, {spreading} {outer} and still "
            "spreading, {off_radar} in use and on no radar",
            unused=unused,
            technologies=Plural("technology", "technologies", number=unused),
            inner=self._inner,
            spreading=len(self.spreading.counted),
            outer=self._outer,
            off_radar=len(self.off_radar.counted),
        )


def radar(
    enterprise: Enterprise,
    *,
    on: date,
    edition: Annotated[date | None, "The edition of that day; the last one otherwise."] = None,
) -> Radar:
    """The rings of an edition, as readings of `radar-ring` state them: by the name of a ring, else by
    its number, 0 for the outermost one of today.

    In the last edition a technology without a reading stands where its own `own_ring` or `ring` says.
    In use is what a live item uses on the day; a use is new where its link began after the edition
    before, or where live work brings the technology in. A use without a first day is not new: nobody
    knows. Linear in technologies, readings and links. Raises UsageError for an edition that is not on
    record.

    Source: rings and movement as in Thoughtworks' "build your own radar".
    """
    found = _Radar(Day(enterprise, on), edition)
    blips, of = found.blips, found.of
    inner, outer = pl.col("ring") == of.innermost, pl.col("ring") == of.outermost
    old = pl.col("reviewed_on").is_null() | (
        pl.col("reviewed_on") < on - timedelta(days=REVIEW_DAYS)
    )
    spread = found.versions
    more = spread.filter(pl.col("number") > pl.col("before"))
    return Radar(
        on,
        found.edition,
        found.before,
        found.figure(
            blips.filter(inner & (pl.col("used_by") == 0)),
            Prose("in '{innermost}', used by nothing", innermost=of.innermost),
            known=found.has_users,
        ),
        found.figure(
            blips.filter(outer & (pl.col("new_uses") > 0)),
            Prose("in '{outermost}' with a new use", outermost=of.outermost),
            known=found.has_users or bool(found.uses),
        ),
        found.figure(found.beside, Prose("in use and on no radar"), known=found.has_users),
        found.figure(
            blips.filter(pl.col("rationale").is_null()), Prose("on the radar without a reason")
        ),
        found.figure(
            blips.filter(pl.col("owner").is_null()), Prose("on the radar without an owner")
        ),
        found.figure(
            blips.filter(old), Prose("not reviewed in {review_days} days", review_days=REVIEW_DAYS)
        ),
        found.figure(
            blips.filter(pl.col("decisions").list.len() == 0), Prose("without a decision on record")
        ),
        found.spread(more),
        blips,
        found.beside,
        spread,
        of.rings,
        tuple(one for one in blips["ring"].unique(maintain_order=True) if one not in of.rings),
        of.quadrants,
        tuple(found.editions),
    )


class _Radar:
    """The parts of the answer, computed once each."""

    def __init__(self, day: Day, asked: date | None) -> None:
        self.day = day
        self.of = Rings.of(day.enterprise)
        self.editions = editions = sorted(one for one in self.readings if one <= day.on)
        if asked is not None and asked not in editions:
            said = ", ".join(one.isoformat() for one in editions) or Prose("none is on record")
            raise UsageError(f"no edition of {asked}", where="edition", accepted=said)
        self.edition = asked or (editions[-1] if editions else None)
        earlier = [one for one in editions if self.edition and one < self.edition]
        self.before = earlier[-1] if earlier else None
        self.is_last = not editions or self.edition == editions[-1]

    @cached_property
    def readings(self) -> Mapping[date, Mapping[str, str]]:
        """By edition, the ring of each technology by key."""
        return self.of.editions(self.day.enterprise)

    @cached_property
    def stated(self) -> Mapping[str, str]:
        """How technologies moved, as the edition that is shown says itself."""
        return stated_movements(self.day.enterprise, self.edition) if self.edition else {}

    @cached_property
    def rationales(self) -> Mapping[str, str]:
        """Why technologies stand where they do, as the readings of the edition say."""
        return self.of.rationales(self.day.enterprise, self.edition) if self.edition else {}

    def _rationale(self, key: str, row: Mapping[str, Any]) -> str | None:
        """Of an earlier edition only what was said then: today's reason may be another one."""
        said: str | None = row["rationale"] if self.is_last else None
        return self.rationales.get(key, said)

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

    @cached_property
    def has_users(self) -> bool:
        """Whether it is on record of anything, retired or not, that it uses a technology."""
        links = self.day.enterprise.links
        return any(len(links[name].edges) for name in self._relations() if name in links)

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
        order = {ring: at for at, ring in enumerate(reversed(self.of.rings))}
        rows.sort(
            key=lambda row: (order.get(row["ring"], len(order)), row["ring"], row["technology"])
        )
        numbered = [{"number": at, **row} for at, row in enumerate(rows, 1)]
        return pl.DataFrame(numbered, schema=COLUMNS)

    def _rows(self) -> Iterator[dict[str, Any]]:
        for row in self.day.live("technology").iter_rows(named=True):
            key = f"technology:{row['id']}"
            ring = self.readings.get(self.edition, {}).get(key) if self.edition else None
            ring = ring or (self.of.ring(row) if self.is_last else None)
            if ring is None:
                continue
            before = self.readings.get(self.before, {}).get(key) if self.before else None
            used, new = self.uses.get(key, (0, 0))
            uses = {
                "used_by": used if self.has_users else None,
                "new_uses": new if self.has_users or self.uses else None,
            }
            moved = self.of.movement(before, ring) if self.before else self.stated.get(key)
            yield {
                "technology": key, "quadrant": self.of.quadrant(row), "ring": ring,
                "before": before, "movement": moved, **uses,
                "ends": row["end_of_security_support"],
                "weaknesses": None if self.weaknesses is None else self.weaknesses.get(key, 0),
                "rationale": self._rationale(key, row), "owner": self._owner(key),
                "reviewed_on": row["reviewed_on"], "decisions": self._decisions(key),
                "history": self._history(key),
            }  # fmt: skip

    @cached_property
    def weaknesses(self) -> Mapping[str, int] | None:
        """How many live weaknesses each item has; None where the audience does not see them."""
        plan = self.day.enterprise
        if not plan.audience.sees("security"):
            return None
        ids = self.day.live("vulnerability")["id"]
        return Counter(
            one for id_ in ids for one in plan.targets(f"vulnerability:{id_}", "affects")
        )

    def _owner(self, key: str) -> str | None:
        return next(iter(self.day.enterprise.targets(key, "owner")), None)

    def _decisions(self, key: str) -> list[str]:
        about = self.day.enterprise.sources(key, "about")
        return [one for one in about if one.startswith("decision:")]

    def _history(self, key: str) -> str | None:
        """Its rings from edition to edition, where it changed: `assess 2024-05, trial 2025-05`."""
        said: list[str] = []
        last = None
        for edition in sorted(self.readings):
            ring = self.readings[edition].get(key)
            if ring != last and ring is not None and (not self.edition or edition <= self.edition):
                said.append(f"{ring} {edition:%Y-%m}")
            last = ring
        return ", ".join(said) or None

    @cached_property
    def versions(self) -> pl.DataFrame:
        """Technologies of which several versions are in use."""
        return versions(self.day, self.before)

    def spread(self, more: pl.DataFrame) -> Figure:
        """Those of which more versions are in use than at the edition before."""
        if self.before is None:
            return Figure.unknown(Prose("there is no edition before"), on=self.day.on)
        since = day_in_words(self.before)
        keys = tuple(more["technology"])
        formula = Prose(
            "{keys} in use in more versions than on {since}", keys=len(keys), since=since
        )
        return Figure(len(keys), formula=formula, counted=keys, on=self.day.on)

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

    def figure(self, frame: pl.DataFrame, what: str, *, known: bool = True) -> Figure:
        """How many, by key; `known`: whether anything on record tells of it."""
        keys = tuple(frame["technology"])
        if not len(self.blips):
            return Figure.unknown(Prose("no technology stands on a radar"), on=self.day.on)
        if not known:
            reason = Prose("nothing on record says what uses which technology")
            return Figure.unknown(reason, on=self.day.on)
        return Figure(
            len(keys), "", formula=joined((len(keys), what)), counted=keys, on=self.day.on
        )
