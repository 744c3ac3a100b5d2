"""How well a column fits a field or a relation, by its header and by its values."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from cohelm.core.fields import FieldSpec
from cohelm.formats.amounts import Manner, own_currency
from cohelm.formats.cells import read_column, text_of
from cohelm.formats.profile import ID_WORDS, Profile
from cohelm.formats.units import unit_of
from cohelm.formats.vocabulary import NAMING, Phrase, Target, Vocabulary, without
from cohelm.formats.words import likeness

# Below this, a column is left alone.
ENOUGH = 0.55
CODES = frozenset({"id", "code", "number", "acronym", "shortcode", "key", "reference"})
# Words that make another thing of what a phrase says, where the phrase does not have them itself.
TURNING = frozenset(
    {"variance", "projected", "forecast", "remaining", "difference", "delta", "change", "comment",
     "note", "narrative", "commentary", "rank", "previous", "old", "former", "updated", "created",
     "modified", "annual", "monthly", "count", "flag"}
)  # fmt: skip
TURNED = 0.55
# Words of a phrase without which a header means something else: `Revised end date` is no actual one.
TO_BE_SAID = frozenset({"actual"})
# From words alone, a relation is only seen when it points to so few kinds that one of them is meant.
CLEAR_KINDS = 3
# How much a header must say a kind before the column is taken to name items of it.
SAID = 0.75
# A relation to more kinds than this may point to anything.
MOST_KINDS = 12
# What a header that ends with a phrase, or has it inside, counts against one that is the phrase.
ENDS_WITH, HAS_INSIDE = 0.72, 0.45


@dataclass(frozen=True, slots=True)
class Fit:
    """How well one column fits one target, in [0, 1], and why in a few words."""

    target: Target
    score: float
    reason: str


def fits(column: Profile, kind: str, vocabulary: Vocabulary, refers_to: str = "") -> list[Fit]:
    """The targets of a kind that a column fits at all, best first.

    `refers_to` is the kind of the rows that the column is known to point to, if any.
    """
    found = []
    near = vocabulary.near(column.words)
    for target in vocabulary.targets(kind):
        if not refers_to and near.isdisjoint(target.words):
            continue
        said, phrase = _said(column, kind, target, vocabulary, refers_to)
        if said < ENOUGH:
            continue
        value = value_fit(column, target, refers_to) if column.filled else 0.5
        if said * value >= ENOUGH:
            found.append(Fit(target, said * value, f"'{column.header}' says {' '.join(phrase)}"))
    # Of two that fit alike, the one that fewer kinds have is meant.
    return sorted(found, key=lambda fit: -fit.score - 0.03 * vocabulary.rarity(fit.target.name))


def _said(
    column: Profile, kind: str, target: Target, vocabulary: Vocabulary, refers_to: str
) -> tuple[float, Phrase]:
    """How much a header says a target, and by which of its phrases."""
    own = _without_kind(column.words, vocabulary.kinds[kind])
    readings = [column.words, *([own] if own and own != column.words else [])]
    if target.relation is None:
        if refers_to:
            return 0.0, ()
        if target.name == "name":
            return _said_name(column, kind, target, vocabulary)
        if "a year" in target.spec.help:
            readings += [tuple(word for word in one if word != "annual") for one in readings]
        return max(
            phrase_in(words, phrase) for words in readings if words for phrase in target.phrases
        )
    kinds = vocabulary.schema.targets(target.relation)
    if refers_to and refers_to not in kinds:
        return 0.0, ()
    bare = tuple(word for word in own or column.words if word not in NAMING) or column.words
    direct = max(phrase_in(bare, phrase) for phrase in target.phrases)
    if len(kinds) > CLEAR_KINDS and not refers_to:
        direct = (
            0.5 * direct[0],
            direct[1],
        )  # a subject may be of any kind: none can be made of it
    if refers_to:
        # The values prove that it is a relation; the header only chooses among several.
        return max((0.6 + 0.4 * direct[0], direct[1] or (refers_to,)), (0.6, (refers_to,)))
    by_kind = max(
        ((vocabulary.kind_said(bare, one), one) for one in kinds if one != kind), default=(0.0, "")
    )
    by_kind = (0.92 * by_kind[0], by_kind[1]) if by_kind[0] >= SAID else (0.0, "")
    if len(kinds) > MOST_KINDS:
        by_kind = (0.0, "")  # what may point to anything says nothing by what it points to
    said, phrase = max(direct, (by_kind[0], (by_kind[1],)))
    # Where a code and a name of the same thing stand side by side, the name says more.
    return (0.9 * said if CODES & set(column.words) else said), phrase


def _said_name(
    column: Profile, kind: str, target: Target, vocabulary: Vocabulary
) -> tuple[float, Phrase]:
    """How much a header says that the column names the rows' own items."""
    words = column.words
    if vocabulary.kind_said(words, kind) >= 0.9:
        return 0.95, words
    own = _without_kind(words, vocabulary.kinds[kind])
    said, phrase = max(phrase_in(own, one) for one in target.phrases)
    rest = without(own, phrase) or ()
    others = (one for one in vocabulary.kinds if one != kind)
    if rest and any(vocabulary.kind_said(rest, one) >= 0.85 for one in others):
        said *= 0.6  # `Vendor name` names vendors, not the contracts that the rows are
    return said, phrase


