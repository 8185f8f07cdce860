from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest

from stancewire.errors import OutputError
from stancewire.runs.output import check_output, open_output


def test_an_output_appears_whole(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    with open_output(str(path)) as stream:
        stream.write(b"1\n")
        assert not path.exists()
    assert path.read_bytes() == b"1\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


@pytest.mark.parametrize("error", [KeyboardInterrupt, RuntimeError])
def test_an_interrupted_run_leaves_what_was_there(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old\n")

    def broken_off() -> None:
        with open_output(str(path)) as stream:
            stream.write(b"new\n")
            raise error

    with pytest.raises(error):
        broken_off()
    assert path.read_bytes() == b"old\n"
    assert [p.name for p in tmp_path.iterdir()] == ["out.jsonl"]


def test_an_existing_output_needs_force(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"")
    with pytest.raises(OutputError, match="exists already; name another file, or give --force"):
        check_output(str(path), force=False)
    check_output(str(path), force=True)


def test_a_folder_is_no_output(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match=r"is a folder; name a file, for instance .*records\.jsonl"):
        check_output(str(tmp_path), force=True)


def test_the_folder_of_the_output_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="does not exist; make the folder first"):
        check_output(str(tmp_path / "none" / "out.jsonl"), force=False)


def test_standard_output_is_always_fine() -> None:
    check_output("-", force=False)


def test_a_link_is_followed_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "out.jsonl").write_bytes(b"old\n")
    (tmp_path / "link").symlink_to(tmp_path / "there" / "out.jsonl")
    with open_output(str(tmp_path / "link")) as stream:
        stream.write(b"new\n")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "there" / "out.jsonl").read_bytes() == b"new\n"


def test_a_replaced_file_keeps_its_mode(tmp_path: Path) -> None:
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"old\n")
    path.chmod(0o600)
    with open_output(str(path)) as stream:
        stream.write(b"new\n")
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_written_to_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "pipe"
    os.mkfifo(path)
    check_output(str(path), force=False)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(path.read_bytes()))
    reader.start()
    with open_output(str(path)) as stream:
        stream.write(b"1\n")
    reader.join(10)
    assert (got, path.is_fifo()) == ([b"1\n"], True)


def test_an_output_without_a_name_is_refused() -> None:
    with pytest.raises(OutputError, match="names no file"):
        check_output("", force=False)
