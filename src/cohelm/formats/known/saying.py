"""How much a header says a role, in whatever words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from functools import lru_cache

from cohelm.formats.fit import phrase_in
from cohelm.formats.known.concepts import concepts, readings
from cohelm.formats.known.known import Known, Role
from cohelm.formats.known.meant import DAY, PEOPLE, by_doers, in_days, meant, without
from cohelm.formats.known.periods import period_of
from cohelm.formats.words import ALIKE, PART, nearness

# From here on, a header says a role; below, only the values can.
SAYS = 0.6
# Words that alone say only what they say: `Number` is not the number of the vendor.
BARE_WORDS = "number name date type amount value status title description text category"
BARE = frozenset(BARE_WORDS.split())
BARE_PHRASES = frozenset((word,) for word in BARE)
# From here on, a header says a role that must be there, where the rest speaks so much for the shape.
HALF_SAYS = 0.4
# A word that so large a share of the headers has, and so many at least, says nothing of one of them.
SHARED, FEWEST = 0.6, 5
EDGES = " ._/:-#()"
# A header that asks is answered by a thing or by somebody: `What was requested` is no requester.
ASKS_WHAT = re.compile(r"(?i)\W*(?:what|was|quoi)(?=[ _A-Z])")
ASKS_WHO = re.compile(r"(?i)\W*(?:who|whom|wer|qui)(?=[ _A-Z])")
SOMEBODY = frozenset({"person", "title", "company", "given", "surname"})
A_THING = frozenset({"activity", "phrase", "sentence", "answer"})


def distinct_headers(headers: Sequence[str]) -> dict[str, str]:
    """Each header without the words that most of them share: those say nothing of a column.

    A tool writes its own name before all of them, `cur_billed_cost`. Months and years are left out.
    """
    once = [one for one in headers if period_of(one) is None]
    said = Counter(word for one in once for word in {part.lower() for part in PART.findall(one)})
    many = max(FEWEST, SHARED * len(once))
    shared = {word for word, count in said.items() if count >= many}

    def own(word: re.Match[str]) -> str:
        return "" if word[0].lower() in shared else word[0]

    bare = {one: PART.sub(own, one).strip(EDGES) for one in once} if shared else {}
    return {one: bare.get(one) or one for one in headers}


def heads(header: str, role: Role) -> bool:
    """Whether a header says a role, whatever stands below it."""
    return said(header, role) >= SAYS


@lru_cache(maxsize=100_000)
def said(header: str, role: Role, about: frozenset[str] = frozenset()) -> float:
    """How much a header says a role, in [0, 1]."""
    if (ASKS_WHAT.match(header) and role.like in SOMEBODY) or (
        ASKS_WHO.match(header) and role.like in A_THING
    ):
        return 0.0
    best = 0.0
    for plain, sure in readings(header):
        for words, more in meant(plain, role.holds, about):
            if sure * more > best:  # else no words can say it better than some did
                best = max(best, sure * more * _says(words, role))
    return best


def half_said(header: str, role: Role, about: frozenset[str]) -> float:
    """How much a header says a role; nothing where it only says that it is a name, day or number."""
    words = without(concepts(header), BARE)
    return said(header, role, about) if _says(words, role) >= HALF_SAYS / 2 else 0.0


@lru_cache(maxsize=200_000)
def _says(words: tuple[str, ...], role: Role) -> float:
    if not words:
        return 0.0
    if len(words) == 1 and words[0] in BARE:
        return float(words in phrases(role))
    alike = {phrase for word in words for phrase in _phrases_with(word, role)}
    return max((phrase_in(words, phrase)[0] for phrase in alike), default=0.0)


@lru_cache(maxsize=200_000)
def _phrases_with(word: str, role: Role) -> tuple[tuple[str, ...], ...]:
    """The phrases of a role that have a word or one spelt nearly like it: no others are like it."""
    near = (
        phrase for one, phrase in _by_letter(role).get(word[:1], ()) if nearness(one, word) >= ALIKE
    )
    return tuple(dict.fromkeys(near))


@lru_cache(maxsize=4_000)
def _by_letter(role: Role) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Each word of the phrases of a role, with its phrase, by its first letter."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = {}
    for phrase in meant_phrases(role):
        for one in phrase:
            found.setdefault(one[:1], []).append((one, phrase))
    return found


@lru_cache(maxsize=4_000)
def meant_phrases(role: Role) -> tuple[tuple[str, ...], ...]:
    """The phrases of a role, and what they are in the words of days or of doers."""
    plain = phrases(role)
    turn = in_days if role.holds == DAY else by_doers if role.holds in PEOPLE else None
    turned = (turn(one) for one in plain) if turn else ()
    return tuple(dict.fromkeys((*plain, *(one for one in turned if one not in BARE_PHRASES))))


@lru_cache(maxsize=4_000)
def phrases(role: Role) -> tuple[tuple[str, ...], ...]:
    """The phrases of a role as concepts, in which headers are compared."""
    return tuple(dict.fromkeys(one for one in map(concepts, role.says) if one))


@lru_cache(maxsize=8)
def words_of(known: tuple[Known, ...]) -> frozenset[str]:
    """All the words that head columns of known shapes, by which header rows are found."""
    return frozenset(
        word for one in known for role in one.roles for phrase in phrases(role) for word in phrase
    )
