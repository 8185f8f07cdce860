"""Judge whole systems on the same documents: a shipped model by what a user gets from it, its records.

In:  examples with their truth, and a Tagger.
Out: a System: one Judged a document, in the order of the examples.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from stancewire.errors import ModelError
from stancewire.evaluation.material import Material
from stancewire.stance.labels import NAMES, SCHEME
from stancewire.stance.model import CARD, load_model
from stancewire.stance.outputs import DEEDS, side_of
from stancewire.tagger import Tagger
from stancewire.training.examples import Example
from stancewire.training.scores import Flags, Judged, body_units, wanted_of
from stancewire.types import Stance

Say = Callable[[str], None]
_RULES: Final = "rules"  # the backend that is a baseline as well
_EVERY: Final = 50  # documents after which progress is told


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What only a shipped model says of a document."""

    prediction_set: tuple[str, ...]
    abstained: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class System:
    """A model or a baseline, judged; `answers` is empty of a baseline that was trained in the run."""

    name: str
    about: str
    rows: tuple[Judged, ...]
    answers: tuple[Answer, ...] = ()
    baseline: bool = True


def refuse_other_labels(taggers: Iterable[Tagger]) -> None:
    """Raise ModelError where a model says other labels than the corpus has."""
    for tagger in taggers:
        if tagger.provenance.scheme != SCHEME:
            reason = f"says labels of {tagger.provenance.scheme}, and the corpus has those of {SCHEME}"
            mend = "take its config out, or judge it with a config that has [scheme]"
            raise ModelError(str(tagger.config.model_folder / CARD), reason, mend)


def judge_tagger(name: str, tagger: Tagger, material: Material, say: Say) -> System:
    """Tag every judged document as a user would, by its text alone."""
    rows, answers = [], []
    for number, example in enumerate(material.judged, start=1):
        record = tagger.tag_text(material.text_of(example))
        assert record.stance is not None  # tag_text raises where there is none
        rows.append(of_record(example, record.stance, record.statements))
        answers.append(Answer(prediction_set=record.stance.prediction_set, abstained=record.stance.abstained))
        if number % _EVERY == 0:
            say(f"{name}: {number} of {len(material.judged)} documents")
    backend = tagger.config.model.backend or load_model(tagger.config.model_folder).backends[0]
    version = f"{tagger.provenance.model_name} {tagger.provenance.model_version}"
    return System(
        name=name,
        about=f"{version}, backend {backend}, {tagger.provenance.model_sha256[:12]}",
        rows=tuple(rows),
        answers=tuple(answers),
        baseline=backend == _RULES,
    )


def of_record(example: Example, stance: Stance, statements: Sequence[dict[str, Any]]) -> Judged:
    """A record's answer beside the truth; its passages are the body units of the example's reading."""
    body = [unit for unit in example.reading.units if unit.zone == "body"]
    if [(unit.start, unit.end) for unit in body] != [(p.start, p.end) for p in stance.passages]:
        raise AssertionError(f"{example.id}: the record has other passages than the reading")
    scored = _scored(example)
    found = np.array([[name in p.labels for name in NAMES] for p in stance.passages], dtype=bool)
    chances = np.array([[p.probabilities[name] for name in NAMES] for p in stance.passages], dtype=np.float64)
    return Judged(
        example=example,
        present=stance.present,
        primary=stance.primary,
        trust=stance.primary_probabilities[stance.primary],
        **wanted_of(example),
        found=found.reshape(-1, len(NAMES))[scored],
        chances=chances.reshape(-1, len(NAMES))[scored],
        deeds=_deeds(body, statements)[scored],
    )


def _scored(example: Example) -> Flags:
    """Which of the body units are scored."""
    zones = np.array([unit.zone == "body" for unit in example.reading.units], dtype=bool)
    return np.asarray(body_units(example)[zones])


def _deeds(body: Sequence[Any], statements: Sequence[dict[str, Any]]) -> Flags:
    """(body units, deeds): which side does what in each; a statement counts where it begins."""
    flags = np.zeros((len(body), len(DEEDS)), dtype=bool)
    for statement in statements:
        deed = (side_of(statement["holder_kind"]), statement["act"])
        for row, unit in enumerate(body):
            if deed in DEEDS and unit.start <= statement["start"] < unit.end:
                flags[row, DEEDS.index(deed)] = True
    return flags
