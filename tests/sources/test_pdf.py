"""PDF: columns in reading order, lines joined to paragraphs, divided words mended, page furniture told apart."""

from __future__ import annotations

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from damage import DAMAGED, damaged, lives, worker
from pdf_maker import Words, column, make_pdf
from stancewire.config import InputConfig
from stancewire.errors import EmptyInput, ParserFailure, UnsupportedFormat
from stancewire.sources.extract import Extract
from stancewire.sources.extracted import read_extracts
from stancewire.sources.inputs import Input
from stancewire.sources.pdf import extract_pdf
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

PDF = "application/pdf"
PLAN = (
    "Westmarch LMC has rejected the plan of the Vale cluster to move money from practices to one pooled budget. "
    "Members voted on Tuesday evening by nineteen to two, and nobody spoke for it."
)
ANSWER = (
    "The cluster answered that no practice was being forced to take part in the pilot. "
    "It will publish what it has learned in the spring of next year."
)
FULL = "The committee said at its last meeting, in which every practice had a vote, and in the minutes,"
VOTE = "Practices are advised to sign nothing until the matter has been settled by the two committees concerned."


def extract(content: bytes) -> Extract:
    (found,) = extract_pdf(content, "a.pdf")
    return found


def paragraphs(*pages: list[Words]) -> list[str]:
    return extract(make_pdf(pages)).raw.split("\n\n")


def zones(found: Extract) -> list[tuple[str, str]]:
    return [(mark.zone, found.raw[mark.start : mark.end]) for mark in found.marks]


def by_row(words: list[Words]) -> list[Words]:
    """Drawn from the top, across the columns, as many programs do."""
    return sorted(words, key=lambda word: -word.bottom)


@pytest.mark.parametrize("drawn", [list, by_row])
def test_two_columns_are_read_one_after_the_other(drawn: type) -> None:
    left = [*column(PLAN, 50, 700), *column(ANSWER, 50, 640, indent=12)]
    right = [*column(VOTE, 310, 700), *column(PLAN, 310, 655)]
    across = [Words(50, 750, "Doctors throw out cluster plan", 20, bold=True), *column(VOTE, 50, 500, characters=100)]
    assert paragraphs(drawn([*left, *right, *across])) == [
        "Doctors throw out cluster plan", PLAN, ANSWER, VOTE, PLAN, VOTE,
    ]  # fmt: skip


def test_three_columns_are_read_one_after_the_other() -> None:
    columns = [column(text, left, 700, characters=28) for text, left in ((PLAN, 40), (ANSWER, 220), (VOTE, 400))]
    assert paragraphs(by_row([word for words in columns for word in words])) == [PLAN, ANSWER, VOTE]


@pytest.mark.parametrize(
    "second",
    [
        column(ANSWER, 50, 628),  # a gap above it
        column(ANSWER, 50, 640, indent=15),  # an indented line
        [Words(50, 640, "1. The first motion was carried without a debate.")],
        [Words(50, 640, "• The first motion was carried without a debate.")],
        [Words(50, 640, "Elections to the committee", bold=True)],
    ],
)
def test_a_paragraph_ends_where_the_next_begins(second: list[Words]) -> None:
    first = column(PLAN, 50, 700)  # five lines, the last at 652
    assert paragraphs([*first, *second]) == [PLAN, " ".join(word.text for word in second)]


def test_short_lines_stay_lines_of_their_own() -> None:
    address = ["Mr Otto Finch", "Chief Officer", "NHS Vale CCG", "Canal House"]
    lines = [Words(50, 760 - 12 * k, line) for k, line in enumerate(address)]
    assert paragraphs([*lines, *column(PLAN, 50, 680, characters=90)]) == [*address, PLAN]


def test_an_item_goes_on_where_its_lines_are_indented() -> None:
    items = [Words(50, 700, "•"), *column(PLAN, 64, 700), Words(50, 640, "•"), *column(VOTE, 64, 640)]
    assert paragraphs(items) == [f"• {PLAN}", f"• {VOTE}"]


