"""Which documents are wanted: by number, by chance that is none, by date and by what they say of themselves."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers import article
from stancewire.runs.selection import Selection, parsed_sample, parsed_since, parsed_where
from stancewire.sources.inputs import missing


@pytest.mark.parametrize(
    ("published", "since", "reason"),
    [
        ("2014-03-01", "2014-03-01", None),
        ("2014-02-28", "2014-03-01", "since"),
        ("2014", "2014-03-01", None),  # it may be of December
        ("2013", "2014-03-01", "since"),
        ("2014-02", "2014-03", "since"),
        ("2014-03", "2014", None),
        (None, "2014", "undated"),
    ],
)
def test_since(published: str | None, since: str, reason: str | None) -> None:
    assert Selection(since=since).leaves_out(article("The board met.", published=published)) == reason


@pytest.mark.parametrize(
    ("where", "reason"),
    [
        ((("publisher", "the star"),), None),
        ((("publisher", "Pulse"),), "where publisher"),
        ((("publisher", "Pulse"), ("publisher", "The Star")), None),
        ((("publisher", "The Star"), ("kind", "letter")), "where kind"),
        ((("sender", ""),), None),
    ],
)
def test_where(where: tuple[tuple[str, str], ...], reason: str | None) -> None:
    item = article("The board met.", publisher="The Star", kind="news")
    assert Selection(where=where).leaves_out(item) == reason


def test_what_cannot_be_read_is_never_left_out() -> None:
    failure = missing("a.txt", "is not there", "look again")
    assert Selection(since="2014", where=(("kind", "news"),)).leaves_out(failure) is None


@given(st.lists(st.integers(0, 10_000), unique=True, min_size=1, max_size=60), st.integers(1, 80))
def test_a_sample_by_number_has_that_number_whatever_the_order(names: list[int], number: int) -> None:
    items = [article("Text", uri=f"{name}.txt") for name in names]
    chosen = {items[place].id for place in Selection(number=number).drawn(items)}
    turned = items[::-1]
    assert len(chosen) == min(number, len(items))
    assert {turned[place].id for place in Selection(number=number).drawn(turned)} == chosen


def test_a_larger_share_holds_the_smaller_one_and_is_about_as_large_as_it_says() -> None:
    items = [article("Text", uri=f"{k}.txt") for k in range(2_000)]
    small, large = ({i.id for i in items if Selection(share=share).in_share(i)} for share in (0.1, 0.5))
    assert small < large
    assert (150 < len(small) < 250, 900 < len(large) < 1_100) == (True, True)


def test_what_the_caller_writes() -> None:
    assert parsed_sample("10%") == {"share": 0.1}
    assert parsed_sample("0.25") == {"share": 0.25}
    assert parsed_sample("500") == {"number": 500}
    assert parsed_where(" kind = letter") == ("kind", "letter")
    assert parsed_since("2014-02") == "2014-02"


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (parsed_sample, "0"), (parsed_sample, "1.5"), (parsed_sample, "many"), (parsed_sample, "0.0"), (parsed_sample, "nan%"),
        (parsed_where, "kind"), (parsed_where, "colour=red"), (parsed_where, "kind=leaflet"),
        (parsed_since, "5 May"), (parsed_since, "2014-13"),
    ],
)  # fmt: skip
def test_what_cannot_be_meant_is_refused(parse: object, text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)  # type: ignore[operator]
