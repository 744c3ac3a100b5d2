"""Bills of materials: CycloneDX and SPDX, read into one shape; CycloneDX is also written."""

from cohelm.formats.bom.cyclonedx import is_cyclonedx, read_cyclonedx
from cohelm.formats.bom.spdx import is_spdx, read_spdx
from cohelm.formats.bom.spdx3 import is_spdx3, read_spdx3
from cohelm.formats.bom.writing import write_cyclonedx

__all__ = [
    "is_cyclonedx",
    "is_spdx",
    "is_spdx3",
    "read_cyclonedx",
    "read_spdx",
    "read_spdx3",
    "write_cyclonedx",
]
