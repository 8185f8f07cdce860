"""What `stancewire register` says of a body: flags kept everywhere, and why nothing follows."""

from __future__ import annotations

import pytest

from stancewire.register.lookup import load_register
from stancewire.report import bodies

REGISTER = load_register()


def test_an_unchecked_body_of_today_is_flagged_and_a_checked_one_not() -> None:
    (line,) = [line for line in bodies.card(REGISTER.body("5A9"), REGISTER).split("\n") if "  today " in line]
    assert line.endswith("NHS North Central London ICB; NHS West and North London ICB (unverified)")


@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        ("99J", "1900-01-01", "not there yet on 1900-01-01: it began 2013-04-01, ask for a later date"),
        ("99J", "2015", "not yet followed on 2015: it was from 2020-04-01, ask for that date or without --on"),
        ("lmc-kent", "2015", "still there"),
    ],
)
def test_a_body_that_nothing_follows_says_why(code: str, on: str, said: str) -> None:
    assert not REGISTER.successors(code, on=on)
    assert bodies.unfollowed(REGISTER.body(code), on) == said
