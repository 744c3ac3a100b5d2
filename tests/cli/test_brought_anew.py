"""An import that others were quicker than is done anew; what is written once stays written."""

from __future__ import annotations

from typing import Any

import pytest

from cohelm.cli import importing
from cohelm.cli.command import Asked
from cohelm.core.changes import ChangeSet
from cohelm.core.errors import Conflict
from cohelm.core.proposal import Proposal

WRITTEN: Any = importing._Brought(None, Proposal(ChangeSet(), (), (), 0), "somebody", 7)  # type: ignore[arg-type]


def failing(times: int, made: list[str], name: str, result: Any) -> Any:
    """What is refused so often as somebody else's work, then answers; each call is noted."""

    def call(*_: object) -> Any:
        made.append(name)
        if made.count(name) <= times:
            raise Conflict("somebody was quicker")
        return result

    return call


@pytest.mark.parametrize(
    ("refused", "tries", "comes"), [(0, 1, True), (2, 3, True), (3, 4, True), (4, 4, False)]
)
def test_it_is_done_anew_three_times_at_most(
    refused: int, tries: int, comes: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    monkeypatch.setattr(importing, "_brought", failing(refused, made, "brought", WRITTEN))
    monkeypatch.setattr(importing, "_keep", failing(0, made, "kept", ([], ())))
    if comes:
        assert importing.bring(Asked("acme.db"), ["a.csv"], importing.Told()).batch == 7
    else:
        with pytest.raises(Conflict):
            importing.bring(Asked("acme.db"), ["a.csv"], importing.Told())
    assert made == ["brought"] * tries + ["kept"] * comes


def test_nothing_is_done_anew_that_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    monkeypatch.setattr(importing, "_brought", failing(0, made, "brought", WRITTEN))
    monkeypatch.setattr(importing, "_keep", failing(1, made, "kept", ([], ())))
    with pytest.raises(Conflict):
        importing.bring(Asked("acme.db"), ["a.csv"], importing.Told())
    assert made == ["brought", "kept"]
