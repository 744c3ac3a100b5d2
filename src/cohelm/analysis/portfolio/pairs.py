"""Which two things of a kind serve the same purpose, by what they share and how they are worded?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from cohelm.analysis.day import Day, Mask
from cohelm.analysis.likeness import Texts, Words
from cohelm.analysis.thesaurus import PLACES, apart, bare, stems

LIKE = 0.85
"""From here on a pair is proposed."""
LEAST_WORDS = 0.2
"""Below this likeness of wording nothing else makes a pair."""
SHARED, COMMON, SEVERAL = {2: 0.25, 3: 0.2}, 0.15, 0.05
"""What something served in common adds to the likeness of wording, by how many of the kind serve it;
COMMON, once, where more than three do; SEVERAL besides where there are two and more such things."""
MOST_SHARED, DIFFERS = 0.5, -0.25
"""All that is served in common adds no more than that; business purposes that differ take from it."""
SAME_CATEGORY, OTHER_CATEGORY = 0.1, -0.15
SAME_VENDOR = 0.2
TOLD_APART = -0.45
"""What is taken from it where something tells two apart: place, number, stage, or a link between them."""
NUMBERED = re.compile(r"\b(?=[\w/-]{8})(?:[^\W\d]|[/-])*(?:\d(?:[^\W\d]|[/-])*){5,}")
"""What is written as the number of a document: eight signs and more, of which five are digits."""
Keys = frozenset[int]


@dataclass(frozen=True, slots=True)
class Sort:
    """What is looked at of a kind: relations to what it serves, to its vendor, between two of it.

    `through`: the purposes of those that it is for are its own.
    """

    serves: tuple[str, ...]
    vendor: str = ""
    related: tuple[str, ...] = ()
    through: tuple[str, ...] = ()


SORTS: Mapping[str, Sort] = {
    "application": Sort(("supports",), "provided_by", ("replaces", "depends_on")),
    "contract": Sort(("covers",), "vendor", ("parent",), ("supports",)),
    "initiative": Sort(("improves", "affects"), "", ("needs", "excludes")),
    "data_product": Sort(("feeds", "built_from"), "", ("built_from",)),
}
PURPOSES = ("supports", "improves")
"""Relations to business capabilities: two that state some and none in common differ."""


@dataclass(frozen=True, slots=True)
class Pair:
    """Two things (keys, the first by key first) and what made them alike, as words and as keys."""

    one: str
    other: str
    likeness: float
    words: tuple[str, ...]
    shared: tuple[str, ...]
    reasons: tuple[str, ...] = ()


class Alike:
    """The things of one kind that are live on a day, ready to be compared."""

    def __init__(self, day: Day, kind: str) -> None:
        self.day, self.kind, self.sort = day, kind, SORTS[kind]
        frame = day.live(kind)
        self.frame = frame.sort("id") if len(frame) else frame
        self.nodes: list[int] = self.frame["node"].to_list()

    def pairs(self) -> Iterator[Pair]:
        """The pairs that are alike from `LIKE` on, by key.

        Candidates are those that have a word in common and are worded alike by `LEAST_WORDS`.
        """
        if len(self.nodes) < 2:
            return
        ones, others, wordings = self.texts.likeness()
        near = wordings >= LEAST_WORDS
        pairs = (of[near].tolist() for of in (ones, others, wordings))
        for one, other, wording in zip(*pairs, strict=True):
            found = self._weighed(one, other, wording)
            if found is not None:
                yield found

    def _weighed(self, one: int, other: int, wording: float) -> Pair | None:
        first, second = self.nodes[one], self.nodes[other]
        shared = self.serves[first] & self.serves[second]
        if wording + (self._adds(shared) if shared else 0) < LIKE - SAME_CATEGORY - SAME_VENDOR:
            return None
        words = self._words(one, other)
        if len(words) < 2:  # one word alone has to be nearly all that is said
            wording = self.texts.dice(one, other)
        vendors = self.vendors[first] & self.vendors[second]
        likeness = wording + self._adds(shared) + self._by_category(one, other)
        likeness += DIFFERS if not shared and self._differ(first, second) else 0.0
        likeness += SAME_VENDOR if vendors and self.kind == "contract" else 0.0
        if likeness < LIKE or likeness + self._told_apart(one, other) < LIKE:
            return None
        keys = self.day.enterprise.nodes.key
        category = self.categories[one]
        same = (f"category {category}",) if category and category == self.categories[other] else ()
        low, high = sorted((keys(first), keys(second)))
        served = tuple(sorted(map(keys, shared | vendors)))
        return Pair(low, high, min(likeness, 1.0), words, served, same)

    def _by_category(self, one: int, other: int) -> float:
        categories = self.categories[one], self.categories[other]
        if not all(categories):
            return 0.0
        return SAME_CATEGORY if categories[0] == categories[1] else OTHER_CATEGORY

    def _told_apart(self, one: int, other: int) -> float:
        pair = self.nodes[one], self.nodes[other]
        related = pair in self.related or pair[::-1] in self.related
        apart_ = apart(self.stems[one], self.stems[other], self.places)
        return TOLD_APART if related or apart_ else 0.0

    def _adds(self, shared: Keys) -> float:
        few = [SHARED[self.serving[one]] for one in shared if self.serving[one] in SHARED]
        common = COMMON if len(few) < len(shared) else 0.0
        several = SEVERAL if len(shared) > 1 else 0.0
        return min(MOST_SHARED, sum(few) + common + several)

    def _differ(self, one: int, other: int) -> bool:
        """Both state what they are for, in the business, and it is not the same.

        Contracts with one vendor do not: one product is often bought for two purposes.
        """
        if self.vendors[one] & self.vendors[other] and self.kind == "contract":
            return False
        first, second = self.purposes[one], self.purposes[other]
        return bool(first and second and not first & second)

    def _words(self, one: int, other: int) -> tuple[str, ...]:
        """The words in common that tell something, the most telling first."""
        both = self.texts.telling(self.texts.said_of(one) & self.texts.said_of(other))
        weights = self.texts.weights
        telling = sorted(both, key=lambda word: (-weights[word], word))
        return tuple(map(self.texts.in_words, telling))

    @cached_property
    def texts(self) -> Texts:
        """Names and descriptions without the vendor's own name, and without numbers of documents.

        Orders of one framework share its number: that says where they are written, not what for.
        """
        said = self.frame["description"].fill_null("").to_list()
        makers = [self._makers(node) for node in self.nodes]
        return Texts.of(*(
            [_without(text, maker) for text, maker in zip(texts, makers, strict=True)]
            for texts in (self.frame["name"].to_list(), said)
        ), little=self.towns)  # fmt: skip

    def _makers(self, node: int) -> frozenset[str]:
        plan = self.day.enterprise
        names = [plan.name(plan.nodes.key(vendor)) for vendor in self.vendors[node]]
        return frozenset(word for name in names for word in bare(name).split())

    @cached_property
    def stems(self) -> list[frozenset[str]]:
        """By thing, the stems of its name."""
        return [frozenset(stems(name)) for name in self.frame["name"].to_list()]

    @cached_property
    def towns(self) -> Words:
        """The stems of the words by which the organisation calls its own places."""
        frame = self.day.frame("location")
        columns = [frame[name] for name in ("name", "city") if name in frame.columns]
        return frozenset(word for of in columns for name in of.drop_nulls() for word in stems(name))

    @cached_property
    def places(self) -> Words:
        """The stems of countries and of the organisation's own places."""
        return self.towns | {word for name in PLACES for word in stems(name)}

    @cached_property
    def categories(self) -> list[str]:
        """By thing, its category in small letters; empty where none is stated."""
        if "category" not in self.frame.columns:
            return [""] * len(self.frame)
        return [bare(one) for one in self.frame["category"].fill_null("").to_list()]

    @cached_property
    def vendors(self) -> Mapping[int, Keys]:
        """By node, the nodes of its vendors."""
        return self._ends((self.sort.vendor,) if self.sort.vendor else ())

    @cached_property
    def serves(self) -> Mapping[int, Keys]:
        """By node, the nodes of what it serves."""
        own = self._ends(self.sort.serves)
        beyond = self._through()
        return {node: own[node] | beyond[node] for node in own}

    @cached_property
    def serving(self) -> Counter[int]:
        """By node, how many of the kind serve it."""
        return Counter(end for ends in self.serves.values() for end in ends)

    @cached_property
    def purposes(self) -> Mapping[int, Keys]:
        """By node, the nodes of the business capabilities that it is for."""
        own = self._ends(tuple(one for one in self.sort.serves if one in PURPOSES))
        beyond = self._through()
        return {node: own[node] | beyond[node] for node in own}

    def _through(self) -> Mapping[int, Keys]:
        """By node, what those are for that it serves, by the relations of `through`."""
        if not self.sort.through:
            return dict.fromkeys(self.nodes, frozenset())
        ends: dict[int, set[int]] = {}
        for relation in self.sort.through:
            source, target, _ = self.day.links(relation)
            for one, other in zip(source.tolist(), target.tolist(), strict=True):
                ends.setdefault(one, set()).add(other)
        own = self._ends(self.sort.serves)
        return {node: frozenset().union(*(ends.get(end, ()) for end in own[node])) for node in own}

    def _ends(self, relations: tuple[str, ...]) -> Mapping[int, Keys]:
        mask: Mask = np.zeros(len(self.day.enterprise.nodes), bool)
        mask[self.nodes] = True
        found: dict[int, Any] = {node: set() for node in self.nodes}
        for relation in relations:
            source, target, _ = self.day.links(relation)
            own = mask[source]
            for one, other in zip(source[own].tolist(), target[own].tolist(), strict=True):
                found[one].add(other)
        return {node: frozenset(ends) for node, ends in found.items()}

    @cached_property
    def related(self) -> frozenset[tuple[int, int]]:
        """The pairs of nodes between which a link says how they belong together."""
        links = [self.day.links(one)[:2] for one in self.sort.related]
        return frozenset(
            pair for source, target in links
            for pair in zip(source.tolist(), target.tolist(), strict=True)
        )  # fmt: skip


def _without(text: str, words: frozenset[str]) -> str:
    told = NUMBERED.sub(" ", text)
    return " ".join(one for one in bare(told).split() if one not in words)