@pytest.mark.parametrize(
    ("first", "second", "joined"),
    [
        ("about the commis-", "sioning of care", "about the commissioning of care"),
        ("the plans for co-", "commissioning", "the plans for co-commissioning"),
        ("a commis-", "sioning-led service", "a commissioning-led service"),
        ("its under-", "standing of that", "its understanding of that"),
        ("under-standing under-", "standing", "under-standing under-standing"),  # as the document has it elsewhere
        ("the Vale-", "Westmarch border", "the Vale- Westmarch border"),  # a capital begins no half
        ("its paragraphs 12-", "14 of it", "its paragraphs 12- 14 of it"),
        ("a service that is GP-", "led and local", "a service that is GP-led and local"),
        ("a list of all CCG-", "run clinics", "a list of all CCG-run clinics"),
        ("care that is evidence-", "based", "care that is evidence-based"),
        ("a service that is nurse-", "led", "a service that is nurse-led"),
        ("all who have travel-", "led there", "all who have travelled there"),
        ("care pre-", "and post-operative", "care pre- and post-operative"),
        ("the commis\xad", "sioning of care", "the commissioning of care"),
    ],
)
def test_a_divided_word_is_mended_where_that_is_likely(first: str, second: str, joined: str) -> None:
    assert paragraphs([Words(50, 700, f"{FULL} {first}"), Words(50, 688, second)]) == [f"{FULL} {joined}"]


def test_a_sentence_goes_on_over_the_page() -> None:
    start, end = PLAN.split(" of the Vale ", 1)
    assert paragraphs(column(start, 50, 200), column(f"of the Vale {end}", 50, 700)) == [PLAN]
    assert paragraphs(column(PLAN, 50, 200), column(ANSWER, 50, 700)) == [PLAN, ANSWER]


def test_running_lines_are_kept_once_and_marked() -> None:
    texts = [PLAN, ANSWER, VOTE]
    pages = [
        [
            Words(50, 810, "Westmarch LMC News", 8),
            *column(text, 50, 700, characters=90),
            Words(280, 30, f"Page {number} of 3", 8),
        ]
        for number, text in enumerate(texts, 1)
    ]
    found = extract(make_pdf(pages))
    assert found.raw.split("\n\n") == ["Westmarch LMC News", PLAN, "Page 1 of 3", ANSWER, VOTE]
    assert zones(found) == [("furniture", "Westmarch LMC News"), ("furniture", "Page 1 of 3")]


def test_what_is_said_twice_in_the_middle_of_pages_stays() -> None:
    pages = [column(PLAN, 50, 500, characters=90), column(PLAN, 50, 500, characters=90)]
    assert paragraphs(*pages) == [PLAN, PLAN]


def test_a_table_is_rows_of_cells() -> None:
    rows = (("Practice", "List size", "Vote"), ("Quay", "4,001", "no"), ("Canal", "5,100", "yes"))
    cells = [Words(50 + 150 * k, 600 - 14 * n, cell) for n, row in enumerate(rows) for k, cell in enumerate(row)]
    found = extract(make_pdf([[*column(PLAN, 50, 700, characters=90), *cells]]))
    assert zones(found) == [("table", "Practice | List size | Vote\nQuay | 4,001 | no\nCanal | 5,100 | yes")]


HEADED = [Words(50, 780, "LMC throws out plan", 20), *column(PLAN, 50, 700, characters=90)]
LETTER = [Words(50, 780, "Westmarch LMC", 20), Words(50, 740, "Dear colleague"), *column(PLAN, 50, 700, characters=90)]


