"""Comments below an article whose heading nobody knows, and lists of dates that are none."""

from __future__ import annotations

import pytest

from stancewire.normalise.lines import split_lines
from stancewire.normalise.zones import zone_lines

TITLE = "LMC rejects weekend clinics"
FIRST = "Westmarch LMC has voted against the plan to move weekend clinics, saying that nobody had asked practices."
SECOND = (
    "The committee met on Tuesday evening and agreed that the timetable was too short for any practice in the county."
)
SAID = "About time that somebody said so."


def zones(*below: str) -> list[str]:
    """The zones of what stands below an article."""
    lines = split_lines("\n\n".join((TITLE, FIRST, SECOND, *below)))
    return list(zone_lines(lines))[3:]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("old partner, 22 Sep 11 18:02", "Ursa Minor, 22 Sep 11 19:47"),
        ("Anonymous | GP Partner | 12 Mar 2015 3:40pm", "Una T | Salaried GP | 12 Mar 2015 4:10pm"),
        ("Posted by: Una on 12 March 2015 at 15:40", "Posted by: Kelvin on 13 March 2015 at 09:02"),
        ("una thorne 3 hours ago", "Kelvin 2 hours ago"),
        ("Una said on 12 March 2015 at 15:40:", "Kelvin said on 12 March 2015 at 15:59:"),
    ],
)
def test_two_who_say_when_they_speak_are_a_thread(one: str, other: str) -> None:
    assert zones("What the county thinks (2)", one, SAID, other, SAID) == ["comments"] * 5


def test_one_alone_is_none() -> None:
    assert "comments" not in zones("The petition", "Una Thorne, 22 Sep 11 18:02", SAID)


def test_meetings_with_their_places_are_none() -> None:
    meetings = ("Open meeting, 12 March 2015 19:30", "Town Hall, Tolverne", "Open meeting, 19 March 2015 19:30", "Corn Exchange, Ashmere")  # fmt: skip
    assert "comments" not in zones("Meetings", *meetings)
