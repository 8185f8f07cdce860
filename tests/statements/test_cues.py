"""Words for acts, and what undoes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from builders import cue
from stancewire.assets import folder
from stancewire.errors import ModelError
from stancewire.statements import cues, wordindex
from stancewire.statements.cues import HOWS, CueMatch, cues_in, load_cues
from stancewire.statements.wordindex import fold, holds
from stancewire.types import ACTS

REJECT = cue("objects", "subject", r"\bboycott\w*|\breject\w*|\boppos\w+|\bobjections?")
SUPPORT = cue("supports", "subject", r"\bsupport\b")
PLAN = cue("plans", "subject", r"\bplans? to|\bplans?\b")
OWNED_PLAN = cue("plans", "owner", r"\bplans?\b")
IMPOSE = cue("mandates", "passive", r"\bimposed\b")
ALL = (REJECT, SUPPORT, PLAN, IMPOSE)


def only(text: str, *chosen: object) -> CueMatch:
    (match,) = cues_in(text, 0, len(text), chosen or ALL)  # type: ignore[arg-type]
    return match


@pytest.mark.parametrize(
    ("text", "negated"),
    [
        ("The GPC will boycott it.", False),
        ("The GPC will not boycott it.", True),
        ("The GPC has never boycotted it.", True),
        ("The GPC denies it will boycott it.", True),
        ("The GPC denied any boycott.", True),
        ("The GPC ruled out a boycott.", True),
        ("The GPC dismissed fears of a boycott.", True),
        ("The GPC won’t boycott it.", True),
        ("The GPC stopped short of a boycott.", True),
        ("The GPC drops its boycott.", True),
        ("The GPC has called off the boycott.", True),
        ("The GPC has no objection.", True),
        ("The GPC has ended talks in a boycott.", False),
        ("It has not been imposed.", True),
        ("It has been imposed.", False),
        ("It cannot be imposed.", True),
        ("We do not support it.", True),
        ("We cannot support it.", True),
        ("We support it.", False),
        ("The PCT has no plans to move.", True),
        ("The PCT denies that it plans to move.", True),
        ("The PCT has dropped its plan.", False),
    ],
)
def test_negation_and_reversal(text: str, negated: bool) -> None:
    assert only(text).negated is negated


@pytest.mark.parametrize(
    ("text", "voided"),
    [
        ("Neither Stow LMC nor the GPC has opposed it.", True),
        ("Stow LMC has opposed it.", False),
        ("Neither came. Stow LMC has opposed it.", False),
    ],
)
def test_neither_nor_voids(text: str, voided: bool) -> None:
    assert only(text).voided is voided


@pytest.mark.parametrize(
    ("text", "unreal"),
    [
        ("Stow LMC asked whether GPs would boycott it.", True),
        ("It is lost if GPs boycott it.", True),
        ("There are rumours of a boycott.", True),
        ("GPs will boycott it unless it goes.", False),
        ("Stow LMC asked whether it was so. GPs boycott it.", False),
    ],
)
def test_what_is_only_supposed_is_unreal(text: str, unreal: bool) -> None:
    assert only(text).unreal is unreal


def test_a_plan_that_somebody_owns_is_there_even_behind_an_unless() -> None:
    text = "They leave unless the PCT drops the plan."
    assert (only(text, PLAN).unreal, only(text, OWNED_PLAN).unreal) == (True, False)


def test_a_negation_in_the_sentence_before_does_not_reach() -> None:
    text = "It is not. Boycott"
    (match,) = cues_in(text, 11, len(text), (cue("objects", "subject", "Boycott"),))
    assert (match.start, match.negated) == (11, False)


SIGNS = {
    "negation": (cues._NEGATION, cues._NEGATION_SIGNS),
    "neither": (cues._NEITHER, cues._NEITHER_SIGNS),
    "unreal": (cues._UNREAL, cues._UNREAL_SIGNS),
}


@pytest.mark.parametrize("name", SIGNS)
@given(data=st.data())
def test_nothing_undoes_a_cue_without_its_sign(name: str, data: st.DataObject) -> None:
    pattern, signs = SIGNS[name]
    text = data.draw(st.from_regex(pattern))
    assert holds(fold(text), signs)


# ------------------------------------------------------------- the file of a model


def cues_of(tmp_path: Path, content: str) -> Path:
    path = tmp_path / "cues.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_words_match_whole_and_in_any_case(tmp_path: Path) -> None:
    loaded = load_cues(
        cues_of(tmp_path, '[[cue]]\nact = "objects"\nhow = "subject"\nstrength = 0.9\nwords = ["reject"]\n')
    )
    text = "REJECT, rejected, self-reject, reject-it, reject"
    assert [match.start for match in cues_in(text, 0, len(text), loaded)] == [0, 42]
    assert (loaded[0].act, loaded[0].how, loaded[0].strength) == ("objects", "subject", 0.9)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is no list of cues"),
        ("[[cue]\n", "is no list of cues"),
        ('[[cue]]\nact = "hates"\nhow = "subject"\nstrength = 1\nwords = ["x"]', "cue 1 has act 'hates' and how 'subject'; act is one of objects, supports"),
        ('[[cue]]\nact = "objects"\nhow = "loudly"\nstrength = 1\nwords = ["x"]', "cue 1 has act 'objects' and how 'loudly'; act is one of .* and how one of subject, passive"),
        ('[[cue]]\nact = "objects"\nhow = "subject"\nstrength = 1\nwords = ["x("]', "the words of cue 1 do not compile .*; correct the regular expression"),
        ('[[cue]]\nact = "objects"\nhow = "subject"\nstrength = 1\nwords = [1]', "the words of cue 1 do not compile"),
        ('[[cue]]\nact = "objects"\nhow = "subject"\nstrength = 1', "the words of cue 1 do not compile"),
        ('[[cue]]\nact = "objects"\nhow = "subject"\nwords = ["x"]', "cue 1 has strength None; give a number from 0 to 1"),
        ('[[cue]]\nact = "objects"\nhow = "subject"\nstrength = 1.2\nwords = ["x"]', "cue 1 has strength 1.2; give a number"),
    ],
    ids=["empty", "no TOML", "act", "how", "regex", "no words but numbers", "no words", "no strength", "strength"],
)  # fmt: skip
def test_a_file_that_does_not_fit_is_refused(tmp_path: Path, content: str, message: str) -> None:
    with pytest.raises(ModelError, match=message):
        load_cues(cues_of(tmp_path, content))


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"is no list of cues .*; restore the file from the model's release"):
        load_cues(tmp_path / "cues.toml")


def test_the_packaged_cues_know_every_act_and_way() -> None:
    packaged = load_cues(folder("models") / "rules-1" / "cues.toml")
    assert {c.act for c in packaged} == set(ACTS)
    assert {c.how for c in packaged} == set(HOWS)


def test_a_models_own_cues_may_be_any_expression(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(wordindex, "_SOON", 0)
    words = r'["un\\w+", "(reject)(?:s|ed)", "(?i:bids?)", "\\w+ing down", ".*opposite", "(a) \\2"]'
    loaded = load_cues(
        cues_of(tmp_path, f'[[cue]]\nact = "objects"\nhow = "subject"\nstrength = 0.9\nwords = {words}\n')
    )
    text = "Unfair. It rejected the BID, turning down what we see."
    found = [text[match.start : match.end] for match in cues_in(text, 0, len(text), loaded)]
    assert found == ["Unfair", "rejected", "BID", "turning down"]
