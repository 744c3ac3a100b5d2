"""COHELM_DATABASE_URL, or a path, as Django's database settings."""

from __future__ import annotations

from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from cohelm.core.errors import UsageError


def database_settings(url: str) -> dict[str, Any]:
    """Settings for `postgresql://user:password@host:port/name`, `sqlite:///path` or a path.

    Raises UsageError for any other scheme.
    """
    parts = urlsplit(url) if "://" in url else None
    if parts is None:
        return _sqlite(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(url.removeprefix("sqlite:///")))
    if parts.scheme in ("postgresql", "postgres"):
        options = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or options.pop("host", "")),
            "PORT": str(parts.port or ""),
            "OPTIONS": options,
            "CONN_MAX_AGE": 600,
            "CONN_HEALTH_CHECKS": True,
        }
    raise UsageError(
        f"'{parts.scheme}' is no database that Cohelm knows",
        accepted="postgresql://…, sqlite:///… or a path",
    )


def _sqlite(path: str) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path if path == ":memory:" else str(Path(path).absolute()),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            # FULL: a batch that was acknowledged is on the disk; the log of changes lives here. Larger
            # pages, which a new file takes, are fewer to write: a tenth less time to write a large import
            "init_command": "PRAGMA page_size=8192; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;"
            " PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;",
        },
    }
