"""Perturbations keep the lines of a text, what its bodies are, and what it says; the same seed gives the same text."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import document
from stancewire.entities.finder import EntityFinder
from stancewire.entities.placenames import COMPASS as POINTS
from stancewire.entities.placenames import place_of, proper_parts
from stancewire.evaluation.perturb import PERTURBATIONS, perturbed
from stancewire.evaluation.perturb_era import era_of, moved
from stancewire.evaluation.perturb_names import renamed
from stancewire.evaluation.perturb_phrases import PHRASES
from stancewire.evaluation.perturb_places import EPITHETS, PLACES, TURNED
from stancewire.evaluation.perturb_subject import NamedAs, Subject, subject_of_text
from stancewire.evaluation.perturb_typos import mistyped
from stancewire.evaluation.perturb_wording import reworded
from stancewire.register.lookup import load_register

FINDER = EntityFinder()
COMPASS = st.sampled_from(["", "North ", "South West ", "Mid "])
TOWN = st.sampled_from(["Wexcombe", "Hallowdene", "Brinkholm", "Castle Orley", "Eddlesham", "Pyrfold"])
PLACE = st.builds(lambda a, b, c: f"{a}{b}{c}", COMPASS, TOWN, st.sampled_from(["", " and Fells", " and Marshcote"]))
BODY = st.tuples(PLACE, st.sampled_from(["{} LMC", "NHS {} CCG", "{} PCT", "NHS {} ICB", "{} Local Medical Committee"]))
SENTENCE = st.sampled_from(
    (
        "{} has rejected the plan to close two surgeries.",
        "Dr Jane Halse of {} said that patients would not accept it.",
        "In 2014 {} will bring in a new scheme, although practices are worried.",
        "Nobody at {} was there.",
    )
)
TEXTS = st.lists(st.tuples(SENTENCE, BODY), min_size=1, max_size=5).map(
    lambda parts: "Surgeries to go\n\n" + "\n\n".join(s.format(shape.format(place)) for s, (place, shape) in parts)
)
NAMES = st.sampled_from(sorted(PERTURBATIONS))


def subject(text: str, *bodies: tuple[str, str], people: tuple[str, ...] = (), year: int = 0) -> Subject:
    lines = text.split("\n")
    return Subject(
        id="x",
        text=text,
        bodies=tuple(NamedAs(name=name, kind=kind) for name, kind in bodies),
        people=people,
        year=year,
        body=frozenset(range(1, len(lines) + 1)),
    )


def found_in(text: str) -> Subject:
    read = document(text)
    return subject_of_text(read, FINDER.find(read))


@settings(max_examples=25, deadline=None)
@given(TEXTS, NAMES, st.integers(0, 99))
def test_lines_stay_and_seeds_repeat(text: str, name: str, seed: int) -> None:
    before = found_in(text)
    after = perturbed(name, before, seed)
    assert [bool(line.strip()) for line in after.split("\n")] == [
        bool(line.strip()) for line in before.text.split("\n")
    ]
    assert after == perturbed(name, before, seed)


@settings(max_examples=25, deadline=None)
@given(TEXTS, st.integers(0, 99))
def test_renamed_bodies_are_found_again_with_their_kinds(text: str, seed: int) -> None:
    before = found_in(text)
    after = perturbed("renamed bodies", before, seed)
    assert after != before.text
    mentions = [FINDER.find(document(t)).organisations for t in (before.text, after)]
    assert [m.kind for m in mentions[1]] == [m.kind for m in mentions[0]]
    places = {part for body in before.bodies for part in proper_parts(place_of(body.name))}
    assert not [place for place in places if place in after]


@given(st.text(), st.integers(0, 9))
def test_a_text_that_names_nobody_keeps_its_names(text: str, seed: int) -> None:
    assert renamed(subject(text), Random(seed)) == text
    assert renamed(subject(text, ("NHS England", "nhs_england"), ("the CCG", "ccg")), Random(seed)) == text


@given(st.text(), NAMES, st.integers(0, 9))
def test_no_text_breaks_a_perturbation(text: str, name: str, seed: int) -> None:
    after = perturbed(name, subject(text, ("Fen LMC", "lmc")), seed)
    assert after.count("\n") == text.count("\n")


def test_names_are_replaced_everywhere_and_keep_their_form() -> None:
    text = "Kent LMC backs GPs in Kent. NHS West Kent CCG and NHS England said so. KENT LMC. Alder and Rother LMC (ARLMC): ARLMC met."
    after = renamed(
        subject(
            text, ("Kent LMC", "lmc"), ("NHS West Kent CCG", "ccg"), ("NHS England", "nhs_england"), ("Alder and Rother LMC", "lmc")
        ),
        Random(1),
    )  # fmt: skip
    new = after.split()[0]
    assert new in PLACES
    assert f"{new} LMC backs GPs in {new}. NHS East {new} CCG and NHS England said so. {new.upper()} LMC." in after
    one, other, short = after.split()[-7], after.split()[-5], after.split()[-3]
    assert short == f"({one[0]}{other[0]}LMC):"
    assert after.split()[-2] == short.strip("():")
    assert "ARLMC" not in after


def test_people_are_renamed_with_and_without_their_title() -> None:
    text = "Dr Jane Moss said no. Dr Moss left; Moss’s letter stayed. The moss grew. Mr Price paid the price."
    after = renamed(subject(text, people=("Dr Jane Moss", "Mr Price", "the health secretary")), Random(2))
    assert "Jane" not in after
    assert "Dr Moss" not in after
    assert "Moss’s" in after, "a surname that is a word of the text too is replaced beside a title alone"
    assert "Mr Price" not in after
    assert "the price." in after


def test_invented_places_are_nobodys() -> None:
    names = {word for body in load_register().bodies for form in (body.name, *body.aliases) for word in form.split()}
    assert not names & set(PLACES)
    assert len(PLACES) == len(set(PLACES))
    assert len(EPITHETS) == len(set(EPITHETS))


@pytest.mark.parametrize(
    ("steps", "expected"),
    [
        (1, "In 2019 Fen CCG told GPs that NHS England agrees. The group's letter went to a CCG and an area team."),
        (2, "In 2026 Fen ICB told GPs that NHS England agrees. The board's letter went to an ICB and a regional team."),
    ],
)
def test_an_era_moves_as_a_whole(steps: int, expected: str) -> None:
    text = "In 2010 Fen PCT told GPs that the Department of Health agrees. The trust's letter went to a PCT and an SHA."
    before = subject(text, ("Fen PCT", "pct"), ("The trust", "pct"), year=2010)

    class Chosen(Random):
        def choice(self, seq):  # type: ignore[no-untyped-def]
            return seq[steps - 1]

    assert moved(before, Chosen()) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "NHS England told NHS Fen CCG and a hospital trust. An NHS England letter of 2015/16.",
            "The Department of Health",
        ),
        ("It said so, NHS England’s chief told Fen CCG in 2015.", "the Department of Health’s"),
        ("Fen CCG asks for NHS England rules", "the Department of Health rules"),
        ("NHS England\nTo: Fen CCG", "Department of Health\nTo: Fen PCT"),
        ("NHS England · to Fen CCG", "Department of Health · to Fen PCT"),
    ],
)
def test_whitehall_keeps_its_grammar(text: str, expected: str) -> None:
    class Last(Random):
        def choice(self, seq):  # type: ignore[no-untyped-def]
            return seq[-1]

    after = moved(subject(text, ("Fen CCG", "ccg"), year=2015), Last())
    assert expected.casefold() in after.casefold()
    assert not after.startswith("The Department of Health ·")
    assert "PCT" in after
    assert "the the" not in after
    assert "An Department" not in after


def test_two_commissioners_stay_two() -> None:
    text = "Fen CCG took over from Fen PCT in 2013."
    for seed in range(6):
        after = moved(
            subject(text, ("Fen CCG", "ccg"), ("Fen PCT", "pct"), ("NHS Fen CCG", "ccg"), year=2013), Random(seed)
        )
        forms = {form for form in ("PCT", "CCG", "ICB") if form in after}
        assert len(forms) == 2
        assert after != text


def test_a_hospital_trust_is_no_pct() -> None:
    text = "Fen PCT met. The trust agreed."
    both = subject(text, ("Fen PCT", "pct"), ("The trust", "pct"), ("the trust", "trust"), year=2008)
    assert "The trust agreed" in moved(both, Random(0))


def test_the_era_is_that_of_most_commissioners_else_of_the_year() -> None:
    assert era_of(subject("Fen CCG and Mere CCG follow a PCT.")) == "ccg"
    assert era_of(subject("Ministers met.", year=2009)) == "pct"
    assert era_of(subject("Ministers met.")) == ""
    assert moved(subject("Ministers met."), Random(0)) == "Ministers met."


def test_other_words_keep_names_and_capitals() -> None:
    text = "The Money Trust rejected it. Rejected again, money has not been found."
    after = reworded(subject(text, ("The Money Trust", "other")), Random(3))
    assert after.startswith("The Money Trust")
    assert after != text
    line = "Fen LMC has rejected the plan."
    assert any(
        reworded(subject(line, ("Fen LMC", "lmc")), Random(seed)) == "The plan has been turned down by Fen LMC."
        for seed in range(9)
    )


def test_substitutions_are_many_and_none_is_idle() -> None:
    assert len(PHRASES) >= 120
    assert not [old for old, new in PHRASES.items() if old == new]
    denies = {old for old, new in PHRASES.items() if (" not" in old or "n’t" in old) != (" not" in new or "n’t" in new)}
    assert denies == {"cannot"}, "it says no in one word"


def test_typing_errors_leave_names_and_titles_and_are_one_in_a_hundred() -> None:
    line = "practices across committee district rejected proposals yesterday evening " * 60
    before = Subject(id="x", text=f"headline words\n{line}", body=frozenset([2]))
    after = mistyped(before, Random(5))
    assert after.startswith("headline words\n")
    old, new = line.split(), after.split("\n")[1].split()
    wrong = sum(a != b for a, b in zip(old, new, strict=True))
    assert 0.005 < wrong / len(line.replace(" ", "")) < 0.015
    assert mistyped(subject("practices " * 200, ("practices", "other")), Random(5)) == "practices " * 200


def test_every_point_of_the_compass_in_a_place_can_be_turned() -> None:
    assert TURNED.keys() == POINTS == set(TURNED.values())
