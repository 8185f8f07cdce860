"""The linear backend: hashed features times trained weights. Reads a folder's linear.safetensors."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import numpy as np
from safetensors import SafetensorError
from safetensors.numpy import load_file

from stancewire.errors import ModelError
from stancewire.stance.features import BUCKETS, features_of
from stancewire.stance.outputs import DOCUMENT_OUTPUTS, UNIT_OUTPUTS
from stancewire.stance.reading import Reading
from stancewire.stance.scores import Scores, nothing

FILE: Final = "linear.safetensors"


class LinearScorer:
    """Weights (BUCKETS, outputs) in memory; one unit costs one look at its features."""

    def __init__(self, folder: Path) -> None:
        """Load the weights. Raises ModelError where they are not this program's."""
        try:
            tensors = load_file(folder / FILE)
        except (OSError, SafetensorError) as error:
            raise ModelError(str(folder / FILE), f"cannot be read ({error})", "restore the model folder") from None
        wanted = {"weights": (BUCKETS, len(UNIT_OUTPUTS)), "bias": (len(UNIT_OUTPUTS),)}
        found = {name: tensor.shape for name, tensor in tensors.items()}
        if found != wanted:
            raise ModelError(
                str(folder / FILE), f"holds {found}, not {wanted}", "train the model with this version of stancewire"
            )
        self._weights = tensors["weights"].astype(np.float32)
        self._bias = tensors["bias"].astype(np.float32)

    def warm(self) -> None:
        """Nothing is loaded late."""

    def score(self, reading: Reading) -> Scores:
        """Scores of the units; the document's own are zero: they follow from the units'."""
        if not reading.units:
            return nothing(0)
        features = features_of(reading)
        products = self._weights[features.buckets] * features.weights[:, None]
        sums = np.add.reduceat(products, features.bounds[:-1], axis=0)
        return Scores(units=sums + self._bias, document=np.zeros(len(DOCUMENT_OUTPUTS), dtype=np.float32))
