"""Which rights are the same in other words?"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from math import log, sqrt

from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Right, Rights
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise

LIKE = 0.75
GRAMS = (3, 4, 5)
STOP = frozenset(("a", "an", "and", "any", "at", "by", "for", "from", "in", "into", "its", "of",
                  "on", "or", "other", "our", "the", "their", "to", "up", "with"))  # fmt: skip
"""Words that say nothing about what a right is about."""
Weights = Mapping[str, float]


def same(enterprise: Enterprise, *, on: date) -> Found:
    """Pairs of rights whose words and covered items say that they may be one; never merged.

    Only pairs that cover an item in common are compared. Two are alike from 0.75 on, by the larger of
    the share of words that both have (Jaccard) and the cosine of their character n-grams of three to
    five letters, weighted by how rare they are among all rights (TF-IDF). The message shows the
    words that both have. Cost: pairs with an item in common.
    """
    rights = Rights(enterprise, on)
    texts = {one.key: _text(rights, one) for one in rights.all}
    grams = _weights([texts[one.key] for one in rights.all])
    by_key = dict(zip(texts, grams, strict=True))
    return found("rights that are the same in other words", rights, _pairs(rights, texts, by_key))


def _pairs(
    rights: Rights, texts: Mapping[str, str], grams: Mapping[str, Weights]
) -> Iterator[Finding]:
    for one, other in _sharing(rights.all):
        words, others = _words(texts[one.key]), _words(texts[other.key])
        both = words & others
        jaccard = len(both) / len(words | others) if words | others else 0.0
        likeness = max(jaccard, _cosine(grams[one.key], grams[other.key]))
        if likeness < LIKE:
            continue
        items = tuple(sorted(map(rights.nodes.key, one.covered & other.covered)))
        verb = one.verb if one.verb == other.verb else f"{one.verb}, {other.verb}"
        message = (
            f"{one.name} and {other.name} are alike by {likeness:.0%} and share "
            f"{counted(len(items), 'item')}; both say {listed(sorted(both)) or 'no word in common'}"
        )
        yield Finding("RGT016", (one.key, other.key), verb, items, message)


def _sharing(rights: Sequence[Right]) -> list[tuple[Right, Right]]:
    """The pairs of rights that cover an item in common, each once."""
    by_item: dict[int, list[int]] = {}
    for at, one in enumerate(rights):
        for node in one.covered:
            by_item.setdefault(node, []).append(at)
    groups = {tuple(of) for of in by_item.values() if len(of) > 1}
    pairs = {pair for of in groups for pair in combinations(of, 2)}
    return [(rights[one], rights[other]) for one, other in sorted(pairs)]


def _text(rights: Rights, right: Right) -> str:
    statement = str(rights.enterprise.plain(right.key).get("statement") or "")
    return f"{right.name} {statement}".casefold()


def _words(text: str) -> frozenset[str]:
    """The words of a text without those that say nothing, cut to what a plural leaves alone."""
    found_ = re.findall(r"\w+", text)
    return frozenset(one.removesuffix("s") or one for one in found_ if one not in STOP)


def _weights(texts: Sequence[str]) -> list[Weights]:
    """The n-grams of each text by TF-IDF, as vectors of length one.

    Source: Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988.
    """
    counts = [Counter(_grams(text)) for text in texts]
    seen = Counter(gram for count in counts for gram in count)
    found_: list[Weights] = []
    for count in counts:
        raw = {gram: n * (1 + log(len(texts) / seen[gram])) for gram, n in count.items()}
        length = sqrt(sum(one * one for one in raw.values()))
        found_.append({gram: one / length for gram, one in raw.items()} if length else {})
    return found_


def _grams(text: str) -> Iterator[str]:
    words = " ".join(re.findall(r"\w+", text))
    bare = f" {words} "
    return (bare[at : at + size] for size in GRAMS for at in range(len(bare) - size + 1))


def _cosine(one: Weights, other: Weights) -> float:
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other.get(gram, 0.0) for gram, weight in one.items())
