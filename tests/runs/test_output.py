from __future__ import annotations

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
