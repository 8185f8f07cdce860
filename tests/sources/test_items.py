"""Newsletters and minutes taken apart: every item a stretch of the whole, nothing else touched."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import article
from stancewire.normalise.document import normalise
from stancewire.sources.items import split_items
from stancewire.types import Article, Given, Zone

FLU = "The LMC advises practices not to sign the local agreement until the CCG has answered."
PENSIONS = "A guide to the new scheme stands on our website. It explains the taper in detail."
CLOSURES = "NHS Westmarch CCG plans to close two surgeries in the town. We reject the plan."
HEAD = "WESTMARCH LMC NEWSLETTER\n3 March 2015\n\nIn this issue:\n1. Flu vaccines\n2. Pensions\n3. Closing surgeries\n"


def items_of(raw: str, **given: str) -> list[Article]:
    return list(split_items(article(raw, uri="in/news.txt", **given)))


@pytest.mark.parametrize(
    ("raw", "titles"),
    [
        (
            f"{HEAD}\n1. Flu vaccines\n\n{FLU}\n\n2. Pensions\n\n{PENSIONS}\n\n3. Closing surgeries\n\n{CLOSURES}\n",
            ["Flu vaccines", "Pensions", "Closing surgeries"],
        ),
        (
            f"{HEAD}\nFLU VACCINES\n{FLU}\n\nPENSIONS\n{PENSIONS}\n\nCLOSING SURGERIES?\n{CLOSURES}",
            ["FLU VACCINES", "PENSIONS", "CLOSING SURGERIES?"],
        ),
        (
            f"{HEAD}\nFlu vaccines\n------------\n{FLU}\n\nPensions\n========\n{PENSIONS}\n",
            ["Flu vaccines", "Pensions"],
        ),
        (
            f"Minutes of the meeting held on 3 March 2015\n\nPresent: Dr Thorne\n\n1 Apologies\n{FLU}\n\n2 Minutes of 3 February 2015\n{PENSIONS}\n\n3 Closures\n1. {CLOSURES}\n2. {CLOSURES}\n",
            ["Apologies", "Minutes of 3 February 2015", "Closures"],
        ),
    ],
    ids=["numbers", "capitals", "underlined", "minutes"],
)  # fmt: skip
def test_items_are_told_by_their_headings(raw: str, titles: list[str]) -> None:
    items = items_of(raw)
    assert [item.found.title for item in items] == titles
    assert [item.source.member for item in items] == [str(number) for number in range(1, len(titles) + 1)]
    assert len({item.id for item in items}) == len(titles)
    assert all(item.raw in raw for item in items)
    assert {item.found.published for item in items} == {"2015-03-03"}
    assert {item.from_text for item in items} == {("kind", "published")}


def test_an_item_keeps_what_is_known_of_the_whole() -> None:
    raw = f"{HEAD}\n1. Flu vaccines\n{FLU}\n\n2. Pensions\n{PENSIONS}"
    for item in items_of(raw, title="March newsletter", publisher="Westmarch LMC"):
        assert (item.given.title, item.given.publisher) == (None, "Westmarch LMC")
        assert (item.found.kind, item.found.sender) == ("newsletter", "WESTMARCH LMC NEWSLETTER")


def test_marks_are_offsets_of_the_item() -> None:
    raw = f"{HEAD}\nFlu vaccines\n------------\n{FLU}\n\nPensions\n========\n{PENSIONS}\n\nA picture"
    place = raw.index("A picture")
    whole = replace(
        article(raw), marks=(Zone(start=0, end=24, zone="title"), Zone(start=place, end=place + 9, zone="caption"))
    )
    first, second = split_items(whole)
    assert [(mark.zone, first.raw[mark.start : mark.end]) for mark in first.marks] == [
        ("title", "Flu vaccines"),
        ("furniture", "------------"),
    ]
    assert [(mark.zone, second.raw[mark.start : mark.end]) for mark in second.marks] == [
        ("title", "Pensions"),
        ("furniture", "========"),
        ("caption", "A picture"),
    ]


def test_a_paragraph_above_the_items_is_part_0() -> None:
    opening = (
        "Dear colleagues, this month the committee met twice and has much to tell you all, as you will read below."
    )
    raw = f"Westmarch LMC newsletter\n\n{opening}\n\n1. Flu vaccines\n{FLU}\n\n2. Pensions\n{PENSIONS}"
    assert [(item.source.member, item.raw.split("\n")[-1]) for item in items_of(raw)] == [
        ("0", opening),
        ("1", FLU),
        ("2", PENSIONS),
    ]


ITEMS = f"1. Flu vaccines\n{FLU}\n\n2. Pensions\n{PENSIONS}"


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        (f"LMC rejects closures\n\n{ITEMS}", None),  # numbered, but news
        (f"{HEAD}\n{ITEMS}", "news"),  # whoever says so knows
        (f"{HEAD}\n{FLU}\n\n{PENSIONS}", None),
        (f"{HEAD}\nFLU VACCINES\n\n{FLU} {PENSIONS}", None),  # one heading is no list of items
        ("", "newsletter"),
        ("Newsletter", None),
    ],
)
def test_what_has_no_items_stays_whole(raw: str, kind: str | None) -> None:
    whole = article(raw, kind=kind)
    assert list(split_items(whole)) == [whole]


def test_the_kind_may_be_given() -> None:
    assert len(items_of(f"Westmarch\n\n{ITEMS}", kind="minutes")) == 2


LINES = st.sampled_from(
    [*HEAD.split("\n"), *ITEMS.split("\n"), "FLU", "----", "====", "\t2) x", "1.", "\x0b", CLOSURES]
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=40).map("\n".join))
def test_items_are_stretches_of_the_whole_in_order(raw: str) -> None:
    place = 0
    for item in items_of(raw, kind="newsletter"):
        place = raw.index(item.raw, place) + len(item.raw)
        for mark in item.marks:
            assert item.raw[mark.start : mark.end].strip()


def test_date_and_kind_read_from_the_text_say_so() -> None:
    raw = f"{HEAD}\n1. Flu vaccines\n{FLU}\n\n2. Pensions\n{PENSIONS}"
    for item in items_of(raw):
        meta = normalise(item).meta
        assert (meta.kind, meta.kind_source, meta.published, meta.published_source) == (
            "newsletter",
            "text",
            "2015-03-03",
            "text",
        )
    told = replace(article(raw), found=Given(published="2015-04-01"), found_from="feed")
    for item in split_items(told):
        meta = normalise(item).meta
        assert (meta.kind_source, meta.published, meta.published_source) == ("text", "2015-04-01", "feed")


def test_an_item_of_three_words_is_not_glued_to_the_one_above() -> None:
    raw = f"{HEAD}\n1. Flu vaccines\n2. Pensions\n3. Dates\n\n1. Flu vaccines\n{FLU}\n\n2. Pensions\n{PENSIONS}\n\n3. Dates\n12 May 2015\n"
    items = items_of(raw)
    assert [item.found.title for item in items if item.source.member != "0"] == ["Flu vaccines", "Pensions", "Dates"]
    assert items[-1].raw == "3. Dates\n12 May 2015"
