"""Dates in lines and in fields, in British order."""

from __future__ import annotations

import pytest

from stancewire.dates import date_value, header_date, iso_date


@pytest.mark.parametrize(
    ("text", "date"),
    [
        ("3 March 2015", "2015-03-03"),
        ("Tuesday, 3rd of March, 2015", "2015-03-03"),
        ("Published on March 3rd, 2015 at 10:15", "2015-03-03"),
        ("14 Sept 2009", "2009-09-14"),
        ("2015-03-03", "2015-03-03"),
        ("3/12/2015", "2015-12-03"),  # British order
        ("March 2015", "2015-03"),
        ("Newsletter, Dec 1999", "1999-12"),
        ("31/13/2015", None),
        ("45 March 2015", None),
        ("31 February 2015", None),
        ("29 February 2016", "2016-02-29"),
        ("0/1/2015", None),
        ("3 March", None),
        ("in 2015", None),
        ("2015-13-03", None),
        ("", None),
    ],
)
def test_dates_in_a_line(text: str, date: str | None) -> None:
    assert iso_date(text) == date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("2014", "2014"),
        ("2014-10", "2014-10"),
        ("2014-10-08", "2014-10-08"),
        ("2014/10/08", "2014-10-08"),
        ("20141008", "2014-10-08"),
        ("2014-10-08T10:15:00Z", "2014-10-08"),
        ("2014-10-08 10:15:00.000+01:00", "2014-10-08"),
        ("1894-03-01", "1894-03-01"),
        (" 08/10/2014 ", "2014-10-08"),
        ("8.10.2014", "2014-10-08"),
        ("08-10-2014 09:30", "2014-10-08"),
        ("8-Oct-2014", "2014-10-08"),
        ("8 October 2014", "2014-10-08"),
        ("Wed, 08 Oct 2014 10:15:00 GMT", "2014-10-08"),
        ("October 8, 2014 Wednesday 1:00 PM GMT", "2014-10-08"),
        ("October 2014", "2014-10"),
        ("201410", "2014-10"),
        ("10/08/14", None),  # of which century, and is it August?
        ("10/31/2014", None),
        ("2014-13-01", None),
        ("2014-10-32", None),
        ("2014-10/08", None),
        ("3 March", None),
        ("1412766900", None),
        ("soon", None),
        ("", None),
        ("On 8 October 2014 the committee met and agreed that no practice was to sign the contract as it stood.", None),
    ],
)  # fmt: skip
def test_a_field_that_holds_a_date(value: str, date: str | None) -> None:
    assert date_value(value) == date


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ("Wed, 08 Oct 2014 00:30:00 +0100", "2014-10-08"),
        ("Wed, 08 Oct 14 00:30:00 GMT", "2014-10-08"),  # two digits are allowed there
        ("8 Oct 97 00:30 GMT", "1997-10-08"),
        ("2014-10-08T00:30:00Z", "2014-10-08"),
        ("20141008", "2014-10-08"),
    ],
)
def test_the_date_of_a_header(value: str, date: str) -> None:
    assert header_date(value) == (date, ())


@pytest.mark.parametrize(
    "value", ["yesterday", "Wed, 31 Feb 2014 10:00:00 GMT", "45 March 14", "0000-00-00", "x" * 500]
)
def test_a_header_that_is_no_date_is_said(value: str) -> None:
    date, (warning,) = header_date(value)
    assert date is None
    assert warning.startswith(f"the date '{value[:40]}")
    assert len(warning) < 120


def test_no_header_is_no_fault() -> None:
    assert header_date(" ") == (None, ())
