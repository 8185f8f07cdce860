"""Mended characters, and the way home of each of them."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from stancewire.normalise.repair import repair

# What makes repair work: things to drop, to split, to compose, to reorder, and neighbours that change nothing.
_AWKWARD = "ae s=’“é\u0301\u0323\u0327\u0338\u00ad\u200b\ufeff\r\n\t\x0b\x85\u00a0ﬁﬃﬅ\u1100\u1161\u11a8\u212b\u037e\u0344\u0958\u0f71\u0f72か\u3099\ud800"
TEXTS = st.text(st.characters(exclude_categories=())) | st.text(st.sampled_from(_AWKWARD))


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        ("", ""),
        ("plain text\n", "plain text\n"),
        ("commis\u00adsioning", "commissioning"),
        ("a\u00a0b\tc\u2003d\u202fe\u3000f", "a b c d e f"),
        ("one\r\ntwo\rthree\n\rfour", "one\ntwo\nthree\n\nfour"),
        ("a\u2028b\u2029c\x0bd\x0ce", "a\nb\nc\nd\ne"),
        ("commis\u00ad\nsioning, commis\u00ad \r\nsioning", "commissioning, commissioning"),
        ("of\ufb01ce, e\ufb03cient, \ufb02u, sta\ufb00, ba\ufb04e, \ufb05op, fa\ufb06", "office, efficient, flu, staff, baffle, stop, fast"),
        ("\ufeffLMC\u200b\u200e \u202avotes\u202c", "LMC votes"),
        ("a\x00b\x1fc\x7fd\x81e", "abcde"),
        ("a\x85b\x92c", "a…b’c"),  # what Windows puts where Unicode has controls
        ("a\ud800b", "ab"),
        ("cafe\u0301", "café"),
        ("\u212bngstro\u0308m", "Ångström"),
        ("\u1100\u1161\u11a8", "각"),
        ("“Don’t” – it’s 5 × £2…", "“Don’t” – it’s 5 × £2…"),  # smart quotes and dashes are kept
        ("x²  ½", "x²  ½"),  # NFC, not NFKC; and spaces are not squeezed
    ],
)  # fmt: skip
def test_what_is_mended_and_what_is_kept(raw: str, text: str) -> None:
    assert repair(raw)[0] == text


@pytest.mark.parametrize(
    ("raw", "origin"),
    [
        ("", [0]),
        ("abc", [0, 1, 2, 3]),
        ("a\u00adb", [0, 2, 3]),
        ("\ufeffab", [1, 2, 3]),
        ("ab\u00ad", [0, 1, 3]),
        ("\u00ad", [1]),
        ("a\r\nb", [0, 1, 3, 4]),
        ("\ufb03x", [0, 0, 0, 1, 2]),  # three letters come from one
        ("e\u0301x", [0, 2, 3]),  # one letter comes from two
        ("s\u00ad\u0301x", [0, 3, 4]),  # dropped in the midst of what is composed
        ("\u00ade\u0301\u00a0\ufb01", [1, 3, 4, 4, 5]),
    ],
)
def test_where_each_character_came_from(raw: str, origin: list[int]) -> None:
    assert list(repair(raw)[1]) == origin


def test_an_origin_refuses_what_it_does_not_hold() -> None:
    _, origin = repair("ab")
    assert origin[2] == 2
    for index in (-1, 3):
        with pytest.raises(IndexError, match=f"origin has 3 entries, asked for {index}"):
            origin[index]


@settings(deadline=None, max_examples=500)
@given(TEXTS)
@example("\u0344a\u0301\u0323")
def test_text_is_clean_whatever_came_in(raw: str) -> None:
    text, _ = repair(raw)
    assert unicodedata.is_normalized("NFC", text)
    assert not set("\r\u00ad\u00a0\ufeff\u200b\t\0") & set(text)
    assert not any("\ud800" <= character <= "\udfff" for character in text)


@settings(deadline=None, max_examples=500)
@given(TEXTS)
def test_the_origin_covers_the_text_and_never_runs_back(raw: str) -> None:
    text, origin = repair(raw)
    indices = list(origin)
    assert len(origin) == len(indices) == len(text) + 1
    assert indices == sorted(indices)
    assert (indices[-1], min(indices) >= 0) == (len(raw), True)


@settings(deadline=None, max_examples=500)
@given(TEXTS)
def test_a_mended_text_needs_no_mending(raw: str) -> None:
    text, _ = repair(raw)
    again, origin = repair(text)
    assert again == text
    assert list(origin) == list(range(len(text) + 1))


@pytest.fixture
def _without_mojibake(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is read as a whole word, so what a part of it means depends on its neighbours; it has properties of its own."""
    monkeypatch.setattr("stancewire.normalise.repair.mojibake", lambda text: iter(()))
    monkeypatch.setattr("stancewire.normalise.repair.dos", lambda text: iter(()))


@pytest.mark.usefixtures("_without_mojibake")
@settings(deadline=None, max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(TEXTS)
def test_each_stretch_of_raw_mends_to_what_claims_to_come_from_it(raw: str) -> None:
    text, origin = repair(raw)
    for start, end in pairwise(sorted(set(origin))):
        claimed = "".join(c for c, home in zip(text, origin, strict=False) if home == start)
        assert repair(raw[start:end])[0] == claimed


@pytest.mark.usefixtures("_without_mojibake")
@settings(deadline=None, max_examples=500, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.sampled_from("abz .’“–é\n") | st.sampled_from("\u00ad\u200b\u00a0\r\ufb01\t\ufeff")))
def test_an_untouched_character_is_itself_in_raw(pieces: list[str]) -> None:
    raw = "".join(pieces)
    text, origin = repair(raw)
    untouched = [i for i, c in enumerate(raw) if c in "abz.’“–é"]
    homes = [origin[i] for i, c in enumerate(text) if c in "abz.’“–é"]
    assert homes == untouched
    assert [text[i] for i, home in enumerate(list(origin)[:-1]) if home in untouched] == [raw[i] for i in untouched]
