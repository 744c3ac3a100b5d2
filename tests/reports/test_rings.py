"""Where the blips of a radar lie, and how they look."""

from __future__ import annotations

from math import atan2, hypot, pi

import pytest

from cohelm.reports.rings import EDGE, MOST, RADIUS, Blip, Placed, RadarPicture, draw_radar

FOUR = ("Techniques", "Platforms", "Tools", "Languages")
RINGS = ("Adopt", "Trial", "Assess", "Hold")


def blips(many: int, rings: int = 4, quadrants: int = 4) -> list[Blip]:
    return [
        Blip(f"technology:{n}", n + 1, n % rings, (n // rings) % quadrants, "no change", "")
        for n in range(many)
    ]


def drawn(of: list[Blip], rings: int = 4, quadrants: int = 4) -> RadarPicture:
    names = [f"ring {n}" for n in range(rings)]
    found = draw_radar(of, rings=names, quadrants=[f"quadrant {n}" for n in range(quadrants)])
    assert found is not None
    return found


def place(one: Placed) -> tuple[float, float]:
    """How far from the middle, and at which angle, clockwise from the top."""
    x, y = one.x - RADIUS - EDGE, one.y - RADIUS - EDGE
    return hypot(x, y), atan2(x, -y) % (2 * pi)


@pytest.mark.parametrize(("rings", "quadrants"), [(4, 4), (3, 5), (1, 1), (6, 2)])
@pytest.mark.parametrize("many", [1, 7, MOST])
def test_each_blip_lies_in_its_ring_and_its_sector(many: int, rings: int, quadrants: int) -> None:
    picture = drawn(blips(many, rings, quadrants), rings, quadrants)
    edges = [0.0, *(line.radius for line in picture.rings)]
    assert edges[-1] == pytest.approx(RADIUS)
    assert len(picture.blips) == many
    for one in picture.blips:
        far, angle = place(one)
        assert edges[one.blip.ring] < far < edges[one.blip.ring + 1]
        assert one.blip.quadrant == int(angle / (2 * pi / quadrants))


def test_sixty_blips_in_four_rings_do_not_lie_on_each_other() -> None:
    placed = drawn(blips(60)).blips
    for at, one in enumerate(placed):
        for other in placed[at + 1 :]:
            assert hypot(one.x - other.x, one.y - other.y) > 14, (one.blip, other.blip)


def test_what_moved_in_points_to_the_middle_and_what_moved_out_away_from_it() -> None:
    for movement, towards in (("moved in", -1), ("moved out", 1)):
        one = drawn([Blip("technology:a", 1, 2, 0, movement, "")]).blips[0]
        tip = [float(word) for word in one.path[1:].split("L")[0].split()]
        middle = RADIUS + EDGE
        before = hypot(one.x - middle, one.y - middle)
        after = hypot(tip[0] - middle, tip[1] - middle)
        assert (after - before) * towards > 5


def test_new_is_a_star_and_unchanged_a_circle() -> None:
    new, old, unsaid = (
        drawn([Blip("technology:a", 1, 0, 0, movement, "")]).blips[0].path
        for movement in ("new", "no change", None)
    )
    assert new.count("L") == 9
    assert "a11" in old
    assert old == unsaid


def test_past_a_hundred_the_rest_is_counted_and_without_any_there_is_no_picture() -> None:
    assert drawn(blips(MOST + 7)).more == 7
    assert draw_radar([], rings=RINGS, quadrants=FOUR) is None
