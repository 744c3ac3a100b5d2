"""The pack for the board out of a store: as known at a moment, compared with what was known then."""

from __future__ import annotations

import shlex
from datetime import UTC, date, datetime, time

from cohelm.core.audience import Audience
from cohelm.core.prose import Prose
from cohelm.reports.brief.pack import Step, for_board, pack, since_asked
from cohelm.reports.brief.page import Pack
from cohelm.store.load import load


def board_pack(
    audience: Audience,
    *,
    on: date,
    now: datetime,
    since: date | None = None,
    known_at: datetime | None = None,
    scenario: str = "",
    output: str = "pack.pdf",
    language: str = "en",
    step: Step = lambda *_: None,
) -> Pack:
    """The pack for who sees so much. `since` None: a quarter before.

    The last pack is what was known at the end of its day; where nothing was known yet, today's plan
    is looked at on that day. `now` is the moment at which it is made, `output` the file and `language`
    the language that are named in the command that makes the same again; `step` is told of each page.
    Raises UsageError, UnknownName.
    """
    last = since_asked(since, on)
    narrow, moment = for_board(audience), known_at or now
    plan = load(audience=narrow, known_at=known_at, scenario=scenario)
    then = load(audience=narrow, known_at=datetime.combine(last, time.max, tzinfo=UTC))
    words = ["cohelm", "brief", "-o", output, "--on", str(on), "--since", str(last)]
    words += ["--known-at", f"{moment:%Y-%m-%dT%H:%M:%S}"]
    words += ["--scenario", scenario] if scenario else []
    words += ["--language", language] if language != "en" else []
    known = Prose(
        "Revision {revision} as known at {moment} UTC",
        revision=plan.revision, moment=f"{moment:%Y-%m-%d %H:%M}",
    )  # fmt: skip
    if scenario:
        known += Prose(", scenario {scenario}", scenario=scenario)
    return pack(
        plan, on=on, since=last, before=then if len(then) else None,
        snapshot=known, again=shlex.join(words), step=step,
    )  # fmt: skip
