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


def test_a_headline_before_several_such_bodies_is_left_open_with_all_of_them() -> None:
    mentions = mentions_of(by_hand("CCG refuses plan. NHS Thanet CCG and NHS West Kent CCG met."))
    short = mentions.organisations[0]
    assert (short.register_id, short.linked_by, short.generic, short.candidates) == (None, None, True, ("10E", "99J"))
    assert mentions.warnings[-1] == "not linked, more than one such body is named behind: 'CCG'; see their candidates"


def test_one_body_under_two_spellings_is_no_rival_of_itself() -> None:
    assert found("LMC vows to block plan. Westmarch LMC met. The LMC for Westmarch wrote.")[0][1] == "Westmarch LMC"


@pytest.mark.parametrize(
    "between",
    [
        "The medicines management committee of the group agreed.",
        "A committee of MPs agreed.",
        "The health scrutiny committee agreed.",
    ],
)
def test_the_committee_after_one_that_is_not_listed_stays_open(between: str) -> None:
    assert [m[0] for m in found(f"Westmarch LMC met. {between} The committee refused.")] == ["Westmarch LMC"]


def test_the_committee_is_the_one_that_was_named_last() -> None:
    text = "Westmarch LMC met. The Public Accounts Committee agreed. The committee refused."
    assert found(text)[-1] == ("committee", "Public Accounts Committee", False)
    again = "Westmarch LMC met. The Public Accounts Committee agreed. The LMC objected. The committee refused."
    assert found(again)[-1] == ("committee", "Westmarch LMC", False)


def test_the_committee_of_a_letter_is_its_senders() -> None:
    text = "The health scrutiny committee agreed. The committee refused."
    mentions = mentions_of(by_hand(text, kind="letter", sender="Westmarch LMC")).organisations
    assert [(text[m.start : m.end], m.canonical) for m in mentions] == [("committee", "Westmarch LMC")]


@pytest.mark.parametrize("name", ["NHS Highland", "Powys Teaching Health Board", "Cwm Tegan Health Board"])
@pytest.mark.parametrize("word", ["health board", "board"])
def test_the_board_after_a_health_board(name: str, word: str) -> None:
    text = f"Then {name} met with the General Medical Council. The {word} refused."
    mentions = mentions_of(by_hand(text)).organisations
    assert (text[mentions[-1].start : mentions[-1].end], mentions[-1].canonical) == (word, name)
    assert "other" not in "".join(mentions[-1].candidates), "only boards may be meant"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The Ludmoor Foundation met. The foundation refused.", ("foundation", "Ludmoor Foundation", False)),
        ("NHS Stow Clinical Commissioning Group met. The group refused.", ("group", "NHS Stow Clinical Commissioning Group", False)),
        ("Stow ICS met. The system plans cuts.", ("system", "Stow ICS", False)),
        ("The Stow Area Team met. The team has refused.", ("team", "Stow Area Team", False)),
        ("Stow LMC met. So this committee refuses.", ("this committee", "Stow LMC", False)),
    ],
    ids=["foundation", "group", "system", "team", "this"],
)  # fmt: skip
def test_the_last_word_of_a_name_refers_back_to_it(text: str, expected: tuple[str, str, bool]) -> None:
    assert found(text)[-1] == expected


@pytest.mark.parametrize(
    "text", ["Stow ICS met. The system is broken.", "The Stow Area Team met. The team of nurses left.", "Stow LMC met. The group refused."]
)  # fmt: skip
def test_everyday_words_stay_so(text: str) -> None:
    assert len(found(text)) == 1


def test_a_place_alone_that_acts_is_its_body() -> None:
    assert found("Cawder PCT met. Cawder refused.")[-1] == ("Cawder", "Cawder PCT", False)
