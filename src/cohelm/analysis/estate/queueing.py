"""How many find all places taken, and how many have to wait?"""

from __future__ import annotations


def erlang_b(places: int, offered: float) -> float:
    """The share of those who come that find all places taken and go away.

    `offered` is arrivals times holding time, in erlangs, above nought; linear in places.
    Source: Erlang's loss formula by its recursion.

    >>> round(erlang_b(4, 2), 6)
    0.095238
    """
    blocked = 1.0
    for place in range(1, places + 1):
        blocked = offered * blocked / (place + offered * blocked)
    return blocked


def erlang_c(places: int, offered: float) -> float | None:
    """The share of those who come that have to wait; None where the queue grows without end.

    >>> round(erlang_c(4, 2), 6), erlang_c(2, 2)
    (0.173913, None)
    """
    if offered >= places:
        return None
    blocked = erlang_b(places, offered)
    return blocked / (1 - offered / places * (1 - blocked))
