"""A fitted decision: on synthetic scores whose true chances are known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pytest
from threadpoolctl import threadpool_limits

from model_parts import example, reading
from stancewire.stance.decision import Chances, Decision
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.scores import Scores
from stancewire.training.calibration import Scored, as_json, calibrate, scored
from stancewire.training.examples import Truth
from stancewire.training.scores import expected_calibration_error
from stancewire.training.settings import DecisionSection

LABELS = len(NAMES)
OBJECTS, RARE = UNIT_OUTPUTS.index("lmc:objects"), UNIT_OUTPUTS.index("gp_body:mandates")
SCALE, SHIFT = 0.5, -1.0  # a label's true log odds are SCALE * score + SHIFT: the model is too sure
READ = reading(standfirst="x")  # of one passage of the body "none" is bounded, which these draws are not


def sigmoid(values: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-values))


def drawn(count: int, seed: int, *, models: int = 1) -> list[Scored]:
    """Documents of one unit whose labels, deed and primary class are drawn by chances that follow from the scores."""
    random = np.random.default_rng(seed)
    return [_document(random, models) for _ in range(count)]


def _document(random: np.random.Generator, models: int) -> Scored:
    units = np.full((models, len(UNIT_OUTPUTS)), -3.0, dtype=np.float32)
    units[:, [*range(LABELS), OBJECTS]] = random.normal(0, 3, (models, LABELS + 1))
    document = random.normal(0, 2, len(CLASSES)).astype(np.float32)
    chances = sigmoid(SCALE * units.mean(axis=0) + SHIFT)
    labels = [name for name, chance in zip(NAMES, chances, strict=False) if random.random() < chance]
    deeds = {("lmc", "objects")} if random.random() < chances[OBJECTS] else set()
    shares = np.exp(document) / np.exp(document).sum()
    return Scored(
        example=example(
            READ,
            Truth(labels=frozenset(labels), deeds=frozenset(deeds)),
            present=tuple(labels),
            primary=CLASSES[random.choice(len(CLASSES), p=shares)],
        ),
        scores=tuple(Scores(units=row[None], document=document) for row in units),
    )


@dataclass(frozen=True)
class Fitted:
    decision: Decision
    dev: list[Scored]
    test: list[Scored]

    def said(self, items: Sequence[Scored]) -> list[Chances]:
        return [self.decision.chances(item.example.reading, *item.scores) for item in items]


@pytest.fixture(autouse=True, scope="module")
def _one_thread() -> Iterator[None]:
    """Small regressions on several threads wait for each other, many times as long where tests run side by side."""
    with threadpool_limits(1):
        yield


@pytest.fixture(scope="module")
def fitted() -> Fitted:
    dev = drawn(1200, seed=1)
    return Fitted(calibrate(dev, DecisionSection(coverage=0.9), seed=0), dev, drawn(1500, seed=2))


def test_scale_and_shift_are_found_again(fitted: Fitted) -> None:
    for output in (*range(LABELS), OBJECTS):
        assert fitted.decision.scale[0, output] == pytest.approx(SCALE, abs=0.1)
        assert fitted.decision.shift[output] == pytest.approx(SHIFT, abs=0.3)


def test_chances_of_units_mean_what_they_say_on_other_documents(fitted: Fitted) -> None:
    stated = np.array([said.units[0, :LABELS] for said in fitted.said(fitted.test)]).ravel()
    raw = sigmoid(np.array([item.scores[0].units[0, :LABELS] for item in fitted.test])).ravel()
    right = np.array([[name in item.example.present for name in NAMES] for item in fitted.test]).ravel()
    assert expected_calibration_error(stated, right) < 0.03
    assert expected_calibration_error(raw, right) > 0.1


def test_chances_of_documents_mean_what_they_say(fitted: Fitted) -> None:
    stated = np.array([said.present for said in fitted.said(fitted.test)]).ravel()
    right = np.array([[name in item.example.present for name in NAMES] for item in fitted.test]).ravel()
    assert expected_calibration_error(stated, right) < 0.05


def test_chances_of_the_primary_label_mean_what_they_say(fitted: Fitted) -> None:
    shares = np.array([said.primary for said in fitted.said(fitted.test)])
    right = np.array(
        [CLASSES[row.argmax()] == item.example.primary for row, item in zip(shares, fitted.test, strict=True)]
    )
    assert expected_calibration_error(shares.max(axis=1), right) < 0.05
    assert right.mean() > 0.6  # the scores of the document are used: by chance it would be 0.25


@pytest.mark.parametrize("coverage", [0.7, 0.9])
def test_prediction_sets_hold_the_true_class_as_often_as_promised(fitted: Fitted, coverage: float) -> None:
    known = fitted.decision
    decision = (
        known if known.coverage == coverage else calibrate(fitted.dev, DecisionSection(coverage=coverage), seed=0)
    )
    again = replace(fitted, decision=decision)
    places = [CLASSES.index(str(item.example.primary)) for item in fitted.test]
    held = [said.primary[place] >= said.set_at for said, place in zip(again.said(fitted.test), places, strict=True)]
    assert decision.coverage == coverage
    assert np.mean(held) == pytest.approx(coverage, abs=0.035)


def test_what_is_seen_too_rarely_is_left_as_it_is(fitted: Fitted) -> None:
    assert (fitted.decision.scale[0, RARE], fitted.decision.shift[RARE]) == (1.0, 0.0)


@pytest.mark.parametrize(
    "part", [*(slice(k, k + 1) for k in range(LABELS)), slice(LABELS, None)], ids=[*NAMES, "deeds"]
)
@pytest.mark.parametrize("pairs", [0, 400])
def test_thresholds_are_where_f1_is_highest_on_documents_of_dev(fitted: Fitted, part: slice, pairs: int) -> None:
    """Pair passages carry labels far more often than the passages of documents; none of them is asked."""
    lone = [replace(item, example=replace(item.example, primary=None)) for item in drawn(pairs, seed=5)]
    labelled = [item for item in lone if item.example.present]
    again = replace(fitted, decision=calibrate([*fitted.dev, *labelled], DecisionSection(coverage=0.9), seed=0))
    stated = np.concatenate([said.units[:, part] for said in again.said(fitted.dev)])
    wanted = np.concatenate([_wanted(item)[part] for item in fitted.dev]).reshape(stated.shape)
    chosen = again.decision.deed_at if part.stop is None else again.decision.label_at[part.start]
    best = max(_f1(stated >= at, wanted) for at in np.arange(0.2, 0.71, 0.02))
    assert _f1(stated >= chosen, wanted) == pytest.approx(best, abs=1e-9)
    assert 0 < best < 1


def test_a_label_that_dev_hardly_has_is_said_from_even_odds_on() -> None:
    known = [item for item in drawn(300, seed=4) if NAMES[1] not in item.example.present]
    few = [item for item in drawn(60, seed=6) if NAMES[1] in item.example.present][:4]
    assert calibrate([*known, *few], DecisionSection(), seed=0).label_at[1] == 0.5


def _wanted(item: Scored) -> np.ndarray:
    (truth,) = item.example.truths
    assert truth is not None
    names = {*(truth.labels or ()), *(f"{side}:{act}" for side, act in truth.deeds)}
    return np.array([name in names for name in UNIT_OUTPUTS])


def _f1(found: np.ndarray, wanted: np.ndarray) -> float:
    return float(2 * (found & wanted).sum() / (found.sum() + wanted.sum()))


def test_two_models_share_the_say() -> None:
    decision = calibrate(drawn(600, seed=3, models=2), DecisionSection(), seed=0)
    assert decision.scale.shape == (2, len(UNIT_OUTPUTS))
    for output in range(LABELS):
        assert decision.scale[:, output] == pytest.approx([SCALE / 2, SCALE / 2], abs=0.1)
    assert decision.scale[:, RARE].tolist() == [0.5, 0.5]


def test_pair_passages_serve_the_units_and_not_the_documents(fitted: Fitted) -> None:
    pairs = [replace(item, example=replace(item.example, primary=None, present=())) for item in drawn(400, seed=4)]
    plain, both = (
        calibrate(items, DecisionSection(), seed=0) for items in (fitted.dev[:400], fitted.dev[:400] + pairs)
    )
    assert (plain.scale != both.scale).any()
    assert both.scale[0, 0] == pytest.approx(SCALE, abs=0.1)
    # With units scaled nearly alike the documents decide nearly alike: 400 documents without a label would not.
    one, two = (
        np.array([decision.chances(READ, *item.scores).present for item in fitted.test]).mean()
        for decision in (plain, both)
    )
    assert one == pytest.approx(two, abs=0.02)


def test_the_same_scores_and_seed_give_the_same_decision(fitted: Fitted) -> None:
    one, two = (calibrate(fitted.dev[:200], DecisionSection(), seed=0) for _ in range(2))
    assert as_json(one) == as_json(two)


def test_examples_without_units_are_not_scored() -> None:
    full, empty = example(READ, None), example(reading())
    given = scored([empty, full, empty], lambda _: ())
    assert [item.example for item in given] == [full]
