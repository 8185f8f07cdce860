"""What stands among the paragraphs of a page and would be dropped: lists, headings, answers that unfold, byline and date."""

from __future__ import annotations

import pytest

from stancewire.sources.html import extract_html

FIRST = "Westmarch LMC has told every practice in the county to turn down the weekend rota that its CCG wants by May."
POINT = "The committee will ballot practices on the closure of their lists."
LAST = "NHS Westmarch CCG said that it had held three open evenings and that it would go on talking to the practices."
TO = '<a href="/a">'
TITLE = "LMC turns down weekend rota"


def raw(body: str) -> str:
    """The lines that come out of a page whose article nothing names."""
    source = f"<!DOCTYPE html><html><head><title>{TITLE}</title></head><body><h1>{TITLE}</h1>{body}</body></html>"
    (extract,) = extract_html(source.encode(), "page.html")
    return extract.raw


def block(inside: str) -> str:
    return f'<div class="block"><p>{FIRST}</p></div><div class="block">{inside}<p>{LAST}</p></div>'


def test_a_list_and_its_heading_beside_a_paragraph_are_kept_in_their_place() -> None:
    found = raw(block(f"<h2>What comes next</h2><ul><li>{POINT}</li></ul>")).split("\n\n")
    assert found.index("What comes next") + 1 == found.index(f"• {POINT}") == found.index(LAST) - 1


def test_points_behind_a_colon_need_be_no_sentences() -> None:
    found = raw(
        block("<p>The committee wants:</p><ul><li>a rota that nobody must join</li><li>pay for every hour</li></ul>")
    )
    assert "• a rota that nobody must join\n\n• pay for every hour" in found


@pytest.mark.parametrize(
    "inside", ["<p>It may not. The contract forbids it.</p>", "It may not. The contract forbids it."]
)
def test_answers_that_unfold_are_kept_with_their_questions(inside: str) -> None:
    folded = f"<div class='faq'><details><summary>May the board close us?</summary>{inside}</details></div>"
    found = raw(f"<div class='text'><p>{FIRST}</p><p>{LAST}</p></div>{folded}")
    assert "May the board close us?\n\nIt may not. The contract forbids it." in found


def test_a_button_in_a_heading_is_the_heading() -> None:
    found = raw(f"<main><p>{FIRST}</p><h2><button>May the board close us?</button></h2><p>{LAST}</p></main>")
    assert "May the board close us?" in found


def test_times_of_a_page_that_reports_as_it_goes_stay_above_their_entries() -> None:
    entries = "".join(f"<div class='block'><p><time>{t}</time></p><p>{line}</p></div>" for t, line in (("17.40", FIRST), ("15.31", POINT), ("14.20", LAST)))  # fmt: skip
    assert raw(entries).split("\n\n")[1:] == ["17.40", FIRST, "15.31", POINT, "14.20", LAST]


def test_links_and_boxes_of_their_own_are_left_out() -> None:
    linked = '<ul><li><a href="/a">Another story that the site would like you to read.</a></li></ul>'
    box = "<div class='box'><h3>Gardens of the county</h3><ul><li>Roses do well in clay.</li></ul></div>"
    found = raw(block(linked) + box)
    assert "Another story" not in found
    assert "Roses" not in found


def test_who_and_when_right_above_the_text_are_kept() -> None:
    head = "<div class='x1'>Released: 12 March 2014</div><div class='x2'>By Una Thorne</div><div class='x3'>Text size</div>"
    found = raw(f"{head}<div class='copy'><p>{FIRST}</p><p>{LAST}</p></div>").split("\n\n")
    assert found[1:3] == ["Released: 12 March 2014", "By Una Thorne"]
    assert "Text size" not in found


def test_an_address_below_the_heading_that_is_a_name_is_the_author() -> None:
    found = raw(f"<address>Una Thorne</address><div><p>{FIRST}</p><p>{LAST}</p></div>")
    assert found.split("\n\n")[1] == "Una Thorne"


@pytest.mark.parametrize(
    ("points", "kept"),
    [
        ("<li>No to the rota</li><li>Yes to a ballot</li>", ["• No to the rota", "• Yes to a ballot"]),
        ('<li><a href="/a">Rota plans in full</a></li><li><a href="/b">Ballot papers sent</a></li>', []),
        ("<li>Home</li><li>News</li>", []),
        (f"<li>{TO}our letter to the board</a> asks it to pay.</li><li>{TO}A ballot of practices</a> will close in May.</li>", ["• our letter to the board asks it to pay.", "• A ballot of practices will close in May."]),
        (f"<li>{TO}our letter to the board</a> asks it to pay.</li><li>{TO}A ballot of practices</a> will close in May.</li><li>{TO}Rota in full</a></li>", ["• our letter to the board asks it to pay.", "• A ballot of practices will close in May.", "• Rota in full"]),
        (f"<li>{TO}Board meets in public to hear of it</a> (Post, 4 May 2014)</li><li>{TO}Practices close early</a> by Jo Lark</li>", []),
    ],
)  # fmt: skip
def test_short_points_between_two_paragraphs_are_kept(points: str, kept: list[str]) -> None:
    """With no element around them but the body of the page, the extractor drops every list."""
    found = raw(f"<p>{FIRST}</p><p>{POINT}</p><ul>{points}</ul><p>{LAST}</p>").split("\n\n")
    assert found == [TITLE, FIRST, POINT, *kept, LAST]
