"""Which names say the same, letter by letter. It imports nothing of what it checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from math import log, sqrt

SAYS_NOTHING = {"the", "of", "for"}
READ_AS = {
    "authorise": "approve", "signoff": "approve", "changes": "change", "app": "application",
    "supplier": "vendor",
}  # fmt: skip
"""Of the words that the cases use: a plural, and those of the documented synonyms."""


def alike(names: Sequence[str]) -> set[tuple[int, int]]:
    """The places of each two names that are alike by 0.75 or more, in words or in letters."""
    texts = [_read(name) for name in names]
    grams = [_grams(text) for text in texts]
    seen = Counter(gram for of in grams for gram in of)
    weights = [
        {gram: times * (1 + log(len(names) / seen[gram])) for gram, times in of.items()}
        for of in grams
    ]
    return {
        (at, beside)
        for beside in range(len(names))
        for at in range(beside)
        if max(_share(texts[at], texts[beside]), _angle(weights[at], weights[beside])) >= 0.75
    }


def _read(name: str) -> str:
    words = name.replace("sign off", "signoff").split()
    return " ".join(READ_AS.get(one, one) for one in words if one not in SAYS_NOTHING)


def _grams(text: str) -> Counter[str]:
    """Runs of three, four and five letters, with a space before the first word and after the last."""
    padded = f" {text} "
    return Counter(
        padded[at : at + size] for size in (3, 4, 5) for at in range(len(padded) - size + 1)
    )


def _share(one: str, other: str) -> float:
    """Words in both, of the words in any."""
    mine, its = set(one.split()), set(other.split())
    return len(mine & its) / len(mine | its) if mine | its else 0.0


def _angle(one: dict[str, float], other: dict[str, float]) -> float:
    along = sum(weight * other.get(gram, 0) for gram, weight in one.items())
    lengths = sqrt(sum(w * w for w in one.values()) * sum(w * w for w in other.values()))
    return along / lengths if lengths else 0.0
