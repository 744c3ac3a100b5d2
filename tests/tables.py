"""One test over a table of cases: all of them are tried, and each that fails is named.

A test of its own for each case costs ten times what a small check does; where what is needed for all of
them (an organisation, a client) is made once, more.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Callable, Iterable
from typing import Any, TypeVar

Case = TypeVar("Case")


def each(
    cases: Iterable[Case], holds: Callable[[Case], object], *, name: Callable[[Case], str] = str
) -> None:
    """Tries every case. Fails with the names of all that do not hold, and what was wrong of each."""
    wrong, tried = list[str](), 0
    for case in cases:
        tried += 1
        try:
            holds(case)
        except Exception as error:
            wrong.append(f"{name(case)}: {type(error).__name__}: {error}")
    assert not wrong, f"{len(wrong)} of {tried}:\n" + "\n".join(wrong)
    assert tried, "there is no case"


def table(
    argument: str, cases: Iterable[Any], *, name: Callable[[Any], str] = str
) -> Callable[[Callable[..., object]], Callable[..., None]]:
    """As `parametrize`, in one test: for checks to which a case leaves nothing behind.

    The fixtures of the test are those of all its cases. Of several arguments, a case is a tuple.
    """
    names, listed = [one.strip() for one in argument.split(",")], list(cases)

    def made(test: Callable[..., object]) -> Callable[..., None]:
        @functools.wraps(test)
        def tried(**fixtures: Any) -> None:
            def holds(case: Any) -> None:
                stated = case if len(names) > 1 else (case,)
                test(**dict(zip(names, stated, strict=True)), **fixtures)

            each(listed, holds, name=name)

        of = inspect.signature(test)
        left = [one for one in of.parameters.values() if one.name not in names]
        del tried.__wrapped__
        tried.__signature__ = of.replace(parameters=left)  # type: ignore[attr-defined]
        return tried

    return made
