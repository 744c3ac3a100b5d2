"""The words by which files call kinds, fields and relations, taken from the schema."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from typing import Literal

from cohelm.core.fields import FieldSpec
from cohelm.core.kindspec import KindSpec
from cohelm.core.links import RelationSpec
from cohelm.core.schema import Schema
from cohelm.formats.words import ALIKE, COMMON, head_last, likeness, nearness, tokens

Phrase = tuple[str, ...]

# Said of every kind, so they stand here and not on each.
SYNONYMS = {
    "name": ("title", "designation", "label", "full name", "display name", "subject", "summary",
             "hostname", "host name", "ci name", "headline"),
    "description": ("summary", "purpose", "details", "aim", "scope", "objective", "abstract",
                    "long description", "definition", "narrative"),
    "owner": ("manager", "project manager", "business owner", "product owner", "application owner",
              "accountable", "assignee", "in charge", "contact person", "service owner"),
    "tags": ("category", "domain", "area", "topic"),
    "total_cost": ("whole life cost", "lifecycle cost", "life cycle cost", "total cost"),
    "parent": ("parent", "part of", "belongs to", "reports to", "superior", "upper level",
               "parent name", "higher level"),
}  # fmt: skip
PHASE_DAYS = {
    "plan": ("planned from", "planning date"),
    "phase_in": ("phase in", "pilot date", "introduction date"),
    "active": ("go live", "go live date", "live since", "in production since", "production date",
               "in use since", "active from", "commissioned", "start of operation"),
    "phase_out": ("phase out", "sunset date", "phase out date"),
    "end_of_life": ("end of life", "retirement date", "decommission date", "retired on", "eol date",
                    "decommissioned", "end of use", "shutdown date", "planned retirement",
                    "approval expiration date", "approval expiry", "approved until", "approved to"),
}  # fmt: skip
# What lists of a kind are called besides the kind's own words.
ALSO = {
    "technology": ("standard", "it standard", "software", "approved software"),
    "application": ("configuration item",),
}
# There is one organisation: a list of organisations is one of its parts.
WHOLE, PARTS = "organisation", "department"
# What stands behind a kind's word in a header, when the column names one of its items.
NAMING = frozenset(
    {"id", "name", "title", "code", "key", "number", "reference", "acronym", "shortcode"}
)
# What a column about an item itself is called besides its name.
ABOUT = NAMING | {"description", "status", "type", "category", "owner", "manager", "start", "end",
                  "date", "lead", "phase", "class", "budget", "cost", "value"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Target:
    """What a column may be mapped to: a field, a day in a lifecycle, or a relation, with its words."""

    use: Literal["field", "relation"]
    name: str
    phrases: tuple[Phrase, ...]
    spec: FieldSpec
    relation: RelationSpec | None = None
    words: frozenset[str] = frozenset()


class Vocabulary:
    """The words of one schema, brought to the form in which headers are compared."""

    def __init__(self, schema: Schema) -> None:
        self.schema = schema
        self.kinds: dict[str, tuple[Phrase, ...]] = {
            name: _kind_phrases(spec) for name, spec in schema.kinds.items() if name != WHOLE
        }
        if WHOLE in schema.kinds and PARTS in self.kinds:
            self.kinds[PARTS] += _kind_phrases(schema.kinds[WHOLE])
        self._targets: dict[str, tuple[Target, ...]] = {}
        self._near: dict[str, frozenset[str]] = {}

    def targets(self, kind: str) -> tuple[Target, ...]:
        """All that a column of a kind may be mapped to."""
        if kind not in self._targets:
            self._targets[kind] = tuple(
                replace(target, words=self._words_of(kind, target))
                for target in _targets(self.schema.kind(kind))
            )
        return self._targets[kind]

    def _words_of(self, kind: str, target: Target) -> frozenset[str]:
        """All words by which a header can say a target: its own, and those of the kinds it points to."""
        phrases = list(target.phrases)
        if target.name == "name":
            phrases += self.kinds.get(kind, ())
        if target.relation is not None:
            for one in self.schema.targets(target.relation):
                phrases += self.kinds.get(one, ())
        return frozenset(word for phrase in phrases for word in phrase)

    def near(self, words: Phrase) -> frozenset[str]:
        """The words of the schema that are spelt like one of these, so that few targets are compared."""
        found: set[str] = set()
        for word in words:
            if word not in self._near:
                self._near[word] = frozenset(
                    one for one in self._by_letter.get(word[:1], ()) if nearness(one, word) >= ALIKE
                )
            found |= self._near[word]
        return frozenset(found)

    @cached_property
    def heading(self) -> frozenset[str]:
        """Every word that heads columns: the common ones and those of the schema."""
        words = set(COMMON)
        for kind, phrases in self.kinds.items():
            words.update(*phrases)
            for target in self.targets(kind):
                words.update(*target.phrases)
        return frozenset(words)

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        """The same by their first letter."""
        found: dict[str, list[str]] = {}
        for word in self.heading:
            found.setdefault(word[:1], []).append(word)
        return found

    @cached_property
    def spread(self) -> Counter[str]:
        """In how many kinds a field or relation of each name stands."""
        return Counter(target.name for kind in self.kinds for target in self.targets(kind))

    def rarity(self, name: str) -> float:
        """How much a field tells about the kind, in [0, 1]: 1 where only one kind has it."""
        return 1 / max(self.spread[name], 1)

    def kind_said(self, words: Phrase, kind: str) -> float:
        """How much a phrase says a kind's name, in [0, 1]."""
        return max((likeness(words, phrase) for phrase in self.kinds.get(kind, ())), default=0.0)

    def kind_in(self, words: Phrase) -> tuple[str, float]:
        """The kind that a header names, with how much it does: `Vendor name` names a vendor."""
        bare = tuple(word for word in words if word not in NAMING) or words
        scores = {kind: self.kind_said(bare, kind) for kind in self.kinds}
        best = max(scores, key=lambda kind: scores[kind], default="")
        return best, scores.get(best, 0.0)


