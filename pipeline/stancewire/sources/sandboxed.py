"""The worker side of the sandbox: read a request, extract, answer, until standard input ends.

    python -m stancewire.sources.sandboxed SECONDS MEGABYTES

It says "ready" once. A request is one line {"media_type", "name", "size"} and then `size` bytes; an
answer is one line {"extracts": […], "worn"} or {"error": {"class", "message",
"args"}, "worn"}. `worn` says that this process has grown so much that the next
file would have less memory than the first one had.
"""

from __future__ import annotations

import os
import signal
import sys
from dataclasses import asdict
from importlib import import_module
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.errors import StancewireError
from stancewire.sources import EXTRACTORS
from stancewire.sources.extract import Extract

_GRACE_SECONDS: Final = 5
_WORN_SHARE: Final = 0.5  # of the memory allowed
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


def answer(media_type: str, name: str, content: bytes) -> dict[str, Any]:
    """The reply to one request; an exception of the parser is an answer too."""
    try:
        module, _, function = EXTRACTORS[media_type].partition(":")
        return {"extracts": list(getattr(import_module(module), function)(content, name))}
    except Exception as error:
        args = list(error.args) if isinstance(error, StancewireError) else []
        return {"error": {"class": type(error).__name__, "message": str(error)[:500], "args": args}}


def packed(reply: dict[str, Any]) -> bytes:
    """A reply as one line. Half a surrogate pair, which broken files hold, has no place in UTF-8 and becomes "?"."""
    try:
        return orjson.dumps(reply, default=str)
    except orjson.JSONEncodeError:
        return orjson.dumps(_encodable(reply), default=str)
    except MemoryError:
        return orjson.dumps({"error": {"class": "MemoryError", "message": "", "args": []}})


def _encodable(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, Extract):
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
    while line := requests.readline():
        request = orjson.loads(line)
        content = requests.read(request["size"])
        if len(content) < request["size"]:
            return  # the parent is gone
        _set_alarm(seconds + _GRACE_SECONDS)
        reply = answer(request["media_type"], request["name"], content)
        answers.write(packed({**reply, "worn": is_worn(megabytes)}) + b"\n")
        answers.flush()
        _set_alarm(0)


def _set_alarm(seconds: float) -> None:
    """End this process if it parses on after its parent, who keeps the time, was killed."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


if __name__ == "__main__":
    main()
