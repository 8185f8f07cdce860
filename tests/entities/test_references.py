"""Short mentions that refer back."""

from __future__ import annotations

import pytest

from builders import by_hand, mentions_of


def found(text: str) -> list[tuple[str, str, bool]]:
    return [(text[m.start : m.end], m.canonical, m.generic) for m in mentions_of(by_hand(text)).organisations]


def test_the_ccg_is_the_one_named_before() -> None:
    assert found("NHS Harrowdene CCG met. NHS Stow CCG met. The CCG refused.")[-1] == ("CCG", "NHS Stow CCG", False)


def test_a_headline_refers_forward() -> None:
    assert found("LMC vows to block plan. Westmarch LMC met.")[0] == ("LMC", "Westmarch LMC", False)


def test_a_plural_stays_generic() -> None:
    assert found("NHS Harrowdene CCG met. Most CCGs refused.")[-1] == ("CCGs", "CCGs", True)


def test_another_kind_of_body_is_not_meant() -> None:
    assert found("NHS Harrowdene CCG met. The LMC refused.")[-1] == ("LMC", "LMC", True)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Westmarch LMC met. The committee refused.", ("committee", "Westmarch LMC", False)),
        ("The BMA met. The union refused.", ("union", "British Medical Association", False)),
        ("NHS Stow ICB met. The board refused.", ("board", "NHS Stow ICB", False)),
        ("Stow NHS Trust met. The trust refused.", ("trust", "Stow NHS Trust", False)),
        ("Stow PCT met. The trust refused.", ("trust", "Stow PCT", False)),
        ("Stow County Council met. The council refused.", ("council", "Stow County Council", False)),
        ("Stow SHA met. The authority refused.", ("authority", "Stow SHA", False)),
    ],
)
def test_an_everyday_word_is_the_body_named_before(text: str, expected: tuple[str, str, bool]) -> None:
    assert found(text)[-1] == expected


@pytest.mark.parametrize(
    "text",
    [
        "The committee refused. Westmarch LMC met.",
        "Westmarch LMC met. The committee of inquiry refused.",
        "Stow County Council met. The council tax rose.",
        "Westmarch LMC met. A committee refused.",
    ],
    ids=["named only later", "a committee of something else", "council tax", "indefinite"],
)
def test_an_everyday_word_is_otherwise_none(text: str) -> None:
    assert len(found(text)) == 1


def test_the_reference_keeps_the_register_id_of_its_body() -> None:
    first, second = mentions_of(by_hand("The GPC met. The committee refused.")).organisations
    assert (second.register_id, second.id_scheme) == (first.register_id, first.id_scheme)
    assert (first.finder, second.finder) == ("register", "reference")


def test_what_no_reader_lists_is_not_listed_as_a_reference_either() -> None:
    mentions = mentions_of(by_hand("NHS Stow CCG met. The commissioning group refused.")).organisations
    assert [(m.canonical, m.finder) for m in mentions] == [("NHS Stow CCG", "shape"), ("NHS Stow CCG", "everyday")]
