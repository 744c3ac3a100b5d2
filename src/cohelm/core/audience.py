"""Who may see what: a set of clearances, never a user. What is above them is simply not there."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Audience:
    """The clearances that a reader holds; everybody holds `open`, which need not be named.

    `everything` is for writing, the system's own checks and backup alone.
    """

    clearances: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False

    @classmethod
    def of(cls, *clearances: str) -> Audience:
        """An audience with these clearances."""
        return cls(frozenset(clearances))

    def sees(self, clearance: str | None) -> bool:
        """Whether what needs this clearance may be seen."""
        return self.everything or clearance in (None, "", "open") or clearance in self.clearances

    def __str__(self) -> str:
        return "everything" if self.everything else " ".join(sorted({"open", *self.clearances}))


EVERYTHING = Audience(everything=True)
PUBLIC = Audience()
