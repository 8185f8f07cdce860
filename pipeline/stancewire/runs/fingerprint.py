"""What a run is a run of: everything that its records depend on. Two runs of one fingerprint give the same bytes."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from stancewire.config import Config
from stancewire.records.record import SCHEMA_ID
from stancewire.register.lexicon import PACKAGED as LEXICON
from stancewire.register.lookup import PACKAGED as REGISTER
from stancewire.sources.inputs import Input
from stancewire.stance.model import Model
from stancewire.types import Failure
from stancewire.version import VERSION

Json = dict[str, Any]
_CHANGES: Final = {
    "stancewire": "stancewire itself",
    "schema": "the schema of records",
    "config_sha256": "the config",
    "model": "the model",
    "register_sha256": "the register",
    "lexicon_sha256": "the lexicon",
}
_SHOWN: Final = 3


def fingerprint_of(
    inputs: Sequence[Input | Failure], config: Config, model: Model, options: Mapping[str, Any], named: Sequence[str]
) -> Json:
    """Plain values. options: those that change records or their place. named: the paths as the user gave them."""
    return {
        "stancewire": VERSION,
        "schema": SCHEMA_ID,
        "config_sha256": config.sha256,
        "model": {"name": model.name, "version": model.version, "sha256": model.sha256},
        "register_sha256": sha256_of(REGISTER),
        "lexicon_sha256": sha256_of(LEXICON),
        "options": {name: list(value) if isinstance(value, tuple) else value for name, value in options.items()},
        "inputs": {"named": list(named), **_listing(inputs)},
    }


def sha256_of(path: Path) -> str:
    """Of a file's content."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _listing(inputs: Sequence[Input | Failure]) -> Json:
    """How many files, how many bytes, and a hash of their paths, sizes and times of change."""
    digest, number, size = hashlib.sha256(), 0, 0
    for item in inputs:
        name = item.uri if isinstance(item, Input) else f"missing\0{item.source.uri}"
        for path in _files(item):
            state = _state(path)
            number, size = number + 1, size + state[0]
            digest.update(f"{path.name}\0{state}\0".encode("utf-8", "surrogatepass"))
        digest.update(f"{name}\n".encode("utf-8", "surrogatepass"))
    return {"files": number, "bytes": size, "sha256": digest.hexdigest()}


def _files(item: Input | Failure) -> Iterator[Path]:
    """The files that an input stands for; a saved dataset is known by one of several."""
    if isinstance(item, Failure) or item.path is None:
        return
    yield from sorted(item.path.parent.iterdir()) if item.path.name == "state.json" else (item.path,)


def _state(path: Path) -> tuple[int, int]:
    try:
        found = path.stat()
    except OSError:  # it costs its own record
        return 0, 0
    return found.st_size, found.st_mtime_ns


def changes(then: Json, now: Json, inputs: Sequence[Input | Failure], since: str) -> str:
    """What is another than it was in the run that began at a time, as part of a sentence; empty if nothing is."""
    found = [words for key, words in _CHANGES.items() if then.get(key) != now[key]]
    found += list(_options(then.get("options", {}), now["options"]))
    if then.get("inputs") != now["inputs"]:
        found.append(_inputs(then.get("inputs", {}), now["inputs"], inputs, since))
    return ", ".join(found)


def _options(then: Json, now: Json) -> Iterator[str]:
    for name in sorted(then.keys() | now.keys()):
        if then.get(name) != now.get(name):
            yield f"the option {name} (it was {_said(then.get(name))}, it is {_said(now.get(name))})"


def _said(value: Any) -> str:
    if value in (None, False, []):
        return "not given"
    return "given" if value is True else str(value)


def _inputs(then: Json, now: Json, inputs: Sequence[Input | Failure], since: str) -> str:
    if then.get("named") != now["named"]:
        return f"the paths (they were {' '.join(map(str, then.get('named', [])))})"
    began = datetime.fromisoformat(since).timestamp()
    newer = [p.as_posix() for item in inputs for p in _files(item) if _state(p)[1] > began * 1e9]
    if newer:
        more = f" and {len(newer) - _SHOWN} more" if len(newer) > _SHOWN else ""
        return f"the inputs (changed since: {', '.join(newer[:_SHOWN])}{more})"
    if then.get("files") != now["files"]:
        return f"the inputs (there were {then.get('files')} files, there are {now['files']})"
    return "the inputs (a file was replaced by another or touched)"
