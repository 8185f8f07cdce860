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


HEADLINES = """\
LMC rejects CCG merger plan
GPs reject CCG plans
Westmarch LMC opposes NHS England contract plans
LMC leaders oppose contract changes
Local GP practices face closure
BMA slams NHS pension reform
Practices refuse extra weekend work
LMC chair quits amid ICB dispute
Doctors demand urgent funding boost
Kent LMC warns GPs over PCN DES
CCG bosses insist merger goes ahead
NHS England mandates weekend opening
Devon LMCs condemn QOF cuts
Surrey practices hand back contracts
Ministers plan sweeping GP reforms
LMC leaders refuse DES, LES contracts: PAs next
GPC England accepts revised deal
Unison backs junior doctors strike
Buckinghamshire & Oxfordshire LMCs: MPIG update
Dr van der Berg, Dr de la Mare: LMC officers elected""".splitlines()
TABLE = "Practice | List size\n" + "\n".join(f"Mill Street {n} | 3,{n}00" for n in range(40))


@pytest.mark.parametrize(
    "text", [*HEADLINES, " ".join(HEADLINES), TABLE, "LMC EXECUTIVE OFFICERS ELECTED FOR DES AND LES"]
)
def test_a_text_without_function_words_is_english(text: str) -> None:
    assert language_of(text) == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Le comité rejette la fusion des cabinets", "fr"),
        ("Der Ausschuss lehnt die Pläne der Kasse ab und klagt", "de"),
        ("De commissie verwerpt het plan van de regering", "nl"),
        ("Mae’r pwyllgor wedi gwrthod y cynlluniau gan y bwrdd", "cy"),
        ("Udvalget har afvist planen og vil ikke være med til det", "da"),
        ("日本語のテキストです。地方医師会は計画に反対しています。", "ja"),
        ("地方医师会反对关闭城里两家诊所的计划。", "zh"),
        ("Комитет отверг план", "ru"),
        ("رفضت اللجنة الطبية المحلية خطط إغلاق العيادات", "ar"),
        ("Ο σύλλογος απέρριψε το σχέδιο", "el"),
        ("x x x x x x x x x x x x", None),
        ("a 1 | b 2 | c 3 | d 4 | e 5", None),
    ],
)
def test_another_language_is_told_by_its_script_or_its_function_words(text: str, language: str | None) -> None:
    assert language_of(text) == language


def test_signs_on_letters_tell_longer_texts_of_languages_without_a_list() -> None:
    estonian = (
        "Komitee lükkas tagasi kava sulgeda linnas kaks perearstikeskust, öeldes, et küsimata jäeti kõigilt. " * 2
    )
    assert language_of(estonian) == "et"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Lékařská komora nesouhlasí s plánem ministerstva zdravotnictví. Pacienti budou muset dojíždět do vzdálených měst.", "cs"),
        ("Lékaøská komora nesouhlasí s plánem ministerstva zdravotnictví. Pacienti budou muset dojíždìt do vzdálených mìst.", "cs"),
        ("Dr Łukasz Żółć, Małgorzata Wójcik, Søren Kjær, Zoë Müller", "en"),  # who met
        ("Café résumé clinics close in Westmarch and Ottermouth", "en"),
    ],
)  # fmt: skip
def test_small_words_with_signs_tell_a_short_text(text: str, language: str) -> None:
    """As it stands, and as it looks where Latin-2 was read as Latin-1."""
    assert language_of(text) == language
