"""How mail leaves, from one address: smtp://user:password@host:587 or smtps://host:465."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote, urlsplit

from cohelm.core.errors import UsageError

PORTS = {"smtp": 587, "smtps": 465}
ACCEPTED = "smtp://user:password@host:587 or smtps://user:password@host:465"


def mail_settings(address: str) -> dict[str, Any]:
    """Django's settings of mail; without an address mail goes nowhere. Raises UsageError.

    The password stands in no error.
    """
    if not address:
        return {"EMAIL_BACKEND": "django.core.mail.backends.dummy.EmailBackend"}
    parts = urlsplit(address)
    if parts.scheme not in PORTS or not parts.hostname:
        raise UsageError("COHELM_MAIL cannot be read", where="COHELM_MAIL", accepted=ACCEPTED)
    try:
        port = parts.port or PORTS[parts.scheme]
    except ValueError:
        raise UsageError("the port of COHELM_MAIL is no number", accepted=ACCEPTED) from None
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port,
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": parts.scheme == "smtp",
        "EMAIL_USE_SSL": parts.scheme == "smtps",
        "EMAIL_TIMEOUT": 15,
    }
