"""What stands below a folder: every file once, and nothing passed over in silence."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from stancewire.config import InputConfig
from stancewire.sources.inputs import Input, find_inputs
from stancewire.sources.reading import read
from stancewire.sources.walk import below, printable
from stancewire.types import Article, Failure


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


def test_a_link_within_the_folder_is_read_where_it_leads_and_loops_end(folder: Path) -> None:
    (folder / "b" / "loop").symlink_to(folder)
    (folder / "0").symlink_to(folder / "b")
    found = below(folder)
    assert ([path.relative_to(folder).as_posix() for path in found.files], found.problems) == (
        ["a.txt", "b/1.txt", "b/2.txt"],
        [],
    )


@pytest.fixture
def elsewhere(folder: Path, tmp_path: Path) -> Path:
    """A folder that a link in the one that is walked leads to."""
    (tmp_path / "in-other").mkdir()
    (tmp_path / "in-other" / "o.txt").write_text("text", encoding="utf-8")
    (folder / "link").symlink_to(tmp_path / "in-other")
    return tmp_path / "in-other"


def test_a_link_that_leads_out_of_the_folder_is_an_error_and_not_followed(folder: Path, elsewhere: Path) -> None:
    (folder / "b" / "up").symlink_to(folder.parent)
    (folder / "hidden").symlink_to(folder / ".hidden")
    read_, said = names(folder), [str(path.relative_to(folder)) for path, _ in below(folder).problems]
    assert (read_, said) == (["a.txt", "b/1.txt", "b/2.txt"], ["b/up", "hidden", "link"])
    last = find_inputs([str(folder)])[2]
    assert isinstance(last, Failure)
    assert str(last.error) == (
        f"{folder}/link: is a link to a folder that stands elsewhere, which is not followed; name that folder too if it is to be read"
    )


def test_a_link_that_is_named_is_read(folder: Path, elsewhere: Path) -> None:
    assert [Path(item.uri).name for item in find_inputs([str(folder / "link")]) if isinstance(item, Input)] == ["o.txt"]


def test_a_link_to_a_file_is_the_file(folder: Path, elsewhere: Path) -> None:
    (folder / "c.txt").symlink_to(elsewhere / "o.txt")
    assert names(folder)[-1] == "c.txt"


def test_a_pattern_of_any_depth_follows_no_link_either(folder: Path, elsewhere: Path) -> None:
    for name in ("l1", "l2"):
        (folder / name).symlink_to(folder)
    for pattern in ("**/*.txt", "**/*", "**"):
        found = find_inputs([str(folder / pattern)])
        assert [Path(item.uri).name for item in found if isinstance(item, Input)] == ["a.txt", "1.txt", "2.txt"]
        assert sum(isinstance(item, Failure) for item in found) == (pattern != "**/*.txt")


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


PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def records(folder: Path, *named: str, exclude: tuple[Path, ...] = ()) -> list[tuple[str, str]]:
    """Of each document its file, and its warnings or its error."""
    inputs = find_inputs([*named, str(folder)], exclude)
    items = [item for one in inputs for item in (read(one, InputConfig()) if isinstance(one, Input) else [one])]
    return [
        (Path(item.source.uri).name, "; ".join(item.warnings) if isinstance(item, Article) else str(item.error))
        for item in items
    ]


@pytest.fixture
def saved(folder: Path) -> Path:
    """A folder with a page that was saved with all that belongs to it."""
    (folder / "b" / "page_files").mkdir()
    (folder / "__MACOSX").mkdir()
    for name, content in (
        ("b/page_files/logo.png", PNG), ("b/page_files/small.png", PNG), ("b/page_files/x.css", b"p {}"), ("desktop.ini", b"[x]"), ("__MACOSX/y.txt", b"y"),
    ):  # fmt: skip
        (folder / name).write_bytes(content)
    return folder


def test_pictures_and_styles_of_a_folder_are_counted_on_its_last_document(saved: Path) -> None:
    said = f"what the folder {saved} holds beside documents was passed over: 1 .css, 2 .png, 1 desktop.ini"
    assert records(saved) == [("a.txt", ""), ("1.txt", ""), ("2.txt", said)]


def test_the_count_is_not_lost_with_the_last_file(saved: Path) -> None:
    last = saved / "b" / "2.txt"
    assert "2 .png" in dict(records(saved, exclude=(last,)))["1.txt"]
    assert "2 .png" in dict(records(saved, str(last)))["1.txt"]
    last.write_bytes(b"")
    assert dict(records(saved))["2.txt"].startswith(f"{last}: is empty (what the folder")


def test_a_folder_of_pictures_alone_is_one_error(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(PNG)
    ((_, error),) = records(tmp_path)
    assert "the folder holds no file to read (what the folder" in error
    assert "1 .png" in error


def test_a_picture_that_is_named_is_an_error_and_not_a_remark(saved: Path) -> None:
    picture = saved / "b" / "page_files" / "logo.png"
    assert dict(records(picture))["logo.png"].startswith(f"{picture}: is image/png, for which there is no reader")


def test_a_text_that_is_called_a_picture_is_read(folder: Path) -> None:
    (folder / "letter.jpg").write_text("text", encoding="utf-8")
    assert ("letter.jpg", "") in records(folder)
