"""One test over a table of cases: all of them are tried, and each that fails is named."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

Case = TypeVar("Case")


def each(
    cases: Iterable[Case], holds: Callable[[Case], object], *, name: Callable[[Case], str] = str
) -> None:
    """Tries every case. Fails with the names of all that do not hold, and what was wrong of each.

    A test of its own for each case costs ten times what a small check does; where what is needed for
    all of them (an organisation, a client) is made once, more.
    """
    wrong, tried = list[str](), 0
    for case in cases:
        tried += 1
        try:
            holds(case)
        except Exception as error:
            wrong.append(f"{name(case)}: {type(error).__name__}: {error}")
    assert not wrong, f"{len(wrong)} of {tried}:\n" + "\n".join(wrong)
    assert tried, "there is no case"
