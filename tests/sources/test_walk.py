"""What stands below a folder: every file once, and nothing passed over in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stancewire.sources.inputs import find_inputs
from stancewire.sources.walk import below, printable
from stancewire.types import Failure


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden/x.txt", ".y.txt"):
        path = tmp_path / "in" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("text", encoding="utf-8")
    return tmp_path / "in"


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in below(folder).files]


def test_files_come_sorted_without_hidden_ones(folder: Path) -> None:
    assert names(folder) == ["a.txt", "b/1.txt", "b/2.txt"]


def test_a_linked_folder_is_read_and_a_loop_is_read_once(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "o.txt").write_text("text", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path / "other")
    (folder / "b" / "loop").symlink_to(folder)
    assert names(folder) == ["a.txt", "b/1.txt", "b/2.txt", "link/o.txt"]


def test_a_dangling_link_is_a_failure_wherever_it_stands(folder: Path) -> None:
    (folder / "gone.txt").symlink_to("nowhere")
    inside = [item for item in find_inputs([str(folder)]) if isinstance(item, Failure)]
    named = find_inputs([str(folder / "gone.txt")])
    assert [str(item.error).split(": ", 1)[1] for item in (*inside, *named) if isinstance(item, Failure)] == [
        "is a link that leads nowhere; check its permissions, or leave it out",
        "is a link that leads nowhere; mend the link, or leave it out",
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_in_a_folder_is_not_waited_for(folder: Path) -> None:
    os.mkfifo(folder / "pipe")
    assert [reason for _, reason in below(folder).problems] == ["is no regular file"]


def test_a_name_that_is_no_unicode_can_stand_in_a_record() -> None:
    assert printable(os.fsdecode(b"bad\xff.txt")) == "bad\\xff.txt"
    assert printable("gut é.txt") == "gut é.txt"
