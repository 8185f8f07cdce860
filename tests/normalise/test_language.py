"""English is told from the rest; where there is too little to tell, nothing is said."""

from __future__ import annotations

import pytest

from stancewire.normalise.language import language_of

ENGLISH = (
    "The committee said that it would not take part in the plan of the board, which was drawn up without practices."
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (ENGLISH, "en"),
        (ENGLISH.upper(), "en"),
        ("Ysgrifennodd y pwyllgor at bob meddygfa yn y sir i ddweud nad yw’r clinigau penwythnos yn rhan o’r contract.", "cy"),
        ("Der Ausschuss hat allen Praxen im Kreis geschrieben, dass die Sprechstunden am Wochenende nicht zum Vertrag gehören.", "de"),
        ("Le comité a écrit à tous les cabinets du comté pour dire que les consultations du week-end ne font pas partie du contrat.", "fr"),
        ("", None),
        ("Westmarch LMC rejects", None),  # three words
        ("12 345 £67 --- 89%", None),
    ],
)  # fmt: skip
def test_language(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_only_the_beginning_is_read() -> None:
    german = "Der Ausschuss hat allen Praxen geschrieben und die Verträge gekündigt. " * 100
    assert language_of(ENGLISH * 60 + german) == "en"
    assert language_of(german + ENGLISH * 60) == "de"


def test_a_glance_settles_long_english_and_never_a_long_text_of_another_language() -> None:
    german = "Der Ausschuss hat allen Praxen im Kreis geschrieben, dass die Sprechstunden nicht zum Vertrag gehören. "
    assert language_of(ENGLISH * 30) == "en"
    assert language_of(german * 30) == "de"
    assert language_of(ENGLISH + german * 30) == "de"  # an English heading above it
