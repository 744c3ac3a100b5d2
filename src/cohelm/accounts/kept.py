"""Answers kept for as long as what they were computed from is the newest: by enterprise and question."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from typing import Generic, TypeVar

from cohelm.core.enterprise import Enterprise

T = TypeVar("T")
Place = tuple[int, Hashable]


class Kept(Generic[T]):
    """The last few answers. An Enterprise never changes, so that an answer about one holds for good;
    it is known by being the same object, which also says for which audience and revision it is."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._answers: OrderedDict[Place, tuple[Enterprise, T]] = OrderedDict()
        self._under_way: dict[Place, Future[T]] = {}
        self._lock = threading.Lock()

    def answer(self, enterprise: Enterprise, question: Hashable, compute: Callable[[], T]) -> T:
        """The kept answer, or a new one; who asks while it is computed waits for it."""
        place = (id(enterprise), question)
        with self._lock:
            found = self._found(enterprise, question)
            if found is not None:
                return found
            other = self._under_way.get(place)
            if other is None:
                own = self._under_way[place] = Future()
        if other is not None:
            return other.result()
        try:
            fresh = compute()
        except BaseException as error:
            with self._lock:
                del self._under_way[place]
            own.set_exception(error)
            raise
        with self._lock:
            del self._under_way[place]
            self._answers[place] = (enterprise, fresh)
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
        own.set_result(fresh)
        return fresh

    def peek(self, enterprise: Enterprise, question: Hashable) -> T | None:
        """The kept answer, or None: nothing is computed."""
        with self._lock:
            return self._found(enterprise, question)

    def _found(self, enterprise: Enterprise, question: Hashable) -> T | None:
        found = self._answers.get((id(enterprise), question))
        if found is None or found[0] is not enterprise:
            return None
        self._answers.move_to_end((id(enterprise), question))
        return found[1]
