"""Baselines that learn from the train side in the run: the majority, and words counted in plain text.

Every learned baseline is two kinds of logistic regression on some features: one of the primary class of documents, and
one a label of documents and of passages. Its strength is chosen on a fifth of the train side, told by event, and it is
then fitted on all of it; nothing is chosen on the side that is judged.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from stancewire.evaluation.material import Material
from stancewire.evaluation.systems import System
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.training.examples import Example
from stancewire.training.scores import Flags, Judged, body_units, f1, wanted_of
from stancewire.training.targets import targets_of

MAJORITY: Final = "majority"
WORDS: Final = "tf-idf"
EMBEDDINGS: Final = "embeddings"
BASELINES: Final = (MAJORITY, WORDS, EMBEDDINGS)  # what no model of a report may be called

_STRENGTHS: Final = (0.3, 1.0, 3.0, 10.0, 30.0)  # inverse regularisation
_USUAL: Final = 3.0  # where there is too little to choose on
_AT: Final = 0.5  # the chance from which a label is said
_FIFTH: Final = 5
_ROUNDS: Final = 2000  # of the solver

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Represented:
    """Features (rows, width), dense or sparse: of documents, and of units of documents and pair passages."""

    learned: Any
    judged: Any
    learned_units: Any
    judged_units: Any


def majority(material: Material) -> System:
    """Always the most frequent answer of the train side, and as sure of it as it is frequent."""
    primary, count = Counter(str(e.primary) for e in material.learned).most_common(1)[0]
    labels = np.array([[name in e.present for name in NAMES] for e in material.learned]).mean(axis=0)
    units = _unit_labels(material.train).mean(axis=0)
    judged = tuple(
        Judged(
            example=example,
            present=_named(labels),
            primary=primary,
            trust=count / len(material.learned),
            **wanted_of(example),
            found=np.tile(units >= _AT, (int(body_units(example).sum()), 1)),
            chances=np.tile(units, (int(body_units(example).sum()), 1)),
        )
        for example in material.judged
    )
    return System(name=MAJORITY, about="the most frequent answer of the train side", rows=judged)


def words(material: Material, seed: int) -> System:
    """TF-IDF of words and pairs of words, names as they stand."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    def made() -> Any:
        return TfidfVectorizer(ngram_range=(1, 2), min_df=2, sublinear_tf=True)

    documents, units = made(), made()
    features = Represented(
        learned=documents.fit_transform([material.text_of(e) for e in material.learned]),
        judged=documents.transform([material.text_of(e) for e in material.judged]),
        learned_units=units.fit_transform(learned_texts(material)),
        judged_units=units.transform(judged_texts(material)),
    )
    about = "TF-IDF of 1-2 words of plain text, logistic regression"
    return learned_system(WORDS, about, features, material, seed)


def learned_texts(material: Material) -> list[str]:
    """The units of the train side that annotators labelled, names as they stand."""
    return [text for e in material.train for text in _texts(material.plain[e.id], _labelled(e))]


def judged_texts(material: Material) -> list[str]:
    """The units that are scored, document after document."""
    return [text for e in material.judged for text in _texts(material.plain[e.id], body_units(e))]


def learned_system(name: str, about: str, features: Represented, material: Material, seed: int) -> System:
    """Fit all regressions on features of the train side and answer for the judged side."""
    fifth = _fifth(material.learned)
    primary = _primary_chances(features, material, fifth, seed)
    wanted = np.array([[label in e.present for label in NAMES] for e in material.learned])
    present = _label_chances(features.learned, wanted, fifth, features.judged, seed)
    unit_fifth = np.repeat(_fifth(material.train), [int(_labelled(e).sum()) for e in material.train])
    wanted_units = _unit_labels(material.train)
    units = _label_chances(features.learned_units, wanted_units, unit_fifth, features.judged_units, seed)
    ends = np.cumsum([int(body_units(e).sum()) for e in material.judged])[:-1]
    rows = tuple(
        Judged(
            example=example,
            present=_named(labels),
            primary=CLASSES[int(classes.argmax())],
            trust=float(classes.max()),
            **wanted_of(example),
            found=own >= _AT,
            chances=own,
        )
        for example, classes, labels, own in zip(material.judged, primary, present, np.split(units, ends), strict=True)
    )
    return System(name=name, about=about, rows=rows)


def _primary_chances(features: Represented, material: Material, fifth: Flags, seed: int) -> Values:
    """(judged documents, classes)."""
    wanted = np.array([CLASSES.index(str(e.primary)) for e in material.learned])

    def fitted(strength: float, rows: Flags) -> Any:
        return _regression(strength, seed, "lbfgs").fit(features.learned[rows], wanted[rows])

    def score(strength: float) -> float:
        said = fitted(strength, ~fifth).predict(features.learned[fifth])
        return float(np.mean([f1(said == k, wanted[fifth] == k) for k in range(len(CLASSES))]))

    model = fitted(_strength(score, fifth, wanted), np.ones_like(fifth))
    found = np.zeros((features.judged.shape[0], len(CLASSES)))
    found[:, model.classes_] = model.predict_proba(features.judged)
    return found


def _label_chances(learned: Any, wanted: Flags, fifth: Flags, judged: Any, seed: int) -> Values:
    """(judged rows, labels), each label by a regression of its own; a label that is never there, or always, is constant."""
    columns = []
    for column in wanted.T:
        if column.all() or not column.any():
            columns.append(np.full(judged.shape[0], float(column[0])))
            continue
        columns.append(_one_label(learned, column, fifth, seed).predict_proba(judged)[:, 1])
    return np.array(columns).T


def _one_label(learned: Any, wanted: Flags, fifth: Flags, seed: int) -> Any:
    def score(strength: float) -> float:
        model = _regression(strength, seed).fit(learned[~fifth], wanted[~fifth])
        return f1(model.predict(learned[fifth]), wanted[fifth])

    return _regression(_strength(score, fifth, wanted), seed).fit(learned, wanted)


def _strength(score: Callable[[float], float], fifth: Flags, wanted: NDArray[Any]) -> float:
    if not fifth.any() or len(np.unique(wanted[~fifth])) < 2:
        return _USUAL
    return max(_STRENGTHS, key=score)


def _regression(strength: float, seed: int, solver: str = "liblinear") -> Any:
    """For one label liblinear, which is many times as quick on words; for several classes it cannot serve."""
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, class_weight="balanced", max_iter=_ROUNDS, random_state=seed, solver=solver)


def _fifth(examples: Sequence[Example]) -> Flags:
    """Which examples the strength is chosen on; what tells of one event stays together."""
    return np.array([crc32((e.group or e.id).encode()) % _FIFTH == 0 for e in examples], dtype=bool)


def _labelled(example: Example) -> Flags:
    return np.asarray(targets_of(example).known[:, 0] > 0)


def _unit_labels(examples: Sequence[Example]) -> Flags:
    return np.concatenate([targets_of(e).wanted[_labelled(e), : len(NAMES)] > 0 for e in examples])


def _texts(example: Example, chosen: Flags) -> list[str]:
    return [unit.text for unit, flag in zip(example.reading.units, chosen, strict=True) if flag]


def _named(chances: NDArray[Any]) -> tuple[str, ...]:
    return tuple(name for name, chance in zip(NAMES, chances, strict=True) if chance >= _AT)
