from collections.abc import Sequence

from dragoman.scoring.interval import bootstrap, compare


def mean(units: Sequence[float]) -> float | None:
    return sum(units) / len(units) if units else None


def test_the_interval_holds_the_figure_of_the_whole() -> None:
    interval = bootstrap([0.0, 1.0, 2.0, 3.0, 4.0], mean)
    assert interval is not None
    assert 0.0 < interval.low < 2.0 < interval.high < 4.0


def test_the_same_units_give_the_same_interval() -> None:
    units = [0.1, 0.7, 0.2, 0.9]
    assert bootstrap(units, mean) == bootstrap(units, mean)


def test_units_that_agree_leave_no_doubt() -> None:
    interval = bootstrap([0.5, 0.5, 0.5], mean)
    assert interval is not None
    assert (interval.low, interval.high) == (0.5, 0.5)


def test_more_units_make_it_narrower() -> None:
    few, many = bootstrap([0.0, 1.0] * 5, mean), bootstrap([0.0, 1.0] * 200, mean)
    assert few is not None
    assert many is not None
    assert many.high - many.low < few.high - few.low


def test_one_unit_has_no_interval() -> None:
    assert bootstrap([0.5], mean) is None


def test_draws_without_a_figure_do_not_count() -> None:
    assert bootstrap([1.0, 2.0], lambda units: None) is None


def test_systems_are_compared_on_the_same_draws() -> None:
    comparison = compare([(1.0, 2.0), (5.0, 6.0), (9.0, 10.0), (13.0, 14.0)], mean)
    assert comparison is not None
    assert comparison.difference == -1.0
    assert (comparison.interval.low, comparison.interval.high) == (-1.0, -1.0)
    assert comparison.lower == 1.0


def test_a_system_is_no_better_than_itself() -> None:
    comparison = compare([(1.0, 1.0), (2.0, 2.0)], mean)
    assert comparison is not None
    assert comparison.difference == 0.0


def test_one_unit_is_no_comparison() -> None:
    assert compare([(1.0, 2.0)], mean) is None
