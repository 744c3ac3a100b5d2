"""An organisation whose rights are in order, and the faults that are put into it, one by one.

Written from the rules alone: nothing of the analyses is imported. Every right has the items of one slice
of a kind, and slices do not meet; so what a fault brings about can be said by hand.
"""

from __future__ import annotations

import random
from collections import Counter
from dataclasses import dataclass, field
from statistics import quantiles
from typing import Any

VERBS = (
    "approve",
    "request",
    "build",
    "deploy",
    "pay",
    "grant",
    "review",
    "run",
    "retire",
    "change",
)
KINDS = {
    "application": "app",
    "service": "svc",
    "data_set": "set",
    "vendor": "ven",
    "contract": "con",
}
SYLLABLES = (
    "ba",
    "ke",
    "li",
    "mo",
    "nu",
    "pra",
    "qui",
    "ros",
    "ste",
    "tul",
    "vex",
    "wyn",
    "zor",
    "dra",
)
Said = tuple[str, tuple[str, ...], tuple[str, ...]]
"""Code, rights and items of a concern."""


@dataclass
class Seeded:
    """Documents by key, approvals, and the concerns that the faults amount to."""

    documents: dict[str, dict[str, Any]]
    approvals: list[dict[str, Any]]
    expected: set[Said] = field(default_factory=set)


