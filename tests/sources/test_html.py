"""Web pages: what is title, head, body and the rest, what the page says of itself, and pages that are hardly pages."""

from __future__ import annotations

import json

import pytest

from stancewire.errors import BinaryInput
from stancewire.sources.extract import Extract
from stancewire.sources.html import extract_html
from stancewire.sources.html_meta import without_site

FIRST = "Westmarch LMC has told every practice in the county to turn down the weekend rota that its CCG wants by May."
SECOND = (
    "The committee said that the rota would take partners away from their own lists and that nobody had asked them."
)
THIRD = "NHS Westmarch CCG said that it had held three open evenings and that it would go on talking to the practices."
BODY = f"<p>{FIRST}</p><p>{SECOND}</p><p>{THIRD}</p>"


def page(body: str, head: str = "") -> Extract:
    """What comes out of a page; head stands in its head element."""
    source = f'<!DOCTYPE html><html><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'
    (extract,) = extract_html(source.encode(), "page.html")
    return extract


def lines(extract: Extract) -> list[tuple[str | None, str]]:
    """(zone that the page tells, line) of all lines."""
    zones = {mark.start: mark.zone for mark in extract.marks}
    starts = [0]
    for line in extract.raw.split("\n\n"):
        starts.append(starts[-1] + len(line) + 2)
    return [(zones.get(start), line) for start, line in zip(starts, extract.raw.split("\n\n"), strict=False) if line]


PLAIN = [(None, FIRST), (None, SECOND), (None, THIRD)]


def test_title_head_body_and_the_rest_stand_in_that_order() -> None:
    extract = page(
        '<nav><a href="/">Home</a></nav><article><h1>LMC refuses weekend rota</h1><p class="standfirst">Nobody was asked</p>'
        '<p class="byline">By Iris Calder</p><time datetime="2015-03-03">3 March 2015</time>'
        f"<figure><figcaption>The chair outside</figcaption></figure>{BODY}"
        '<div class="related"><h3>Related</h3><a href="#">Flu fees rise</a></div></article>'
        '<div id="comments"><p>Well said.</p></div><footer>© 2015</footer>'
    )
    assert lines(extract) == [
        ("title", "LMC refuses weekend rota"), ("standfirst", "Nobody was asked"), ("byline", "By Iris Calder"), ("date", "3 March 2015"),
        *PLAIN, ("caption", "The chair outside"), ("related", "Related"), ("related", "Flu fees rise"), ("comments", "Well said."),
    ]  # fmt: skip


def test_marks_cover_their_lines() -> None:
    extract = page(f"<h1>LMC refuses weekend rota</h1>{BODY}<div class='comments'><p>Quite.</p></div>")
    assert [extract.raw[m.start : m.end] for m in extract.marks] == ["LMC refuses weekend rota", "Quite."]


def test_list_items_and_numbers_are_shown() -> None:
    body = f"<h1>LMC refuses weekend rota</h1><article>{BODY}<ul><li>who signs</li></ul><ol><li>who pays</li><li>who locks up</li></ol><p>{FIRST[10:]}</p></article>"
    shown = [line for _, line in lines(page(body))]
    assert [line for line in shown if "who" in line] == ["• who signs", "1. who pays", "2. who locks up"]


def test_rows_of_a_table_are_a_zone_and_a_page_laid_out_in_tables_is_not() -> None:
    table = "<table><tr><th>Answer</th><th>Share</th></tr><tr><td>No</td><td>80%</td></tr></table>"
    assert ("table", "No | 80%") in lines(page(f"<h1>Most say no to it</h1><article>{BODY}{table}</article>"))
    layout = page(f"<table><tr><td><h2>Most practices say no</h2>{BODY}</td></tr></table>")
    assert lines(layout) == [("title", "Most practices say no"), *PLAIN]


def test_what_stands_above_the_heading_is_the_sites() -> None:
    extract = page(f"<div>Surgery Weekly</div><div>Sign in</div><h1>LMC refuses weekend rota</h1>{BODY}")
    assert lines(extract) == [("title", "LMC refuses weekend rota"), *PLAIN]


def test_a_page_in_one_form_keeps_its_body() -> None:
    extract = page(f"<form id='aspnetForm'><h1>LMC refuses weekend rota</h1><div>{BODY}</div></form>")
    assert lines(extract) == [("title", "LMC refuses weekend rota"), *PLAIN]


def test_a_class_of_the_whole_page_takes_nothing_away() -> None:
    extract = page(f"<div class='has-comments sidebar related'><h1>LMC refuses weekend rota</h1>{BODY}</div>")
    assert lines(extract) == [("title", "LMC refuses weekend rota"), *PLAIN]


def test_what_a_browser_hides_is_not_read() -> None:
    extract = page(
        f"<h1>LMC refuses weekend rota</h1>{BODY}<p style='display:none'>Tracking text</p><p hidden>More</p>"
    )
    assert lines(extract) == [("title", "LMC refuses weekend rota"), *PLAIN]


@pytest.mark.parametrize(
    ("head", "published"),
    [
        ('<meta property="article:published_time" content="2015-03-03T09:12:00+00:00">', "2015-03-03"),
        ('<meta name="DC.date.issued" content="2011-09-14">', "2011-09-14"),
        ('<script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","datePublished":"2016-05-20"}]}</script>', "2016-05-20"),
        ('<script type="application/ld+json">{broken</script>', None),
        ('<meta property="article:published_time" content="2015-13-41">', None),
    ],
)  # fmt: skip
def test_the_date_a_page_states(head: str, published: str | None) -> None:
    assert page(BODY, head).found.published == published


