"""A row of the register: its dates, its names, what it refuses."""

from __future__ import annotations

import re

import pytest

from stancewire.register.bodies import Body, Name, Tie, body_of, checked, first_day, is_date, last_day, own_id

TRUST = {"kind": "pct", "name": "Marsh PCT", "since": "2006-10-01", "until": "2013-03-31"}


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2009", "2009-01-01", "2009-12-31"),
        ("2009-05", "2009-05-01", "2009-05-31"),
        ("2009-05-07", "2009-05-07", "2009-05-07"),
        ("", "0000-01-01", "9999-12-31"),
    ],
)
def test_a_date_covers_the_days_it_may_mean(when: str, first: str, last: str) -> None:
    assert (first_day(when), last_day(when)) == (first, last)


def test_forms_start_with_the_name_and_hold_each_once() -> None:
    body = body_of(TRUST | {"names": [{"name": "Marsh PCG"}], "aliases": ["NHS Marsh", "Marsh PCT"]})
    assert body.forms == ("Marsh PCT", "Marsh PCG", "NHS Marsh")


@pytest.mark.parametrize(
    ("first", "last", "there"),
    [
        ("2006-09-30", None, False),
        ("2006-10", None, True),
        ("2013", None, True),
        ("2013-04-01", None, False),
        ("2000", "2006", True),
    ],
)
def test_a_body_lives_from_its_first_day_to_its_last(first: str, last: str | None, there: bool) -> None:
    assert body_of(TRUST).lives(first, last) is there


def test_there_by_then_means_maybe_before() -> None:
    assert body_of(TRUST | {"since": "2009-01-01", "since_by": True}).lives("2004")


def test_a_name_for_a_time() -> None:
    body = Body(
        id="x", id_scheme="stancewire", kind="government", name="Department of Fens and Marshes",
        names=(Name(name="Department of Fens", until="2017"), Name(name="Department of Fens and Marshes", since="2018")),
    )  # fmt: skip
    assert [body.name_on(when) for when in ("2005", "2019", "")] == ["Department of Fens", body.name, body.name]


def test_a_body_without_a_public_code_gets_an_id_of_ours() -> None:
    body = body_of({"kind": "lmc", "name": "Fen and Marsh LMC"})
    assert (body.id, body.id_scheme) == ("lmc-fen-marsh", "stancewire")
    assert own_id("lmc", "LMC") == "lmc-lmc"


@pytest.mark.parametrize(
    ("text", "fits"),
    [("", True), ("2009", True), ("2009-02", True), ("2008-02-29", True), ("2009-02-29", False), ("2009-13", False), ("09", False), ("soon", False), ("2009-1-1", False)],
)  # fmt: skip
def test_a_date_is_on_the_calendar(text: str, fits: bool) -> None:
    assert is_date(text) is fits


@pytest.mark.parametrize(
    ("evidence", "counts"),
    [
        ("HSJ, 2011", True),
        ("", False),
        ("name: HSJ, 2011; members from memory", False),
        ("common knowledge; a college", False),
        ("area inferred from the same name", False),
        ("lookup of postcodes by a third party", False),
    ],
)
def test_only_what_somebody_looked_at_is_verified(evidence: str, counts: bool) -> None:
    assert checked(evidence) is counts
    tie = {"id": "07M", "evidence": evidence, "verified": True}
    body = body_of(TRUST | {"evidence": evidence, "verified": True, "successors": [tie]})
    assert (body.verified, body.successors[0].verified) == (counts, counts)


def test_what_is_marked_stays_unverified() -> None:
    assert not body_of(TRUST | {"evidence": "HSJ, 2011", "verified": False}).verified


def test_ties_are_made_of_their_rows() -> None:
    body = body_of(TRUST | {"successors": [{"id": "07M", "on": "2013-04-01", "verified": False}]})
    assert body.successors == (Tie(id="07M", on="2013-04-01", verified=False),)


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"kind": "agency"}, "kind 'agency' is not one of lmc, ccg"),
        ({"id": "1", "id_scheme": "ISBN"}, "id_scheme 'ISBN' is not one of ODS, ONS, stancewire"),
        ({"id": "1"}, "it has an id, but no id_scheme: give one of ODS, ONS, stancewire"),
        ({"since": "soon"}, "its since is 'soon', which is no date: give YYYY, YYYY-MM or YYYY-MM-DD"),
        ({"names": [{"name": "Fen PCT", "since": "2009", "until": "2008"}]}, "its name 'Fen PCT' ends (2008) before"),
        ({"names": [{"name": "Fen PCT", "since": "2009-31"}]}, "its since is '2009-31', which is no date"),
        ({"successors": [{"id": "07M", "on": "spring"}]}, "its on is 'spring', which is no date"),
        ({"until": "2001"}, "it ends (2001) before it begins (2006-10-01)"),
    ],
)
def test_what_cannot_be_is_refused(change: dict[str, str], reason: str) -> None:
    with pytest.raises(ValueError, match=re.escape(reason)):
        body_of(TRUST | change)
