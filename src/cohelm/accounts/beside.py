"""What takes seconds, worked out beside the requests by one thread, which leaves them the processor."""

from __future__ import annotations

import logging
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from cohelm.core.enterprise import Enterprise

REST = 3.0
"""So many times as long as a piece of work took the thread rests after it."""
MOST = 24
"""So many places are kept."""
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Settled:
    """A plan about which all was worked out that is asked of it, and when that was done."""

    plan: Enterprise
    at: datetime


class Beside:
    """The newest plan that is settled, by place: who asks, and under which address.

    Only the newest plan of a place waits to be worked out: those between two pieces of work never are.
    """

    def __init__(self) -> None:
        self._settled: OrderedDict[Hashable, Settled] = OrderedDict()
        self._asked: OrderedDict[Hashable, tuple[Enterprise, Callable[[], object]]] = OrderedDict()
        self._change = threading.Condition()
        self._thread: threading.Thread | None = None

    def settled(self, place: Hashable) -> Settled | None:
        """The newest settled plan of a place, where there is one."""
        with self._change:
            return self._settled.get(place)

    def note(self, place: Hashable, plan: Enterprise) -> None:
        """Says that all is worked out about a plan."""
        with self._change:
            known = self._settled.get(place)
            if known is None or known.plan.revision <= plan.revision:
                self._settled[place] = Settled(plan, timezone.now())
                self._settled.move_to_end(place)
            while len(self._settled) > MOST:
                self._settled.popitem(last=False)

    def ask(self, place: Hashable, plan: Enterprise, work: Callable[[], object]) -> None:
        """Has a plan worked out as soon as its turn comes; nothing is waited for."""
        with self._change:
            self._asked[place] = (plan, work)
            self._change.notify()
        self.start()

    def start(self) -> None:
        """Starts the thread, where it does not run yet."""
        with self._change:
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="beside", daemon=True)
                self._thread.start()

    def step(self) -> bool:
        """Does the piece of work that waits longest; False where none does."""
        with self._change:
            if not self._asked:
                return False
            place, (plan, work) = self._asked.popitem(last=False)
        try:
            work()
        except Exception:  # whoever asks for it next, in a request, is told
            log.exception("what a plan asks could not be worked out beside the requests")
        else:
            self.note(place, plan)
        return True

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: bool(self._asked))
            began = time.perf_counter()
            self.step()
            time.sleep(REST * (time.perf_counter() - began))
