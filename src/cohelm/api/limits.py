"""How often somebody may call: counted by account once the token has proved right, never by its name.

Failed sign-ins are counted by the address they come from, and refuse nothing but further failures: a
stranger can use up nobody's share. Each server process counts for itself.
"""

from __future__ import annotations

import math
import threading
import time
from dataclasses import dataclass, field

from cohelm.core.errors import CohelmError

SECONDS = 60
MOST_FAILURES = 60
"""So many wrong tokens a minute are answered from one address; more are told to wait."""
MOST_CALLERS = 20_000
"""Of more addresses than this in one minute the rest share one count."""
OTHERS = "others"


class TooManyRequests(CohelmError):
    """Too many requests in one minute; `share` says when the next is answered."""

    status = 429

    def __init__(self, message: str, share: Share) -> None:
        self.share = share
        super().__init__(message, mend=f"Try again in {share.seconds} s.")


@dataclass(frozen=True, slots=True)
class Share:
    """What is left of a share: how many requests, of how many, until it is whole again in seconds."""

    most: int
    left: int
    seconds: int

    def headers(self) -> dict[str, str]:
        """The share as the RateLimit headers say it."""
        return {
            "RateLimit-Policy": f'"minute";q={self.most};w={SECONDS}',
            "RateLimit": f'"minute";r={self.left};t={self.seconds}',
        }


@dataclass
class Counts:
    """Requests by caller in the running minute."""

    _minute: int = -1
    _of: dict[str, int] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def spend(self, who: str, most: int, *, now: float | None = None) -> Share:
        """Counts one request. Raises TooManyRequests; what is refused is not counted."""
        moment = time.time() if now is None else now
        minute, seconds = int(moment // SECONDS), math.ceil(SECONDS - moment % SECONDS)
        with self._lock:
            if minute != self._minute:
                self._minute, self._of = minute, {}
            if who not in self._of and len(self._of) >= MOST_CALLERS:
                who = OTHERS
            spent = self._of.get(who, 0)
            if spent >= most:
                raise TooManyRequests(
                    f"more than {most} requests in a minute", Share(most, 0, seconds)
                )
            self._of[who] = spent + 1
        return Share(most, most - spent - 1, seconds)

    def forget(self) -> None:
        """Begins anew: between tests."""
        with self._lock:
            self._of = {}


calls, failures = Counts(), Counts()
