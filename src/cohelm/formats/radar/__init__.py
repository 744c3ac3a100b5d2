"""Technology radars: Thoughtworks' lists, which are also written, Zalando's JSON and AOE's pages."""

from cohelm.formats.radar.lists import is_list, read_list
from cohelm.formats.radar.numbered import is_numbered, read_numbered
from cohelm.formats.radar.pages import is_blip, read_blip
from cohelm.formats.radar.writing import write_radar_csv, write_radar_json

__all__ = [
    "is_blip",
    "is_list",
    "is_numbered",
    "read_blip",
    "read_list",
    "read_numbered",
    "write_radar_csv",
    "write_radar_json",
]
