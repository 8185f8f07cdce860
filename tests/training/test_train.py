"""A training run: its steps, what it refuses, and the command."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner

import corpus_rows as tiny
from model_parts import chances, example, reading, truth
from stancewire.cli import run
from stancewire.cli.train import train as command
from stancewire.corpus.build import build
from stancewire.corpus.read import read
from stancewire.corpus.types import SPLITS
from stancewire.corpus.violations import Findings
from stancewire.errors import MissingLibrary, ModelError, UnreadableInput
from stancewire.stance.decision import Chances
from stancewire.stance.labels import CLASSES, NAMES
from stancewire.stance.reading import Reading
from stancewire.training import train as training
from stancewire.training.settings import Settings, TeacherSection, load_settings
from stancewire.training.sides import Sides


def config(tmp_path: Path, corpus: Path, **values: str) -> Path:
    (tmp_path / "cues.toml").write_text("", encoding="utf-8")
    path = tmp_path / "train.toml"
    path.write_text(
        f'[model]\nfolder = "model"\nwork = "work"\ncues = "cues.toml"\n[data]\ncorpus = "{corpus.as_posix()}"\n',
        encoding="utf-8",
    )
    return path


def settings(tmp_path: Path, *sides: str, rarest: int = 5) -> Settings:
    """Of a corpus with so many documents of each class on these sides, and of the last class `rarest`."""
    corpus = tmp_path / "corpus"
    counts = dict.fromkeys(CLASSES, 5) | {CLASSES[-1]: rarest}
    for place, side in enumerate(sides):
        labels = [label for label, count in counts.items() for _ in range(count)]
        rows = [
            tiny.other(100 * place + k, primary=label, present=[label] if label in NAMES else [])
            for k, label in enumerate(labels)
        ]
        tiny.write(corpus / side / "batches" / "b.jsonl", rows)
        lines = build(read(corpus / side, Findings()))
        tiny.write(corpus / f"{side}.jsonl", [line for split in SPLITS for line in lines[f"{split}.jsonl"]])
    return load_settings(config(tmp_path, corpus))


@pytest.fixture(autouse=True)
def _libraries(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here needs them, so whether they are installed makes no difference."""
    monkeypatch.setattr(training, "find_spec", lambda name: name)


@pytest.mark.parametrize("missing", ["torch", "onnx", "onnxscript"])
def test_a_library_that_is_missing_is_told_before_anything_is_trained(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str
) -> None:
    monkeypatch.setattr(training, "find_spec", lambda name: None if name == missing else name)
    given = settings(tmp_path, "train", "dev", "test")
    for first in ("linear", "encoder", "export"):
        with pytest.raises(
            MissingLibrary, match=rf"{missing}: is not installed; say pip install 'stancewire\[train\]'"
        ):
            training.train(given, lambda line: None, first=first)
    assert not given.folder.exists()


def test_what_a_teacher_said_must_be_there_before_the_encoder_is_trained_alone(tmp_path: Path) -> None:
    given = settings(tmp_path, "train", "dev", "test")
    given = replace(given, teacher=TeacherSection(base="some/encoder"))
    with pytest.raises(ModelError, match=r"work: holds no lessons\.safetensors; run it with --from teacher"):
        training.train(given, lambda line: None, first="encoder")
    assert not given.folder.exists()


def test_the_other_runs_of_a_mean_must_be_there(tmp_path: Path) -> None:
    given = replace(settings(tmp_path, "train", "dev", "test"), others=(tmp_path / "gone.safetensors",))
    with pytest.raises(ModelError, match=r"gone\.safetensors: is no file, and \[encoder\] mean_with names it; make it"):
        training.train(given, lambda line: None, first="export")
    assert not given.folder.exists()


def test_the_start_of_training_must_be_there_before_the_first_step(tmp_path: Path) -> None:
    given = replace(settings(tmp_path, "train", "dev", "test"), start=tmp_path / "nowhere")
    with pytest.raises(
        ModelError, match=r"nowhere: holds no encoder\.onnx, and \[encoder\] start names it; name a model"
    ):
        training.train(given, lambda line: None)
    assert not given.folder.exists()


