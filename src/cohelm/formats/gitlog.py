"""The log of git as text: who merged or reviewed what into a repository, and when."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from email.utils import parsedate_to_datetime
from pathlib import PurePath

from cohelm.core.documents import Contents, Named, Observed
from cohelm.core.errors import Problem
from cohelm.core.schema import Schema
from cohelm.formats.codeowners import repository_of
from cohelm.formats.known.approvals import told_apart

COMMIT = re.compile(r"commit (?P<sha>[0-9a-f]{7,64})(?: \(.*\))?\s*$")
HEAD = re.compile(r"(?P<name>Merge|Author|Commit|Date|AuthorDate|CommitDate):\s+(?P<said>.+?)\s*$")
YES = re.compile(r"\s+(?:Reviewed|Approved|Acked)-by:\s*(?P<who>[^<\n]+?)\s*(?:<[^>\n]*>)?\s*$")
NAMED = re.compile(r"(?P<name>[^<]*?)\s*(?:<(?P<mail>[^>]*)>)?\s*$")
# The host that commits in the name of whoever pressed its button.
HOSTS = frozenset({"GitHub", "GitLab", "Gitea", "Bitbucket"})


@dataclass(slots=True)
class Logged:
    """One commit: where it stands, its heads by their names, its subject, and whose yes it names."""

    sha: str
    line: int
    heads: dict[str, str] = field(default_factory=dict)
    subject: str = ""
    approved_by: list[str] = field(default_factory=list)

    @property
    def day(self) -> datetime | None:
        """When it was committed, else written; None where that cannot be read, or has no offset."""
        said = self.heads.get("CommitDate") or self.heads.get("Date") or ""
        return _moment(said)

    @property
    def people(self) -> list[str]:
        """Who said yes: whoever merged, and those whom the message names; each once."""
        merged = [self._merged_by()] if "Merge" in self.heads else []
        return list(dict.fromkeys(one for one in (*merged, *self.approved_by) if one))

    def _merged_by(self) -> str:
        committer = _name(self.heads.get("Commit", ""))
        return _name(self.heads.get("Author", "")) if committer in ("", *HOSTS) else committer


def is_git_log(content: bytes) -> bool:
    """Whether a text is the log of git, in its ordinary or its fuller form."""
    lines = content[:4000].decode("utf-8-sig", "replace").lstrip().splitlines()
    heads = [HEAD.match(line) for line in lines[1:5]]
    return bool(lines and COMMIT.match(lines[0])) and any(
        one and one["name"] == "Author" for one in heads
    )


def read_git_log(name: str, content: bytes, schema: Schema) -> Contents:
    """Each merge as a review by whoever merged, each `Reviewed-by`, `Approved-by` and `Acked-by` as one.

    The repository is the folder that the file lies in, else the file's own name. Commits without either
    are counted, not kept.
    """
    del schema
    contents = Contents()
    repository = repository_of(name) or PurePath(name).stem
    item = Named(repository, ("repository",), make=True)
    found, silent = [], 0
    for one in commits_in(content.decode("utf-8-sig", "replace")):
        contents.records += 1
        if not one.people:
            silent += 1
            continue
        if one.day is None:
            said = one.heads.get("CommitDate") or one.heads.get("Date") or ""
            why = "its day cannot be read. Accepted: git's own dates, or those of --date=iso or rfc"
            contents.problems.append(
                Problem(f"commit {one.sha[:12]} is left out: {why}", name, one.line, "Date", said)
            )
            continue
        for person in one.people:
            values = {
                "item": item, "time": one.day.isoformat(), "source": "git",
                "reference": one.sha[:12], "what": one.subject[:300], "verb": "review",
                "person": Named(person, ("person",), make=True),
            }  # fmt: skip
            found.append(Observed("approval", values, name, one.line))
    contents.observed = told_apart(found)
    told = f"{len(found)} reviews out of {contents.records} commits, as reviews of '{repository}'"
    contents.notes.append(Problem(f"{told}; {silent} commits name nobody who reviewed", name))
    return contents


def commits_in(text: str) -> Iterator[Logged]:
    """The commits of a log, in its order."""
    logged: Logged | None = None
    for number, line in enumerate(text.splitlines(), 1):
        commit, head, yes = COMMIT.match(line), HEAD.match(line), YES.match(line)
        if commit:
            if logged is not None:
                yield logged
            logged = Logged(commit["sha"], number)
        elif logged is None:
            continue
        elif head:
            logged.heads[head["name"]] = head["said"]
        elif yes:
            logged.approved_by.append(yes["who"])
        elif line.strip() and not logged.subject:
            logged.subject = line.strip()
    if logged is not None:
        yield logged


def _name(said: str) -> str:
    found = NAMED.match(said)
    return (found["name"] or found["mail"] or "") if found else ""


def _moment(said: str) -> datetime | None:
    for read in (_as_git_does, _as_iso, parsedate_to_datetime):
        try:
            found = read(said)
        except (ValueError, TypeError, IndexError):
            continue
        return found if found.tzinfo is not None else None
    return None


def _as_git_does(said: str) -> datetime:
    return datetime.strptime(said, "%a %b %d %H:%M:%S %Y %z")


def _as_iso(said: str) -> datetime:
    return datetime.fromisoformat(re.sub(r" (?=[+-]\d{4}$)", "", said))
