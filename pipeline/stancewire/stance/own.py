"""The backend for any other set of labels: a linear model of one label a text, trained by `stancewire train`.

A folder holds own.safetensors (weights and bias) and own.json (labels, targets, temperature, threshold of the sets,
hashes of the texts with their targets that it was made from).
No statements are drafted: who says it is a question of our own labels.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray
from safetensors import SafetensorError
from safetensors.numpy import load_file

from stancewire.config import StanceConfig
from stancewire.errors import ModelError
from stancewire.stance.features import BUCKETS
from stancewire.stance.labels import Scheme
from stancewire.stance.model import load_labels
from stancewire.stance.own_features import TargetWords, own_features
from stancewire.types import Document, Mentions, PassageStance, Span, Stance, Verdict

WEIGHTS: Final = "own.safetensors"
SETTINGS: Final = "own.json"
_DIGITS: Final = 4  # of every probability in a record
_NOT_READ: Final = ("furniture", "related", "caption", "comments")  # zones, as long as there is any other
_AGAIN: Final = "restore the model folder, or train it again"

Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnSettings:
    """What a model folder says beside its weights."""

    scheme: str
    labels: tuple[str, ...]
    rest: str
    targets: tuple[str, ...]  # that it was trained on; empty: it judges without a target
    temperature: float  # by which log odds are divided
    set_at: float  # a label is in the prediction set from this probability on
    coverage: float  # the share of prediction sets that shall hold the true label
    seen: tuple[str, ...] | None = None  # hashes of its texts with their targets; None in folders of an older form

    def to_json(self) -> str:
        """As own.json holds it."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n"


class OwnScorer:
    """Weights (BUCKETS, labels) in memory, and what turns their sums into probabilities."""

    def __init__(self, weights: NDArray[Any], bias: NDArray[Any], settings: OwnSettings) -> None:
        self._weights = weights.astype(np.float32)
        self._bias = bias.astype(np.float32)
        self._words = TargetWords(settings.targets)
        self.settings = settings

    def tensors(self) -> dict[str, NDArray[Any]]:
        """Its weights as a model folder holds them."""
        return {"weights": self._weights.astype(np.float16), "bias": self._bias}

    def log_odds(self, texts: Sequence[str], targets: Sequence[str]) -> Values:
        """Raw scores (texts, labels); a text's own are the same whatever stands beside it."""
        features = own_features(texts, targets, self._words)
        products = self._weights[features.buckets] * features.weights[:, None]
        sums = [
            products[start:end].sum(axis=0) for start, end in zip(features.bounds, features.bounds[1:], strict=False)
        ]
        return np.array(sums, dtype=np.float64).reshape(len(texts), len(self._bias)) + self._bias

    def chances(self, texts: Sequence[str], targets: Sequence[str]) -> Values:
        """Calibrated probabilities (texts, labels), each row with sum 1."""
        return softmax(self.log_odds(texts, targets) / self.settings.temperature)


class OwnStance:
    """One trained model; an instance serves any number of documents, one at a time."""

    def __init__(self, scorer: OwnScorer, scheme: Scheme, config: StanceConfig) -> None:
        self._scorer = scorer
        self._scheme = scheme
        self._config = config

    def judge(self, document: Document, mentions: Mentions) -> Verdict:  # noqa: ARG002 - as every backend is asked
        """Say which label the document has towards its target."""
        target = (document.meta.target or "") if self._scorer.settings.targets else ""
        places = read_places(document)
        texts = [text_of(document), *(document.text[place.start : place.end] for place in places)]
        whole, *parts = self._scorer.chances(texts, [target] * len(texts)).tolist()
        return Verdict(
            statements=(), stance=self._stance(document, whole, list(zip(places, parts, strict=True)), target)
        )

    def warm(self) -> None:
        """Nothing is loaded late."""

    def _stance(
        self, document: Document, whole: list[float], parts: list[tuple[Span, list[float]]], target: str
    ) -> Stance:
        chances = dict(zip(self._scheme.classes, whole, strict=True))
        primary = max(chances, key=chances.__getitem__)
        reason = self._reason(document, chances[primary], target)
        return Stance(
            present=self._present(whole),
            primary=primary,
            probabilities=_rounded({name: chances[name] for name in self._scheme.names}),
            primary_probabilities=_rounded(chances),
            prediction_set=label_set(chances, self._scorer.settings.set_at),
            abstained=reason is not None,
            reason=reason,
            passages=tuple(
                PassageStance(
                    start=place.start,
                    end=place.end,
                    labels=self._present(part),
                    probabilities=_rounded(dict(zip(self._scheme.classes, part, strict=True)), self._scheme.names),
                )
                for place, part in parts
            ),
        )

    def _present(self, row: list[float]) -> tuple[str, ...]:
        """The likeliest label, and any other that is as likely as the config asks, without the rest."""
        likeliest = self._scheme.classes[int(np.argmax(row))]
        sure = [
            name for name, chance in zip(self._scheme.classes, row, strict=True) if chance >= self._config.present_at
        ]
        return tuple(name for name in self._scheme.names if name == likeliest or name in sure)

    def _reason(self, document: Document, trust: float, target: str) -> str | None:
        if not document.text.strip():
            return "there is no text to read a stance from"
        if self._scorer.settings.targets and not target:
            return "the model judges towards a target and none is given; name its column (--columns target=COLUMN)"
        if trust < self._config.abstain_below:
            return f"its primary label reaches only {trust:.2f}, below abstain_below = {self._config.abstain_below}"
        return None


