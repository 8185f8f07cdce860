"""Train a larger encoder and write down what it says of what it was trained on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import torch

from stancewire.stance.encoder import WordPieces, inputs_of
from stancewire.stance.labels import CLASSES
from stancewire.stance.outputs import UNIT_OUTPUTS
from stancewire.stance.windows import windows_of
from stancewire.training.encoder import train_encoder
from stancewire.training.examples import Example
from stancewire.training.lessons import Floats, Lessons
from stancewire.training.network import Network
from stancewire.training.settings import Settings


def taught(
    examples: Sequence[Example], tokenizer_path: Path, settings: Settings, say: Callable[[str], None]
) -> Lessons:
    """The chances that a teacher, trained on some examples, gives their units and documents. Needs a base in [teacher]."""
    section = settings.teacher
    wanted = replace(
        settings.encoder,
        base=section.base,
        epochs=section.epochs,
        cycles=1,
        learning_rate=section.learning_rate,
        frozen_layers=section.frozen_layers,
    )
    network = train_encoder(examples, tokenizer_path, wanted, section.seed, say).eval()
    tokens = WordPieces(tokenizer_path)
    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16, enabled=settings.encoder.bfloat16):
        said = {e.id: _chances(network, tokens, e) for e in examples if e.reading.units}
    return Lessons(
        units={name: units for name, (units, _) in said.items()},
        documents={name: document for name, (_, document) in said.items()},
        share=section.share,
    )


def _chances(network: Network, tokens: WordPieces, example: Example) -> tuple[Floats, Floats]:
    units = np.zeros((len(example.reading.units), len(UNIT_OUTPUTS)), dtype=np.float32)
    document = np.zeros(len(CLASSES), dtype=np.float32)
    for number, window in enumerate(windows_of(example.reading, tokens)):
        scores, classes = network(**{name: torch.from_numpy(value) for name, value in inputs_of(window).items()})
        units[[place.unit for place in window.places]] = scores[0].float().sigmoid().numpy()
        if number == 0:
            document = classes[0].float().softmax(-1).numpy()
    return units, document
