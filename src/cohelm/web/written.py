"""Says on the next page what was written, with the way back."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest

from cohelm.core.prose import Prose
from cohelm.reports.wording import count
from cohelm.store.apply import Written
from cohelm.web.recognised import recognised


def tell(request: HttpRequest, words: str, written: Written | None = None) -> None:
    """A notice on the next page; with a batch, it can be undone from there."""
    if written is None or not written.batch:
        messages.info(request, recognised(words))
        return
    if written.warned:
        messages.info(
            request,
            recognised(
                Prose(
                    "Rights: {warned}. It was written, and the log says who did it.",
                    warned=written.warned,
                )
            ),
        )
    said = Prose(
        "{words} {changes}, batch {batch}.",
        words=words,
        changes=count(written.changes, "change"),
        batch=written.batch,
    )
    messages.success(request, recognised(said), extra_tags=f"batch-{written.batch}")
