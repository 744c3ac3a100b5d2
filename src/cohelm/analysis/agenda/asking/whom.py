"""Who is likely to know: the owner, whoever decides by right, the office, or as a guess a neighbour?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cohelm.analysis.money import Rates
from cohelm.analysis.rights.held import Rights
from cohelm.analysis.rights.winning import named, outcome
from cohelm.core.prose import Prose

VERBS: Mapping[str, tuple[str, ...]] = {
    "contract": ("buy", "approve"), "initiative": ("fund", "approve"),
}  # fmt: skip
"""By kind, the rights whose holder is likely to know, the likeliest first."""
OTHERS = ("change", "approve", "retire")
OFFICES = ("office", "sponsor")


@dataclass(frozen=True, slots=True)
class Likely:
    """Whom to ask, empty where nobody is likely, and how that is known."""

    key: str
    how: str


class Whom:
    """Looks for whom to ask about items of a plan on a day."""

    def __init__(self, rights: Rights) -> None:
        self.rights, self.plan = rights, rights.enterprise
        self.rates = Rates.of(self.plan)

    def likely(self, key: str) -> Likely:
        """The owner; else the one who decides by right; else the office's lead; else the neighbours'
        most frequent owner, which is said to be a guess."""
        if key not in self.plan:
            return Likely("", Prose("nobody is known to own it"))
        owner = next(iter(self.plan.targets(key, "owner")), "")
        if owner:
            return Likely(owner, Prose("owns it"))
        return self._by_right(key) or self._by_office(key) or self._by_neighbours(key)

    def _by_right(self, key: str) -> Likely | None:
        node = self.plan.nodes.number(key)
        if node is None:
            return None
        for verb in VERBS.get(key.partition(":")[0], OTHERS):
            covering = [one for one in self.rights.of(verb) if node in one.covered]
            found = outcome(covering, None, rates=self.rates, on=self.rights.on)
            accountable = named(found.winning)
            if len(accountable) == 1:
                return Likely(
                    accountable[0], Prose("decides by right: {name}", name=found.winning[0].name)
                )
        return None

    def _by_office(self, key: str) -> Likely | None:
        for relation in OFFICES:
            if relation not in self.plan.schema.kind(key.partition(":")[0]).relations:
                continue
            for office in self.plan.targets(key, relation):
                lead = next(iter(self.plan.targets(office, "led_by")), office)
                return Likely(
                    lead, Prose("leads {office}, which it falls to", office=self.plan.name(office))
                )
        return None

    def _by_neighbours(self, key: str) -> Likely:
        near = {end.other for end in (*self.plan.links_of(key), *self.plan.links_to(key))}
        owners = Counter(
            owner
            for other in near
            if other.partition(":")[0] not in ("role", "person", "team", "office")
            for owner in self.plan.targets(other, "owner")
        )
        if not owners:
            return Likely("", Prose("nobody is known to own it, nor what it is linked to"))
        owner, times = min(owners.items(), key=lambda pair: (-pair[1], pair[0]))
        return Likely(
            owner,
            Prose(
                "a guess: owns {times} of {near} that it is linked to", times=times, near=len(near)
            ),
        )
