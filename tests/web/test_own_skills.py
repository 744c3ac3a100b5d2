"""What people say of their own skills: off, for themselves alone, gone when they choose so."""

from __future__ import annotations

import logging
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from cohelm.accounts.models import Access, OwnSkills
from cohelm.accounts.own_skills import answers
from cohelm.accounts.secrets import accept_invitation, invite_again
from cohelm.core.documents import Contents, Document
from cohelm.core.proposal import propose
from cohelm.store.apply import apply
from cohelm.store.backup import TABLES, backup
from cohelm.store.load import everything
from tests.cast import MAKER
from tests.contract.test_side_channels import CHANNELS, answer
from tests.web.conftest import Enter

PAGE = "/my-skills/"
SAID = {"act": "keep", "level-emrg": "5", "level-itsp": "4"}


@pytest.fixture
def cio(enter: Enter, people: dict[str, User]) -> Client:
    """The CIO, who is a person of the plan, fills a role, and has chosen nothing yet."""
    documents = [
        Document("skill", "emrg", {"name": "Emerging technology", "code": "EMRG"}),
        Document("skill", "itsp", {"name": "Strategic planning", "code": "ITSP"}),
        Document("role", "cio", {"requires_skill": [{"to": "skill:itsp", "level": 6,
                                                     "essential": True}]}),
        *(Document("person", f"p{at}", {"name": f"P {at}", "fills": ["role:cio"]})
          for at in range(6)),
    ]  # fmt: skip
    found = propose(everything(), Contents(documents=documents))
    assert not found.problems
    apply(found.changes, by=MAKER, via="test")
    Access.objects.filter(user=people["cio"]).update(person="person:p0")
    return enter("cio")


def page(client: Client) -> str:
    return client.get(PAGE).content.decode()


def test_it_is_off_until_one_chooses_to_and_stopping_erases(cio: Client) -> None:
    assert "Nothing is kept" in page(cio)
    assert cio.post(PAGE, SAID).status_code == 400
    assert not OwnSkills.objects.exists()
    cio.post(PAGE, {"act": "begin"})
    cio.post(PAGE, SAID)
    assert OwnSkills.objects.get().levels == {"skill:emrg": 5, "skill:itsp": 4}
    # 4 of the 6 levels at which the one skill is asked for
    assert "<td>2 levels</td>" in page(cio)
    assert "you reach <strong>66.7\N{NO-BREAK SPACE}%</strong>" in page(cio)
    cio.post(PAGE, {"act": "keep", "level-emrg": "4"})
    assert OwnSkills.objects.get().levels == {"skill:emrg": 4}
    cio.post(PAGE, {"act": "stop"})
    assert not OwnSkills.objects.exists()
    assert "Nothing is kept" in page(cio)


@pytest.mark.parametrize(
    ("stated", "status", "said"),
    [
        ({"level-emrg": "7"}, 422, "Emerging technology has no level &#x27;7&#x27;"),
        ({"level-emrg": "3"}, 422, "4 to 6"),
        ({"level-emrg": "high"}, 422, "4 to 6"),
        ({"level-none": "4"}, 404, "is no skill"),
    ],
)
def test_a_level_that_a_skill_does_not_have_is_refused(
    cio: Client, stated: dict[str, str], status: int, said: str
) -> None:
    cio.post(PAGE, {"act": "begin"})
    found = cio.post(PAGE, {"act": "keep", **stated})
    assert found.status_code == status
    assert said in found.content.decode()
    assert OwnSkills.objects.get().levels == {}


@pytest.mark.slow
def test_what_one_says_changes_no_byte_of_what_anybody_else_is_answered(
    cio: Client, enter: Enter, settings: Settings
) -> None:
    settings.API_PER_MINUTE = 0  # the answers count what is left of it
    ways = ("search", "exports as csv", "exports as xlsx", "history", "jobs", "totals",
            "links and observations")  # fmt: skip
    paths = [path for way in ways for path in CHANNELS[way]]
    paths += [PAGE, "/skills/", "/skills.json", "/api/v1/analyses/skills", "/items/person/p0/",
              "/items/person/p0/history/", "/api/v1/items/person/p0", "/items/skill/emrg/",
              "/api/v1/items/skill", "/brief/", "/search/?q=emerging",
              "/handover/"]  # fmt: skip

    def told() -> dict[tuple[str, str], bytes]:
        # each time as new: where one was last is kept in the session, and offered
        others = {who: enter(who) for who in ("cto", "admin")}
        return {
            (who, path): answer(client, path) for who, client in others.items() for path in paths
        }

    told()  # some numbers stand in the margin once they were computed
    revision, before = everything().revision, told()
    cio.post(PAGE, {"act": "begin"})
    cio.post(PAGE, {**SAID, "is_counted": "on"})
    assert OwnSkills.objects.exists()
    assert everything().revision == revision  # nothing in the plan, nor in its history
    after = told()
    assert [key for key in before if before[key] != after[key]] == []
    # when somebody was last here moves on that page
    assert b"emrg" not in enter("admin").get("/people/").content


