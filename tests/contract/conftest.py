"""What the suites over all kinds, checks and analyses share."""

from __future__ import annotations

import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.formats.organisation import read_organisation


@pytest.fixture(scope="session")
def the_sample() -> Enterprise:
    """The sample organisation."""
    return read_organisation("sample")