@pytest.mark.parametrize(
    ("page", "info", "title"),
    [
        (HEADED, "", "LMC throws out plan"),
        (HEADED, "/Title(Newsletter template)", "LMC throws out plan"),
        (HEADED[1:], "/Title(Vale cluster plan)", "Vale cluster plan"),  # the text bears it out
        (HEADED[1:], "/Title(Microsoft Word - Vale cluster plan)", "Vale cluster plan"),
        (HEADED[1:], "/Title(Microsoft Word - plan.doc)", None),
        (HEADED[1:], "/Title(Annual accounts 2009)", None),  # left over from another document
        (LETTER, "/Title(Vale cluster plan)", None),  # a letter has a letterhead, no title
    ],
)
def test_the_title_is_the_largest_print_or_a_likely_property(page: list[Words], info: str, title: str | None) -> None:
    found = extract(make_pdf([page], info))
    assert found.found.title == title
    assert zones(found) == ([("title", title)] if title else [])
    assert title is None or found.raw.startswith(f"{title}\n\n")


@pytest.mark.parametrize(
    ("text", "created", "published"),
    [
        (PLAN, "D:20140312101500Z", "2014-03-12"),
        (PLAN, "D:20141345", None),
        (PLAN, "yesterday", None),
        ("Westmarch, 3 March 2014", "D:20200101", None),  # the day it was scanned or put on the web
    ],
)
def test_the_day_it_was_made_counts_where_the_text_has_no_date(text: str, created: str, published: str | None) -> None:
    found = extract(make_pdf([column(text, 50, 700)], f"/CreationDate({created})"))
    assert (found.found.published, found.found_from) == (published, "meta")


def test_a_page_that_is_shown_turned_is_read_as_it_is_shown() -> None:
    content = make_pdf([column(PLAN, 50, 700)]).replace(b"Tf 50", b"Tf 0 1 -1 0 600 0 Tm 50")  # upwards, from the right
    assert extract(content.replace(b"/MediaBox", b"/Rotate 90/MediaBox")).raw == PLAN


@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_words_are_read_along_their_lines_whatever_the_page_says_of_its_rotation(angle: int) -> None:
    content = make_pdf([[*column(PLAN, 50, 700), *column(ANSWER, 320, 700)]])
    turned = extract(content.replace(b"/MediaBox", b"/Rotate %d/MediaBox" % angle))
    assert turned.raw.split("\n\n") == [PLAN, ANSWER]


def test_the_number_of_pages_is_a_limit_of_the_config() -> None:
    content = make_pdf([column(PLAN, 50, 700), column(ANSWER, 50, 700), column(VOTE, 50, 700)])
    item = Input(uri="a.pdf", content=content)
    (found,) = read(item, InputConfig(max_pages=2))
    assert isinstance(found, Article)
    assert found.raw.split("\n\n") == [PLAN, ANSWER]
    assert found.warnings == ("only the first 2 of 3 pages were read; raise max_pages under [input] in a config",)
    (whole,) = read(item, InputConfig())
    assert isinstance(whole, Article)
    assert VOTE in whole.raw


@pytest.mark.parametrize("above", [b"\r\n", b"HTTP/1.1 200 OK\r\nContent-Type: application/pdf\r\n\r\n" + b" " * 900])
def test_bytes_above_a_pdf_are_passed_over(above: bytes) -> None:
    (found,) = read(Input(uri="a.pdf", content=above + make_pdf([column(PLAN, 50, 700)])), InputConfig())
    assert isinstance(found, Article)
    assert found.raw == PLAN


def test_a_pdf_of_pictures_asks_for_ocr() -> None:
    content = make_pdf([[], []])
    found = extract(content)
    assert (found.raw, found.warnings) == ("", ("its 2 page(s) have no text layer; run OCR over it",))
    (failure,) = read_extracts(Input(uri="a.pdf"), io.BufferedReader(io.BytesIO(content)), InputConfig(), PDF)  # type: ignore[arg-type]
    assert isinstance(failure, Failure)
    assert type(failure.error) is EmptyInput
    assert "have no text layer; run OCR over it" in str(failure.error)