def read_places(document: Document) -> tuple[Span, ...]:
    """What gets labels of its own: the passages; of a comment that is all headline, that."""
    return document.passages or tuple(Span(start=zone.start, end=zone.end) for zone in document.zones)


def text_of(document: Document) -> str:
    """What a model is trained on and judges: the document without its furniture, unless it is nothing else."""
    zones = [zone for zone in document.zones if zone.zone not in _NOT_READ] or document.zones
    return "\n".join(document.text[zone.start : zone.end] for zone in zones)


def label_set(chances: dict[str, float], at: float) -> tuple[str, ...]:
    """The labels that reach the threshold, likeliest first; the likeliest always."""
    ordered = sorted(chances, key=lambda name: -chances[name])
    return tuple(name for place, name in enumerate(ordered) if place == 0 or chances[name] >= at)


def softmax(log_odds: Values) -> Values:
    """Probabilities of rows of log odds."""
    weights = np.exp(log_odds - log_odds.max(axis=1, keepdims=True))
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def own(folder: Path, config: StanceConfig) -> OwnStance:
    """The model of a folder. Raises ModelError where its card and its files do not agree."""
    scheme = load_labels(folder)
    return OwnStance(load_scorer(folder, scheme), scheme, config)


def load_scorer(folder: Path, scheme: Scheme) -> OwnScorer:
    """Weights and settings of a folder. Raises ModelError where they are not of this scheme or this program."""
    settings = _settings(folder / SETTINGS)
    if (settings.scheme, settings.labels, settings.rest) != (scheme.name, scheme.classes, scheme.rest):
        reason = f"was trained for {settings.scheme} with {', '.join(settings.labels)}, and the card says otherwise"
        raise ModelError(str(folder / SETTINGS), reason, _AGAIN)
    try:
        tensors = load_file(folder / WEIGHTS)
    except (OSError, SafetensorError) as error:
        raise ModelError(str(folder / WEIGHTS), f"cannot be read ({error})", _AGAIN) from None
    wanted = {"weights": (BUCKETS, len(scheme.classes)), "bias": (len(scheme.classes),)}
    found = {name: tensor.shape for name, tensor in tensors.items()}
    if found != wanted:
        raise ModelError(str(folder / WEIGHTS), f"holds {found}, not {wanted}", "train it with this version")
    return OwnScorer(tensors["weights"], tensors["bias"], settings)


def _settings(path: Path) -> OwnSettings:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        lists: dict[str, Any] = {name: tuple(map(str, values[name])) for name in ("labels", "targets")}
        numbers: dict[str, Any] = {name: float(values[name]) for name in ("temperature", "set_at", "coverage")}
        seen = None if values.get("seen") is None else tuple(map(str, values["seen"]))
        return OwnSettings(scheme=str(values["scheme"]), rest=str(values["rest"]), seen=seen, **lists, **numbers)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(str(path), f"holds no settings of a model ({error})", _AGAIN) from None


def _rounded(chances: dict[str, float], names: Sequence[str] | None = None) -> dict[str, float]:
    return {name: round(chances[name], _DIGITS) for name in (chances if names is None else names)}
