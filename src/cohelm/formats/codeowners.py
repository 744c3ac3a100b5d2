"""CODEOWNERS: who has to review changes to which part of a repository, as GitHub and GitLab read it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import PurePath
from typing import Any

from cohelm.core.documents import Contents, Document, Named
from cohelm.core.errors import Problem

OWNER = re.compile(r"(?:@@?[\w.-]+(?:/[\w.-]+)*|[^\s@]+@[^\s@]+\.[\w-]+)\Z")
SECTION = re.compile(
    r"^(?P<optional>\^)?\[(?P<name>[^\]]+)\](?:\[(?P<count>\d+)\])?\s*(?P<owners>.*)$"
)
PATTERN = re.compile(r"(?:\\.|[^\s\\#]|(?<=\S)#)+")
# Folders that say where code lies and not what it is.
PLAIN = frozenset(
    [
        "src",
        "source",
        "lib",
        "libs",
        "app",
        "apps",
        "docs",
        "doc",
        "test",
        "tests",
        "packages",
        "pkg",
        "internal",
        "cmd",
        "services",
        "service",
        "main",
        "java",
        "resources",
        "public",
        "static",
        "web",
        "api",
        "config",
        "scripts",
        "tools",
        "build",
        ".github",
        ".gitlab",
    ]
)
# So many of the lines must be rules, and so many of these must have owners.
RULED, OWNED = 0.95, 0.5
SLUG = re.compile(r"[a-z0-9][a-z0-9._-]*\Z")


@dataclass(frozen=True, slots=True)
class Rule:
    """One line: a pattern, its owners (its section's where it names none), where it stands."""

    pattern: str
    owners: tuple[str, ...]
    line: int
    section: str = ""
    optional: bool = False
    needed: int = 1


@dataclass(slots=True)
class Rules:
    """The rules of a file, in its order; `odd` are the lines that are none, with why."""

    rules: list[Rule] = field(default_factory=list)
    odd: list[tuple[int, str, str]] = field(default_factory=list)


def is_codeowners(content: bytes) -> bool:
    """Whether a text is one of rules: a path or pattern, then owners that are handles or addresses."""
    if b"\0" in content[:4000] or len(content) > 3 * 2**20 or b"@" not in content:
        return False
    lines = [one.strip() for one in content.decode("utf-8", "replace").splitlines()]
    lines = [one for one in lines if one and not one.startswith("#") and not SECTION.match(one)]
    read = [_rule_parts(one) for one in lines]
    rules = [one for one in read if one is not None]
    owned = [one for one in rules if one[1]]
    pathlike = [
        one for one in rules if one[0] == "*" or "/" in one[0] or "*" in one[0] or "." in one[0]
    ]
    return (
        bool(owned)
        and len(rules) >= RULED * len(lines)
        and len(owned) >= OWNED * len(rules)
        and len(pathlike) >= OWNED * len(rules)
    )


def _rule_parts(line: str) -> tuple[str, tuple[str, ...]] | None:
    found = PATTERN.match(line)
    if not found:
        return None
    rest = line[found.end() :]
    if rest and not rest[0].isspace():
        return None
    owners = re.split(r"(?:^|\s)#", rest, maxsplit=1)[0].split()
    if not all(OWNER.match(one) for one in owners):
        return None
    return found[0].replace("\\ ", " "), tuple(owners)


def read_rules(text: str) -> Rules:
    """The rules of a file; a section's owners hold for the patterns in it that name none."""
    read = Rules()
    section, optional, needed = "", False, 1
    default: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        heading = SECTION.match(line)
        if heading:
            section, optional = heading["name"].strip(), bool(heading["optional"])
            needed = int(heading["count"] or 1)
            default = tuple(one for one in heading["owners"].split() if OWNER.match(one))
            continue
        parts = _rule_parts(line)
        if parts is None:
            why = "it is no pattern with owners. Accepted: a path, then @user, @org/team or an address"
            read.odd.append((number, line, why))
        else:
            owners = parts[1] or default
            read.rules.append(Rule(parts[0], owners, number, section, optional, needed))
    return read


def in_force(rules: list[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules that can win, and those that never do: a later one of their section takes all they match.

    The last rule that matches a path wins, in each section by itself. A later rule takes all of an
    earlier one where it is the same pattern, matches everything, or is a folder above it.
    """
    winning: list[Rule] = []
    lost: list[Rule] = []
    for at, rule in enumerate(rules):
        later = [
            one for one in rules[at + 1 :] if one.section.casefold() == rule.section.casefold()
        ]
        (lost if any(_takes(one.pattern, rule.pattern) for one in later) else winning).append(rule)
    return winning, lost


def _takes(later: str, earlier: str) -> bool:
    if later in ("*", "**", "/**", "/", "/**/*") or later == earlier:
        return True
    folder = re.sub(r"\*{1,2}$", "", later) if later.endswith(("/", "/**")) else ""
    return folder.startswith("/") and "*" not in folder and earlier.startswith(folder)


def read_codeowners(content: bytes, name: str) -> Contents:
    """Each rule that can win as a right to review changes, held by its owners.

    A rule for everything covers the repository where the file's place tells its name, other rules the
    applications and services that are called as the last folder of their pattern. One owner answers
    alone; of several any one will do, so they are responsible and nobody is accountable.
    """
    contents = Contents()
    read = read_rules(content.decode("utf-8-sig", "replace"))
    contents.records = len(read.rules)
    for line, text, why in read.odd:
        contents.problems.append(
            Problem(f"the line was not understood: {why}", name, line, "", text[:200])
        )
    repository = repository_of(name)
    if repository:
        contents.documents.append(Document("repository", "", {"name": repository}, name))
    winning, lost = in_force(read.rules)
    unowned = [one for one in winning if not one.owners]
    people: dict[str, None] = {}
    for rule in winning:
        if rule.owners:
            contents.documents.append(_right(rule, repository, name))
            people |= dict.fromkeys(one for one in rule.owners if not _is_team(one))
    contents.documents += [_person(one, name) for one in people]
    _tell(contents, name, winning, lost, unowned, repository)
    return contents


def repository_of(name: str) -> str:
    """The folder that the file lies in, where that is the repository's own."""
    folders = [one for one in PurePath(name).parts[:-1] if one not in ("/", "..", ".")]
    while folders and folders[-1] in (".github", ".gitlab", "docs"):
        folders.pop()
    return folders[-1] if folders else ""


def _right(rule: Rule, repository: str, name: str) -> Document:
    called = f"{repository}: " if repository else ""
    part = "everything" if rule.pattern in ("*", "**", "/**") else rule.pattern
    section = f" ({rule.section})" if rule.section else ""
    holders = [holder_of(one) for one in rule.owners]
    values: dict[str, Any] = {
        "name": f"{called}review changes to {part}{section}"[:300],
        "statement": f"Changes to {part} need a review by {' or '.join(rule.owners)}.",
        "verb": "review", "domain": "engineering", "responsible": holders,
    }  # fmt: skip
    if len(rule.owners) == 1:
        values["accountable"] = [Named(role_of(rule.owners[0]), ("role", "forum"), make=True)]
    if covers := _covers(rule.pattern, repository):
        values["covers"] = covers
    if rule.section:
        values["tags"] = [rule.section[:100]]
    return Document("right", "", values, name, rule.line)


def _covers(pattern: str, repository: str) -> str:
    """Conditions that select what a pattern is about; empty where it does not tell."""
    if pattern in ("*", "**", "/**"):
        return f"repository where name = '{repository.replace(chr(39), '')}'" if repository else ""
    folders = [one for one in pattern.strip("/").split("/") if one]
    if not pattern.endswith(("/", "/*", "/**")) and len(folders) > 1 and "." in folders[-1]:
        folders = folders[:-1]
    literal = [
        one.lower() for one in folders if SLUG.match(one.lower()) and one.lower() not in PLAIN
    ]
    if not literal or "." in literal[-1]:
        return ""
    return "\n".join(f"{kind} where id = '{literal[-1]}'" for kind in ("application", "service"))


def _is_team(owner: str) -> bool:
    return owner.startswith("@@") or (owner.startswith("@") and "/" in owner)


def role_of(owner: str) -> str:
    """What the role of an owner is called."""
    return f"Code owner {owner}"


def holder_of(owner: str) -> Named:
    """A team by the last part of its handle, a person by the role of being its owner."""
    if _is_team(owner):
        return Named(owner.strip("@").rpartition("/")[2], ("team", "role"), make=True)
    return Named(role_of(owner), ("role",), make=True)


def _person(owner: str, name: str) -> Document:
    """The person behind an owner, who fills its role."""
    handle = owner.lstrip("@") if owner.startswith("@") else owner
    values: dict[str, Any] = {
        "name": handle,
        "fills": [Named(role_of(owner), ("role",), make=True)],
    }
    if not owner.startswith("@"):
        values["email"] = owner
    return Document("person", "", values, name)


def _tell(
    contents: Contents,
    name: str,
    winning: list[Rule],
    lost: list[Rule],
    unowned: list[Rule],
    repository: str,
) -> None:
    several = [one for one in winning if len(one.owners) > 1]
    lists = (
        (lost, "never win, since a later rule takes all that they match: left out"),
        (unowned, "name no owner: nobody has to review there, and they are left out"),
        (several, "name several of whom one will do: all are responsible, nobody is accountable"),
        ([one for one in winning if one.optional], "are of an optional section"),
        ([one for one in winning if one.needed > 1], "need more than one review"),
        ([one for one in winning if one.owners and not _covers(one.pattern, repository)],
         "do not tell what they cover: it is left open"),
    )  # fmt: skip
    for rules, what in lists:
        if rules:
            shown = ", ".join(f"{one.pattern} (line {one.line})" for one in rules[:6])
            more = ", …" if len(rules) > 6 else ""
            contents.notes.append(Problem(f"{len(rules)} rules {what}: {shown}{more}", name))
