"""A text that a page holds in its JSON-LD alone comes out in paragraphs, where it is certain where these end."""

from __future__ import annotations

import json

import pytest

from stancewire.sources.html import extract_html

TITLE = "LMC turns down weekend rota"
PARTS = [
    "Westmarch LMC has told every practice in the county to turn down the weekend rota. Its CCG wants one by May.",
    "The committee will ballot practices on the closure of their lists. It meets again in June.",
    "NHS Westmarch CCG said that it had held three open evenings. It would go on talking to the practices.",
]


def page(text: str, shown: str = "<div id='app'></div>") -> list[str]:
    """The lines of a page whose JSON-LD holds a text."""
    told = json.dumps({"@type": "NewsArticle", "headline": TITLE, "articleBody": text}).replace("</", r"<\/")
    script = f'<script type="application/ld+json">{told}</script>'
    source = f"<html><head><title>{TITLE}</title>{script}</head><body><h1>{TITLE}</h1>{shown}</body></html>"
    (extract,) = extract_html(source.encode(), "page.html")
    return extract.raw.split("\n\n")


@pytest.mark.parametrize(
    "text",
    [
        "\n".join(PARTS),
        "\r\n\r\n".join(PARTS),
        "<br />".join(PARTS),
        "".join(f"<p>{part}</p>" for part in PARTS),
        "".join(f"&lt;p&gt;{part}&lt;/p&gt;" for part in PARTS),
        "  ".join(PARTS),
        "<b>\n</b>".join(PARTS),
    ],
    ids=["lines", "blank lines", "breaks", "blocks", "escaped", "two blanks", "bold"],
)
def test_its_paragraphs_are_parted_where_they_were(text: str) -> None:
    assert page(text) == [TITLE, *PARTS]


def test_points_of_a_list_have_their_bullets() -> None:
    assert page(f"<p>{PARTS[0]}</p><ul><li>No rota</li></ul><p>{PARTS[1]}</p>") == [
        TITLE,
        PARTS[0],
        "• No rota",
        PARTS[1],
    ]


def test_two_blanks_behind_every_full_stop_part_nothing() -> None:
    typed = " ".join(PARTS).replace(". ", ".  ")
    assert page(typed) == [TITLE, " ".join(PARTS)]


def test_two_blanks_within_a_sentence_part_nothing() -> None:
    assert page("  ".join(PARTS).replace("weekend rota", "weekend  rota")) == [TITLE, " ".join(PARTS)]


def test_a_text_that_the_page_shows_is_read_from_the_page() -> None:
    shown = "".join(f"<p>{part} So it says.</p>" for part in PARTS)
    assert page(" ".join(PARTS), f"<article>{shown}</article>") == [TITLE, *(f"{part} So it says." for part in PARTS)]
