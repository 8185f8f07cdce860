"""Text that stands in no element of its own: kept where it is a sentence, wherever it stands, and left alone where it is the site's."""

from __future__ import annotations

import pytest

from stancewire.config import InputConfig
from stancewire.normalise.document import normalise
from stancewire.sources.extract import Extract
from stancewire.sources.html import extract_html
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article

LOOSE = "Doctors in Westmarch have turned down a plan to merge two surgeries, their committee said on Tuesday."
FIRST = "<p>Westmarch LMC has told every practice in the county to turn down the weekend rota that its CCG wants.</p>"
SECOND = "<p>The committee said that the rota would take partners away from their own lists and that nobody asked.</p>"
HEADING = "<h1>LMC refuses weekend rota</h1>"


def page(body: str) -> Extract:
    source = f"<html><head><title>LMC refuses weekend rota</title></head><body>{body}</body></html>"
    (extract,) = extract_html(source.encode(), "page.html")
    return extract


def lines(body: str) -> list[str]:
    return page(body).raw.split("\n\n")


@pytest.mark.parametrize(
    "body",
    [
        f"{LOOSE}{FIRST}{SECOND}",
        f"{LOOSE}{HEADING}{FIRST}{SECOND}",
        f"<nav><a href='/'>Home</a></nav>{LOOSE}{HEADING}{FIRST}{SECOND}",
        f"{HEADING}{LOOSE}{FIRST}{SECOND}",
        f"{HEADING}<span>{LOOSE}</span>{FIRST}{SECOND}",
        f"{HEADING}{LOOSE.replace('two surgeries', '<b>two</b> <a href=x>surgeries</a>')}{FIRST}{SECOND}",
        f"{HEADING}{LOOSE.replace('two', '<!-- two -->two')}{FIRST}{SECOND}",
        f"<div>{HEADING}<div>{LOOSE}{FIRST}{SECOND}</div></div>",
    ],
)
def test_a_sentence_above_the_first_block_is_kept(body: str) -> None:
    found = lines(body)
    assert found[:2] == ["LMC refuses weekend rota", LOOSE]
    assert len(found) == 4


@pytest.mark.parametrize("body", [f"{FIRST}{LOOSE}{SECOND}", f"<div>{FIRST}{LOOSE}{SECOND}</div>", f"<div>{FIRST}{SECOND}{LOOSE}</div>"])  # fmt: skip
def test_a_sentence_between_and_below_blocks_is_kept_in_its_place(body: str) -> None:
    found = lines(HEADING + body)
    assert (LOOSE in found, len(found)) == (True, 4)
    assert found.index(LOOSE) == 1 + body[: body.index(LOOSE)].count("<p>")


def test_a_fragment_that_begins_with_loose_text_is_kept_whole() -> None:
    (extract,) = extract_html(f"{LOOSE}{FIRST}{SECOND}".encode(), "row")
    assert extract.raw.startswith(f"{LOOSE}\n\nWestmarch LMC")


@pytest.mark.parametrize(
    "loose",
    [
        "Home | News | Contact",
        "Share this",
        "<a href='/1'>Weekend rota is refused by the LMC of Westmarch.</a> <a href='/2'>Flu clinics open in the county.</a>",
        "<script>var said = 'It was a long and full sentence that no reader sees.';</script>",
    ],
)
def test_what_is_no_sentence_is_left_to_the_extractor(loose: str) -> None:
    plain = page(f"{HEADING}{FIRST}{SECOND}")
    assert page(f"{HEADING}{loose}{FIRST}{SECOND}") == plain
    assert page(f"{loose}{HEADING}{FIRST}{SECOND}") == plain


@pytest.mark.parametrize(
    ("loose", "zones"),
    [
        ("By Jane Doe", ["byline"]),
        ("12 March 2014", ["date"]),
        ("By Jane Doe<br>Published: 12 March 2014", ["byline", "date"]),
        ("<span>By <a href='/jane'>Jane Doe</a></span>, 12 March 2014", ["byline"]),
        ("Westmarch Post | 12 March 2014", ["date"]),
        ("Posted by admin on 12/03/2014 in News", ["date"]),
    ],
)
@pytest.mark.parametrize("place", [1, 2, 3])
def test_a_byline_or_date_in_no_block_is_kept_in_its_zone_wherever_it_stands(
    loose: str, zones: list[str], place: int
) -> None:
    blocks = [HEADING, FIRST, SECOND]
    blocks.insert(place, loose)
    (found,) = read(
        Input(uri="page.html", content=f"<html><body>{''.join(blocks)}</body></html>".encode()), InputConfig()
    )
    assert isinstance(found, Article)
    document = normalise(found)
    assert [zone.zone for zone in document.zones if zone.zone not in ("title", "body")] == zones
    assert document.text.count("2014") == loose.count("2014")
    assert len(document.passages) == 2


def test_lines_above_the_heading_stay_two_lines() -> None:
    found = lines(f"By Jane Doe<br>12 March 2014{HEADING}{FIRST}{SECOND}")
    assert found[1:3] == ["By Jane Doe", "12 March 2014"]


def test_the_author_that_a_page_names_is_kept_without_a_by() -> None:
    source = f"<html><head><meta name=author content='Jane Doe'></head><body>{HEADING}Jane Doe, Westmarch{FIRST}{SECOND}</body></html>"
    (extract,) = extract_html(source.encode(), "page.html")
    assert extract.raw.split("\n\n")[1] == "Jane Doe, Westmarch"


def test_paragraphs_within_a_font_stay_paragraphs() -> None:
    assert lines(f"{HEADING}<div>{LOOSE}<font>{FIRST}{SECOND}</font></div>")[1] == LOOSE
    assert len(lines(f"{HEADING}<div>{LOOSE}<font>{FIRST}{SECOND}</font></div>")) == 4


def test_fifty_thousand_loose_pieces_end() -> None:
    """Each compared with each they would not."""
    assert page(HEADING + f"{LOOSE}<hr>" * 2_000 + "a<i>b</i>" * 50_000)
