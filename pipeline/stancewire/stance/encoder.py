"""The encoder backend: a small transformer in ONNX, one window at a time on one thread.

One window a run, because int8 scales are taken over a whole batch: a record must not depend on its neighbours.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, Final

import numpy as np

from stancewire.errors import ModelError
from stancewire.stance.reading import Reading
from stancewire.stance.runtime import onnx_runtime
from stancewire.stance.scores import Floats, Scores, nothing
from stancewire.stance.undisturbed import undisturbed
from stancewire.stance.windows import Window, windows_of

WEIGHTS: Final = "encoder.onnx"
TOKENIZER: Final = "tokenizer.json"
_SPECIAL: Final = (("<s>", "[CLS]"), ("</s>", "[SEP]"))  # MPNet has BERT’s too, and does not use them
_KEPT: Final = 48  # windows whose outputs are kept, three kilobytes each


class WordPieces:
    """A tokenizer.json, without truncation or padding."""

    def __init__(self, path: Path) -> None:
        """Load it. Raises ModelError where it is none."""
        os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")  # one document is too little to share out
        with undisturbed():
            from tokenizers import Tokenizer

        try:
            self._tokenizer = Tokenizer.from_file(str(path))
        except Exception as error:  # tokenizers raises bare Exception
            raise ModelError(str(path), f"is no tokenizer ({error})", "restore the model folder") from None
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        self.cls, self.sep = (self._special(path, names) for names in _SPECIAL)

    def _special(self, path: Path, names: tuple[str, str]) -> int:
        numbers = (self._tokenizer.token_to_id(name) for name in names)
        if (number := next((n for n in numbers if n is not None), None)) is None:
            raise ModelError(str(path), f"knows no {names[1]}", "give an encoder of the BERT family")
        return int(number)

    def ids(self, texts: Sequence[str]) -> list[list[int]]:
        """The word pieces of each text, without special tokens."""
        return [e.ids for e in self._tokenizer.encode_batch(list(texts), add_special_tokens=False)]


class EncoderScorer:
    """Loads its weights when the first document needs them: most of a news archive never does."""

    def __init__(self, folder: Path, session: Any = None) -> None:
        """session: in place of the folder's own weights."""
        self._folder = folder
        self._session = session
        self._tokens: WordPieces | None = None
        self._lately: dict[Window, Any] = {}  # by age

    def warm(self) -> None:
        """Load weights and tokenizer."""
        self._loaded()

    def score(self, reading: Reading, kept: Sequence[int] | None = None) -> Scores:
        """Scores of the units; of those that are not in `kept` UNSEEN."""
        scores = nothing(len(reading.units))
        session, tokens = self._loaded()
        for number, window in enumerate(windows_of(reading, tokens, kept)):
            units, document = self._outputs(session, window)
            scores.units[[place.unit for place in window.places]] = units[0]
            if number == 0:
                scores.document[:] = document[0]
        return scores

    def _outputs(self, session: Any, window: Window) -> Any:
        """Of a window that was read lately the same again: an explanation asks about a document with one word less."""
        found = self._lately.pop(window, None) or session.run(None, inputs_of(window))
        self._lately[window] = found
        if len(self._lately) > _KEPT:
            del self._lately[next(iter(self._lately))]
        return found

    def _loaded(self) -> tuple[Any, WordPieces]:
        if self._session is None:
            self._session = open_session(self._folder / WEIGHTS)
        if self._tokens is None:
            self._tokens = WordPieces(self._folder / TOKENIZER)
        return self._session, self._tokens


def open_session(path: Path) -> Any:
    """An inference session on one thread. Raises ModelError where the file is no model."""
    onnxruntime = onnx_runtime()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The export has fused what can be fused.
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_DISABLE_ALL
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # its own exceptions share no base
        raise ModelError(str(path), f"cannot be run ({error})", "restore the model folder") from None


def inputs_of(window: Window) -> dict[str, Any]:
    """input_ids (1, n), pool (1, units, n) with each unit's tokens weighing 1 together, ends (1, units)."""
    pool: Floats = np.zeros((1, len(window.places), len(window.ids)), dtype=np.float32)
    for row, place in enumerate(window.places):
        if place.end > place.start:
            pool[0, row, place.start : place.end] = 1 / (place.end - place.start)
    return {
        "input_ids": np.asarray([window.ids], dtype=np.int64),
        "pool": pool,
        "ends": np.asarray([[place.end for place in window.places]], dtype=np.int64),
    }
