"""Who is judged on somebody's own labels: the trained model, and baselines that learn from its train and dev sides."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stancewire.errors import ModelError
from stancewire.stance.model import CARD, load_model
from stancewire.stance.own import OwnScorer, Values, load_scorer
from stancewire.training.own_data import OwnExample, OwnSides
from stancewire.training.own_pairs import refuse_seen
from stancewire.training.own_settings import BASELINES, MAJORITY, WORDS, WORDS_AND_TARGET, OwnRun
from stancewire.training.own_train import macro_f1, wanted

_STRENGTHS: Final = (0.3, 1.0, 3.0, 10.0, 30.0, 100.0)  # inverse regularisation
_ROUNDS: Final = 2000  # of the solver


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSystem:
    """One that answers; chances (rows, labels), each row with sum 1."""

    name: str
    about: str
    chances: Values

    @property
    def found(self) -> NDArray[np.int64]:
        """The place of the likeliest label of each row."""
        return np.asarray(self.chances.argmax(axis=1), dtype=np.int64)


def trained(run: OwnRun, judged: Sequence[OwnExample]) -> tuple[OwnSystem, OwnScorer]:
    """The model of the run's folder.

    Raises ModelError where there is none, or it has other labels or the name of a baseline, MalformedRow for rows it knows.
    """
    if not (run.folder / CARD).is_file():
        raise ModelError(str(run.folder), "holds no model", "make it: stancewire train with the same --config")
    model = load_model(run.folder)
    if model.labels != run.scheme:
        reason = f"has the labels {', '.join(model.labels.classes)} of {model.scheme}, the config {run.scheme.name}"
        raise ModelError(str(run.folder / CARD), reason, "train one with this config, in a folder of its own")
    if model.name in BASELINES:
        reason = f"is called {model.name!r}, as a baseline of the report is"
        raise ModelError(str(run.folder / CARD), reason, "give it another [model] name and train it again")
    scorer = load_scorer(run.folder, model.labels)
    refuse_seen(judged, scorer.settings.seen or (), model.name)
    chances = scorer.chances([e.text for e in judged], [e.target for e in judged])
    return OwnSystem(name=model.name, about="the trained model, as stancewire tag runs it", chances=chances), scorer


def baselines(run: OwnRun, sides: OwnSides) -> tuple[OwnSystem, ...]:
    """Majority, and words counted: of the text alone, and with the target behind it where there are targets."""
    systems = [_majority(run, sides)]
    systems.append(_words(run, sides, WORDS, "TF-IDF of 1-2 words of the text, logistic regression", _alone))
    if run.columns.target:
        about = "the same with the target's words behind the text"
        systems.append(_words(run, sides, WORDS_AND_TARGET, about, _with_target))
    return tuple(systems)


def _alone(example: OwnExample) -> str:
    return example.text


def _with_target(example: OwnExample) -> str:
    return f"{example.text}\n{example.target}"


def _majority(run: OwnRun, sides: OwnSides) -> OwnSystem:
    counts = Counter(example.label for example in (*sides.train, *sides.dev))
    shares = np.array([counts[label] for label in run.scheme.classes], dtype=np.float64)
    chances = np.tile(shares / shares.sum(), (len(sides.test), 1))
    return OwnSystem(name=MAJORITY, about="the most frequent label of the train side", chances=chances)


def _words(run: OwnRun, sides: OwnSides, name: str, about: str, text_of: Callable[[OwnExample], str]) -> OwnSystem:
    """Strength chosen on dev; then fitted on train and dev, since unlike the model it needs dev for nothing else."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    labels = run.scheme.classes
    made = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True)
    learned = made.fit_transform([text_of(e) for e in sides.train])
    held_out = made.transform([text_of(e) for e in sides.dev])
    truth = wanted(sides.dev, labels)

    def score(strength: float) -> float:
        model = _regression(strength).fit(learned, wanted(sides.train, labels))
        return macro_f1(model.predict(held_out), truth, len(labels))

    strength = max(_STRENGTHS, key=score)
    whole = (*sides.train, *sides.dev)
    everything = made.fit_transform([text_of(e) for e in whole])
    model = _regression(strength).fit(everything, wanted(whole, labels))
    chances = np.asarray(model.predict_proba(made.transform([text_of(e) for e in sides.test])))
    return OwnSystem(name=name, about=about, chances=chances)


def _regression(strength: float) -> Any:
    from sklearn.linear_model import LogisticRegression

    return LogisticRegression(C=strength, class_weight="balanced", max_iter=_ROUNDS)
