"""What `stancewire register` says of a body: flags kept everywhere, and why nothing follows."""

from __future__ import annotations

import pytest
from click.testing import CliRunner

from stancewire.cli.register import register
from stancewire.register.lookup import load_register
from stancewire.report import bodies

REGISTER = load_register()


def test_none_of_a_kind_is_not_none_at_all() -> None:
    done = CliRunner().invoke(register, ["find", "Barnet PCT", "--kind", "ccg"])
    assert done.exit_code == 1
    assert (
        "no body called 'Barnet PCT' is of the kind ccg, but of pct; give that kind, or leave out --kind" in done.stderr
    )
    done = CliRunner().invoke(register, ["find", "Nowhere PCT", "--kind", "ccg"])
    assert "no body is called 'Nowhere PCT'" in done.stderr


def test_an_unchecked_body_of_today_is_flagged_and_a_checked_one_not() -> None:
    (line,) = [line for line in bodies.card(REGISTER.body("5A9"), REGISTER).split("\n") if "  today " in line]
    assert line.endswith("NHS North Central London ICB; NHS West and North London ICB (unverified)")


@pytest.mark.parametrize(
    ("code", "on", "said"),
    [
        ("99J", "1900-01-01", "not there yet on 1900-01-01: it began 2013-04-01, ask for a later date"),
        ("5A9", "1950", "not there yet on 1950: it began 2000-04-01 at the earliest, ask for a later date"),
        ("99J", "2015", "not yet followed on 2015: it was from 2020-04-01, ask for that date or without --on"),
        ("lmc-kent", "2015", "still there"),
    ],
)
def test_a_body_that_nothing_follows_says_why(code: str, on: str, said: str) -> None:
    assert not REGISTER.successors(code, on=on)
    assert bodies.unfollowed(REGISTER.body(code), on) == said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["Barnet PCT", "--on", "1950"], "none of them was there on 1950: these are the nearest in time\n"),
        (["Barnet PCT", "--on", "2001"], ""),
        (["Barnet PCG"], "the register has no primary care groups: the trust with that name, unverified\n"),
    ],
)
def test_what_is_found_says_where_it_does_not_fit(arguments: list[str], said: str) -> None:
    done = CliRunner().invoke(register, ["find", *arguments])
    assert (done.exit_code, done.stdout.split()[0], done.stderr) == (0, "5A9", said)
