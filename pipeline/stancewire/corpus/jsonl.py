"""JSON Lines, read so that nothing a file holds can do worse than cost its own row.

In:  a path; whatever stands there: a folder, another format, half a row, a row without end.
Out: JSON objects with their places; a line that gives none is a sentence. A file that cannot be read is an error.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from stancewire.corpus.violations import Findings, Place
from stancewire.errors import MissingInput, UnreadableInput

Row = Mapping[str, Any]

LONGEST_ROW: Final = 250_000  # characters; the longest published row of stance-v1 has some 30,000
_BYTE_ORDER_MARK: Final = "\ufeff"
_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,79}")
_LONGEST_NUMBER: Final = 18  # digits


def is_id(value: object) -> bool:
    """Whether a value can name a row: letters, digits, dots, hyphens and underscores, 80 at most."""
    return isinstance(value, str) and _ID.fullmatch(value) is not None


def rows_of(path: Path, findings: Findings, name: str = "") -> Iterator[tuple[Place, Row]]:
    """The JSON objects of a file. `name`: what the file is called in sentences.

    Raises MissingInput or UnreadableInput.
    """
    for number, line in enumerate(_lines(path), start=1):
        place = Place(file=name or path.name, name=f"line {number}")
        if number == 1 and line.startswith(_BYTE_ORDER_MARK):
            findings.add(place, [("row", "begins with a byte order mark; save the file as UTF-8 without one")])
        text = line.removeprefix(_BYTE_ORDER_MARK) if number == 1 else line
        if not text.strip():
            continue
        row = _row(text)
        if isinstance(row, str):
            findings.add(place, [("row", row)])
        else:
            yield Place(file=place.file, name=row["id"] if is_id(row.get("id")) else place.name), row


def _lines(path: Path) -> Iterator[str]:
    """Lines of at most one character more than a row may have; what follows on the same line is passed over."""
    if path.exists() and not path.is_file():
        raise UnreadableInput(path.as_posix(), "is no file", "put a JSONL file there, or take it away")
    try:
        with path.open(encoding="utf-8") as stream:
            while line := stream.readline(LONGEST_ROW + 1):
                yield line
                while line and len(line) > LONGEST_ROW and not line.endswith("\n"):
                    line = stream.readline(LONGEST_ROW + 1) or "\n"
    except FileNotFoundError:
        raise MissingInput(path.as_posix(), "no such file", "check the path") from None
    except (OSError, UnicodeDecodeError) as error:
        raise UnreadableInput(path.as_posix(), f"cannot be read ({error})", "give a JSONL file in UTF-8") from None


def _row(line: str) -> Row | str:
    """The object of a line, or what is wrong with the line and the mend."""
    if len(line.rstrip("\n")) > LONGEST_ROW:
        return f"longer than {LONGEST_ROW:,} characters; write one document a line, without what does not belong to it"
    try:
        row = json.loads(line, object_pairs_hook=_object, parse_int=_whole, parse_constant=_refuse)
    except json.JSONDecodeError as error:
        return f"not JSON ({error.msg}); write one JSON object a line"
    except RecursionError:
        return "nested too deep; write one JSON object a line, with the fields of the corpus"
    except ValueError as error:
        return str(error)
    return row if isinstance(row, dict) else "not a JSON object; write one document as one object"


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(f"has the field {name[:40]!r} twice in one object; keep one of them")
        found[name] = value
    return found


def _whole(digits: str) -> int:
    if len(digits.lstrip("-")) > _LONGEST_NUMBER:
        raise ValueError(f"has a number of {len(digits.lstrip('-')):,} digits; correct it")
    return int(digits)


def _refuse(name: str) -> None:
    raise ValueError(f"not JSON ({name} is no value); write a number, or take the field out")
