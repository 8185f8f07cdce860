"""The baseline on frozen embeddings: the mean of a passage's token vectors, then logistic regression. Extra `train`.

A document's vector is the mean of its title's and passages' vectors, so that none of it is cut off.
"""

from __future__ import annotations

from collections.abc import Sequence
from importlib.util import find_spec
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from stancewire.errors import MissingLibrary
from stancewire.evaluation.baselines import EMBEDDINGS, Represented, judged_texts, learned_system, learned_texts
from stancewire.evaluation.material import Material
from stancewire.evaluation.systems import Say, System
from stancewire.training.examples import Example

_TOKENS: Final = 256  # of one passage
_BATCH: Final = 64
_EVERY: Final = 50  # batches after which progress is told

Vectors = NDArray[np.float32]


def embeddings(base: str, material: Material, seed: int, say: Say) -> System:
    """Embed all texts once and learn from the train side's. Raises MissingLibrary or ModelError."""
    if find_spec("torch") is None:
        raise MissingLibrary("torch", "is not installed", "say pip install 'stancewire[train]'")
    examples = [material.plain[e.id] for e in (*material.learned, *material.judged)]
    texts = dict.fromkeys([*learned_texts(material), *judged_texts(material), *(t for e in examples for t in _read(e))])
    found = dict(zip(texts, _embedded(base, list(texts), say), strict=True))
    features = Represented(
        learned=_documents(material, material.learned, found),
        judged=_documents(material, material.judged, found),
        learned_units=np.array([found[text] for text in learned_texts(material)]),
        judged_units=np.array([found[text] for text in judged_texts(material)]),
    )
    about = f"frozen embeddings of plain text ({base.removeprefix('package:')}), logistic regression"
    return learned_system(EMBEDDINGS, about, features, material, seed)


def _read(example: Example) -> list[str]:
    return [unit.text for unit in example.reading.units]


def _documents(material: Material, examples: Sequence[Example], found: dict[str, Vectors]) -> Vectors:
    nothing = [np.zeros_like(next(iter(found.values())))]  # of a document in which nothing is read
    texts = (_read(material.plain[example.id]) for example in examples)
    return np.array([np.mean([found[text] for text in own] or nothing, axis=0) for own in texts])


def _embedded(base: str, texts: Sequence[str], say: Say) -> Vectors:
    """(texts, width), each of length 1; texts of like length go together, so that little is padded."""
    import torch

    from stancewire.training.network import load_base

    network, tokenizer = load_base(base)
    model: Any = network.base.eval()
    order = sorted(range(len(texts)), key=lambda index: len(texts[index]))
    vectors: Vectors = np.zeros((len(texts), model.config.hidden_size), dtype=np.float32)
    with torch.inference_mode():
        for number, start in enumerate(range(0, len(order), _BATCH)):
            chosen = order[start : start + _BATCH]
            tokens = tokenizer(
                [texts[index] for index in chosen],
                padding=True,
                truncation=True,
                max_length=_TOKENS,
                return_tensors="pt",
            )
            mask = tokens["attention_mask"].unsqueeze(-1)
            means = (model(**tokens).last_hidden_state * mask).sum(1) / mask.sum(1)
            vectors[chosen] = torch.nn.functional.normalize(means).numpy()
            if number % _EVERY == 0:
                say(f"embeddings: {start + len(chosen)} of {len(texts)} texts")
    return vectors
