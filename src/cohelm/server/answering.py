"""The processes that answer, ended together: by a terminal's Ctrl-C, or by what runs all of them."""

from __future__ import annotations

import threading
import time
from typing import Any

from granian import Granian

PAUSE = 0.1


class Server(Granian):  # type: ignore[misc,valid-type]
    """Ends when it is told to, in the moment too in which a process that it watches ends.

    A signal to all at once ends the process that answers while the main one is told. The library's own
    handler then sets an event amid the loop that waits for it: it may find the event's lock held by
    the very thread that it interrupts, or the loop may clear the event again, and all wait forever.
    """

    def signal_handler_interrupt(self, *_args: Any, **_kwargs: Any) -> None:
        """Notes that it is told to end; a thread of its own wakes the loop."""
        self.interrupt_signal = True
        for one in self.wrks:
            one.interrupt_by_parent = True

    def shutdown(self, exit_code: int = 0) -> None:
        """Ends the processes; that one ended by itself is no fault where all were told to."""
        if self.interrupt_signal:
            self.interrupt_children.clear()
        super().shutdown(exit_code)

    def serve(self, *args: Any, **kwargs: Any) -> None:
        """Answers until it is told to end."""
        threading.Thread(target=self._wake, daemon=True).start()
        super().serve(*args, **kwargs)

    def _wake(self) -> None:
        while True:
            time.sleep(PAUSE)
            if self.interrupt_signal:
                self.main_loop_interrupt.set()
