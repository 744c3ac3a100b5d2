"""The settings that an installation has: environment variables, each with its default and meaning."""

from __future__ import annotations

import os
from dataclasses import dataclass

from cohelm.core.errors import UsageError, did_you_mean


@dataclass(frozen=True, slots=True)
class Setting:
    """One environment variable. The reference is generated from these."""

    name: str
    default: str
    meaning: str
    is_secret: bool = False


SETTINGS: tuple[Setting, ...] = (
    Setting(
        "COHELM_DATABASE_URL", "cohelm.db",
        "The database: a path or sqlite:///… for SQLite, postgresql://user:password@host/name.",
        is_secret=True,
    ),
    Setting(
        "COHELM_CACHE", "",
        "A folder for snapshots of the database, from which a large organisation opens quickly. They"
        " hold everything. Empty: beside an SQLite file, and none for PostgreSQL.",
    ),
    Setting(
        "COHELM_ORG", "",
        "The organisation that the command line works on where --org does not say it: a folder of"
        " YAML, a workbook, a database, or the word sample.",
    ),
    Setting(
        "COHELM_DEMO_DATABASE", "",
        "The SQLite file of `cohelm demo`; empty: demo.db where this user's programs keep their data.",
    ),
    Setting(
        "COHELM_SECRET_KEY", "",
        "Signs sessions. At least 32 characters, the same for all processes, known to nobody."
        " `cohelm serve` does not start without one.",
        is_secret=True,
    ),
    Setting(
        "COHELM_TOKEN", "",
        "A personal token: `cohelm mcp` on a database asks for the person that it was made for.",
        is_secret=True,
    ),
    Setting("COHELM_HOST", "127.0.0.1", "The address that `cohelm serve` listens on."),
    Setting("COHELM_PORT", "8000", "The port that `cohelm serve` and `cohelm demo` listen on."),
    Setting(
        "COHELM_PROCESSES", "1",
        "How many processes answer requests in `cohelm serve`. Each uses a core of its own, and holds the"
        " organisation in memory.",
    ),
    Setting(
        "COHELM_HOSTS", "127.0.0.1,localhost,[::1]",
        "The names by which browsers may call the server, separated by commas.",
    ),
    Setting(
        "COHELM_HTTPS", "0",
        "1 where browsers come by https: cookies are then sent over https alone, and browsers are"
        " told to stay with it.",
    ),
    Setting(
        "COHELM_PROXY", "0",
        "1 where a proxy stands before the server and sets X-Forwarded-Proto itself.",
    ),
    Setting(
        "COHELM_DEBUG", "0", "1 shows the inside of errors to everybody: on a developer's own machine."
    ),
    Setting(
        "COHELM_DEMO", "0",
        "1 opens the sample's door: anybody enters as anyone. `cohelm demo` sets it.",
    ),
    Setting(
        "COHELM_UPLOAD_MB", "50", "The largest file that can be brought through the browser or the API."
    ),
    Setting(
        "COHELM_LOOK", "1",
        "0 lets nobody look at files who is not signed in; what is looked at is never kept.",
    ),
    Setting(
        "COHELM_API_PER_MINUTE", "3000",
        "How many requests to the API an account may make in a minute, counted by each server process"
        " for itself; 0: as many as it likes.",
    ),
    Setting(
        "COHELM_MAIL", "",
        "How mail leaves: smtp://user:password@host:587 (with STARTTLS) or smtps://…:465. Empty: none"
        " does.",
        is_secret=True,
    ),
    Setting("COHELM_MAIL_FROM", "cohelm@localhost", "The address that mail is sent from."),
    Setting(
        "COHELM_ADDRESS", "http://127.0.0.1:8000",
        "The address of the pages as browsers know it: links in mail begin with it.",
    ),
    Setting(
        "COHELM_LANGUAGE", "en",
        "The language of mails to whoever chose none, and of pages for whoever's browser asks for none"
        " that is there: a code whose catalogue is there, such as de.",
    ),
    Setting(
        "COHELM_HOOK_HOSTS", "",
        "Hosts that webhooks may reach although their address is not a public one, separated by"
        " commas, such as chat.internal.",
    ),
    Setting(
        "COHELM_IDLE_MINUTES", "30",
        "After how long without use a sign-in is over; 0: not before COHELM_SESSION_HOURS.",
    ),
    Setting(
        "COHELM_OIDC_ISSUER", "",
        "The provider of OpenID Connect by which people sign in, as its discovery document calls itself:"
        " https://login.acme.example. It is told the address …/accounts/oidc/callback/. Empty: none.",
    ),
    Setting("COHELM_OIDC_CLIENT", "", "What the provider calls this installation: the client id."),
    Setting("COHELM_OIDC_SECRET", "", "The client secret.", is_secret=True),
    Setting("COHELM_OIDC_NAME", "your organisation", "What the sign-in page calls the provider."),
    Setting(
        "COHELM_OIDC_SIGN_UP", "0",
        "1 makes an account, without any access, for whoever the provider signs in and nobody here is."
        " 0: only who has an account here, with the address that the provider verified, comes in.",
    ),
    Setting(
        "COHELM_SESSION_HOURS", "12", "How long a sign-in holds before one signs in again."
    ),
)  # fmt: skip
BY_NAME = {setting.name: setting for setting in SETTINGS}
SHORTEST_SECRET = 32
YES, NO = ("1", "true", "yes", "on"), ("0", "false", "no", "off", "")