@lru_cache(maxsize=8)
def vocabulary_of(schema: Schema) -> Vocabulary:
    """The words of a schema, gathered once."""
    return Vocabulary(schema)


def without(words: Phrase, phrase: Phrase) -> Phrase | None:
    """The words left when a phrase is taken out of them; None when it does not stand in them."""
    size = len(phrase)
    for at in range(len(words) - size + 1):
        if words[at : at + size] == phrase:
            return words[:at] + words[at + size :]
    return None


def _kind_phrases(spec: KindSpec) -> tuple[Phrase, ...]:
    said = (spec.label, spec.plural, *spec.also, *ALSO.get(spec.name, ()))
    return _phrases(said)


def _targets(kind: KindSpec) -> list[Target]:
    found = []
    for name, spec in kind.fields.items():
        if name in ("external_ids", "clearance") or spec.type in ("structure", "map"):
            continue
        words = (spec.label, *spec.also, *SYNONYMS.get(name, ()))
        found.append(Target("field", name, _phrases(words), spec))
        if spec.type == "lifecycle":
            found += [
                Target("field", f"{name}.{phase}", _phrases(days), _day_of(phase))
                for phase, days in PHASE_DAYS.items()
            ]
    for name, relation in kind.relations.items():
        words = (relation.label, *relation.also, *SYNONYMS.get(name, ()))
        text = FieldSpec(name, "text", relation.help)
        found.append(Target("relation", name, _phrases(words), text, relation))
    return found


def _day_of(phase: str) -> FieldSpec:
    return FieldSpec(phase, "date", f"The first day of the phase {phase}.")


def _phrases(words: tuple[str, ...]) -> tuple[Phrase, ...]:
    return tuple(dict.fromkeys(head_last(tokens(one)) for one in words if tokens(one)))
