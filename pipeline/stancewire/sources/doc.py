"""A Word document of 1997 to 2003 (.doc) is one document, read by a converter that is installed on the system.

In:  the bytes of an OLE file, which may be anything Office wrote before 2007.
Out: one Extract; an OLE file that is no Word document, or no converter, is an UnsupportedFormat.

There is no library for the format. LibreOffice keeps everything; antiword and
catdoc are small and quick but know no headers and no tracked changes.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from stancewire.errors import ParserFailure, UnsupportedFormat
from stancewire.sources.blocks import Block, assemble
from stancewire.sources.docx import extract_docx
from stancewire.sources.extract import Extract

# The best first. All their seconds together are fewer than the sandbox gives, so that none outlives it.
_CONVERTERS: Final = {
    "soffice": (10, ("--headless", "-env:UserInstallation=file://{folder}/home", "--convert-to", "docx", "--outdir", "{folder}", "{file}")),
    "antiword": (4, ("-w", "0", "-m", "UTF-8.txt", "{file}")),
    "catdoc": (4, ("-w", "-d", "utf-8", "{file}")),
}  # fmt: skip
_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
_WORD: Final = "WordDocument".encode("utf-16-le")
_RULE: Final = re.compile(r"-{10,}")  # antiword's, above the footnotes
_ROW: Final = re.compile(r"\|.*\|")


def extract_doc(content: bytes, name: str) -> Iterator[Extract]:
    """Yield the document of a .doc file. Raises UnsupportedFormat, and ParserFailure if every converter fails."""
    if _PASSWORD in content:
        raise UnsupportedFormat(name, "is protected by a password", "save a copy without the password")
    if _WORD not in content:
        raise UnsupportedFormat(
            name, "is an Office file of before 2007 but no Word document", "save its text as .docx or .txt"
        )
    installed = [command for command in _CONVERTERS if shutil.which(command)]
    if not installed:
        hint = f"install one of {', '.join(_CONVERTERS)}, or save the file as .docx"
        raise UnsupportedFormat(name, "is a Word document of before 2007, which needs a converter", hint)
    yield _converted(content, name, installed)


def _converted(content: bytes, name: str, installed: list[str]) -> Extract:
    """What the first converter makes of the file that can read it."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "input.doc"
        file.write_bytes(content)
        for command in installed:
            text = _run(command, file)
            document = file.with_suffix(".docx")
            if document.exists():
                return next(extract_docx(document.read_bytes(), name))
            if text:
                return assemble(_blocks(text), warnings=(f"converted by {command}, which leaves out letterheads",))
    hint = "open it in Word or LibreOffice and save it as .docx"
    raise ParserFailure(name, f"cannot be converted by {', '.join(installed)}", hint)


def _run(command: str, file: Path) -> str:
    """What a converter prints in its time, nothing if it fails."""
    seconds, arguments = _CONVERTERS[command]
    process = subprocess.Popen(
        [command, *(part.format(file=file, folder=file.parent) for part in arguments)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "HOME": str(file.parent), "LC_ALL": "C.UTF-8"},
        start_new_session=True,
    )
    try:
        printed, _ = process.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)  # soffice is a script that starts others
        process.communicate()
        return ""
    return "" if process.returncode else printed.decode("utf-8", "replace").strip()


def _blocks(text: str) -> Iterator[Block]:
    """A paragraph a line; rows of tables, which begin and end with a bar, together."""
    rows: list[str] = []
    for line in text.split("\n"):
        if _ROW.fullmatch(line.strip()):
            rows.append(" | ".join(cell.strip() for cell in line.strip().strip("|").split("|")))
            continue
        yield Block("\n".join(rows), "table")
        rows = []
        yield Block("" if _RULE.fullmatch(line) else line)
    yield Block("\n".join(rows), "table")
