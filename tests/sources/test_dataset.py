"""Folders that Hugging Face `datasets` saved."""

from __future__ import annotations

from pathlib import Path

import datasets
import pytest

from stancewire.config import InputConfig
from stancewire.errors import MalformedRow, ParserFailure, UnsupportedFormat
from stancewire.sources.inputs import Input, find_inputs
from stancewire.sources.reading import read
from stancewire.types import Article, Failure

ROWS = {"doc_id": ["a", "b", "c"], "content": ["one", "two", None], "label": [0, 1, 0]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("corpora")
    datasets.disable_progress_bars()
    rows = datasets.Dataset.from_dict(ROWS)
    rows.save_to_disk(str(path / "one"))
    datasets.DatasetDict({"train": rows, "test": rows.select([1])}).save_to_disk(str(path / "two"))
    rows.select_columns(["label"]).save_to_disk(str(path / "wordless"))
    (path / "note.txt").write_text("A note.", encoding="utf-8")
    return path


def items_of(path: Path, *columns: tuple[str, str]) -> list[Article | Failure]:
    (item,) = find_inputs([str(path)])
    assert isinstance(item, Input)
    return list(read(Input(uri=item.uri, path=item.path, columns=columns), InputConfig()))


def test_a_saved_folder_is_one_input_and_its_splits_are_one_each(folder: Path) -> None:
    names = [
        Path(item.uri).relative_to(folder).as_posix() for item in find_inputs([str(folder)]) if isinstance(item, Input)
    ]
    assert names == ["note.txt", "one", "two/test", "two/train", "wordless"]


def test_its_rows_are_documents(folder: Path) -> None:
    one, two, three = items_of(folder / "one")
    assert isinstance(one, Article)
    assert (one.id, one.raw, one.source.uri, one.source.member) == ("a", "one", (folder / "one").as_posix(), "1")
    assert one.source.media_type == "application/x-hf-dataset"
    assert isinstance(two, Article)
    assert isinstance(three, Failure)
    assert str(three.error).endswith(
        "one, row 3: has no text; content is null there: give it a text, or leave the row out"
    )


def test_a_column_may_be_named(folder: Path) -> None:
    first = items_of(folder / "one", ("text", "doc_id"), ("id", ""))[0]
    assert isinstance(first, Article)
    assert (first.raw, len(first.id)) == ("a", 16)


def test_the_index_named_by_itself_is_read_too(folder: Path) -> None:
    assert len(items_of(folder / "one" / "state.json")) == 3


def test_a_folder_without_text_says_so(folder: Path) -> None:
    (failure,) = items_of(folder / "wordless")
    assert isinstance(failure, Failure)
    assert type(failure.error) is MalformedRow
    assert "has no column for the text" in str(failure.error)


@pytest.mark.parametrize("damage", ["gone", "cut", "no info"])
def test_a_damaged_folder_is_a_failure(tmp_path: Path, damage: str) -> None:
    path = tmp_path / "set"
    datasets.Dataset.from_dict(ROWS).save_to_disk(str(path))
    (data,) = path.glob("*.arrow")
    if damage == "gone":
        data.unlink()
    elif damage == "cut":
        data.write_bytes(data.read_bytes()[:100])
    else:
        (path / "dataset_info.json").write_text("{}}", encoding="utf-8")
    (failure,) = items_of(path)
    assert isinstance(failure, Failure)
    assert type(failure.error) is ParserFailure
    assert "cannot be read as a dataset (" in str(failure.error)


def test_an_index_without_its_folder_is_refused() -> None:
    (failure,) = read(Input(uri="a.zip", member="state.json", content=b'{\n  "_data_files": []\n}'), InputConfig())
    assert isinstance(failure, Failure)
    assert type(failure.error) is UnsupportedFormat
