"""What a DOS program wrote is mended where no good text looks like it, and nothing else is touched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from stancewire.normalise.dos import dos
from stancewire.normalise.repair import repair

CORPORA = Path(__file__).parents[2] / "corpora"


@pytest.mark.parametrize(
    "text",
    ["a cut of £5m and £ 12,000", "his résumé was naïve", "a façade", "Zoë and her fiancé, £3 in hand", "Señor Fête", "a crèche near the maître", "pâté for £1."],
)  # fmt: skip
def test_text_of_dos_is_mended(text: str) -> None:
    raw = text.encode("cp850").decode("cp1252")
    mended, origin = repair(raw)
    assert mended == text
    assert list(origin) == list(range(len(raw) + 1))


@pytest.mark.parametrize(
    "text",
    [
        "‚Nein‘, said the œuvre’s Cœur; 5‰ of it‡ and 10‡",
        "practices‚ and GPs‚ they said",  # a comma that was typed oddly
        "ŠKODA, Šibenik, f‹x›, Œuvres 1–5, cœur 5",
        "“said”…and «half» a mile at 5° for £5",
        "Ysgrifennodd y pwyllgor: tŷ, dŵr, œ",
    ],
)
def test_good_text_is_left_alone(text: str) -> None:
    assert (list(dos(text)), repair(text)[0]) == ([], text)


def test_no_text_of_the_corpora_is_changed() -> None:
    texts = [path.read_text(encoding="utf-8") for path in sorted((CORPORA / "samples").glob("*.txt"))]
    for path in sorted((CORPORA / "stance-v1").glob("*/*.jsonl")):
        rows = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        texts += [row["text"] for row in rows if isinstance(row.get("text"), str)]
    assert len(texts) > 18
    assert [text for text in texts if next(dos(text), None)] == []


@settings(deadline=None, max_examples=500)
@given(st.text(st.sampled_from("œ‚‡‹¤ŠˆƒŒ‰ az5.é\n’")))
def test_what_is_mended_stays_so(raw: str) -> None:
    text, origin = repair(raw)
    assert len(list(origin)) == len(text) + 1
    assert repair(text)[0] == text


def test_a_long_text_ends() -> None:
    """In time squared in its length it would not."""
    text, _ = repair("œ5 r‚sum‚ ‚ " * 40_000)
    assert text.count("£5 résumé ") == 40_000
