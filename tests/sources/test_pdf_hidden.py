"""Print in the colour of its backdrop is left out and said so; white headings on dark banners and pictures are read."""

from __future__ import annotations

import pytest

from pdf_maker import Words, column, make_pdf
from stancewire.sources.extract import Extract
from stancewire.sources.pdf import extract_pdf

PLAN = "The cluster plan asks every practice to hand over its money to one pooled budget before December is out."
SHOWN = column(PLAN, 50, 700, characters=100)
SAID = "text in the colour of what lies behind it was left out on 1 page(s), since nobody can read it there ('{}')"
OTHER = Words(50, 600, "Doctors give in")
PAINT = "#" * 150
PAINTED = Words(1, 1, PAINT)
BLACK, WHITE = "0 0 0 rg", "1 1 1 rg"
BANNER = "0.1 0.2 0.5 rg 40 590 300 25 re f"
ROUND = "0.1 0.2 0.5 rg 40 590 m 340 590 l 350 600 350 610 340 615 c 40 615 l f"


def extract(*operators: str, words: Words = OTHER) -> Extract:
    """The text of a page that is read, and words below it, each of the strings of operators drawn before them."""
    content = make_pdf([[*SHOWN, *[PAINTED] * len(operators), words, PAINTED]])
    place = b"BT /F1 10 Tf 1 1 Td (" + PAINT.encode() + b") Tj ET"
    assert content.count(place) == len(operators) + 1
    for drawn in (*operators, ""):
        content = content.replace(place, drawn.encode().ljust(len(place)), 1)
    (found,) = extract_pdf(content, "a.pdf")
    return found


@pytest.mark.parametrize(
    "operators",
    [
        [WHITE],
        ["0.98 0.98 0.97 rg"],
        ["0 0 0 0 k"],
        [f"{WHITE} 40 590 300 25 re f"],
        [BANNER, "0.11 0.2 0.5 rg"],
        [f"{BLACK} 40 590 300 25 re f"],
    ],
    ids=["white", "nearly white", "white of four inks", "white on a white box", "blue on blue", "black on black"],
)
def test_print_in_the_colour_of_its_backdrop_is_left_out(operators: list[str]) -> None:
    found = extract(*operators)
    assert (found.raw, found.warnings) == (PLAN, (SAID.format(OTHER.text),))


@pytest.mark.parametrize(
    "operators",
    [
        [BANNER, WHITE],
        [ROUND, WHITE],
        ["0.8 g"],
        ["q 300 0 0 25 40 590 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x30 EI Q", WHITE],
        [f"{BLACK} 40 590 300 25 re f {WHITE} 45 595 200 15 re f {BLACK}"],
        [f"{BLACK} 40 590 300 25 re S"],
        [f"{BLACK} 30 580 m 400 580 l 400 640 l 390 640 l 390 585 l 30 585 l f"],
        [f"{BLACK} 50 598 80 1 re f"],
        [f"{WHITE} 3 Tr"],
    ],
    ids=["banner", "round banner", "grey", "picture", "box on a box", "frame", "corner", "underline", "OCR"],
)
def test_print_that_can_be_seen_or_is_made_for_search_is_read(operators: list[str]) -> None:
    found = extract(*operators)
    assert (found.raw, found.warnings) == (f"{PLAN}\n\n{OTHER.text}", ())


def test_print_under_a_bar_of_its_colour_is_left_out() -> None:
    content = make_pdf([[*SHOWN, OTHER, PAINTED]])
    place = b"BT /F1 10 Tf 1 1 Td (" + PAINT.encode() + b") Tj ET"
    (found,) = extract_pdf(content.replace(place, b"0 g 40 590 300 25 re f".ljust(len(place))), "a.pdf")
    assert found.raw == PLAN


def test_hidden_print_may_be_more_than_what_is_seen() -> None:
    found = extract(WHITE, words=Words(50, 600, "give in " * 40, size=3))
    assert found.raw == PLAN
