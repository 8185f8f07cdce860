"""Word documents of before 2007: read by what is installed, and a clear sentence where nothing is."""

from __future__ import annotations

import shutil
import subprocess
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from damage import DAMAGED, damaged, lives, worker
from stancewire.errors import ParserFailure, UnsupportedFormat
from stancewire.sources.doc import extract_doc
from stancewire.sources.extract import Extract

DOC = "application/msword"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
WORD = OLE + "WordDocument".encode("utf-16-le")
ANTIWORD = shutil.which("antiword") or ""
SMALL = ("antiword", "catdoc")


@pytest.fixture
def programs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of programs, with nothing but what a test puts there."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def install(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def extract(content: bytes) -> Extract:
    (found,) = extract_doc(content, "a.doc")
    return found


def refusal(content: bytes) -> str:
    with pytest.raises((UnsupportedFormat, ParserFailure)) as caught:
        extract(content)
    return str(caught.value)


def test_without_a_converter_it_says_what_to_install(programs: Path) -> None:
    assert refusal(WORD) == (
        "a.doc: is a Word document of before 2007, which needs a converter; "
        "install one of soffice, antiword, catdoc, or save the file as .docx"
    )


@pytest.mark.parametrize(
    ("stream", "sentence"),
    [
        ("Workbook", "is an Office file of before 2007 but no Word document; save its text as .docx or .txt"),
        ("EncryptedPackage", "is protected by a password; save a copy without the password"),  # a DOCX in disguise
    ],
)
def test_another_office_file_is_named(programs: Path, stream: str, sentence: str) -> None:
    assert refusal(OLE + stream.encode("utf-16-le")) == f"a.doc: {sentence}"


def test_what_a_converter_prints_is_paragraphs_and_tables(programs: Path) -> None:
    install(
        programs,
        "antiword",
        "printf 'LMC’s plan\\n\\nMembers voted.\\n|Board |For |\\n|Quay  |19  |\\n-----------\\nAfter\\n'",
    )
    found = extract(WORD)
    assert found.raw.split("\n\n") == ["LMC’s plan", "Members voted.", "Board | For\nQuay | 19", "After"]
    assert [found.raw[mark.start : mark.end] for mark in found.marks] == ["Board | For\nQuay | 19"]
    assert found.warnings == ("converted by antiword, which leaves out letterheads",)


@pytest.mark.parametrize("failing", ["exit 1", "echo half; exit 3", ":"])
def test_the_next_converter_is_asked_if_one_fails(programs: Path, failing: str) -> None:
    install(programs, "antiword", failing)
    install(programs, "catdoc", "echo Members voted.")
    assert extract(WORD).raw == "Members voted."


def test_if_all_fail_it_says_so(programs: Path) -> None:
    for name in SMALL:
        install(programs, name, "echo 'no Word document' >&2; exit 1")
    assert refusal(WORD) == (
        "a.doc: cannot be converted by antiword, catdoc; open it in Word or LibreOffice and save it as .docx"
    )


def test_a_converter_that_hangs_is_ended_with_its_children(programs: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("stancewire.sources.doc._CONVERTERS", {"antiword": (0.3, ("{file}",))})
    beat = programs / "beat"
    install(programs, "antiword", f"while :; do echo x >> {beat}; /bin/sleep 0.05; done & wait")
    assert "cannot be converted" in refusal(WORD)
    size = beat.stat().st_size
    time.sleep(0.3)
    assert beat.stat().st_size == size


@pytest.mark.skipif(not shutil.which("soffice"), reason="LibreOffice is not installed, so there is no .doc to read")
@pytest.mark.parametrize("converter", ["soffice", *SMALL])
def test_a_word_document_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, converter: str) -> None:
    if not shutil.which(converter):
        pytest.skip(f"{converter} is not installed")
    content = word_document(tmp_path)
    monkeypatch.setattr("shutil.which", lambda command: command if command == converter else None)
    assert extract(content).raw.split("\n\n")[:2] == ["The LMC’s answer", "Members voted against the plan."]


def word_document(folder: Path) -> bytes:
    source = folder / "a.rtf"
    source.write_bytes(
        rb"{\rtf1\ansi\ansicpg1252 The LMC\'92s answer\par " + 40 * rb"Members voted against the plan.\par " + b"}"
    )
    home = f"-env:UserInstallation=file://{folder}/home"
    command = ["soffice", "--headless", home, "--convert-to", "doc", "--outdir", str(folder), str(source)]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    return source.with_suffix(".doc").read_bytes()


@pytest.mark.skipif(not ANTIWORD, reason="antiword is not installed")
def test_damaged_files_are_read_or_refused(programs: Path) -> None:
    (programs / "antiword").symlink_to(ANTIWORD)
    with worker() as sandbox:

        @settings(DAMAGED, max_examples=20)
        @given(st.data())
        def check(data: st.DataObject) -> None:
            lives(sandbox, DOC, data.draw(damaged(WORD + bytes(8_000))))

        check()