class Organisation:
    """The clean organisation, which faults are put into; `slices` a kind, a right for verb and slice.

    Each verb has six roles of its own, three in either office, so that no duties meet; the roles of a
    slice are all in one office.
    """

    def __init__(self, *, slices: int, per_slice: int, each: int, seed: int) -> None:
        self.rng, self.each = random.Random(seed), each
        self.slices, self.per_slice = slices, per_slice
        self.documents: dict[str, dict[str, Any]] = {
            "organisation:organisation": {"currency": "EUR"},
            "office:cio": {}, "office:cto": {}, "forum:board": {"chaired_by": "role:chair"},
            "role:chair": {}, "role:vacant": {"office": "office:cio"},
            "person:p-chair": {"fills": "role:chair"},
        }  # fmt: skip
        self.approvals: dict[str, dict[str, Any]] = {}
        self.expected: set[Said] = set()
        self.bare: dict[tuple[str, str], list[str]] = {}
        self.used: set[str] = set()
        self.retired: set[str] = set()
        self._people()
        self._items()
        for verb in VERBS:
            for kind in KINDS:
                for slice_ in range(slices):
                    self.right(verb, kind, slice_)
        self._bands()

    def role(self, verb: str, slice_: int, beside: int = 0) -> str:
        """The role that answers for a verb in a slice, or another one of its office (beside 1, 2)."""
        return f"role:{verb}-{(slice_ + 2 * beside) % 6}"

    def _people(self) -> None:
        for verb in VERBS:
            for place in range(6):
                office = "office:cio" if place % 2 == 0 else "office:cto"
                self.documents[f"role:{verb}-{place}"] = {"office": office}
                self.documents[f"person:p-{verb}-{place}"] = {"fills": f"role:{verb}-{place}"}

    def items(self, kind: str, slice_: int) -> list[str]:
        """The keys of a slice, in order."""
        return [f"{kind}:{KINDS[kind]}-{slice_:03}-{at:04}" for at in range(self.per_slice)]

    def _items(self) -> None:
        for kind in KINDS:
            for slice_ in range(self.slices):
                for at, key in enumerate(self.items(kind, slice_)):
                    values: dict[str, Any] = {}
                    if kind == "application":
                        values["criticality"] = ("low", "medium", "high", "critical")[at % 4]
                    if kind == "contract":
                        values["annual_cost"] = f"{1000 + at} EUR"
                    self.documents[key] = values

    def words(self) -> str:
        """Words that no other right has."""
        return " ".join("".join(self.rng.choices(SYLLABLES, k=4)) for _ in range(5))

    def condition(self, kind: str, slice_: int) -> str:
        """The condition that selects a slice."""
        return f"{kind} where id like '{KINDS[kind]}-{slice_:03}-%'"

    def right(self, verb: str, kind: str, slice_: int) -> None:
        """A right that is in order, and an approval that rests on it."""
        who, key = self.role(verb, slice_), f"right:{verb}-{kind}-{slice_:03}"
        self.documents[key] = {
            "name": f"{self.words()}", "verb": verb, "covers": self.condition(kind, slice_),
            "accountable": [who], "responsible": [self.role(verb, slice_, 1)],
            "reviewed_on": "2026-06-01",
        }  # fmt: skip
        if kind == "contract" and verb == "approve":
            self.documents[key]["limit"] = "100000 EUR"
        self.approvals[key] = self.approval(verb, self.items(kind, slice_)[0], who)

    def approval(self, verb: str, item: str, role: str, **more: Any) -> dict[str, Any]:
        """Somebody said yes."""
        return {"item": item, "time": "2026-09-01", "source": "log", "verb": verb, "role": role,
                "reference": f"{verb} {role} {item} {len(self.approvals)}", **more}  # fmt: skip

    def _bands(self) -> None:
        """Rights to fund initiatives, two for a slice: up to 250,000, and what is more."""
        for slice_ in range(self.slices):
            who = self.role("change", slice_)
            for at, cost in enumerate(("100000 EUR", "500000 EUR")):
                self.documents[f"initiative:ini-{slice_:03}-{at}"] = {"total_cost": cost}
            for name, bound, limit in (
                ("low", "<= '250000 EUR'", "250000 EUR"), ("high", "> '250000 EUR'", None),
            ):  # fmt: skip
                self.documents[f"right:fund-{slice_:03}-{name}"] = {
                    "name": self.words(), "verb": "fund", "accountable": [who],
                    "covers": f"initiative where id like 'ini-{slice_:03}-%' and total_cost {bound}",
                    "reviewed_on": "2026-06-01", **({"limit": limit} if limit else {}),
                }  # fmt: skip

    def expect(self, code: str, rights: list[str], items: list[str]) -> None:
        """A concern that the faults amount to."""
        self.expected.add((code, tuple(rights), tuple(sorted(items))))

    def free(self, verb: str = "", kind: str = "") -> list[tuple[str, str, str, int]]:
        """The rights that no fault has touched yet, with their verbs, kinds and slices."""
        return [
            (f"right:{v}-{k}-{s:03}", v, k, s)
            for v in ([verb] if verb else VERBS) for k in ([kind] if kind else KINDS)
            for s in range(self.slices)
            if f"right:{v}-{k}-{s:03}" not in self.used
        ]  # fmt: skip

    def take(self, verb: str = "", kind: str = "") -> tuple[str, str, str, int]:
        """One of them, which is touched now."""
        found = self.rng.choice(self.free(verb, kind))
        self.used.add(found[0])
        return found

    def finished(self) -> Seeded:
        """Everything, with the concerns that follow from all faults together."""
        for (verb, kind), items in self.bare.items():
            beside = [
                key for key, values in self.documents.items()
                if key.startswith("right:") and values.get("verb") == verb
                and self._touches(values, kind)
            ]  # fmt: skip
            self.expect("RGT003", sorted(beside), items)
        self._loaded()
        told = {
            (code, rights, tuple(one for one in items if one not in self.retired))
            for code, rights, items in self.expected
        }
        return Seeded(self.documents, list(self.approvals.values()), told)

    def _touches(self, values: dict[str, Any], kind: str) -> bool:
        return values["covers"].startswith(f"{kind} ") and "nonsense" not in values["covers"]

    def _loaded(self) -> None:
        """Who carries more rights than the third quartile and half as much again as between the two."""
        carried: dict[str, list[str]] = {}
        for key, values in self.documents.items():
            if key.startswith("right:"):
                for role in values.get("accountable", ()):
                    carried.setdefault(role, []).append(key)
        numbers = sorted(Counter({role: len(of) for role, of in carried.items()}).values())
        low, _, high = quantiles(numbers, n=4, method="inclusive")
        for role, of in carried.items():
            if len(of) > high + 1.5 * (high - low):
                self.expect("RGT010", sorted(of), [role])
