"""The encoder backend, with a session that answers by hand in place of a network."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import WhitespaceSplit

from model_parts import reading
from stancewire.errors import ModelError
from stancewire.stance.encoder import TOKENIZER, WEIGHTS, EncoderScorer, WordPieces, open_session
from stancewire.stance.outputs import DOCUMENT_OUTPUTS, UNIT_OUTPUTS
from stancewire.stance.scores import UNSEEN

OUTPUTS = len(UNIT_OUTPUTS)
WORDS = ("[UNK]", "[CLS]", "[SEP]", "news", "one", "two", "three")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A model folder with a tokenizer that numbers WORDS, and no weights."""
    tokenizer = Tokenizer(WordLevel({word: number for number, word in enumerate(WORDS)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.enable_truncation(max_length=2)
    tokenizer.enable_padding(length=9)
    tokenizer.save(str(tmp_path / TOKENIZER))
    return tmp_path


class Session:
    """Scores a unit by its mean token and its separator's place; keeps what it was asked."""

    def __init__(self) -> None:
        self.asked: list[dict[str, Any]] = []

    def run(self, names: None, inputs: dict[str, Any]) -> tuple[Any, Any]:
        self.asked.append(inputs)
        means = inputs["pool"] @ inputs["input_ids"][0].astype(np.float32)
        units = np.repeat(means[0][:, None], OUTPUTS, axis=1)
        units[:, 1] = inputs["ends"][0]
        return units[None], np.full((1, len(DOCUMENT_OUTPUTS)), float(len(self.asked)), dtype=np.float32)


def test_a_tokenizer_neither_cuts_nor_pads(folder: Path) -> None:
    tokens = WordPieces(folder / TOKENIZER)
    assert (tokens.cls, tokens.sep) == (1, 2)
    assert tokens.ids(["one two three", "", "four"]) == [[4, 5, 6], [], [0]]


def test_a_tokenizer_that_has_berts_signs_and_its_own_uses_its_own(tmp_path: Path) -> None:
    words = ("<s>", "[CLS]", "[SEP]", "</s>", "[UNK]")
    Tokenizer(WordLevel({word: number for number, word in enumerate(words)}, unk_token="[UNK]")).save(
        str(tmp_path / TOKENIZER)
    )
    tokens = WordPieces(tmp_path / TOKENIZER)
    assert (tokens.cls, tokens.sep) == (0, 3)


def test_what_the_network_is_asked(folder: Path) -> None:
    session = Session()
    EncoderScorer(folder, session).score(reading("one two", "", "three"))
    (inputs,) = session.asked
    assert inputs["input_ids"].tolist() == [[1, 3, 2, 4, 5, 2, 2, 6, 2]]
    assert inputs["ends"].tolist() == [[5, 6, 8]]
    pool = np.zeros((1, 3, 9))
    pool[0, 0, 3:5], pool[0, 2, 7] = 0.5, 1.0  # an empty unit has no token that could weigh
    assert inputs["pool"].tolist() == pool.tolist()
    assert {name: array.dtype.name for name, array in inputs.items()} == {
        "input_ids": "int64",
        "ends": "int64",
        "pool": "float32",
    }


def test_scores_stand_beside_their_units(folder: Path) -> None:
    scores = EncoderScorer(folder, Session()).score(reading("one two", "three"))
    assert scores.units[:, 0].tolist() == [4.5, 6.0]
    assert scores.units[:, 1].tolist() == [5.0, 7.0]


def test_of_units_that_are_left_out_nothing_is_seen(folder: Path) -> None:
    scores = EncoderScorer(folder, Session()).score(reading("one", "two", "three"), [0, 2])
    assert scores.units[:, 0].tolist() == [4.0, UNSEEN, 6.0]


def test_the_first_window_speaks_for_the_document(folder: Path) -> None:
    session = Session()
    scores = EncoderScorer(folder, session).score(reading(*["one " * 100] * 5))
    assert len(session.asked) == 2
    assert scores.document.tolist() == [1.0] * len(DOCUMENT_OUTPUTS)
    assert scores.units[:, 0] == pytest.approx([4.0] * 5)


@pytest.mark.parametrize("kept", [None, []])
def test_without_units_nothing_is_asked(folder: Path, kept: list[int] | None) -> None:
    session = Session()
    scores = EncoderScorer(folder, session).score(reading(), kept)
    assert (scores.units.shape, session.asked) == ((0, OUTPUTS), [])


def test_weights_are_loaded_when_they_are_needed(tmp_path: Path) -> None:
    scorer = EncoderScorer(tmp_path)
    with pytest.raises(ModelError):
        scorer.score(reading("one"))


@pytest.mark.parametrize("content", [None, b"no network"], ids=["missing", "another file"])
def test_weights_that_are_no_network_are_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / WEIGHTS).write_bytes(content)
    with pytest.raises(ModelError, match=rf"{WEIGHTS}: cannot be run \([^;]*.*\); restore the model folder"):
        open_session(tmp_path / WEIGHTS)


@pytest.mark.parametrize("content", [None, b"{}"], ids=["missing", "another file"])
def test_a_tokenizer_that_is_none_is_refused(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / TOKENIZER).write_bytes(content)
    with pytest.raises(ModelError, match=rf"{TOKENIZER}: is no tokenizer \(.*\); restore the model folder"):
        WordPieces(tmp_path / TOKENIZER)


def test_a_window_that_was_read_lately_is_not_run_again(folder: Path) -> None:
    session = Session()
    scorer = EncoderScorer(folder, session)
    first, second, third = (scorer.score(reading(text)) for text in ("one two", "three", "one two"))
    assert len(session.asked) == 2
    assert third.units.tolist() == first.units.tolist() != second.units.tolist()
    assert third.document.tolist() == first.document.tolist() == [1.0] * len(DOCUMENT_OUTPUTS)


def test_windows_are_forgotten_the_oldest_first(folder: Path) -> None:
    session = Session()
    scorer = EncoderScorer(folder, session)
    for length in range(1, 60):
        scorer.score(reading(" ".join(["one"] * length)))
        scorer.score(reading("three"))
    assert len(session.asked) == 59 + 1
    scorer.score(reading("one"))
    assert len(session.asked) == 59 + 2
