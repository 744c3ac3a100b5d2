"""What can go wrong, on one screen: every error says what, where, what is accepted and the likely mend.

CohelmError                exit 5, HTTP 500
├── UsageError             exit 2, HTTP 400   the request itself is off
│   ├── UnknownName        exit 2, HTTP 404   no such kind, field, item, scenario …
│   └── ConditionError     exit 2, HTTP 400   a condition that cannot be read
├── NotPermitted           exit 3, HTTP 403
├── Conflict               exit 4, HTTP 409   somebody else changed it first
└── InputError             exit 5, HTTP 422   a file or a value that cannot be taken
    ├── TooLarge           exit 5, HTTP 413   more than is taken at once
    └── StoreError         exit 5, HTTP 503   the database, a backup or the chain is not as it must be
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches

from cohelm.core.prose import Prose, joined


class CohelmError(Exception):
    """The root. `message` is one sentence; the other parts may be empty."""

    exit_code = 5
    status = 500

    def __init__(
        self, message: str, *, where: str = "", accepted: str = "", mend: str = ""
    ) -> None:
        self.message, self.where, self.accepted, self.mend = message, where, accepted, mend
        super().__init__(str(self))

    def __str__(self) -> str:
        return str(self.prose)

    @property
    def prose(self) -> Prose:
        """All that it says, as a page can say it in another language."""
        head = joined(filter(None, (self.where, self.message)), ": ")
        accepted = Prose("Accepted: {accepted}.", accepted=self.accepted) if self.accepted else ""
        return joined(filter(None, (_sentence(head), accepted, self.mend)))


class UsageError(CohelmError):
    """The request itself is off: an argument, an option, a combination that makes no sense."""

    exit_code = 2
    status = 400


class UnknownName(UsageError):
    """A kind, field, item, relation, scenario or check that does not exist for the asker."""

    status = 404

    @classmethod
    def of(cls, what: str, name: str, known: Iterable[str], *, where: str = "") -> UnknownName:
        """Builds the error for `name` with the nearest of `known` as its mend."""
        return cls(
            Prose("there is no {what} '{name}'", what=Prose(what), name=name),
            where=where,
            mend=did_you_mean(name, known),
        )


class ConditionError(UsageError):
    """A condition that cannot be read, with the position at which reading stopped."""


class NotPermitted(CohelmError):
    """The asker may not do this."""

    exit_code = 3
    status = 403


class Conflict(CohelmError):
    """What is to be written was changed by somebody else since it was read."""

    exit_code = 4
    status = 409


class InputError(CohelmError):
    """A file or a value that cannot be taken."""

    exit_code = 5
    status = 422


class TooLarge(InputError):
    """More than is taken at once."""

    status = 413


class StoreError(InputError):
    """The database, a backup or the chain of changes is not as it must be."""

    status = 503


@dataclass(frozen=True, slots=True)
class Problem:
    """One value that could not be taken, or one that was kept but deserves a look.

    `row` counts from 1 as the reader of the file sees it (0: the whole file); `column` is the
    header or the field. `value` is what stood there, shortened to 200 characters.
    """

    message: str
    file: str = ""
    row: int = 0
    column: str = ""
    value: str = ""

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.row or "", self.column) if part)
        return f"{place}: {self.message}" if place else self.message

    def as_dict(self) -> dict[str, object]:
        """The problem as the import's JSON answer shows it."""
        return asdict(self)


def did_you_mean(name: str, known: Iterable[str]) -> str:
    """A sentence with the nearest known names, or the first few, or nothing when none is known."""
    names = sorted(set(known))
    if near := nearest(name, names):
        return perhaps(near)
    more = ", …" if len(names) > 12 else ""
    return Prose("Known: {names}", names=", ".join(names[:12]) + more) if names else ""


def nearest(name: str, known: Iterable[str]) -> list[str]:
    """The one or two of the known names that are most like a name; none where none is much like it.

    Of keys of one kind the ids alone are compared: that they have the kind in common is no likeness.
    """
    from rapidfuzz import fuzz, process  # late: most runs end without an error

    known, kind = list(known), name[: name.find(":") + 1]
    same = [one.removeprefix(kind) for one in known if kind and one.startswith(kind)]
    if same:
        return [kind + one for one in nearest(name.removeprefix(kind), same)]
    # difflib is the better judge, and takes ten seconds for a hundred thousand names
    few = process.extract(name, sorted(set(known)), scorer=fuzz.ratio, score_cutoff=60, limit=50)
    return get_close_matches(name, [one[0] for one in few], n=2, cutoff=0.6)


def perhaps(near: Sequence[str]) -> str:
    """Asks whether one of two names was meant, or the one that there is."""
    if len(near) == 1:
        return Prose("Did you mean '{name}'?", name=near[0])
    return Prose("Did you mean '{name}' or '{other}'?", name=near[0], other=near[1])


def _sentence(text: str) -> str:
    return text if text.endswith((".", "?", "!", "…")) else text + "."
