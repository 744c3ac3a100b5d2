from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.errors import InputError
from cohelm.core.keys import SLUG, free_slug, slug, split


@given(st.text(max_size=200))
def test_any_text_has_a_slug_and_a_slug_is_its_own(text: str) -> None:
    found = slug(text)
    assert SLUG.match(found)
    assert len(found) <= 120
    assert slug(found) == found


def test_a_slug_reads_as_its_name() -> None:
    assert slug("Über-App (v2)") == "uber-app-v2"


def test_the_first_free_suffix_is_taken() -> None:
    assert free_slug("CRM", {"crm", "crm-2"}) == "crm-3"


def test_a_key_is_a_kind_and_an_id() -> None:
    assert split("data_set:customers") == ("data_set", "customers")
    for wrong in ("crm", "application:", "application:C R M", ":crm"):
        with pytest.raises(InputError, match="such as application:crm"):
            split(wrong)