def test_pages_without_text_among_others_are_said() -> None:
    found = extract(make_pdf([column(PLAN, 50, 700), []]))
    assert found.warnings == ("1 of 2 pages have no text layer; if they are scans, run OCR over them",)


def test_an_encrypted_pdf_is_refused_with_what_to_do() -> None:
    keys = f"/ID[({'i' * 16})({'i' * 16})]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O({'o' * 32})/U({'u' * 32})>>"
    with pytest.raises(UnsupportedFormat) as caught:
        extract(make_pdf([column(PLAN, 50, 700)], trailer=keys))
    assert str(caught.value) == "a.pdf: is protected by a password; save a copy without the password"


def test_what_is_no_pdf_is_refused_with_what_to_do() -> None:
    with pytest.raises(ParserFailure, match=r"a\.pdf: is no readable PDF .*; open it in a PDF program"):
        extract(b"%PDF-1.4 and then nothing")


def test_a_claim_of_endless_pages_ends() -> None:
    found = extract(make_pdf([column(PLAN, 50, 700)], count=2_000_000))
    assert found.raw == PLAN


def test_pages_that_hold_each_other_end() -> None:
    content = make_pdf([column(PLAN, 50, 700)]).replace(b"/Kids[6 0 R]", b"/Kids[2 0 R]")
    with worker() as sandbox:
        lives(sandbox, PDF, content)


def test_a_word_of_any_length_ends() -> None:
    """In time squared in its length it would not."""
    found = extract(make_pdf([[Words(50, 700, "a" * 100_000), Words(50, 688, "rejects the plan.")]]))
    assert "rejects the plan." in found.raw


WHOLE = make_pdf([HEADED, column(ANSWER, 50, 700)], "/Title(Plan)/CreationDate(D:20140312)")


def test_damaged_files_are_read_or_refused() -> None:
    with worker() as sandbox:

        @DAMAGED
        @given(st.data())
        def check(data: st.DataObject) -> None:
            lives(sandbox, PDF, data.draw(damaged(WHOLE)))

        check()


def test_a_watermark_across_the_page_is_left_out_and_said_so() -> None:
    """Read as a line of its own it would be the largest print, and so the title."""
    words = [Words(50, 750, "Doctors throw out cluster plan", 20, bold=True), *column(PLAN, 50, 700, characters=100), Words(150, 300, "DRAFT" + " " * 40, 60)]  # fmt: skip
    straight = b"150 300 Td (DRAFT" + b" " * 40 + b") Tj"
    slanted = b"0.7071 0.7071 -0.7071 0.7071 150 300 Tm (DRAFT) Tj".ljust(len(straight))
    content = make_pdf([words])
    assert straight in content
    found = extract(content.replace(straight, slanted))
    assert found.raw == f"Doctors throw out cluster plan\n\n{PLAN}"
    assert found.warnings == ("text slanted across 1 page(s), such as a watermark, was left out ('DRAFT')",)


def test_a_page_that_is_slanted_as_a_whole_is_read() -> None:
    straight = b"50 300 Td (Westmarch" + b" " * 40 + b") Tj"
    slanted = b"0.9397 0.3420 -0.3420 0.9397 50 300 Tm (Westmarch) Tj".ljust(len(straight))
    content = make_pdf([[Words(50, 300, "Westmarch" + " " * 40, 20)]])
    found = extract(content.replace(straight, slanted))
    assert found.raw.replace("\n", "").replace(" ", "") == "Westmarch"
    assert found.warnings == ()


def sideways(left: int, bottom: int, text: str) -> tuple[bytes, bytes]:
    """How a string is drawn level by make_pdf, with room behind it, and how it is drawn up the page."""
    straight = f"{left} {bottom} Td ({text}{' ' * 30}) Tj".encode()
    return straight, f"0 1 -1 0 {left} {bottom} Tm ({text}) Tj".encode().ljust(len(straight))


