"""Who may see what: a set of clearances, never a user. What is above them is simply not there."""

from __future__ import annotations

from dataclasses import dataclass, field

from cohelm.core.prose import Prose


@dataclass(frozen=True, slots=True)
class Audience:
    """The clearances that a reader holds; everybody holds `open`, which need not be named.

    `everything` is for writing, the system's own checks and backup alone; `withheld` are beginnings
    of clearances that are not seen even so (an administrator sees all but what is between the two).
    """

    clearances: frozenset[str] = field(default_factory=frozenset)
    everything: bool = False
    withheld: tuple[str, ...] = ()

    @classmethod
    def of(cls, *clearances: str) -> Audience:
        """An audience with these clearances."""
        return cls(frozenset(clearances))

    def sees(self, clearance: str | None) -> bool:
        """Whether what needs this clearance may be seen."""
        if not clearance or clearance == "open" or clearance in self.clearances:
            return True
        return self.everything and not clearance.startswith(self.withheld)

    def without(self, *beginnings: str) -> Audience:
        """The audience without the clearances that begin so; `everything` stays but for those."""
        kept = frozenset(one for one in self.clearances if not one.startswith(beginnings))
        return Audience(kept, self.everything, tuple(dict.fromkeys((*self.withheld, *beginnings))))

    def __str__(self) -> str:
        named = " ".join(sorted({"open", *self.clearances}))
        if not self.everything:
            return named
        return "everything" + "".join(Prose(" but {one}", one=one) for one in self.withheld)


EVERYTHING = Audience(everything=True)
ADMINISTRATOR = Audience(everything=True, withheld=("between", "draft:"))
PUBLIC = Audience()
