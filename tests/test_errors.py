"""Every error is a sentence that says what to do, and survives the way back from a worker process."""

from __future__ import annotations

import copy
import inspect
from typing import Any

import pytest

from stancewire import errors
from stancewire.errors import (
    ConfigError,
    GivenError,
    InputError,
    OffsetError,
    OutputError,
    StancewireError,
    UnknownBody,
)

# An error is built as (where, reason, hint), but for these.
_ARGUMENTS: dict[type[StancewireError], tuple[Any, ...]] = {
    StancewireError: ("a plain sentence",),
    OffsetError: (5, 3, "Zone"),
    GivenError: ("kind", "poem", "one of news, letter"),
    UnknownBody: ("0ZZ",),
}
_CLASSES = [value for _, value in inspect.getmembers(errors, inspect.isclass) if issubclass(value, StancewireError)]


def example(cls: type[StancewireError]) -> StancewireError:
    return cls(*_ARGUMENTS.get(cls, ("in/a.txt", "holds no text", "give the text of a document")))


def test_the_table_of_classes_is_not_empty() -> None:
    assert {InputError, OutputError, ConfigError, GivenError, OffsetError} < set(_CLASSES)


@pytest.mark.parametrize("cls", _CLASSES)
def test_an_error_survives_a_worker_process(cls: type[StancewireError]) -> None:
    error = example(cls)
    again = copy.copy(error)  # by __reduce_ex__, the way a worker sends it
    assert type(again) is cls
    assert (again.args, str(again), again.hint) == (error.args, str(error), error.hint)


@pytest.mark.parametrize("cls", [cls for cls in _CLASSES if cls is not StancewireError])
def test_the_message_holds_the_hint(cls: type[StancewireError]) -> None:
    error = example(cls)
    assert error.hint
    assert str(error).endswith(f"; {error.hint}")


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        (InputError("in/a.txt", "holds no text", "give one"), "in/a.txt: holds no text; give one"),
        (OutputError("out.jsonl", "exists", "give --force"), "out.jsonl: exists; give --force"),
        (ConfigError("c.toml", "has no model", "name one"), "c.toml: has no model; name one"),
        (GivenError("kind", "poem", "one of a, b"), "kind 'poem' is not usable; give one of a, b, or leave kind out"),
    ],
)
def test_the_sentence_of_an_error(error: StancewireError, sentence: str) -> None:
    assert str(error) == sentence


def test_a_fault_of_the_program_asks_to_be_reported() -> None:
    assert OffsetError(5, 3, "Zone").hint == "report this with the document: it is a fault of stancewire"


@pytest.mark.parametrize("cls", [OffsetError, ConfigError, GivenError])
def test_a_wrong_value_is_a_value_error(cls: type[StancewireError]) -> None:
    assert isinstance(example(cls), ValueError)
