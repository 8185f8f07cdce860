"""The backend for other labels, with weights made by hand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from safetensors.numpy import save_file

from helpers import document
from stancewire.config import StanceConfig
from stancewire.errors import ModelError
from stancewire.stance.features import BUCKETS
from stancewire.stance.labels import Scheme
from stancewire.stance.own import OwnScorer, OwnSettings, OwnStance, label_set, load_scorer, own, text_of
from stancewire.types import Mentions, Stance

SCHEME = Scheme(name="toy/1", classes=("yes", "no", "rest"), rest="rest")
BARE = Scheme(name="toy/1", classes=("yes", "no", "maybe"))


def settings(scheme: Scheme = SCHEME, **changes: Any) -> OwnSettings:
    values: dict[str, Any] = {"targets": (), "temperature": 1.0, "set_at": 0.15, "coverage": 0.9} | changes
    return OwnSettings(scheme=scheme.name, labels=scheme.classes, rest=scheme.rest, **values)


def stance(
    text: str, bias: tuple[float, ...], scheme: Scheme = SCHEME, *, target: str | None = None, **changes: Any
) -> Stance:
    """What a model says that knows nothing but how frequent its labels are."""
    scorer = OwnScorer(np.zeros((BUCKETS, 3)), np.log(bias), settings(scheme, **changes))
    return OwnStance(scorer, scheme, StanceConfig()).judge(document(text, target=target), Mentions()).stance


def test_a_stance_is_the_likeliest_label() -> None:
    found = stance("Some text of a kind.", (0.7, 0.2, 0.1))
    assert (found.primary, found.present, found.prediction_set) == ("yes", ("yes",), ("yes", "no"))
    assert found.primary_probabilities == {"yes": 0.7, "no": 0.2, "rest": 0.1}
    assert found.probabilities == {"yes": 0.7, "no": 0.2}
    assert (found.abstained, found.reason, found.statement_labels) == (False, None, ())


def test_the_rest_is_present_nowhere() -> None:
    found = stance("Some text of a kind.", (0.2, 0.1, 0.7))
    assert (found.primary, found.present) == ("rest", ())
    assert [(p.labels, p.probabilities) for p in found.passages] == [((), {"yes": 0.2, "no": 0.1})]


def test_without_a_rest_every_label_is_a_stance_and_none_is_never_said() -> None:
    found = stance("Some text of a kind.", (0.2, 0.1, 0.7), BARE)
    assert (found.primary, found.present) == ("maybe", ("maybe",))
    assert "none" not in {*found.probabilities, *found.primary_probabilities, *found.prediction_set}


def test_a_doubtful_answer_is_given_and_marked() -> None:
    found = stance("Some text of a kind.", (0.36, 0.34, 0.30))
    assert (found.primary, found.abstained) == ("yes", True)
    assert found.reason == "its primary label reaches only 0.36, below abstain_below = 0.4"


def test_a_target_is_asked_for_where_the_model_was_trained_with_some() -> None:
    assert stance("Good.", (0.8, 0.1, 0.1), targets=("the tram",)).reason == (
        "the model judges towards a target and none is given; name its column (--columns target=COLUMN)"
    )
    assert stance("Good.", (0.8, 0.1, 0.1), targets=("the tram",), target="the tram").reason is None
    assert stance("Good.", (0.8, 0.1, 0.1), target="the tram").reason is None


def test_a_temperature_makes_answers_less_sure_and_changes_no_label() -> None:
    cold, hot = (stance("Text.", (0.7, 0.2, 0.1), temperature=t) for t in (1.0, 3.0))
    assert cold.primary == hot.primary
    assert hot.primary_probabilities["yes"] < cold.primary_probabilities["yes"]


def test_furniture_is_not_read_unless_there_is_nothing_else() -> None:
    assert text_of(document("Sign up to the newsletter")) == "Sign up to the newsletter"
    whole = document("I oppose the tram because it is far too slow for us.\n\nSign up to the newsletter")
    assert text_of(whole) == "I oppose the tram because it is far too slow for us."


@pytest.mark.parametrize("text", ["Le tram est une honte pour la ville et nous ne le voulons pas.", "🙂", "x"])
def test_a_text_in_any_language_has_an_answer(text: str) -> None:
    assert stance(text, (0.7, 0.2, 0.1)).primary == "yes"


def test_the_likeliest_label_is_always_in_the_set() -> None:
    assert label_set({"a": 0.5, "b": 0.3, "c": 0.2}, 0.9) == ("a",)
    assert label_set({"a": 0.2, "b": 0.3, "c": 0.5}, 0.25) == ("c", "b")


TEXTS = st.lists(st.sampled_from("the tram pool is good bad but , . and I love hate never".split()), min_size=1).map(
    " ".join
)


@given(
    st.lists(TEXTS | st.text(min_size=1, max_size=40), min_size=1, max_size=5),
    st.sampled_from(["the tram", "pool", ""]),
    st.integers(0, 99),
)
def test_chances_sum_to_one_and_do_not_depend_on_neighbours(texts: list[str], target: str, seed: int) -> None:
    weights = np.random.default_rng(seed).normal(size=(BUCKETS, 3))
    scorer = OwnScorer(weights, np.zeros(3), settings(targets=("the tram", "pool"), temperature=1.7))
    together = scorer.chances(texts, [target] * len(texts))
    assert together.sum(axis=1) == pytest.approx(1)
    assert (together[::-1] == scorer.chances(texts[::-1], [target] * len(texts))).all()
    for text, row in zip(texts, together, strict=True):
        assert (scorer.chances([text], [target])[0] == row).all()


# ------------------------------------------------------------------------- model folders


def written(folder: Path, *, shape: tuple[int, int] = (BUCKETS, 3), **changes: Any) -> Path:
    save_file(
        {"weights": np.zeros(shape, np.float16), "bias": np.zeros(shape[1], np.float32)}, folder / "own.safetensors"
    )
    values = json.loads(settings().to_json()) | changes
    (folder / "own.json").write_text(json.dumps({k: v for k, v in values.items() if v is not None}), encoding="utf-8")
    card = {
        "name": "toy",
        "version": "1",
        "backends": ["own"],
        "scheme": "toy/1",
        "labels": ["yes", "no", "rest"],
        "rest": "rest",
    }
    lines = [*(f"{name} = {json.dumps(value)}" for name, value in card.items()), "calibrated = true", "[files]"]
    (folder / "model.toml").write_text("\n".join(lines), encoding="utf-8")
    return folder


def test_a_folder_becomes_a_model(tmp_path: Path) -> None:
    assert own(written(tmp_path), StanceConfig()).judge(document("A text."), Mentions()).stance.abstained


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"labels": ["no", "yes", "rest"]}, "was trained for toy/1 with no, yes, rest, and the card says otherwise"),
        ({"scheme": "toy/2"}, "was trained for toy/2"),
        ({"temperature": None}, "holds no settings of a model ('temperature'); restore the model folder"),
        ({"shape": (BUCKETS, 2)}, "train it with this version"),
    ],
)
def test_files_that_do_not_go_together_are_refused(tmp_path: Path, changes: dict[str, Any], message: str) -> None:
    with pytest.raises(ModelError) as caught:
        load_scorer(written(tmp_path, **changes), SCHEME)
    assert message in str(caught.value)


def test_weights_that_cannot_be_read_are_a_sentence(tmp_path: Path) -> None:
    (written(tmp_path) / "own.safetensors").write_bytes(b"\0")
    with pytest.raises(ModelError, match=r"own\.safetensors: cannot be read .*; restore the model folder"):
        load_scorer(tmp_path, SCHEME)
