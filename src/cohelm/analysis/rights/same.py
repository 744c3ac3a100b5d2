"""Which rights are the same in other words?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cohelm.analysis.rights.found import Finding, Found, found
from cohelm.analysis.rights.held import Rights, rights_on
from cohelm.analysis.wording import counted, listed
from cohelm.core.enterprise import Enterprise
from cohelm.core.said import Said

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
LIKE = 0.75
GRAMS = (3, 4, 5)
DENSE = 1_000_000
"""Cells up to which a table of rights by words is written out: those of some 200 rights."""
STOP = frozenset(("a", "an", "and", "any", "at", "by", "for", "from", "in", "into", "its", "of",
                  "on", "or", "other", "our", "the", "their", "to", "up", "with"))  # fmt: skip
"""Words that say nothing about what a right is about."""
MEANS = {
    "app": "application",
    "supplier": "vendor", "provider": "vendor", "agreement": "contract",
    "authorise": "approve", "authorize": "approve", "signoff": "approve", "permit": "approve",
    "purchase": "buy", "procure": "buy", "acquire": "buy", "order": "buy",
    "decommission": "retire", "sunset": "retire", "operate": "run", "modify": "change",
    "alter": "change", "release": "deploy", "crm": "customer relationship management",
    "erp": "enterprise resource planning", "hr": "human resources", "db": "database",
    "infra": "infrastructure", "dev": "development", "ops": "operations",
}  # fmt: skip
"""Synonyms and short forms, and the words that they are read as."""


def same(enterprise: Enterprise, *, on: date) -> Found:
    """Pairs of rights whose words and covered items say that they may be one; never merged.

    Only pairs that cover an item in common are compared. Case, words that say nothing, a plural's s
    and known synonyms and short forms make no difference. Two are alike from 0.75 on, by the larger
    of the share of words that both have (Jaccard) and the cosine of their character n-grams of three
    to five letters, weighted by how rare they are among all rights (TF-IDF). The message shows the
    words that both have. Cost: pairs of rights with an n-gram in common.

    Source: Salton and Buckley, Term-weighting approaches in automatic text retrieval, 1988.
    """
    rights = rights_on(enterprise, on)
    texts = [_text(rights, key) for key in rights.by_key]
    return found(Said("rights that are the same in other words"), rights, _pairs(rights, texts))


def _pairs(rights: Rights, texts: Sequence[str]) -> Iterator[Finding]:
    if len(texts) < 2 or not any(texts):
        return
    words = [_words(text) for text in texts]
    likeness = np.maximum(_jaccard(words), _cosine(texts))
    for at, beside in np.argwhere(np.triu(likeness >= LIKE, 1)).tolist():
        one, other = rights.all[at], rights.all[beside]
        shared = one.covered & other.covered & rights.concerned
        if not shared:
            continue
        both = sorted(words[at] & words[beside])
        verb = one.verb if one.verb == other.verb else f"{one.verb}, {other.verb}"
        message = Said(
            "{name} and {other_name} are alike by {likeness:.0%} and share "
            "{items}; both say {both}",
            name=one.name,
            other_name=other.name,
            likeness=likeness[at, beside],
            items=counted(len(shared), "item"),
            both=listed(both) or Said("no word in common"),
        )
        yield Finding("RGT016", (one.key, other.key), verb, rights.keys(shared), message)


def _text(rights: Rights, key: str) -> str:
    """Name and statement as plain words: small letters, synonyms as one, no words that say nothing."""
    plain = rights.enterprise.plain(key)
    stated = f"{plain['name']} {plain.get('statement') or ''}".casefold().replace(
        "sign off", "signoff"
    )
    return " ".join(_read(word) for word in re.findall(r"\w+", stated) if word not in STOP)


@lru_cache(maxsize=10_000)
def _read(word: str) -> str:
    """A word without a plural's s, and a synonym as the word that it stands for."""
    bare = word.removesuffix("s") or word
    return MEANS.get(word) or MEANS.get(bare) or bare


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _jaccard(words: Sequence[frozenset[str]]) -> Floats:
    """For each two, how many words both have, of those that any has."""
    columns = {word: at for at, word in enumerate(sorted(frozenset[str]().union(*words)))}
    at = [(row, columns[word]) for row, of in enumerate(words) for word in sorted(of)]
    rows, cells = np.array(at, np.int64).reshape(-1, 2).T
    both = _in_common(rows, cells, np.ones(len(rows)), len(words))
    sizes = np.array([len(of) for of in words], float)
    return both / np.maximum(sizes[:, None] + sizes[None, :] - both, 1.0)  # type: ignore[no-any-return]


def _cosine(texts: Sequence[str]) -> Floats:
    """For each two, the cosine of their n-grams by TF-IDF."""
    rows, grams = _grams(texts)
    width = int(grams.max()) + 1
    cells, count = np.unique(rows * width + grams, return_counts=True)
    rows, grams = np.divmod(cells, width)
    weight = count * (1 + np.log(len(texts) / np.bincount(grams)[grams]))
    length = np.sqrt(np.bincount(rows, weight**2, len(texts)))
    return _in_common(rows, grams, weight / length[rows], len(texts))


def _in_common(rows: Ints, columns: Ints, weight: Floats, count: int) -> Floats:
    """For each two rows of a table, the sum of the products over the columns that both have.

    Each cell is stated once; `count` is the number of rows.
    """
    shape = count, int(columns.max(initial=-1)) + 1
    if count * shape[1] <= DENSE:
        table = np.zeros(shape)
        table[rows, columns] = weight
        return table @ table.T
    from scipy.sparse import csr_array  # late: it costs a quarter of a second

    sparse = csr_array((weight, (rows, columns)), shape=shape)
    return (sparse @ sparse.T).toarray()


def _grams(texts: Sequence[str]) -> tuple[Ints, Ints]:
    """Every n-gram of every text, spaces around it: the text's place, and a number for the gram."""
    padded = [f" {text} " for text in texts]
    row = np.repeat(np.arange(len(texts)), [len(text) for text in padded])
    letter = np.unique(np.array(list("".join(padded))), return_inverse=True)[1].astype(np.int64)
    gram, most, first = letter, int(letter.max()) + 1, 0
    rows, grams = [], []
    for size in range(2, max(GRAMS) + 1):
        joined = gram[:-1] * most + letter[size - 1 :]
        gram = np.unique(joined, return_inverse=True)[1].astype(np.int64)
        if size in GRAMS:
            whole = row[: len(gram)] == row[size - 1 :]
            rows.append(row[: len(gram)][whole])
            grams.append(gram[whole] + first)
            first += int(gram.max(initial=-1)) + 1
    return np.concatenate(rows), np.concatenate(grams)
