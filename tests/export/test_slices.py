"""Slices: which statements make one network."""

from __future__ import annotations

import pytest

from export_rows import coded, example
from stancewire.export.events import Event, events_of
from stancewire.export.slices import outside, slices, undated, without_duplicates


def cut(by: str, *, window: int = 2, step: int = 1, rows: list[dict[str, object]] | None = None) -> dict[str, int]:
    """How many events each slice has, by its name."""
    events = list(events_of(rows or example()))
    return {own.name: len(own.events) for own in slices(events, by, window=window, step=step)}


@pytest.mark.parametrize(
    ("by", "found"),
    [
        ("whole", {"whole": 8}),
        ("month", {"2014-03": 4, "2014-04": 2, "2014-05": 2}),
        ("year", {"2014": 8}),
        ("window", {"2014-03_2014-04": 6, "2014-04_2014-05": 4}),
        ("document", {"document-000001": 2, "document-000002": 2, "document-000003": 1, "document-000004": 1,
                      "document-000005": 1, "document-000006": 1}),
    ],
)  # fmt: skip
def test_slices(by: str, found: dict[str, int]) -> None:
    assert cut(by) == found


def test_windows_are_whole_and_step_on() -> None:
    assert cut("window", window=1, step=2) == {"2014-03_2014-03": 4, "2014-05_2014-05": 2}
    assert cut("window", window=3) == {"2014-03_2014-05": 8}
    assert cut("window", window=12) == {"2014-03_2015-02": 8}
    december = [
        coded(n, "LMC", ("LMC", "objects", "x", "LMC"), published=day)
        for n, day in enumerate(("2013-12-01", "2014-01"))
    ]
    assert cut("window", window=1, rows=december) == {"2013-12_2013-12": 1, "2014-01_2014-01": 1}


@pytest.mark.parametrize(
    ("window", "step", "last", "missed"),
    [
        (6, 1, "2014-07_2014-12", []),
        (6, 4, "2014-05_2014-10", [11, 12]),  # the next window would not be whole
        (6, 5, "2014-06_2014-11", [12]),
        (2, 5, "2014-11_2014-12", [3, 4, 5, 8, 9, 10]),  # steps wider than windows leave gaps
        (24, 1, "2014-01_2015-12", []),
    ],
)
def test_what_no_window_takes_is_counted(window: int, step: int, last: str, missed: list[int]) -> None:
    events = events_with(*((f"2014-{month:02}-03", "A", "objects", "x") for month in range(1, 13)))
    found = list(slices(events, "window", window=window, step=step))
    taken = {event for own in found for event in own.events}
    assert found[-1].name == last
    assert [month for month, event in enumerate(events, 1) if event not in taken] == missed
    assert outside(events, "window", window=window, step=step) == len(missed)
    assert outside(events, "month", window=window, step=step) == 0


def test_what_has_no_date_stands_in_no_month() -> None:
    dates = ("2014-05-02", "2014-05", "2014", None)
    rows = [coded(n, "LMC", ("LMC", "objects", "x", "LMC"), published=date) for n, date in enumerate(dates)]
    events = list(events_of(rows))
    assert cut("month", rows=rows) == {"2014-05": 2}
    assert cut("year", rows=rows) == {"2014": 3}
    assert [undated(events, by) for by in ("month", "window", "year", "whole", "document")] == [2, 2, 1, 0, 0]
    assert cut("window", rows=rows[2:]) == {}
    assert outside(events, "window", window=2, step=1) == outside(events[2:], "window", window=2, step=1) == 0


def events_with(*said: tuple[str, str, str, str]) -> list[Event]:
    """Events of (date, holder, act, policy), each in a document of its own."""
    rows = [
        coded(n, "LMC", (holder, act, policy, "LMC"), published=date)
        for n, (date, holder, act, policy) in enumerate(said)
    ]
    return list(events_of(rows))


def test_duplicates_within_a_period() -> None:
    events = events_with(
        ("2014-05-01", "A", "objects", "x"),
        ("2014-05-09", "A", "objects", "x"),  # again in the month
        ("2014-06-01", "A", "objects", "x"),  # again in the year
        ("2015-05-01", "A", "objects", "x"),  # again at all; another May
        ("2014-05-02", "A", "plans", "x"),  # the other side
        ("2014-05-03", "A", "supports", "x"),  # the same side as planning
        ("2014-05-03", "B", "objects", "x"),
        ("2014-05-03", "A", "objects", "y"),
    )
    kept = {
        within: [events.index(e) for e in without_duplicates(events, within, nodes="organization", sides=True)]
        for within in ("include", "document", "month", "year", "all")
    }
    assert kept == {
        "include": [0, 1, 2, 3, 4, 5, 6, 7], "document": [0, 1, 2, 3, 4, 5, 6, 7], "month": [0, 2, 3, 4, 6, 7],
        "year": [0, 3, 4, 6, 7], "all": [0, 4, 6, 7],
    }  # fmt: skip