def test_words_that_stand_sideways_on_a_page_are_not_read_into_its_lines() -> None:
    """Each of them would stand in a line of its own, between and in the lines beside it."""
    beside = [(300 + 14 * k, 600, line) for k, line in enumerate(("Practices in two years", "Ashmere 4,120 patients"))]
    words = [*column(PLAN, 50, 700), *column(ANSWER, 50, 630), *(Words(x, y, line + " " * 30) for x, y, line in beside)]
    content = make_pdf([words])
    for x, y, line in beside:
        content = content.replace(*sideways(x, y, line))
    found = extract(content)
    assert found.raw == f"{PLAN}\n\n{ANSWER}\n\nPractices in two years\nAshmere 4,120 patients"
    assert zones(found) == [("furniture", "Practices in two years\nAshmere 4,120 patients")]


def test_words_off_the_page_are_none_of_it() -> None:
    off = [Words(50, 2000, "Larger print that nobody sees", 20), Words(-400, 300, "Left of the page")]
    assert paragraphs([*off, *column(PLAN, 50, 700)]) == [PLAN]


def test_all_words_are_read_where_most_stand_off_the_page() -> None:
    assert paragraphs([Words(50, 2000 - 12 * k, line.text) for k, line in enumerate(column(PLAN, 50, 700))]) == [PLAN]


def cells(lefts: tuple[int, ...], top: int, *rows: tuple[str, ...]) -> list[Words]:
    return [
        Words(left, top - 14 * k, text) for k, row in enumerate(rows) for left, text in zip(lefts, row, strict=True)
    ]


LISTS = (("Practice", "Patients", "Change"), ("Ashmere", "4,120", "-3%"), ("Brockholt", "3,050", "+1%"), ("Cold Ash", "2,210", "-2%"))  # fmt: skip
AS_TABLE = "\n".join(" | ".join(row) for row in LISTS)


def test_a_table_across_two_columns_parts_them() -> None:
    above = [*column(PLAN, 50, 760), *column(ANSWER, 310, 760)]
    below = [*column(VOTE, 50, 600), *column(ANSWER, 310, 600)]
    table = cells((50, 250, 450), 670, *LISTS)
    assert paragraphs([*above, *table, *below]) == [PLAN, ANSWER, AS_TABLE, VOTE, ANSWER]


def test_a_table_in_one_of_two_columns_is_a_table_there() -> None:
    left = [*column(PLAN, 50, 760), *cells((50, 140, 210), 670, *LISTS), *column(ANSWER, 50, 590)]
    right = column(f"{VOTE} {PLAN} {ANSWER} {VOTE} {PLAN} {ANSWER}", 310, 760)
    found = extract(make_pdf([[*left, *right]]))
    assert zones(found) == [("table", AS_TABLE)]
    assert found.raw.split("\n\n")[:3] == [PLAN, AS_TABLE, ANSWER]


@pytest.mark.parametrize(
    ("rows", "is_table"),
    [
        ((("Practice", "2014"), ("Ashmere", "4,120"), ("Brockholt", "3,050")), True),
        ((("Our ref", "UT/14"), ("Ashmere", "Exeford")), False),
        ((("Westmarch Committee", "The Vale Cluster"), ("High Street", "Civic Way"), ("Ashmere", "Brockholt")), False),
        ((("1.", "Apologies 2014"), ("2.", "Minutes 2014"), ("3.", "Chair 2014")), False),
    ],
)
def test_names_and_figures_below_each_other_are_a_table(rows: tuple[tuple[str, str], ...], is_table: bool) -> None:
    left = 300 if len(rows[0][0]) > 2 else 75
    found = extract(make_pdf([[*column(PLAN, 50, 760, characters=90), *cells((50, left), 640, *rows)]]))
    assert [zone for zone, _ in zones(found)] == (["table"] if is_table else [])
