"""How alike are the words of two things, whatever their spelling and whichever synonyms they use?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise
from math import log
from statistics import median
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from cohelm.analysis.thesaurus import LITTLE, concept, is_known, little_said, stem, terms, words_of

SHORTEST_MISSPELT, LONG = 5, 8
"""Shorter words are taken as they stand; of long ones two letters may differ."""
ALONE = 0.5
TOGETHER = 0.8
MOST_PAIRS = 1_000_000
"""The rarest words bring pairs together, up to so many; what more things say brings none."""
COMMON = 3
"""A word that so many things say is one that others misspell."""
Words = frozenset[str]
Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, eq=False)
class Texts:
    """What some things are called and what is said of them, as sets of concepts.

    `names` and `said` run side by side; words of vendors' names are to be left out before.
    """

    names: tuple[Words, ...]
    said: tuple[Words, ...]
    little: Words = frozenset()
    written: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, names: Sequence[str], said: Sequence[str], *, little: Words = frozenset()) -> Texts:
        """Reads names and descriptions; joined and misspelt words become what the others write.

        `little` are stems that say little in this organisation, besides those that do so anywhere.
        """
        little = little_said() | frozenset(map(concept, little))
        every = [words_of(text) for text in (*names, *said)]
        mended = _mending(every)
        meant = (
            terms([stem(one) for word in text for one in mended.get(word, (word,))])
            for text in every
        )
        joined = _terms_of_two([[concept(word) for word in text] for text in meant])
        sets = [frozenset(text) if _telling(text, little) else frozenset() for text in joined]
        return cls(tuple(sets[: len(names)]), tuple(sets[len(names) :]), little, _written(every))

    def in_words(self, term: str) -> str:
        """A concept, or two that are one, as it is written most often."""
        return " ".join(self.written.get(part, part) for part in term.split())

    def telling(self, words: Words) -> Words:
        """Those of some words that do not say little."""
        return _telling(words, self.little)

    def said_of(self, at: int) -> Words:
        """All that is said of a thing, its name included."""
        return self.names[at] | self.said[at]

    def dice(self, one: int, other: int) -> float:
        """The likeness of all that is said of two things."""
        first, second = self.said_of(one), self.said_of(other)
        whole = sum(self.weights[word] for words in (first, second) for word in words)
        return 2 * sum(self.weights[word] for word in first & second) / whole if whole else 0.0

    @cached_property
    def _seen(self) -> Counter[str]:
        """By concept, how many things say it."""
        return Counter(word for at in range(len(self.names)) for word in self.said_of(at))

    @cached_property
    def _pairing(self) -> Words:
        """The words that bring things together: all but the most common of very many things."""
        found, pairs = set(), 0
        for word, times in sorted(self._seen.items(), key=lambda one: (one[1], one[0])):
            pairs += times * times // 2
            if pairs > MOST_PAIRS:
                break
            found.add(word)
        return frozenset(found)

    @cached_property
    def weights(self) -> Mapping[str, float]:
        """How much a concept tells: the rarer, the more; words that say little a quarter.

        The square of the inverse document frequency, as in the product of two vectors of it. What one
        thing alone says is a name or a slip more often than a purpose: half of the median of the rest.

        Source: Spärck Jones, A statistical interpretation of term specificity, 1972.
        """
        seen, many = self._seen, len(self.names)
        rarity = {word: log(1 + many / times) ** 2 for word, times in seen.items()}
        common = [rarity[word] for word, times in seen.items() if times > 1]
        alone = ALONE * median(common) if common else 1.0
        return {
            word: (1 if _telling([word], self.little) else LITTLE)
            * (rarity[word] if seen[word] > 1 else alone)
            for word in rarity
        }

    def likeness(self) -> tuple[Ints, Ints, Floats]:
        """All pairs that have a word in common: the places of both, the lower first, and how alike.

        The likeness of a pair is the largest of those of all that is said of them, of their
        descriptions, and of the name of one with the description of the other: twice the weight of the
        words in common by the weight of all (Dice). Of two that both have descriptions, names alone
        count by half. Cost: linear in pairs with a word in common, of which there are at most
        `MOST_PAIRS`.
        """
        numbers = {word: at for at, word in enumerate(self._pairing)}
        cells = sorted(
            (numbers[word], at, word in self.names[at], word in self.said[at])
            for at in range(len(self.names))
            for word in self.said_of(at) & self._pairing
        )
        word, thing, in_name, in_said = np.array(cells, np.int64).reshape(-1, 4).T
        first, second = _of_one(word)
        pairs, place = np.unique(
            thing[first] * len(self.names) + thing[second], return_inverse=True
        )
        one, other = np.divmod(pairs, max(len(self.names), 1))
        weight = np.array([self.weights[of] for of in numbers])[word[first]]

        def alike(left: _Side, right: _Side) -> Floats:
            both = np.bincount(place, weight * left.cells[first] * right.cells[second], len(pairs))
            whole = left.sums[one] + right.sums[other]
            return np.divide(2 * both, whole, out=np.zeros(len(pairs)), where=whole > 0)

        name = _Side(in_name, self._sums(self.names))
        said = _Side(in_said, self._sums(self.said))
        every = _Side(
            np.ones(len(word)), self._sums(tuple(map(self.said_of, range(len(self.names)))))
        )
        whole, names = alike(every, every), alike(name, name)
        described = np.array([bool(words) for words in self.said], bool)
        named = np.where(described[one] & described[other], (names + whole) / 2, names)
        rest = [alike(*sides) for sides in ((said, said), (name, said), (said, name))]
        return one, other, np.maximum.reduce([whole, named, *rest])

    def _sums(self, sets: Sequence[Words]) -> Floats:
        """The weight of all words of each set."""
        return np.array([sum(self.weights[word] for word in words) for words in sets], float)


class _Side(NamedTuple):
    """What of two things is compared: for each cell whether it counts, for each thing the weight."""

    cells: npt.NDArray[Any]
    sums: Floats


def _of_one(word: Ints) -> tuple[Ints, Ints]:
    """Any two places at which one word stands, the lower first; the words are sorted."""
    ends = np.searchsorted(word, word, side="right")
    later = ends - np.arange(len(word)) - 1
    first = np.repeat(np.arange(len(word)), later)
    begins = np.cumsum(later) - later
    return first, first + 1 + np.arange(len(first)) - begins[first]


def _written(texts: Sequence[Sequence[str]]) -> dict[str, str]:
    """By concept, the word that stands for it most often, the first by letters of several."""
    seen = Counter(word for text in texts for word in text)
    found: dict[str, str] = {}
    for word in sorted(seen, key=lambda one: (-seen[one], one)):
        found.setdefault(concept(stem(word)), word)
    return found


def _telling(words: Iterable[str], little: Words) -> Words:
    """The words of which not every part says little."""
    return frozenset(word for word in words if not little.issuperset(word.split()))


def _terms_of_two(texts: Sequence[list[str]]) -> list[list[str]]:
    """The texts, in which two words that hardly come apart have become one."""
    seen = Counter(word for text in texts for word in set(text))
    beside = Counter(pair for text in texts for pair in set(pairwise(text)))
    one = {
        pair for pair, times in beside.items()
        if times >= COMMON and times >= TOGETHER * max(seen[pair[0]], seen[pair[1]])
    }  # fmt: skip
    return [_joined(text, one) for text in texts]


def _joined(text: Sequence[str], one: Container[tuple[str, str]]) -> list[str]:
    found: list[str] = []
    for word in text:
        if found and (found[-1], word) in one:
            found[-1] += f" {word}"
        else:
            found.append(word)
    return found


def _mending(texts: Sequence[Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """By word, the words that it stands for: two written as one, or one with a slip in it."""
    seen = Counter(word for text in texts for word in set(text))
    joined = {one + other: (one, other) for text in texts for one, other in pairwise(text)}
    found = {word: parts for word, parts in joined.items() if word in seen}
    known = [word for word, times in seen.items() if times >= COMMON or is_known(word)]
    rare = [word for word, times in seen.items()
            if times < COMMON and not is_known(word) and word not in found]  # fmt: skip
    return found | {word: (meant,) for word, meant in _slips(rare, known)}


def _slips(rare: Iterable[str], known: Iterable[str]) -> Iterable[tuple[str, str]]:
    """Rare words that differ from a known one by a letter, long ones by two.

    Looked for among those that begin with the same letter or end with the same three.
    """
    from rapidfuzz.distance import OSA
    from rapidfuzz.process import extractOne

    places: dict[str, list[str]] = {}
    for word in known:
        places.setdefault(word[0], []).append(word)
        places.setdefault(f"-{word[-3:]}", []).append(word)
    for word in rare:
        if len(word) < SHORTEST_MISSPELT or word.isdigit():
            continue
        near = [*places.get(word[0], ()), *places.get(f"-{word[-3:]}", ())]
        most = 1 if len(word) < LONG else 2
        hit = extractOne(word, near, scorer=OSA.distance, score_cutoff=most)
        if hit is not None:
            yield word, hit[0]