def text(name: str) -> str:
    """The value of a setting, or its default."""
    return os.environ.get(name) or BY_NAME[name].default


@dataclass(frozen=True, slots=True)
class Stated:
    """A setting as it may be shown: `now` is empty for what is, or may hold, a secret."""

    name: str
    meaning: str
    now: str
    is_stated: bool
    is_secret: bool


def overview() -> tuple[Stated, ...]:
    """All settings as they are, without the secrets."""
    return tuple(
        Stated(
            one.name, one.meaning, "" if one.is_secret else text(one.name),
            bool(os.environ.get(one.name)), one.is_secret,
        )
        for one in SETTINGS
    )  # fmt: skip


def flag(name: str) -> bool:
    """Whether a setting is on. Raises UsageError for anything but 1 or 0."""
    value = text(name).strip().lower()
    if value not in YES + NO:
        raise UsageError(f"{name} is '{value}'", accepted="1 or 0")
    return value in YES


def number(name: str) -> int:
    """The value of a setting as a whole number. Raises UsageError."""
    value = text(name)
    if not value.isdecimal():
        raise UsageError(f"{name} is '{value}'", accepted="a whole number")
    return int(value)


def names(name: str) -> list[str]:
    """The value of a setting as a list, separated by commas."""
    return [part.strip() for part in text(name).split(",") if part.strip()]


def unknown() -> list[str]:
    """A sentence for each variable that begins like ours and is none of ours."""
    return [
        f"{name} is not a setting of Cohelm. {did_you_mean(name, BY_NAME)}"
        for name in sorted(os.environ)
        if name.startswith("COHELM_") and name not in BY_NAME and name not in OTHERS
    ]


OTHERS = (
    "COHELM_REAL_DATA",
    "COHELM_BROWSER",
    "COHELM_NO_BROWSER",
    "COHELM_TEST_DATABASE_URL",
)
"""Read by the test suite alone."""


def refuse_an_open_door() -> None:
    """Raises UsageError where a server would start with a secret that others know or can guess."""
    if flag("COHELM_DEMO"):
        return
    if len(text("COHELM_SECRET_KEY")) < SHORTEST_SECRET:
        raise UsageError(
            "COHELM_SECRET_KEY is missing or shorter than 32 characters",
            mend='Make one: python3 -c "import secrets; print(secrets.token_urlsafe(48))"'
            " and keep it in the environment of the server.",
        )
