"""One training run, from a corpus folder to a model folder that can be shipped.

Order: linear weights, a teacher where one is named, encoder weights, export, decisions on the dev split, thresholds of the cascade, figures on the
test split, card. Everything that depends on chance takes the seed of the settings.
"""

from __future__ import annotations

import json
import platform
import shutil
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Final

import numpy as np

from stancewire.entities.finder import EntityFinder
from stancewire.errors import MissingLibrary, ModelError, UnreadableInput
from stancewire.stance import cascade, decision, encoder
from stancewire.stance.decision import Chancer, load_decision
from stancewire.stance.encoder import EncoderScorer
from stancewire.stance.labels import CLASSES
from stancewire.stance.linear import LinearScorer
from stancewire.stance.reading import Reading
from stancewire.stance.scores import Scores
from stancewire.stance.trained import ScoredChances
from stancewire.training.calibration import FOLDS, as_json, calibrate, scored
from stancewire.training.card import write_card
from stancewire.training.examples import DENIED, Example, ExampleReader
from stancewire.training.lessons import NO_LESSONS, load_lessons, save_lessons
from stancewire.training.linear import train_linear
from stancewire.training.scores import figures
from stancewire.training.settings import STEPS, Settings
from stancewire.training.sides import Sides, sides_of

_NETWORK: Final = "network.safetensors"
_LESSONS: Final = "lessons.safetensors"
_TEACHERS_TOKENIZER: Final = "teacher-tokenizer.json"
_PARITY: Final = "parity.json"
_LOST: Final = 1.0  # per cent of labelled documents and units that the cascade may keep from the encoder
_LIBRARIES: Final = ("torch", "onnx", "onnxscript")  # needed by the steps up to export
Say = Callable[[str], None]


def train(settings: Settings, say: Say, *, first: str = STEPS[0]) -> dict[str, Any]:
    """Run all steps from `first` on; those before it are taken as they lie in the folder. Returns the scores.

    Raises MissingLibrary, ModelError or UnreadableInput before the first step.
    """
    started = time.monotonic()
    steps = STEPS[STEPS.index(first) :]
    _refuse_without_libraries(steps)
    _refuse_without_teacher(settings, steps)
    _refuse_without_others(settings, steps)
    _refuse_without_start(settings, steps)
    for folder in (settings.folder, settings.work):
        folder.mkdir(parents=True, exist_ok=True)
    examples = _examples(settings)
    sides = sides_of(examples, settings.data.held_out)
    _refuse_small(settings, sides)
    lost = sum(example.lost for example in examples)
    say(f"{len(sides.train)} examples to train on, {len(sides.dev)} dev, {len(sides.test)} test; {lost} lines not read")
    for step in steps:
        say(f"step {step}")
        _RUN[step](settings, sides, say)
    scores = json.loads((settings.folder / "scores.json").read_text(encoding="utf-8"))
    scores["run"] = {
        "first_step": first,
        "seconds": round(time.monotonic() - started),
        "machine": f"{platform.machine()}, Python {platform.python_version()}",
        "held_out": settings.data.held_out,
        "seed": settings.data.seed,
        "start": settings.encoder.start,
        "train": len(sides.train),
        "dev": len(sides.dev),
        "test": len(sides.test),
        "lines_not_read": lost,
    }
    _write(settings.folder / "scores.json", scores)
    if settings.data.roles:
        shutil.copyfile(settings.cues, settings.folder / "cues.toml")
        write_card(settings, scores)
    return dict(scores)


def _examples(settings: Settings) -> tuple[Example, ...]:
    reader = ExampleReader(EntityFinder(), roles=settings.data.roles, lone=settings.data.lone)
    return (*reader.read(settings.corpus), *(reader.denied(settings.corpus) if settings.data.lone else ()))


def _refuse_without_libraries(steps: Sequence[str]) -> None:
    """Before the first step: nobody should learn of it after an hour of training."""
    missing = [name for name in _LIBRARIES if find_spec(name) is None]
    if missing and "export" in steps:
        raise MissingLibrary(missing[0], "is not installed", "say pip install 'stancewire[train]'")


def _refuse_without_teacher(settings: Settings, steps: Sequence[str]) -> None:
    """Its weights, or what it said, must be there before the first step."""
    if not settings.teacher.base:
        return
    if "teacher" in steps:
        from stancewire.training.network import load_base

        load_base(settings.teacher.base)
    elif "encoder" in steps and not (settings.work / _LESSONS).is_file():
        raise ModelError(str(settings.work), f"holds no {_LESSONS}", "run it with --from teacher")


def _refuse_without_others(settings: Settings, steps: Sequence[str]) -> None:
    missing = [other for other in settings.others if not other.is_file()]
    if missing and "export" in steps:
        raise ModelError(
            str(missing[0]), "is no file, and [encoder] mean_with names it", "make it with the config of its run"
        )


def _refuse_without_start(settings: Settings, steps: Sequence[str]) -> None:
    if settings.start and "encoder" in steps and not (settings.start / encoder.WEIGHTS).is_file():
        raise ModelError(
            str(settings.start),
            f"holds no {encoder.WEIGHTS}, and [encoder] start names it",
            "name a model folder, or none",
        )