def phrase_in(words: Phrase, phrase: Phrase) -> tuple[float, Phrase]:
    """How much the words of a header say a phrase, in [0, 1], and the phrase."""
    if not TO_BE_SAID.isdisjoint(phrase) and TO_BE_SAID.isdisjoint(words):
        return 0.0, phrase
    said, phrase = _plainly_in(words, phrase)
    if said and TURNING & set(words) - set(phrase):
        said *= TURNED
    return said, phrase


@lru_cache(maxsize=200_000)
def _plainly_in(words: Phrase, phrase: Phrase) -> tuple[float, Phrase]:
    like = likeness(words, phrase)
    if not like:
        return 0.0, phrase
    if len(words) < len(phrase) and phrase[-1] not in words:
        like *= 0.6  # `Product` is not the `product owner`: the last word says what it is
    elif len(words) > len(phrase) and words[-1] not in phrase:
        like *= 0.8
    if like >= 0.85 or len(words) <= len(phrase):
        return like, phrase
    share = len(phrase) / len(words)
    if words[-len(phrase) :] == phrase:
        return max(like, ENDS_WITH + (1 - ENDS_WITH) * share), phrase
    if without(words, phrase) is not None:
        return max(like, HAS_INSIDE + (ENDS_WITH - HAS_INSIDE) * share), phrase
    return like, phrase


def _without_kind(words: Phrase, phrases: tuple[Phrase, ...]) -> Phrase:
    """The header without the kind's own name: `Project name` of an initiative is its name."""
    for phrase in sorted(phrases, key=len, reverse=True):
        left = without(words, phrase)
        if left:
            return left
    return words


def value_fit(column: Profile, target: Target, refers_to: str = "") -> float:
    """How well the values of a column can be what the target holds, in [0, 1]."""
    if target.relation is not None:
        return 1.0 if refers_to else _relation_fit(column)
    spec = target.spec
    if spec.type in ("text", "long_text", "list"):
        return _text_fit(column, spec)
    if spec not in column.shares:  # many kinds have the same field
        column.shares[spec] = _read_fit(column, spec)
    return column.shares[spec]


def _read_fit(column: Profile, spec: FieldSpec) -> float:
    """The share of the rows that can be read as the field."""
    cells = column.cells
    read = read_column(cells, spec, column.header, Manner(home="USD"))
    weights = [column.counts[text_of(cell) or ""] for cell in cells]
    known = sum(
        weight for weight, value in zip(weights, read.values, strict=True) if value is not None
    )
    stated = sum(weights) - sum(weights[at] for at in read.withheld)
    share = known / stated if known else 0.0
    if spec.type == "money":
        if unit_of(column.header).percent:
            return 0.0
        if not unit_of(column.header).currency and not own_currency(cells):
            share *= 0.85  # another column may say its currency
    if spec.type in ("number", "integer", "money") and column.shapes.get("date", 0) > 0.5:
        return 0.0
    return share


def _text_fit(column: Profile, spec: FieldSpec) -> float:
    weights = {"word": 1.0, "code": 0.85, "prose": 0.8, "number": 0.65, "date": 0.3, "boolean": 0.4}
    if spec.type == "long_text":
        weights |= {"prose": 1.0, "word": 0.85, "code": 0.4, "number": 0.2}
    fit = sum(weights[shape] * share for shape, share in column.shapes.items() if shape in weights)
    if spec.name != "name":
        return fit
    # A name is short and tells things apart.
    if column.length > 150 or column.shapes.get("number", 0) > 0.9:
        return 0.3
    return fit * (0.6 + 0.4 * column.distinct / max(column.filled, 1))


def _relation_fit(column: Profile) -> float:
    shapes = column.shapes
    numbers = 0.6 if ID_WORDS & set(column.words) else 0.2
    named = shapes.get("word", 0) + shapes.get("code", 0) + numbers * shapes.get("number", 0)
    if column.length > 120:
        return 0.0
    return min(1.0, named + 0.5 * shapes.get("prose", 0))