@pytest.mark.parametrize("missing", ["train", "dev", "test"])
def test_a_corpus_without_one_of_the_sides_is_refused_before_anything_is_trained(tmp_path: Path, missing: str) -> None:
    given = settings(tmp_path, *(side for side in SPLITS if side != missing))
    with pytest.raises(UnreadableInput) as caught:
        training.train(given, lambda line: None)
    assert str(caught.value) == (
        f"{given.corpus.as_posix()}: has no documents on the side {missing!r}; give each of its three sides some"
    )
    assert list(given.folder.iterdir()) == []


def test_too_few_documents_of_a_class_to_calibrate_on_are_refused(tmp_path: Path) -> None:
    given = settings(tmp_path, "train", "dev", "test", rarest=4)
    with pytest.raises(UnreadableInput) as caught:
        training.train(given, lambda line: None)
    assert str(caught.value) == (
        f"{given.corpus.as_posix()}: has fewer than 5 documents with the primary label 'none' on the side 'dev'; "
        "add some: probabilities are fitted on them"
    )


class Recorder:
    """Steps that only say that they were run; the last writes scores."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def step(self, name: str) -> Any:
        def run_(given: Settings, sides: Sides, say: Any) -> None:
            self.done.append(name)
            if name == "scores":
                (given.folder / "scores.json").write_text('{"cascade": 1}', encoding="utf-8")

        return run_


@pytest.mark.parametrize(("first", "count"), [("linear", 6), ("decision", 2), ("scores", 1)])
def test_steps_are_run_from_the_one_that_is_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, first: str, count: int
) -> None:
    recorder = Recorder()
    monkeypatch.setattr(training, "_RUN", {name: recorder.step(name) for name in training.STEPS})
    given = settings(tmp_path, "train", "dev", "test")
    given = replace(given, data=replace(given.data, roles=False))  # a model without roles gets no card
    said: list[str] = []
    scores = training.train(given, said.append, first=first)
    assert recorder.done == list(training.STEPS[-count:])
    assert said[0] == "20 examples to train on, 20 dev, 20 test; 0 lines not read"
    assert said[1:] == [f"step {name}" for name in training.STEPS[-count:]]
    assert {name: scores["run"][name] for name in ("first_step", "train", "dev", "test", "seed", "held_out")} == {
        "first_step": first, "train": 20, "dev": 20, "test": 20, "seed": 2026, "held_out": "test",
    }  # fmt: skip
    assert json.loads((given.folder / "scores.json").read_text(encoding="utf-8")) == scores
    assert not (given.folder / "model.toml").exists()


class Fake:
    """A model for examples whose reading's head is the chance of an objection, in the document and in its unit."""

    def chances(self, reading: Reading) -> Chances:
        chance = float(reading.head)
        return chances({"lmc_objection": chance}, present={"lmc_objection": chance}, primary={})


def test_thresholds_lose_one_in_a_hundred_of_what_has_a_label() -> None:
    objects = truth("lmc_objection", deeds=[("lmc", "objects")])
    labelled = [
        example(reading("x", head=str(k / 100)), objects, present=("lmc_objection",), split="dev") for k in range(101)
    ]
    silent = [example(reading("x", head="0.0"), truth(), split="dev") for _ in range(500)]
    found = training._thresholds(Fake(), Sides(train=(), dev=(*labelled, *silent), test=()))
    assert (found.document_low, found.unit_low) == (pytest.approx(0.01), pytest.approx(0.01))


# ------------------------------------------------------------------------- the command


def test_the_command_knows_the_steps() -> None:
    (option,) = (parameter for parameter in command.params if parameter.name == "first")
    assert isinstance(option.type, click.Choice)
    assert tuple(option.type.choices) == training.STEPS
    assert option.default == training.STEPS[0]


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        ([], 2, "--config"),
        (["--config", "none.toml"], 2, "cannot be read"),
        (["--config", "train.toml", "--from", "start"], 2, "start"),
    ],
)
def test_what_the_command_cannot_use(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    code: int,
    words: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    config(tmp_path, tmp_path / "corpus")
    assert run(["train", *arguments]) == code
    assert words in capsys.readouterr().err


def test_a_corpus_that_is_not_there_is_a_sentence(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = config(tmp_path, tmp_path / "corpus")
    assert run(["train", "--config", str(path)]) == 3
    assert "holds no corpus; name a folder with" in capsys.readouterr().err


def test_the_command_prints_the_scores(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(training, "train", lambda given, say, first: {"first": first})
    path = config(tmp_path, tmp_path / "corpus")
    result = CliRunner().invoke(command, ["--config", str(path), "--from", "scores"])
    assert json.loads(result.stdout) == {"first": "scores"}
