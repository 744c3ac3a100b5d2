"""Ugly files of every known shape with a known truth: some in every run, a thousand in the campaign."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

import pytest

from tests.formats.known.ugly.catalogue import GENERATORS, made
from tests.formats.known.ugly.judge import Judged, judged

IN_EVERY_RUN, IN_THE_CAMPAIGN = 2 * len(GENERATORS), 1_000
RIGHT_SHAPE, RIGHT_COLUMNS = 0.99, 0.97


@dataclass
class Tally:
    """What came of the files of one shape."""

    files: int = 0
    shapes: Counter[str] = field(default_factory=Counter)
    columns: int = 0
    right: int = 0
    silent: list[str] = field(default_factory=list)
    misses: list[str] = field(default_factory=list)

    def add(self, which: str, one: Judged) -> None:
        """Counts one file in."""
        self.files += 1
        self.shapes[one.shape] += 1
        self.columns += one.columns
        self.right += one.right
        self.silent += [f"{which}: {text}" for text in one.silent]
        self.misses += [f"{which}: {text}" for text in one.misses]

    def __str__(self) -> str:
        shapes = ", ".join(f"{count} {name}" for name, count in sorted(self.shapes.items()))
        share = self.right / self.columns if self.columns else 0.0
        return f"{self.files} files: {shapes}; columns {self.right} of {self.columns} ({share:.1%})"


def tallied(
    names: Iterable[str], count: int, first: int, *, kept_back: bool = False, hand: str = "first"
) -> dict[str, Tally]:
    """`count` files shared out among the shapes, from seed `first` on; see `made`."""
    names = list(names)
    tallies = {name: Tally() for name in names}
    for at in range(count):
        name, seed = names[at % len(names)], first + at // len(names)
        file = made(name, seed, kept_back=kept_back, hand=hand)
        tallies[name].add(f"{name} {seed}", judged(file))
    return tallies


def held(tallies: dict[str, Tally]) -> None:
    """Prints the figures and asserts the bars over all shapes together."""
    for name, tally in tallies.items():
        print(f"{name}: {tally}")
    print("\n".join(miss for tally in tallies.values() for miss in tally.misses))
    every = Tally()
    for tally in tallies.values():
        every.files += tally.files
        every.shapes += tally.shapes
        every.columns += tally.columns
        every.right += tally.right
        every.silent += tally.silent
    print(f"all: {every}")
    assert every.silent == []
    assert every.shapes["right"] >= RIGHT_SHAPE * every.files
    assert every.right >= RIGHT_COLUMNS * every.columns


@pytest.mark.slow
def test_ugly_files_are_told_and_their_columns_found() -> None:
    held(tallied(GENERATORS, IN_EVERY_RUN, first=1))


@pytest.mark.campaign
@pytest.mark.parametrize(
    ("kept_back", "hand"),
    [(False, "first"), (True, "first"), (True, "later"), (True, "exported")],
    ids=["tuned headers", "headers kept back", "headers written later", "headers of exports"],
)
def test_a_thousand_ugly_files_are_told_and_their_columns_found(kept_back: bool, hand: str) -> None:
    held(tallied(GENERATORS, IN_THE_CAMPAIGN, first=100_000, kept_back=kept_back, hand=hand))
