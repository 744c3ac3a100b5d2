"""How much of each piece of work goes to which goal?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from cohelm.analysis.day import Day
from cohelm.core.figure import Assumption
from cohelm.core.prose import Prose


@dataclass(frozen=True, slots=True)
class Serving:
    """`of[initiative][goal]` is the share of an initiative that a goal takes, by node numbers.

    The shares of an initiative add up to 1 at most; the rest serves no goal. `even` are the keys of
    those whose shares were not all stated, `cut` of those that stated more than the whole.
    """

    of: Mapping[int, Mapping[int, float]]
    even: tuple[str, ...]
    cut: tuple[str, ...]

    @property
    def assumed(self) -> tuple[Assumption, ...]:
        """What was filled in, as assumptions."""
        both = {
            Prose("even shares"): (
                Prose(
                    "What no goal is said to take is split evenly over the goals without a share."
                ),
                self.even,
            ),
            Prose("shares cut to the whole"): (
                Prose("Shares that add up to more than the whole are cut in proportion."),
                self.cut,
            ),
        }
        return tuple(Assumption(name, said, keys) for name, (said, keys) in both.items() if keys)


def serving(day: Day) -> Serving:
    """The shares as the links of the day state them.

    Where a link states none, the goals without a share take what the others leave, evenly. Shares
    that add up to more than the whole are cut in proportion.
    """
    stated: dict[int, dict[int, float | None]] = {}
    source, target, rows = day.links("contributes_to")
    edges = day.enterprise.links["contributes_to"].edges if len(rows) else None
    for here, goal, row in zip(source.tolist(), target.tolist(), rows.tolist(), strict=True):
        said = edges.says(row).get("share") if edges is not None else None
        stated.setdefault(here, {})[goal] = None if said is None else float(said)
    key = day.enterprise.nodes.key
    even = tuple(sorted(key(at) for at, of in stated.items() if None in of.values()))
    cut = tuple(sorted(key(at) for at, of in stated.items() if _sum(of) > 1 + 1e-9))
    return Serving({at: _whole(of) for at, of in stated.items()}, even, cut)


def _sum(of: Mapping[int, float | None]) -> float:
    return sum(one for one in of.values() if one is not None)


def _whole(of: Mapping[int, float | None]) -> dict[int, float]:
    left = max(0.0, 1.0 - _sum(of))
    silent = sum(one is None for one in of.values())
    full = {goal: left / silent if one is None else one for goal, one in of.items()}
    over = max(1.0, sum(full.values()))
    return {goal: one / over for goal, one in full.items()}
