""" "NHS" and a place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from builders import mention, scene, surfaces
from stancewire.entities.brands import BrandFinder
from stancewire.entities.words import tokeniser
from stancewire.register.lookup import load_register

FIND = BrandFinder(tokeniser().vocab, load_register()).find


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then NHS Cawderby and the Isles wrote.", ["NHS Cawderby and the Isles"]),
        ("Then NHS Cawderby’s plan.", ["NHS Cawderby"]),
        ("Briefing paper, NHS Cawderby, January 2011", ["NHS Cawderby"]),
        ("Then NHS Cawderby, Fen and Marsh wrote.", ["NHS Cawderby, Fen and Marsh"]),
        ("Then NHS Cawderby, Jane Marl, said no.", ["NHS Cawderby"]),
        ("Then NHS Cawderby and Fen, Jane Marl said.", ["NHS Cawderby and Fen"]),
        ("NHS Cawderby, Primary Care, Stow", ["NHS Cawderby"]),
        ("NHS Cawderby, Stow House\n\nDear Doctor", ["NHS Cawderby"]),
        ("Then Healthwatch Cawderby wrote.", ["Healthwatch Cawderby"]),
        ("He told BBC Radio Cawderby so.", ["BBC Radio Cawderby"]),
        ("Then University Hospitals of Cawderby Bay wrote.", ["University Hospitals of Cawderby Bay"]),
        ("A BBC Director General wrote.", []),
        ("The NHS Long Term Plan and NHS Pensions.", []),
        ("NHS Bosses Slam Doctors", []),
        ("the NHS and Cawderby", []),
    ],
)
def test_a_place_behind_nhs(text: str, expected: list[str]) -> None:
    assert surfaces(text, FIND(scene(text))) == expected


def test_the_next_body_is_no_part_of_the_name_and_the_next_brand_one_of_its_own() -> None:
    text = "Then NHS Cawderby and Marl LMC, Healthwatch Fen and Healthwatch Stow wrote."
    named = (mention(text, "Marl LMC", "lmc"), mention(text, "Healthwatch", "other"))
    last = replace(named[1], start=text.rindex("Healthwatch"), end=text.rindex("Healthwatch") + 11)
    assert surfaces(text, FIND(scene(text, *named, last))) == ["NHS Cawderby", "Healthwatch Fen", "Healthwatch Stow"]


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Healthwatch Cawderby", "other"), ("BBC South East", "media"), ("University Hospital Cawderby", "trust")],
)
def test_a_brand_may_say_its_kind(name: str, kind: str) -> None:
    (mention,) = FIND(scene(f"Then {name} wrote."))
    assert mention.kind == kind


@pytest.mark.parametrize(
    ("rest", "kind"),
    [
        ("The PCT said no.", "pct"),
        ("The clinical commissioning group said no.", "ccg"),
        ("The integrated care board said no.", "icb"),
        ("The health board said no.", "other"),
        ("It was founded in 2009.", "pct"),
        ("It was founded in 2016.", "ccg"),
        ("It was founded in 2024.", "icb"),
    ],
)
def test_the_text_tells_the_kind(rest: str, kind: str) -> None:
    text = f"Then NHS Cawderby wrote. {rest}"
    assert [mention.kind for mention in FIND(scene(text))] == [kind]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("NHS Cawder, the strategic health authority, wrote to PCTs.", "sha"),
        ("NHS Cawder, our health board, wrote.", "other"),
        ("NHS Cawder wrote. GPs in Scotland wait; Scottish ministers do not.", "other"),
    ],
    ids=["behind the name", "ours", "in Scotland"],
)
def test_words_behind_a_brand_and_the_nation_tell_its_kind(text: str, kind: str) -> None:
    assert [m.kind for m in FIND(scene(text))] == [kind]


def test_a_kind_that_had_ended_is_not_meant() -> None:
    told = scene("NHS Cawder wrote. PCTs were otherwise.")
    late = replace(told, document=replace(told.document, meta=replace(told.document.meta, published="2019-02")))
    assert [m.kind for m in FIND(told)] == ["pct"]
    assert [m.kind for m in FIND(late)] == ["ccg"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("NHS Winter Pressures Mount As Wards Fill\n\nThe wards are full.", []),
        ("NHS Cawderby Slashes Budget As Debts Grow\n\nThen NHS Cawderby wrote.", ["NHS Cawderby"]),
        ("NHS Cawderby, Fen and Marsh Isle\n\nBoard paper", ["NHS Cawderby, Fen and Marsh Isle"]),
        ("NHS Cawderby Isle", ["NHS Cawderby Isle"]),
    ],
    ids=["headline", "headline over a name", "letterhead", "short"],
)
def test_capitals_of_a_headline_are_no_name(text: str, expected: list[str]) -> None:
    assert surfaces(text, FIND(scene(text))) == expected
