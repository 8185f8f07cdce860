"""The golden cases: a folder with input.* and the records it shall give, one for each document."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.tagger import Tagger

FOLDER = Path(__file__).parent / "golden"
CASES = tuple(sorted(path for path in FOLDER.iterdir() if path.is_dir()))
# Which release made a record is no matter of what it says.
_RELEASE = ("model", "config_sha256", "stancewire")


def records_of(case: Path, tagger: Tagger) -> list[dict[str, Any]]:
    """What a case gives now. Its uri is the file name alone, so that the checkout's place does not matter."""
    path = next(case.glob("input.*"))
    items = read(Input(uri=path.name, path=path), tagger.config.input)
    records = [json.loads(tagger.record_of(item).to_json()) for item in items]
    return [{key: value for key, value in record.items() if key not in _RELEASE} for record in records]


def expected_of(case: Path) -> Any:
    """What a case gave when somebody last looked at it and agreed."""
    return json.loads((case / "record.json").read_text(encoding="utf-8"))
