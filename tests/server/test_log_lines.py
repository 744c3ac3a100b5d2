"""The log of unanswered addresses: it names them without the secrets that they hold."""

from __future__ import annotations

import logging
import re

from django.http import HttpRequest, HttpResponseNotFound
from django.utils.log import log_response

from cohelm.server.log_lines import WithoutSecrets, without_secrets
from cohelm.server.routes import routes


def test_no_route_that_takes_a_secret_is_written_down_with_it() -> None:
    takes = [one.path for one in routes() if "<str:secret>" in one.path]
    assert len(takes) > 3
    for path in takes:
        said = without_secrets("Not Found: /" + path.replace("<str:secret>", "Xa3-1_z") + "?day=1")
        assert "Xa3-1_z" not in said, path
        assert re.search(r"^Not Found: /[a-z]+/…/?.*day=1$", said), said


def test_other_addresses_are_written_as_they_are() -> None:
    said = "Not Found: /decide/unseen/x/, /answers/, /feeds/22/revoke/"
    assert without_secrets(said) == said


def test_a_line_of_the_log_says_what_was_asked_for_without_its_secret() -> None:
    lines = list[str]()

    class Kept(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            lines.append(self.format(record))

    handler, log = Kept(), logging.getLogger("cohelm.test")
    handler.addFilter(WithoutSecrets())
    log.addHandler(handler)
    request = HttpRequest()
    request.path = "/seen/Xa3/"
    log_response("%s: %s", "Not Found", request.path, response=HttpResponseNotFound(),
                 request=request, logger=log)  # fmt: skip
    log.removeHandler(handler)
    assert lines == ["Not Found: /seen/…/"]
