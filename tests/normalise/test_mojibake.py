"""Text decoded by the wrong table is mended place by place; clean and foreign text is left alone."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stancewire.normalise.mojibake import mojibake
from stancewire.normalise.repair import repair


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("GPs donâ€™t agree", "GPs don’t agree"),
        ("â€œWe cannotâ€\x9d, she said", "“We cannot”, she said"),
        ("â€œWe cannot,â€ she said. â€œNo.â€", "“We cannot,” she said. “No.”"),  # the last byte of the quote is lost
        ("It costs Â£5m", "It costs £5m"),
        ("a cafÃ© by the SeÃ±or", "a café by the Señor"),
        ("voilÃ\u00a0 le plan, voilÃ le plan", "voilà le plan, voilà le plan"),
        ("£5Â million", "£5 million"),
        ("2012â€“13 â€¦ â€¢", "2012–13 … •"),
        ("Doctors \x91reject\x92 plan\x85", "Doctors ‘reject’ plan…"),  # a page of Windows-1252 read as Latin-1
        ("donâ\x80\x99t", "don’t"),
        ("don‚Äôt", "don’t"),  # by a Macintosh
        ("donÃ¢â‚¬â„¢t pay Ãƒâ€šÃ‚Â£5", "don’t pay £5"),  # twice and three times
        ("“We’re paid £5â€™s worth”", "“We’re paid £5’s worth”"),  # good quotes beside bad ones
        ("Ã\u00adndice", "índice"),  # half of this letter looks like a soft hyphen
    ],
)
def test_mojibake_is_mended(raw: str, text: str) -> None:
    assert repair(raw)[0] == text


@pytest.mark.parametrize(
    "text",
    [
        "“‘It’s £5…’” – a café’s naïve “rôle” at 20°",
        "Ysgrifennodd y pwyllgor nad yw’r tŷ yn rhan o’r cytundeb: “Dŵr!”",
        "ÉIRE, GAËL, “À la carte”, ÄÖÜ",
        "Поликлиника, 診療所, عيادة",
        "½–¾ mile, £5–£6, ©2012",
    ],
)
def test_clean_and_foreign_text_is_left_alone(text: str) -> None:
    assert (list(mojibake(text)), repair(text)[0]) == ([], text)


@pytest.mark.parametrize(
    ("raw", "edits"),
    [
        ("so donâ€™t, â€œDrâ€\x9d", [(6, 9, "’"), (12, 15, "“"), (17, 20, "”")]),
        ("lâ€™été", [(1, 4, "’")]),
        ("Â£5", [(0, 2, "£")]),
    ],
)
def test_an_edit_is_as_long_as_what_it_mends(raw: str, edits: list[tuple[int, int, str]]) -> None:
    assert list(mojibake(raw)) == edits


def test_characters_beyond_mojibake_come_from_their_own_place() -> None:
    raw = "The fee isnâ€™t Â£5"
    text, origin = repair(raw)
    assert text == "The fee isn’t £5"
    assert [raw[origin[i]] for i, c in enumerate(text) if c.isascii()] == [c for c in text if c.isascii()]
    assert (origin[text.index("’")], origin[text.index("£")]) == (11, 16)


_WORDS = st.sampled_from(
    ["GPs", "don’t", "“We", "cannot”", "£5", "café", "–", "Zoë", "said…", "‘no’", "Gwynedd", "•", "naïve", "½", "Señor’s", "€9", "©", "1,000"]
)  # fmt: skip
_WESTERN = st.lists(_WORDS, min_size=1, max_size=30).map(" ".join)
_LOST = "\x81\x8d\x8f\x90\x9d"  # bytes without a meaning in Windows-1252; software passes them through


def _mangled(text: str, table: str) -> str:
    if table == "latin-1":
        return text.encode().decode("latin-1")
    return "".join(chr(byte) if chr(byte) in _LOST else bytes([byte]).decode("cp1252") for byte in text.encode())


@settings(deadline=None, max_examples=300)
@given(_WESTERN, st.sampled_from(["latin-1", "cp1252"]))
@example("“", "cp1252")
def test_what_was_mangled_comes_back(text: str, table: str) -> None:
    raw = _mangled(text, table)
    mended, origin = repair(raw)
    homes = list(origin)
    assert mended == text
    assert homes == sorted(homes)
    assert all(0 <= home < len(raw) for home in homes[:-1])
    assert homes[-1] == len(raw)


@settings(deadline=None, max_examples=300)
@given(_WESTERN, st.sampled_from(["latin-1", "cp1252"]))
def test_each_character_comes_from_its_own_bytes(text: str, table: str) -> None:
    raw = _mangled(text, table)
    mended, origin = repair(raw)
    bounds = [*list(origin)[: len(mended)], len(raw)]
    assert [raw[start:end] for start, end in pairwise(bounds)] == [_mangled(c, table) for c in text]


@settings(deadline=None, max_examples=300)
@given(_WESTERN)
def test_typical_text_has_nothing_to_mend(text: str) -> None:
    assert list(mojibake(text)) == []


@settings(deadline=None, max_examples=500)
@given(st.text(st.sampled_from("Ã©Â£â€™œ\x9d\x80\x92 a\n\u00a0\u200b“")))
def test_anything_that_looks_like_it_ends_clean(raw: str) -> None:
    text, origin = repair(raw)
    homes = list(origin)
    assert homes == sorted(homes)
    assert homes[-1] == len(raw)
    assert repair(text)[0] == text


@pytest.mark.parametrize("unit", ["â€™", "â€™ ", "é’", "Ã", "Ã\u200b©", "\x92", "Â "])
def test_a_long_line_of_it_ends(unit: str) -> None:
    """In time squared in its length it would not."""
    text, origin = repair(unit * (200_000 // len(unit)))
    assert len(list(origin)) == len(text) + 1
