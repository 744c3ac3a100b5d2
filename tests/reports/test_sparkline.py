"""A small line: where its readings, its limits and its target stand."""

from cohelm.reports.sparkline import HEIGHT, MOST, PAD, WIDTH, sparkline


def test_the_highest_stands_at_the_top_and_the_last_at_the_right() -> None:
    found = sparkline([1.0, 3.0, 2.0], lower=1.0, upper=3.0, mean=2.0, target=3.0)
    assert found is not None
    places = [tuple(map(float, one.split(","))) for one in found.points.split()]
    assert places == [(PAD, HEIGHT - PAD), (WIDTH / 2, PAD), (WIDTH - PAD, HEIGHT / 2)]
    assert found.last == (WIDTH - PAD, HEIGHT / 2)
    assert found.band == (PAD, HEIGHT - 2 * PAD)
    assert (found.mean, found.target) == (HEIGHT / 2, PAD)


def test_no_reading_is_no_line_and_one_alone_or_a_flat_one_is_drawn() -> None:
    assert sparkline([]) is None
    flat = sparkline([5.0, 5.0])
    assert flat is not None
    assert flat.last == (WIDTH - PAD, PAD)
    single = sparkline([5.0])
    assert single is not None
    assert single.last == (PAD, PAD)


def test_only_the_last_readings_are_drawn() -> None:
    found = sparkline([float(n) for n in range(100)])
    assert found is not None
    assert len(found.points.split()) == MOST
