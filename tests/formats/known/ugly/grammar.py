"""How people head a column: patterns that stand for several headers each, in words of their own.

`[a|b]` is either; `Name of the [supplier|contractor]` are two headers. The patterns of a column at
even places head the files with which readers are tuned, those at odd places are kept back for the
campaign: a reader that only learned words by heart fails on them.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from functools import cache

EITHER = re.compile(r"\[([^\[\]]*)\]")


@cache
def headers_of(pattern: str) -> tuple[str, ...]:
    """All headers that a pattern stands for.

    >>> headers_of("[Net|Gross] amount")
    ('Net amount', 'Gross amount')
    """
    parts = EITHER.split(pattern)
    choices = [one.split("|") if at % 2 else [one] for at, one in enumerate(parts)]
    return tuple("".join(words) for words in itertools.product(*choices))


def half(patterns: Sequence[str], *, kept_back: bool) -> Sequence[str]:
    """The patterns of one half; all where there is only one."""
    return patterns[kept_back::2] or patterns


def identifiers(name: str, manner: int) -> tuple[str, str]:
    """How tools rewrite the name of a column that a specification fixes, in one of four manners.

    One for each half; a file has one manner for all of its columns.

    >>> identifiers("BilledCost", 0)
    ('focus.BilledCost', 'export_billed_cost')
    """
    words = re.findall(r"[A-Z][a-z]*", name)
    spaced, snake = " ".join(words), "_".join(words).lower()
    *rest, last = words
    turned = f"{last} - {' '.join(rest).lower()}"
    return (
        (f"focus.{name}", f"export_{snake}"),
        (f"CUR {spaced}", f"raw/{name}"),
        (turned, f"FOCUS {turned}"),
        (f"{spaced} (FOCUS)", f"{snake}_v1"),
    )[manner]
