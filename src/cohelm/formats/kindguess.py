"""Which kind of item a table lists, from its name, its headers, its values and what points to it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cohelm.formats.fit import Fit, fits
from cohelm.formats.profile import ID_WORDS, Profile, TableProfile
from cohelm.formats.references import UPWARD, Reference
from cohelm.formats.vocabulary import ABOUT, NAMING, Phrase, Vocabulary
from cohelm.formats.words import tokens

# What files are called besides what is in them.
FILLER_WORDS = (
    "map mapping landscape structure chart model hierarchy tree list export data report sample "
    "table sheet all inventory register catalogue catalog portfolio overview master "
    "template dump final copy draft import full raw view current details my our "
    "csv xlsx file result tab extract download"
)
FILLER = frozenset(FILLER_WORDS.split())
# Below this, a table is not understood and left out.
SURE = 0.75
# What gives the names of a kind away, and the share of names from which on it counts.
SIGNS = {
    "technology": re.compile(
        r"[a-z)].*\s(?:v\.?\s?|version )?(\d{1,4}(?:\.\d+)*(?:\.x)?)(?:\s?(?:sp|r|u)\d+)?\Z",
        re.IGNORECASE,
    ),
    "vulnerability": re.compile(r"\b(CVE-\d{4}-\d{4,})"),
    "person": re.compile(r"\A([^@\s]+@[^@\s]+\.\w+)\Z"),
}
SIGNED = frozenset({"name", "title", "product", "cve", "email"})
SHOWS = 0.4
# A day on which support ends, and what is supported.
SUPPORT = frozenset({"end", "ends", "until", "extended", "security", "active", "mainstream"})
SUPPORTED = frozenset({"product", "software", "component", "package", "technology"})
# What people most often bring a list of: it decides where nothing else does.
USUAL = {"application": 0.12, "initiative": 0.1, "contract": 0.09, "vendor": 0.09, "server": 0.06,
         "person": 0.06, "risk": 0.06, "department": 0.06, "data_set": 0.05}  # fmt: skip
# A header that only has a field's word in it, as `Rating weight` has, tells nothing about the kind.
CLEARLY = 0.7
# How much each sort of evidence counts.
NAME, MENTION, POINTED, FIELDS, COVERED, VALUES, SIGN = 1.2, 1.0, 0.9, 1.2, 0.6, 0.5, 1.0


@dataclass(frozen=True, slots=True)
class Scored:
    """A kind that a table may list, how much speaks for it, and what."""

    kind: str
    score: float
    spoken: float = 0.0
    reasons: tuple[str, ...] = ()


def score_kinds(
    at: int,
    tables: Sequence[TableProfile],
    references: Mapping[tuple[int, int], Reference],
    vocabulary: Vocabulary,
) -> list[Scored]:
    """Every kind with what speaks for it, best first."""
    table = tables[at]
    mentions = _mentions(table, vocabulary, {c for t, c in references if t == at})
    pointed = _pointed(at, tables, references)
    fitting = _fitting(table, vocabulary)
    supported = _is_supported(table)
    told = any(one.is_unique and ID_WORDS & set(one.words) for one in table.columns)
    scored = []
    for kind in vocabulary.kinds:
        rare, covered, named = _field_fit(table, kind, fitting)
        parts = [
            (NAME * _named(table, kind, vocabulary), f"the table is called '{table.name}'"),
            (MENTION * mentions.get(kind, (0.0, ""))[0], mentions.get(kind, (0, ""))[1]),
            (POINTED * _pointed_as(pointed, kind, vocabulary), "columns that point to it say so"),
            (FIELDS * rare + COVERED * covered, "its columns fit the kind's fields"),
            (VALUES * _value_words(table, kind, vocabulary), "its names end with the kind's words"),
            (SIGN * _signs(table, kind), "its names look like it"),
            (USUAL.get(kind, 0.0), ""),
            (MENTION * supported if kind == "technology" else 0.0, "it says when support ends"),
        ]
        score = sum(part for part, _ in parts)
        spoken = sum(part for part, _ in parts[:3]) + parts[-1][0]
        named |= kind == "technology" and supported
        if not (named or told) or not (named or spoken):
            score /= 2  # rows that nothing tells apart are no list of items
        scored.append(
            Scored(kind, score, spoken, tuple(why for part, why in parts if part >= 0.2 and why))
        )
    return sorted(scored, key=lambda one: -one.score)


def _named(table: TableProfile, kind: str, vocabulary: Vocabulary) -> float:
    """How much the name of a sheet or file, or the title above the table, is the kind's.

    The last words count: `app assessments` are assessments, not applications.
    """
    best = 0.0
    for text in (table.name, table.table.title):
        words = tokens(text)
        while words and words[-1] in FILLER:
            words = words[:-1]
        for size in range(1, len(words) + 1):
            said = vocabulary.kind_said(words[-size:], kind)
            if said >= 0.8:
                best = max(best, said * (0.85 + 0.15 * size / len(words)))
    return best


def _mentions(
    table: TableProfile, vocabulary: Vocabulary, pointing: set[int]
) -> dict[str, tuple[float, str]]:
    """How much the headers speak of each kind as their own item: `Project name`, `Project start`."""
    found: dict[str, float] = {}
    said: dict[str, str] = {}
    for column in table.columns:
        if column.at in pointing:
            continue
        for kind, phrases in vocabulary.kinds.items():
            weight = max((_mention(column, phrase) for phrase in phrases), default=0.0)
            if weight:
                found[kind] = found.get(kind, 0.0) + weight
                said.setdefault(kind, f"'{column.header}' speaks of it")
    return {kind: (min(weight, 2.5) / 2, said[kind]) for kind, weight in found.items()}


def _mention(column: Profile, phrase: Phrase) -> float:
    words = column.words
    size = len(phrase)
    if words[:size] != phrase:
        return 0.0
    rest = set(words[size:])
    if not rest:
        # `Application` alone heads the names of applications, when no two rows share one.
        return 1.0 if column.is_unique and not column.is_code_like else 0.0
    if rest <= NAMING:
        # A name or an id that repeats is somebody else's: it points to it.
        own = column.distinct >= 0.8 * max(column.filled, 1)
        return 1.0 if own and column.filled else 0.05
    return 0.4 if rest <= ABOUT else 0.05


def _pointed(
    at: int,
    tables: Sequence[TableProfile],
    references: Mapping[tuple[int, int], Reference],
) -> list[Phrase]:
    """What columns that point to this table's rows call them."""
    found = []
    for (table, column), reference in references.items():
        if reference.target != at or table == at:
            continue
        words = tables[table].columns[column].words
        bare = tuple(w for w in words if w not in ID_WORDS and w not in UPWARD | NAMING)
        if bare:
            found.append(bare)
    return found


