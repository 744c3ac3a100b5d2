from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cohelm.core.errors import InputError
from cohelm.core.keys import LONGEST, SLUG, free_slug, slug, split

KEY_FORM = "such as application:crm"


@pytest.mark.slow
@given(st.text(max_size=200))
def test_any_text_has_a_slug_and_a_slug_is_its_own(text: str) -> None:
    found = slug(text)
    assert SLUG.match(found)
    assert len(found) <= LONGEST
    assert slug(found) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Über-App (v2)", "uber-app-v2"), ("  CRM  ", "crm"), ("a/b, c; d", "a-b-c-d"),
        ("Node.js 18", "node.js-18"), ("data_set", "data_set"), ("--x--", "x"), ("ﬁle", "file"),
    ],
)  # fmt: skip
def test_a_slug_reads_as_its_name(text: str, found: str) -> None:
    assert slug(text) == found


@pytest.mark.parametrize("text", ["", "🙂", "日本語", "---", "\0"])
def test_what_has_no_letters_of_ours_has_a_slug_all_the_same(text: str) -> None:
    assert slug(text).startswith("item-")


def test_names_in_other_letters_have_slugs_of_their_own() -> None:
    assert slug("日本") != slug("中国")


@pytest.mark.slow
@given(st.text(max_size=200), st.integers(0, 15))
def test_a_free_slug_is_valid_and_free(text: str, times: int) -> None:
    taken: set[str] = set()
    for _ in range(times):
        taken.add(free_slug(text, taken))
    assert len(taken) == times
    assert all(SLUG.match(one) and len(one) <= LONGEST for one in taken)


def test_the_first_free_suffix_is_taken() -> None:
    assert free_slug("CRM", set()) == "crm"
    assert free_slug("CRM", {"crm"}) == "crm-2"
    assert free_slug("CRM", {"crm", "crm-2"}) == "crm-3"
    assert free_slug("CRM", {"crm", "crm-3"}) == "crm-2"


def test_ten_thousand_of_one_name_are_each_asked_for_once_or_twice() -> None:
    class Taken(set[str]):
        asked = 0

        def __contains__(self, id_: object) -> bool:
            self.asked += 1
            return super().__contains__(id_)

    taken, reached = Taken({"crm-3"}), dict[str, int]()
    for _ in range(10_000):
        taken.add(free_slug("CRM", taken, reached))
    assert taken == {"crm", *(f"crm-{n}" for n in range(2, 10_002))}
    assert taken.asked <= 20_002


def test_a_suffix_makes_no_slug_longer_than_there_can_be() -> None:
    long = "x" * LONGEST
    assert free_slug(long, {long}) == "x" * (LONGEST - 2) + "-2"


def test_a_key_is_a_kind_and_an_id() -> None:
    assert split("data_set:customers") == ("data_set", "customers")
    assert split("technology:node.js-18") == ("technology", "node.js-18")


@pytest.mark.parametrize(
    "wrong",
    ["crm", "application:", "application:C R M", ":crm", "", "a:b:c", "a:../x", "a:x\n", "a/b:x"],
)
def test_what_is_no_key_is_refused_with_an_example(wrong: str) -> None:
    with pytest.raises(InputError, match=KEY_FORM) as error:
        split(wrong)
    assert f"'{wrong}' is not a key" in str(error.value)