def test_it_is_in_no_backup_and_no_log(
    cio: Client, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    cio.post(PAGE, {"act": "begin"})
    cio.post(PAGE, SAID)
    cio.post(PAGE, {"act": "keep", "level-emrg": "7"})
    assert "accounts.OwnSkills" not in TABLES
    backup(tmp_path / "all.zip")
    with zipfile.ZipFile(tmp_path / "all.zip") as archive:
        assert not [name for name in archive.namelist() if "skill" in name]
        assert not any(b'"skill:emrg": 5' in archive.read(name) for name in archive.namelist())
    assert not [one for one in caplog.messages if "level-emrg" in one]


def test_a_program_with_a_token_of_ones_own_does_not_reach_it(
    cio: Client, people: dict[str, User]
) -> None:
    from cohelm.accounts.secrets import make_token

    made = make_token(people["cio"], name="mine", scope="write", days=1, now=timezone.now())
    program = Client(headers={"Authorization": f"Bearer {made.text}"})
    assert program.get(PAGE).status_code in (302, 401)
    assert program.get("/api/v1/my-skills").status_code == 404


def test_a_password_that_somebody_else_had_set_opens_nothing(
    cio: Client, people: dict[str, User]
) -> None:
    cio.post(PAGE, {"act": "begin"})
    cio.post(PAGE, SAID)
    now = timezone.now()
    link = invite_again(people["cio"], now=now)
    assert OwnSkills.objects.exists()  # a link that nobody uses changes nothing
    accept_invitation(link, username="", name="", password="another one", now=now)
    assert not OwnSkills.objects.exists()


def colleagues(number: int, level: int, *, is_counted: bool) -> None:
    """So many more of the CIO's office say so of themselves."""
    for at in range(1, number + 1):
        user = User.objects.create_user(f"c{at}")
        Access.objects.create(user=user, level=1, person=f"person:p{at}")
        OwnSkills.objects.create(
            user=user, levels={"skill:itsp": level}, is_counted=is_counted, said=timezone.now()
        )


@pytest.mark.parametrize(
    ("number", "is_counted", "level", "shown"),
    [
        (3, True, 6, ""),
        (5, False, 6, ""),
        (4, True, 6, "fewer than 5"),  # five answers, of which four reach the level
        (5, True, 6, "5 or more"),
        (5, True, 5, "fewer than 5"),
    ],
)
def test_what_several_say_is_told_from_five_people_on(
    cio: Client, number: int, is_counted: bool, level: int, shown: str
) -> None:
    cio.post(PAGE, {"act": "begin"})
    cio.post(PAGE, {"act": "keep", "level-itsp": "4", "is_counted": "on"})
    colleagues(number, level, is_counted=is_counted)
    text = page(cio)
    assert ("Let theirs count</th>" in text) == bool(shown)
    assert not shown or f"<td>{shown}</td></tr>" in text


def test_an_answer_counts_only_where_one_lets_it(cio: Client) -> None:
    cio.post(PAGE, {"act": "begin"})
    cio.post(PAGE, SAID)
    assert answers() == {}
    cio.post(PAGE, {**SAID, "is_counted": "on"})
    assert answers() == {"person:p0": {"skill:emrg": 5, "skill:itsp": 4}}


def test_nobody_else_can_post_for_one(cio: Client, enter: Enter, people: dict[str, Any]) -> None:
    cio.post(PAGE, {"act": "begin"})
    cio.post(PAGE, SAID)
    admin = enter("admin")
    admin.post(PAGE, {"act": "stop", "user": people["cio"].pk, "username": "cio"})
    assert OwnSkills.objects.get().user == people["cio"]