def _refuse_small(settings: Settings, sides: Sides) -> None:
    for name in ("train", "dev", "test"):
        if not any(e.primary is not None for e in getattr(sides, name)):
            raise UnreadableInput(
                settings.corpus.as_posix(),
                f"has no documents on the side {name!r}",
                "give each of its three sides some",
            )
    for label in CLASSES:
        if sum(e.primary == label for e in sides.dev) < FOLDS:
            raise UnreadableInput(
                settings.corpus.as_posix(),
                f"has fewer than {FOLDS} documents with the primary label {label!r} on the side 'dev'",
                "add some: probabilities are fitted on them",
            )


def _linear(settings: Settings, sides: Sides, say: Say) -> None:
    # Of a sentence and its denial a bag of words sees the same: with both it learns less of either.
    stated = tuple(example for example in sides.train if example.kind != DENIED)
    train_linear(stated, settings.folder, settings.linear, settings.data.seed)


def _teacher(settings: Settings, sides: Sides, say: Say) -> None:
    if not settings.teacher.base:
        say("no teacher: [teacher] names no base")
        return
    from stancewire.training.teacher import taught

    save_lessons(taught(sides.train, settings.work / _TEACHERS_TOKENIZER, settings, say), settings.work / _LESSONS)


def _encoder(settings: Settings, sides: Sides, say: Say) -> None:
    from stancewire.training.encoder import save_network, train_encoder

    lessons = NO_LESSONS
    if settings.teacher.base:
        lessons = load_lessons(settings.work / _LESSONS, settings.teacher.share)
    place = settings.folder / encoder.TOKENIZER
    network = train_encoder(sides.train, place, settings.encoder, settings.data.seed, say, lessons, settings.start)
    save_network(network, settings.work / _NETWORK)


def _export(settings: Settings, sides: Sides, say: Say) -> None:
    from stancewire.training.encoder import load_network
    from stancewire.training.export import export

    network = load_network(settings.work / _NETWORK, settings.encoder, settings.others)
    parity = export(network, settings.folder, sides.test)
    _write(settings.work / _PARITY, parity)
    say(f"int8 against exact weights: {parity}")


def _decision(settings: Settings, sides: Sides, say: Say) -> None:
    linear, neural = LinearScorer(settings.folder), EncoderScorer(settings.folder)
    _decide(settings, sides, "linear", lambda reading: (linear.score(reading),))
    _decide(settings, sides, "encoder", lambda reading: (neural.score(reading),))
    alone = load_decision(settings.folder, "linear")
    thresholds = _thresholds(ScoredChances(linear, alone), sides)
    _write(settings.folder / cascade.FILE, asdict(thresholds))

    def both(reading: Reading) -> tuple[Scores, ...]:
        scores = linear.score(reading)
        kept = thresholds.unsure_units(reading, alone.chances(reading, scores))
        return neural.score(reading, kept), scores

    _decide(settings, sides, "cascade", both)


def _decide(settings: Settings, sides: Sides, name: str, score: Callable[[Reading], tuple[Scores, ...]]) -> None:
    path = settings.folder / decision.FILE
    known = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    found = calibrate(scored(sides.dev, score), settings.decision, settings.data.seed)
    _write(path, known | {name: as_json(found)})


def _thresholds(model: Chancer, sides: Sides) -> cascade.Thresholds:
    """So low that the linear model alone loses one in a hundred of the dev documents, and of the units, with a label."""
    documents, units = [], []
    for example in sides.dev:
        chances = model.chances(example.reading)
        if example.present:
            documents.append(cascade.highest_label(chances))
        units += [row.max() for row, truth in zip(chances.units, example.truths, strict=True) if truth and truth.deeds]
    return cascade.Thresholds(
        document_low=round(float(np.percentile(documents, _LOST)), 4),
        unit_low=round(float(np.percentile(units, _LOST)), 4),
    )


def _scores(settings: Settings, sides: Sides, say: Say) -> None:
    found: dict[str, Any] = {"parity": json.loads((settings.work / _PARITY).read_text(encoding="utf-8"))}
    for name, model in _models(settings.folder).items():
        found[name] = {
            side: figures(getattr(sides, side), model, settings.decision.present_at) for side in ("dev", "test")
        }
        say(
            f"{name} on test: { {k: found[name]['test'][k]['score'] for k in ('primary', 'present', 'passage', 'statements')} }"
        )
    _write(settings.folder / "scores.json", found)


def _models(folder: Path) -> dict[str, Chancer]:
    return {
        "linear": ScoredChances(LinearScorer(folder), load_decision(folder, "linear")),
        "encoder": ScoredChances(EncoderScorer(folder), load_decision(folder, "encoder")),
        "cascade": cascade.CascadeChances(folder),
    }


def _write(path: Path, values: Any) -> None:
    path.write_text(json.dumps(values, indent=1) + "\n", encoding="utf-8")


_RUN: Final[dict[str, Callable[[Settings, Sides, Say], None]]] = {
    "linear": _linear,
    "teacher": _teacher,
    "encoder": _encoder,
    "export": _export,
    "decision": _decision,
    "scores": _scores,
}
