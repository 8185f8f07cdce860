"""From named paths to inputs: order, each once, nothing missing in silence."""

from __future__ import annotations

from pathlib import Path

import pytest

from stancewire.errors import MissingInput
from stancewire.sources.inputs import Input, find_inputs
from stancewire.types import Failure


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder to stand in, so that paths are named as a user names them."""
    for name in ("b.txt", "a.txt", "deep/c.txt", "deep.txt", ".hidden.txt", ".git/config", "deep/.swap"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def uris(*paths: str, exclude: tuple[Path, ...] = ()) -> list[str]:
    return [
        item.uri if isinstance(item, Input) else f"missing {item.source.uri}" for item in find_inputs(paths, exclude)
    ]


def test_a_folder_gives_all_files_below_it_sorted_and_without_hidden_ones(folder: Path) -> None:
    assert uris("in") == ["in/a.txt", "in/b.txt", "in/deep/c.txt", "in/deep.txt"]


def test_paths_keep_the_order_in_which_they_were_named(folder: Path) -> None:
    assert uris("in/deep", "in/b.txt", "in/a.txt") == ["in/deep/c.txt", "in/b.txt", "in/a.txt"]


@pytest.mark.parametrize("again", ["in/a.txt", "in/../in/a.txt", "./in/a.txt", "in/a.*", "link.txt"])
def test_a_file_named_twice_is_read_once_under_its_first_name(folder: Path, again: str) -> None:
    (folder / "link.txt").symlink_to(folder / "in/a.txt")
    assert uris("in/a.txt", again) == ["in/a.txt"]


def test_a_file_named_absolutely_and_relatively_is_one(folder: Path) -> None:
    assert uris("in/a.txt", str(folder / "in/a.txt")) == ["in/a.txt"]


def test_standard_input_is_read_once_and_has_no_path(folder: Path) -> None:
    assert find_inputs(["-", "in/a.txt", "-"]) == (
        Input(uri="-", path=None),
        Input(uri="in/a.txt", path=Path("in/a.txt")),
    )


def test_the_output_is_left_out_of_the_folder_it_stands_in(folder: Path) -> None:
    assert uris("in", exclude=(Path("in/deep/../b.txt"),)) == ["in/a.txt", "in/deep/c.txt", "in/deep.txt"]


def test_a_hidden_file_is_read_when_it_is_named(folder: Path) -> None:
    assert uris("in/.hidden.txt") == ["in/.hidden.txt"]


def test_a_folder_inside_a_hidden_one_is_read_when_it_is_named(folder: Path) -> None:
    assert uris("in/.git") == ["in/.git/config"]


@pytest.mark.parametrize(
    ("pattern", "expected"),
    [
        ("in/*.txt", ["in/a.txt", "in/b.txt", "in/deep.txt"]),
        ("in/**/*.txt", ["in/a.txt", "in/b.txt", "in/deep/c.txt", "in/deep.txt"]),
        ("in/dee?", ["in/deep/c.txt"]),  # a folder that a pattern matches is read like any other
        ("in/[ab].txt", ["in/a.txt", "in/b.txt"]),
    ],
)
def test_a_quoted_pattern_is_expanded(folder: Path, pattern: str, expected: list[str]) -> None:
    assert sorted(uris(pattern)) == sorted(expected)


def test_a_file_whose_name_looks_like_a_pattern_is_that_file(folder: Path) -> None:
    (folder / "minutes [a].txt").write_text("x", encoding="utf-8")
    assert uris("minutes [a].txt") == ["minutes [a].txt"]


@pytest.mark.parametrize("name", ["gone.txt", "in/*.pdf", "", "x" * 5000, "nul\0byte", "open[bracket"])
def test_a_path_that_leads_nowhere_becomes_a_failure_among_the_others(folder: Path, name: str) -> None:
    first, failure, last = find_inputs(["in/a.txt", name, "in/b.txt"])
    assert (first, last) == (
        Input(uri="in/a.txt", path=Path("in/a.txt")),
        Input(uri="in/b.txt", path=Path("in/b.txt")),
    )
    assert isinstance(failure, Failure)
    assert type(failure.error) is MissingInput
    assert failure.source.uri == (name or "(an empty path)")
    assert str(failure.error) == (
        f"{name or '(an empty path)'}: no such file or folder; check the path; quote a pattern that the shell should not expand"
    )


def test_a_path_that_leads_nowhere_fails_once_and_with_the_same_id_every_time(folder: Path) -> None:
    assert uris("gone.txt", "gone.txt") == ["missing gone.txt"]
    (failure,) = find_inputs(["gone.txt"])
    assert isinstance(failure, Failure)
    assert failure.id == "8cff6605281db3bb"


@pytest.mark.parametrize("content", [None, ".only-hidden"])
def test_a_folder_without_a_file_to_read_is_a_failure(tmp_path: Path, content: str | None) -> None:
    if content:
        (tmp_path / content).touch()
    (failure,) = find_inputs([str(tmp_path)])
    assert isinstance(failure, Failure)
    assert type(failure.error) is MissingInput
    assert "the folder holds no file to read" in str(failure.error)


def test_no_path_gives_no_input() -> None:
    assert find_inputs([]) == ()