def _pointed_as(pointed: Sequence[Phrase], kind: str, vocabulary: Vocabulary) -> float:
    best = 0.0
    for words in pointed:
        # `source app` is an app in the role of a source.
        for size in range(1, len(words) + 1):
            said = vocabulary.kind_said(words[-size:], kind)
            if said >= 0.8:
                best = max(best, said * (0.8 + 0.2 * size / len(words)))
    return best


def _fitting(table: TableProfile, vocabulary: Vocabulary) -> list[dict[str, Fit]]:
    """For each column, the kinds of which it fits a field or relation, with the best of these."""
    found = []
    for column in table.columns:
        best = {kind: fits(column, kind, vocabulary)[:1] for kind in vocabulary.kinds}
        found.append({kind: fit[0] for kind, fit in best.items() if fit})
    return found


def _field_fit(
    table: TableProfile, kind: str, fitting: Sequence[Mapping[str, Fit]]
) -> tuple[float, float, bool]:
    """How well the columns fit the kind and few others, which share of them fits it at all, and
    whether one of them names the rows.
    """
    taken: dict[str, tuple[float, float]] = {}
    apart = [one for one in table.columns if one.distinct >= 0.8 * one.filled > 0]
    named = any(one.length <= 150 and {"name", "title"} & set(one.words) for one in apart)
    for column, by_kind in zip(table.columns, fitting, strict=True):
        fit = by_kind.get(kind)
        if fit is not None:
            name = fit.target.name
            rare = fit.score / len(by_kind) if fit.score >= CLEARLY else 0.0
            taken[name] = max(taken.get(name, (0.0, 0.0)), (rare, fit.score))
            named |= name == "name" and column in apart
    filled = sum(bool(column.filled) for column in table.columns)
    rare = sum(rare for rare, _ in taken.values())
    covered = sum(score for _, score in taken.values())
    return min(1.0, 2 * rare / max(filled, 4)), covered / max(filled, 3), named


def _signs(table: TableProfile, kind: str) -> float:
    """How much the names look like those of a kind that names give away, such as software versions.

    Numbers of which each stands once only count the names, as in `Site 1`, `Site 2`.
    """
    sign = SIGNS.get(kind)
    best = 0.0
    for column in table.columns:
        if sign is None or not SIGNED & set(column.words) or not column.sample:
            continue
        found = [match[1] for text in column.sample if (match := sign.search(text))]
        counted = kind == "technology" and len(set(found)) >= 0.9 * len(found)
        share = len(found) / len(column.sample)
        best = max(best, share if share >= SHOWS and not counted else 0.0)
    return best


def _is_supported(table: TableProfile) -> bool:
    """Whether it lists products by the end of their support: these are bought or taken, not offered."""
    ends = any("support" in one.words and SUPPORT & set(one.words) for one in table.columns)
    return ends and any(
        SUPPORTED & set(one.words) and one.distinct >= 0.8 * one.filled > 0 for one in table.columns
    )


def _value_words(table: TableProfile, kind: str, vocabulary: Vocabulary) -> float:
    """The share of names that end with a word for the kind: `Retail Department`."""
    names = [one for one in table.columns if set(one.words) & {"name", "title"}]
    if not names:
        return 0.0
    heads = {phrase[-1] for phrase in vocabulary.kinds[kind]}
    sample = names[0].sample[:100]
    ends = sum(bool(words := tokens(text)) and words[-1] in heads for text in sample)
    return ends / len(sample) if sample else 0.0
