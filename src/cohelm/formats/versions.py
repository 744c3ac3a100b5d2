"""What is said of a file of a version that is not known: it is read as one of those that are."""

from __future__ import annotations

from collections.abc import Sequence

from cohelm.core.errors import Problem


def version_notes(file: str, called: str, stated: str, known: Sequence[str]) -> list[Problem]:
    """A note where a file states a version that is none of the known ones; else nothing.

    >>> [str(one) for one in version_notes("a.json", "CycloneDX", "1.5", ("1.5", "1.6"))]
    []
    """
    if not stated or stated in known:
        return []
    said = f"{known[0]} to {known[-1]} are known" if len(known) > 1 else f"{known[0]} is known"
    why = (
        f"the file says that it is {called} {stated}; {said} here. It is read as such a file, and what"
        f" {stated} says in another way may be missing: if so, export it as {known[-1]}"
    )
    return [Problem(why, file)]
