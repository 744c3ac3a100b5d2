"""The catalogue of Backstage: entities in YAML, many to a file, which name each other."""

from cohelm.formats.backstage.reading import is_catalogue, read_catalogue, read_catalogues
from cohelm.formats.backstage.writing import write_catalogue

__all__ = ["is_catalogue", "read_catalogue", "read_catalogues", "write_catalogue"]