def test_what_a_page_says_of_itself() -> None:
    found = page(
        f"<h1>LMC refuses weekend rota</h1>{BODY}",
        '<meta property="og:title" content="LMC refuses weekend rota | Practice Wire"><meta property="og:site_name" content="Practice Wire">'
        '<meta name="author" content="Iris Calder"><link rel="canonical" href="https://practicewire.example/rota">',
    ).found
    assert (found.title, found.publisher, found.byline) == ("LMC refuses weekend rota", "Practice Wire", "Iris Calder")
    assert found.url == "https://practicewire.example/rota"


@pytest.mark.parametrize(
    ("title", "alone"),
    [
        ("LMC says no to rota | Westmarch Post", "LMC says no to rota"),
        ("LMC says no to rota - Westmarch Post", "LMC says no to rota"),
        ("LMC says no – and means it this time, say seven of its members", "LMC says no – and means it this time, say seven of its members"),
        ("Rota | Westmarch Post", "Rota | Westmarch Post"),
    ],
)  # fmt: skip
def test_a_title_without_its_site(title: str, alone: str) -> None:
    assert without_site(title, None, None) == alone


def test_a_fragment_is_a_page() -> None:
    (extract,) = extract_html(f"<p>{FIRST}</p>".encode(), "row 1")
    assert extract.raw == FIRST


def test_the_encoding_that_a_page_names() -> None:
    source = '<html><head><meta charset="windows-1252"><title>x</title></head><body><p>Practices said ‘no’ to all of it.</p></body></html>'
    (extract,) = extract_html(source.encode("cp1252"), "page.html")
    assert "‘no’" in extract.raw


@pytest.mark.parametrize("content", [b"", b"   ", b"<html><body><script>x</script></body></html>", b"<div>" * 50_000])
def test_a_page_without_a_word_is_empty(content: bytes) -> None:
    (extract,) = extract_html(content, "page.html")
    assert extract.raw == ""


def test_bytes_that_are_no_text_are_refused() -> None:
    with pytest.raises(BinaryInput):
        list(extract_html(b"<html><body>\0\x81\x8d</body></html>", "page.html"))


def test_a_list_in_a_page_laid_out_as_a_table_is_kept() -> None:
    cell = f"<p>{FIRST}</p><p>{SECOND}</p><ul><li>the sum</li><li>the date</li></ul><p>{THIRD}</p>"
    page = f"<html><body><table><tr><td><p>Westmarch LMC</p></td><td>{cell}</td></tr></table></body></html>"
    (found,) = extract_html(page.encode(), "page.html")
    assert [line for line in found.raw.split("\n\n") if line.startswith("•")] == ["• the sum", "• the date"]


@pytest.mark.parametrize(("times", "heading"), [(1, "Clinics: we have had enough"), (2, None)])
def test_one_element_called_a_title_is_the_heading_and_several_are_teasers(times: int, heading: str | None) -> None:
    called = "<div class='pg-title'>Clinics: we have had enough</div>" * times
    page = f"<html><head><title>Clinics - Westmarch</title></head><body>{called}<div>{BODY}</div></body></html>"
    (found,) = extract_html(page.encode(), "page.html")
    first = found.raw.split("\n\n")[0]
    assert (first == "Clinics: we have had enough") is (heading is not None)


@pytest.mark.parametrize("depth", [200, 254, 300, 5_000])
@pytest.mark.parametrize(
    ("opened", "closed"), [("<div>", "</div>"), ("<ul><li><b>", "</b></li></ul>"), ("<article>", "")]
)
def test_deep_nesting_costs_no_text(depth: int, opened: str, closed: str) -> None:
    assert FIRST in page(opened * depth + BODY + closed * depth).raw


def test_preformatted_text_keeps_its_paragraphs() -> None:
    broken = FIRST.replace(" the weekend", "\nthe weekend")
    address = "The Old Grain Store\nWestmarch\nWM1 2AB"
    found = page(f"<pre>{broken}\n\n{SECOND}\n  \n{address}\n\n\n{THIRD}</pre>")
    assert found.raw.split("\n\n") == [FIRST, SECOND, *address.split("\n"), THIRD]


def linked(*objects: dict[str, object]) -> str:
    return f'<script type="application/ld+json">{json.dumps(objects if len(objects) > 1 else objects[0])}</script>'


ARTICLE = {"@type": "NewsArticle", "headline": "LMC refuses weekend rota", "datePublished": "2014-10-08"}


@pytest.mark.parametrize(
    "head",
    [
        linked({"@type": "WebSite", "datePublished": "2001-01-01"}, ARTICLE),
        linked({"@type": "WebPage", "mainEntity": ARTICLE}),
        linked(ARTICLE | {"datePublished": "8 October 2014"}),
        '<meta name="date" content="08 October 2014"><meta property="article:modified_time" content="2019-01-02">',
    ],
)
def test_the_date_is_that_of_the_article_and_not_of_its_site_or_of_a_change(head: str) -> None:
    assert page(f"<article><h1>LMC refuses weekend rota</h1>{BODY}</article>", head).found.published == "2014-10-08"


def test_a_page_that_says_only_when_it_was_changed_has_no_date_of_its_own() -> None:
    head = '<meta property="article:modified_time" content="2019-01-02">'
    assert page(f"<article><h1>LMC refuses weekend rota</h1>{BODY}</article>", head).found.published is None


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252", "macintosh"])
def test_a_page_in_unicode_is_read_as_such_whatever_it_is_called(charset: str) -> None:
    """A browser that saves a page leaves its charset as it was; only the text was mended, the title was not."""
    source = (
        f'<html><head><meta charset="{charset}"></head><body><h1>The café’s rota is refused</h1>{BODY}</body></html>'
    )
    (extract,) = extract_html(source.encode(), "page.html")
    assert extract.found.title == "The café’s rota is refused"
