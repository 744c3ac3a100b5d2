"""The formats of others that are told by their content: how each is told, and how it is read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cohelm.core.documents import Contents
from cohelm.core.schema import Schema
from cohelm.formats.archimate import is_archi, is_exchange, read_archi, read_exchange
from cohelm.formats.bom import (
    is_cyclonedx,
    is_spdx,
    is_spdx3,
    read_cyclonedx,
    read_spdx,
    read_spdx3,
)
from cohelm.formats.cmdb import is_relationships, read_relationships
from cohelm.formats.endoflife import is_answer, is_page, read_answer, read_page
from cohelm.formats.gitlog import is_git_log, read_git_log
from cohelm.formats.landscape import is_landscape, read_landscape
from cohelm.formats.netbox import is_netbox, read_netbox
from cohelm.formats.radar import (
    is_blip,
    is_list,
    is_numbered,
    read_blip,
    read_list,
    read_numbered,
)


@dataclass(frozen=True, slots=True)
class Format:
    """A format: `tells` says by little reading whether a file is one; `read` gives what it says.

    `called` and `parts` are what such a file is and what it holds, in the words of whoever brings it.
    """

    tells: Callable[[bytes], bool]
    read: Callable[[str, bytes, Schema], Contents]
    called: str
    parts: str


FORMATS: tuple[Format, ...] = (
    Format(is_exchange, read_exchange, "an ArchiMate model", "elements"),
    Format(is_archi, read_archi, "a model that Archi saved", "elements"),
    Format(is_cyclonedx, read_cyclonedx, "a CycloneDX bill", "components, services or weaknesses"),
    Format(is_spdx, read_spdx, "an SPDX document", "packages"),
    Format(is_spdx3, read_spdx3, "an SPDX document", "packages with a name"),
    Format(is_page, read_page, "a product page of endoflife.date", "releases"),
    Format(is_answer, read_answer, "an answer of endoflife.date", "releases"),
    Format(is_landscape, read_landscape, "a landscape", "items"),
    Format(is_list, read_list, "a radar", "blips"),
    Format(is_numbered, read_numbered, "a radar", "entries"),
    Format(is_blip, read_blip, "a page of a radar", "blips"),
    Format(is_netbox, read_netbox, "a dump of NetBox", "devices, sites or networks"),
    Format(
        is_relationships, read_relationships, "a list of a CMDB", "relationships of known kinds"
    ),
    Format(is_git_log, read_git_log, "a log of git", "commits"),
)
"""In the order in which they are tried."""
