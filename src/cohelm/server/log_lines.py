"""What a line of the log leaves out: the secret of a link, which whoever reads the log could follow."""

from __future__ import annotations

import logging
import re

SECRET = re.compile(r"(/(?:answer|seen|welcome)/|/feeds/(?=[^/\s?]+\.ics))[^/\s?]+")
"""What stands behind these words in an address is a secret that was sent to somebody."""


def without_secrets(text: str) -> str:
    """A text in which the secret of each address is three dots.

    >>> without_secrets("Not Found: /seen/Xa31/")
    'Not Found: /seen/…/'
    """
    return SECRET.sub(r"\1…", text)


class WithoutSecrets(logging.Filter):
    """Writes a line's parts anew without secrets; every line passes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Always True."""
        record.msg = without_secrets(record.getMessage())
        record.args = ()
        return True
