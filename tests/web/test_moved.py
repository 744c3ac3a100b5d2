"""Next month's file on the pages: recognised, compared, and what it lacks is asked about."""

from __future__ import annotations

import re

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from cohelm.store.load import everything
from tests.web.conftest import Enter

OCTOBER = "Name,Vendor,Annual cost\nPhones,Telco,312000 EUR\nFax,Telco,10000 EUR\nMaps,Geo,1 EUR\n"
NOVEMBER = "Name,Vendor,Annual cost\nPhones,Telco,340000 EUR\nMaps,Geo,1 EUR\n"


def waiting(client: Client, name: str, text: str) -> str:
    file = SimpleUploadedFile(name, text.encode(), "text/csv")
    return str(client.post("/import/", {"files": file, "kind": "contract"})["Location"])


def bring_both(client: Client) -> None:
    for name, text in (("a.csv", OCTOBER), ("b.csv", NOVEMBER)):
        client.post(f"{waiting(client, name, text)}apply/", {"reason": name})


def test_the_preview_says_which_list_it_continues_and_the_result_what_moved(enter: Enter) -> None:
    client = enter("cio")
    first = client.post(f"{waiting(client, 'a.csv', OCTOBER)}apply/", {"reason": "October"})
    assert first["Location"] == "/"
    address = waiting(client, "b.csv", NOVEMBER)
    body = client.get(address).content.decode()
    assert "b.csv continues" in body
    assert ": 3 contracts. 1 item of it" in " ".join(body.replace("\u00a0", " ").split())
    assert "1 item of it no longer there" in body
    result = client.post(f"{address}apply/", {"reason": "November"}, follow=True)
    said = result.content.decode().replace("\u00a0", " ")
    assert "Annual cost of Phones: 312,000 € → 340,000 € (+28,000 €)." in said
    assert "What became of these?" in said
    assert "contract:fax" in everything()


def test_still_there_is_remembered_and_removed_can_be_undone(enter: Enter) -> None:
    client = enter("cio")
    bring_both(client)
    client.post("/moved/keep/", {"key": "contract:fax"})
    assert "What became of these?" not in client.get("/moved/").content.decode()
    assert "contract:fax" in everything()
    body = client.post("/moved/remove/", {"key": "contract:fax"}, follow=True).content.decode()
    assert "1 item removed" in body
    assert "contract:fax" not in everything()


def test_what_absence_means_is_kept_with_the_list_and_changed_on_its_page(enter: Enter) -> None:
    client = enter("cio")
    client.post(f"{waiting(client, 'a.csv', OCTOBER)}apply/", {"absent": "removed"})
    address = waiting(client, "b.csv", NOVEMBER)
    assert '<option value="removed" selected>' in client.get(address).content.decode()
    body = client.post(f"{address}apply/", follow=True).content.decode()
    assert "No longer listed and removed: 1 item" in body
    assert "contract:fax" not in everything()
    number = re.findall(r'name="edition" value="(\d+)"', body)[0]
    client.post("/moved/absence/", {"edition": number, "absent": "kept"})
    later = waiting(client, "c.csv", NOVEMBER.replace("Maps,Geo,1 EUR\n", ""))
    assert "Take it as the next edition" in client.get(later).content.decode()
    client.post(f"{later}apply/", {"absent": ""})
    assert "What became of these?" not in client.get("/moved/").content.decode()
    assert "contract:maps" in everything()
    for wrong in ({"edition": number, "absent": "gone"}, {"edition": "x", "absent": "ask"}):
        assert client.post("/moved/absence/", wrong).status_code == 404


def test_who_sees_no_money_reads_no_amounts_of_what_moved(enter: Enter) -> None:
    bring_both(enter("cio"))
    body = enter("reader").get("/moved/").content.decode()
    assert "b.csv" in body
    assert "340,000" not in body
    assert "It is still there" not in body


def test_without_lists_the_page_says_what_it_is_for(enter: Enter) -> None:
    assert "No list was brought yet" in enter("reader").get("/moved/").content.decode()
