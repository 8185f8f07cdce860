"""The worker side of the sandbox: read a request, extract, answer, until standard input ends.

    python -m stancewire.sources.sandboxed SECONDS MEGABYTES

It says "ready" once. A request is one line {"media_type", "name", "place", "settings", "size"} and then `size`
bytes; an answer is one line {"extracts": […], "worn"} or {"error": {"class", "message", "args"}, "worn"}.
`worn` says that this process has grown so much that the next file would have less memory than the first
one had. A request with an "item" opens a file that is read piece by piece; it and each {"more"} that
follows is answered by {"documents": […], "more", "worn"}, with an "error" behind the last document if there is one.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.config import InputConfig
from stancewire.errors import StancewireError
from stancewire.sources import EXTRACTORS, PIECERS, STREAMERS
from stancewire.sources.inputs import Input
from stancewire.types import Article, Failure

_GRACE_SECONDS: Final = 5
_WORN_SHARE: Final = 0.5  # of the memory allowed
_LONGEST_ANSWER: Final = 1_000_000  # characters of text in one answer of a streamer, but for the last document
_MOST_DOCUMENTS: Final = 200  # in one answer
_STATM: Final = Path("/proc/self/statm")


def limit_memory(megabytes: int) -> None:
    """Bound this process's address space, where the system can, and leave no image of it where it crashes."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


class Answers:
    """What this process answers; it keeps the file that is read piece by piece."""

    def __init__(self) -> None:
        self._rest: Iterator[Article | Failure] | None = None

    def __call__(self, request: dict[str, Any], content: bytes) -> dict[str, Any]:
        """The reply to one request; an exception of the parser is an answer too."""
        if "item" in request:
            self._rest = _opened(request, content)
        if "item" in request or "more" in request:
            return self._some()
        try:
            return {"extracts": list(_extracts(request, content))}
        except Exception as error:
            return {"error": _told(error)}

    def _some(self) -> dict[str, Any]:
        """The next documents. A worker that was started in the place of another knows of none, and must not say that was all."""
        documents: list[Any] = []
        length = 0
        try:
            if self._rest is None:
                raise EOFError("the worker that read it was ended")
            while length < _LONGEST_ANSWER and len(documents) < _MOST_DOCUMENTS:
                document = next(self._rest, None)
                if document is None:
                    return {"documents": documents, "more": False}
                length += len(document.raw) if isinstance(document, Article) else 0
                documents.append(_shown(document))
        except Exception as error:
            self._rest = None
            return {"documents": documents, "more": False, "error": _told(error)}
        return {"documents": documents, "more": True}


def _extracts(request: dict[str, Any], content: bytes) -> Any:
    kind, name, place = request["media_type"], request["name"], request["place"]
    if place is not None:
        return _named(PIECERS[kind])(content, name, place)
    return _named(EXTRACTORS[kind])(content, name, **request["settings"])


def _opened(request: dict[str, Any], content: bytes) -> Iterator[Article | Failure]:
    """The documents of a file, which is opened when the first of them is asked for."""
    columns = tuple((field, column) for field, column in request["item"].pop("columns"))
    item = Input(**request["item"], columns=columns)
    path = bytes.fromhex(request["path"])
    with open(path, "rb") if path else BytesIO(content) as file:  # noqa: PTH123 - its name is bytes
        yield from _named(STREAMERS[request["media_type"]])(item, file, InputConfig(**request["limits"]))


def _named(entry: str) -> Any:
    module, _, function = entry.partition(":")
    return getattr(import_module(module), function)


def _shown(document: Article | Failure) -> Any:
    if isinstance(document, Article):
        return document
    return {"id": document.id, "source": document.source, "error": _told(document.error)}


def _told(error: Exception) -> dict[str, Any]:
    args = list(error.args) if isinstance(error, StancewireError) else []
    name = "MemoryError" if isinstance(error, MemoryError) else type(error).__name__  # pyarrow has one of its own
    return {"class": name, "message": str(error)[:500], "args": args}


def packed(reply: dict[str, Any]) -> bytes:
    """A reply as one line. Half a surrogate pair, which broken files hold, has no place in UTF-8 and becomes "?"."""
    try:
        return orjson.dumps(reply, default=str)
    except orjson.JSONEncodeError:
        return orjson.dumps(_encodable(reply), default=str)
    except MemoryError:
        return orjson.dumps({"documents": [], "error": {"class": "MemoryError", "message": "", "args": []}})


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if is_dataclass(value) and not isinstance(value, type):
        return _encodable(asdict(value))
    if isinstance(value, dict):
        return {key: _encodable(item) for key, item in value.items()}
    return [_encodable(item) for item in value] if isinstance(value, list | tuple) else value


def is_worn(megabytes: int) -> bool:
    """Whether what earlier files have left behind takes up a good part of the memory allowed."""
    # Not ru_maxrss: a process started by one that holds much has that much as its own peak.
    try:
        resident = int(_STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except OSError:
        return False
    return resident > megabytes * 1_000_000 * _WORN_SHARE


def main() -> None:
    """Serve requests. Whatever a parser prints, or its C library, must not land among the answers."""
    seconds, megabytes = float(sys.argv[1]), int(sys.argv[2])
    limit_memory(megabytes)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides what a Ctrl-C ends
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(2, 1)
    answers.write(b"ready\n")
    answers.flush()
    answered = Answers()
    while line := requests.readline():
        request = orjson.loads(line)
        content = requests.read(request["size"])
        if len(content) < request["size"]:
            return  # the parent is gone
        _set_alarm(seconds + _GRACE_SECONDS)
        reply = answered(request, content)
        answers.write(packed({**reply, "worn": is_worn(megabytes)}) + b"\n")
        answers.flush()
        _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    """End this process if it parses on after its parent, who keeps the time, was killed."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
