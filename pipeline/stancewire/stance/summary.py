"""What the scores of a document's units say together: the numbers that its labels are decided by."""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from stancewire.stance.labels import NAMES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.scores import UNSEEN, Scores

_LABELS: Final = len(NAMES)
_OPENING: Final = 2  # body units that, with the standfirst, open a document
_FLOOR: Final = 0.05  # keeps the logarithm of a share finite
# What a headline may report, each a set of deeds.
_HEADLINES: Final = tuple(
    tuple(UNIT_OUTPUTS.index(f"{side}:{act}") for side in sides for act in acts)
    for sides, acts in (
        (("lmc", "bma_gpc", "gp_body"), ("objects",)),
        (("lmc", "bma_gpc", "gp_body"), ("supports",)),
        (("local_commissioner",), ("plans", "mandates")),
        (("national_authority",), ("plans", "mandates")),
        (("other",), ("objects",)),
    )
)
PRESENT_FEATURES: Final = 2
PRIMARY_FEATURES: Final = 4 + 3 * _LABELS + len(_HEADLINES) + 1

Values = NDArray[np.float64]


def present_features(log_odds: Values) -> Values:
    """(labels, PRESENT_FEATURES) of calibrated log odds (units, outputs): of the surest unit, and that any unit carries it.

    Of a text of one paragraph both are that paragraph's, so that a decision fitted on articles holds for a sentence.
    """
    labels = np.clip(log_odds[:, :_LABELS], UNSEEN, -UNSEEN)
    none = np.log1p(-_chances(labels)).sum(axis=0)  # log of the chance that no unit carries it, were they independent
    any_unit = np.clip(np.log(np.maximum(-np.expm1(none), 1e-12)) - none, UNSEEN, -UNSEEN)
    return np.stack([_highest(labels), any_unit], axis=1)


def primary_features(reading: Reading, log_odds: Values, scores: Scores) -> Values:
    """(PRIMARY_FEATURES,): what the model says of the whole, what the units, the opening and the headline say."""
    zones = np.array([unit.zone for unit in reading.units])
    labels = log_odds[:, :_LABELS]
    body = labels[zones != "title"]
    return np.concatenate(
        [
            scores.document - scores.document.mean(),
            _highest(body) / 4,
            _highest(body[: _OPENING + int((zones == "standfirst").sum())]) / 4,
            np.log(_FLOOR + _chances(body).sum(axis=0) / max(1, len(body))),
            [_highest(log_odds[zones == "title"][:, list(deeds)].reshape(-1, 1))[0] / 4 for deeds in _HEADLINES],
            [float(reading.head in ("news", "comment"))],
        ]
    )


def _highest(values: Values) -> Values:
    return np.maximum(values, UNSEEN).max(axis=0) if len(values) else np.full(values.shape[1], UNSEEN)


def _chances(log_odds: Values) -> Values:
    return np.asarray(1 / (1 + np.exp(-np.clip(log_odds, -30, 30))))
