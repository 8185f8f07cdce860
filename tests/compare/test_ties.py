"""The correlation of two networks, window by window."""

from __future__ import annotations

import pytest

from coded import coding, event
from stancewire.compare.measures import Pair
from stancewire.compare.ties import Window, windows


def pair(one: tuple[object, ...], two: tuple[object, ...]) -> Pair:
    return Pair(one=coding("1", "none", events=one), two=coding("1", "none", events=two))  # type: ignore[arg-type]


def bodies(found: list[Window]) -> list[Window]:
    return [window for window in found if window.ties_of == "bodies and policies"]


def test_ties_that_one_side_lacks_weigh_nothing_there() -> None:
    """Weights (-1, -2, 1, 0) and (-1, -1, 0, 1): means -0.5 and -0.25, products 2.5, squares 5 and 2.75."""
    one = (event("A", "x"), event("B", "x"), event("B", "x"), event("C", "y", agreement=True))
    two = (event("A", "X"), event("B", "x"), event("D", "y", agreement=True))
    (found,) = bodies(windows([pair(one, two)], "whole"))
    assert (found.ties, found.shared) == (4, 2)
    assert found.correlation == pytest.approx(2.5 / (5 * 2.75) ** 0.5)


def test_each_window_stands_for_itself_and_is_dated_by_the_second_side() -> None:
    one = tuple(event(name, "x", published="1999") for name in "ABC")
    two = (*(event(name, "x", published="2014-05-01") for name in "AB"), event("D", "y", published="2014-05-01"))
    found = bodies(windows([pair(one, two)], "year"))
    assert [(window.name, window.ties) for window in found] == [("2014", 4)]


def test_of_two_ties_or_none_that_vary_nothing_is_said() -> None:
    two = (event("A", "x"), event("B", "x"))
    same = (*two, event("C", "x"))
    assert bodies(windows([pair(two, two)], "whole"))[0].correlation is None
    assert bodies(windows([pair(same, same)], "whole"))[0].correlation is None


def test_kinds_are_tied_to_what_they_do_however_bodies_and_policies_are_called() -> None:
    """Statements that object, plan, support: 2, 1, 0 and 1, 2, 1; what is neutral does not count."""
    one = (event("Fen LMC", "x"), event("Fen LMC", "y"), event("The CCG", "z", act="plans", agreement=True))
    two = (
        event("Fenland", "hubs"),
        *(event("Marsh", "hubs", act="plans", agreement=True) for _ in range(2)),
        event("Fenland", "hubs", act="neutral", agreement=None),
        event("Fenland", "hubs", act="supports", agreement=True),
    )
    (kinds,) = (w for w in windows([pair(one, two)], "whole") if w.ties_of == "kinds and acts")
    assert (kinds.ties, kinds.shared) == (3, 2)
    assert kinds.correlation == pytest.approx(0.0)  # (2, 1, 0) and (1, 2, 1): deviations (1, 0, -1) and (-1, 2, -1) / 3
