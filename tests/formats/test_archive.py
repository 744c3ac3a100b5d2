"""The folder of YAML in one ZIP file."""

from __future__ import annotations

import io
import zipfile

import pytest

from cohelm.core.enterprise import Enterprise
from cohelm.core.errors import InputError
from cohelm.core.proposal import propose
from cohelm.formats import archive
from cohelm.formats.archive import is_archive, read_archive, write_archive
from cohelm.formats.detect import read_files
from cohelm.kinds import built_in_schema
from tests.making import enterprise

SCHEMA = built_in_schema()


def acme() -> Enterprise:
    return enterprise(
        application={"crm": {"users": 5, "runs_on": ["server:a"], "description": "a\nb"}},
        server={"a": {}},
    )


def packed(**files: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        for name, content in files.items():
            made.writestr(name, content)
    return target.getvalue()


def written(store: Enterprise) -> bytes:
    target = io.BytesIO()
    assert write_archive(store, target) == 3
    return target.getvalue()


def test_what_is_written_comes_back_without_a_change_and_is_the_same_bytes() -> None:
    store = acme()
    content = written(store)
    read = read_files([("acme.csv", content)], SCHEMA)
    found = propose(store, read.contents)
    assert (len(found.changes), found.problems, found.same) == (0, (), 2)
    assert written(store) == content


def test_a_folder_around_all_of_it_does_not_matter() -> None:
    content = packed(**{
        "acme/_organisation.yaml": b"name: Acme\n", "acme/application/crm.yaml": b"name: CRM\n",
        "__MACOSX/acme/x": b"",
    })  # fmt: skip
    contents = read_archive(content, "acme.zip", SCHEMA)
    assert contents.settings == {"name": "Acme"}
    assert [one.file for one in contents.documents] == ["application/crm.yaml"]


def test_a_folder_of_one_kind_alone_is_no_folder_around() -> None:
    contents = read_archive(packed(**{"application/crm.yaml": b"name: CRM\n"}), "a.zip", SCHEMA)
    assert [one.kind for one in contents.documents] == ["application"]


@pytest.mark.parametrize(
    "name", ["../crm.yaml", "/application/crm.yaml", "C:/application/crm.yaml"]
)
def test_a_file_that_points_out_of_the_archive_is_refused(name: str) -> None:
    content = packed(**{"_organisation.yaml": b"name: A\n", name: b"name: CRM\n"})
    with pytest.raises(InputError, match="points out of it"):
        read_archive(content, "acme.zip", SCHEMA)


def test_what_would_fill_the_disk_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_UNPACKED", 1000)
    content = packed(**{"application/crm.yaml": b"name: CRM\ndescription: " + b"x" * 2000})
    with pytest.raises(InputError, match="unpacks to too much"):
        read_archive(content, "acme.zip", SCHEMA)


def test_a_damaged_archive_is_refused_in_plain_words() -> None:
    content = bytearray(written(acme()))
    at = content.index(b"application/crm.yaml") + 30
    content[at : at + 20] = b"\xff" * 20
    with pytest.raises(InputError, match="damaged"):
        read_archive(bytes(content), "acme.zip", SCHEMA)


def test_other_archives_are_not_taken_for_one() -> None:
    assert is_archive(written(acme()))
    assert not is_archive(packed(**{"notes.txt": b"hello"}))
    assert not is_archive(b"PK\x03\x04")
    assert not is_archive(b"name: CRM\n")
