"""What all tests share: an empty store, real files, a browser; and a word for what did not run."""

from __future__ import annotations

import gc
import os
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hypothesis
import pytest

from tests.shares import IS_CAMPAIGN, tries

if TYPE_CHECKING:
    from cohelm.core.enterprise import Enterprise

# a busy machine is no failure: how long a case may take is measured in the benchmarks; every run tries
# the same examples, and the campaign others each time
LOADED = {"deadline": None, "suppress_health_check": [hypothesis.HealthCheck.too_slow]}
hypothesis.settings.register_profile("tests", **LOADED, derandomize=True, max_examples=tries(100))
hypothesis.settings.register_profile("campaign", **LOADED, max_examples=200)
hypothesis.settings.load_profile("campaign" if IS_CAMPAIGN else "tests")

DEAR = {"db", "transactional_db", "the_sample", "real_data"}
"""Whoever asks for one of these takes longer than `make quick` has: it leaves them to `make test`."""
NO_REAL_DATA = "COHELM_REAL_DATA is not set"
NO_BROWSER = "there is no browser: COHELM_BROWSER is not set"
OTHER_DATABASE = "this database is not PostgreSQL"
ON_FILES = "they make SQLite files of their own, whatever the database"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Marks what cannot run here as skipped, with the reason; a store or the sample makes slow.

    What needs a browser begins: it takes up to half a minute, and would be waited for at the end.
    """
    items.sort(key=lambda item: item.get_closest_marker("browser") is None)
    has_browser = bool(os.environ.get("COHELM_BROWSER"))
    is_postgres = os.environ.get("COHELM_DATABASE_URL", "").startswith("postgres")
    for item in items:
        if DEAR.intersection(getattr(item, "fixturenames", ())):
            item.add_marker("slow")
        if item.get_closest_marker("browser") and not has_browser:
            item.add_marker(pytest.mark.skip(reason=NO_BROWSER))
        if item.get_closest_marker("postgres") and not is_postgres:
            item.add_marker(pytest.mark.skip(reason=OTHER_DATABASE))
        if item.get_closest_marker("files") and is_postgres:
            item.add_marker(pytest.mark.skip(reason=ON_FILES))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """What is imported to collect the tests stays: no garbage is sought in it, then or later."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.enable()
        gc.set_threshold(20_000, 20, 50)


def pytest_terminal_summary(terminalreporter: Any) -> None:
    """Says how many tests did not run, and why."""
    reasons = Counter(
        str(report.longrepr[2]) for report in terminalreporter.stats.get("skipped", [])
    )
    for reason, count in sorted(reasons.items()):
        why = reason.removeprefix("Skipped: ")
        terminalreporter.write_line(f"{count} test{'s' if count > 1 else ''} did not run: {why}")


@pytest.fixture(scope="session", autouse=True)
def _static_files_are_sought_once() -> Iterator[None]:
    """Each client of a test starts the site anew; what a server does once need not be done for each."""
    from whitenoise.middleware import WhiteNoiseMiddleware

    found: dict[str, Any] = {}
    seek = WhiteNoiseMiddleware.add_files_from_finders

    def once(site: WhiteNoiseMiddleware) -> None:
        if not found:
            seek(site)
            found.update(site.files)
        site.files.update(found)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(WhiteNoiseMiddleware, "add_files_from_finders", once)
        yield


@pytest.fixture(scope="session", autouse=True)
def _passwords_are_soon_hashed() -> Iterator[None]:
    """What makes it hard to guess a password makes each sign-in take a third of a second."""
    from django.conf import settings

    with pytest.MonkeyPatch.context() as patch:
        soon = ["django.contrib.auth.hashers.MD5PasswordHasher"]
        patch.setattr(settings, "PASSWORD_HASHERS", soon)
        yield


@pytest.fixture(scope="session")
def the_sample() -> Enterprise:
    """The sample organisation, read once: nothing changes it."""
    from cohelm.formats.organisation import read_organisation

    return read_organisation("sample")


@pytest.fixture
def real_data() -> Path:
    """The folder of real files."""
    folder = os.environ.get("COHELM_REAL_DATA")
    if not folder:
        pytest.skip(NO_REAL_DATA)
    return Path(folder)


@pytest.fixture
def store(db: None) -> Iterator[None]:
    """An empty, migrated store; what a test writes is taken back."""
    from cohelm.store.load import forget

    forget()
    yield
    forget()


@pytest.fixture
def open_store(transactional_db: None) -> Iterator[None]:
    """An empty store whose writes are seen by other connections."""
    from cohelm.store.load import forget

    forget()
    yield
    forget()
