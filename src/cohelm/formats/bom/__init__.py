"""Bills of materials: CycloneDX and SPDX, read into one shape; CycloneDX is also written."""

from cohelm.formats.bom.cyclonedx import is_cyclonedx, read_cyclonedx
from cohelm.formats.bom.writing import write_cyclonedx

__all__ = ["is_cyclonedx", "read_cyclonedx", "write_cyclonedx"]
