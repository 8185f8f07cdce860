"""The worker side of the sandbox: read a request, extract, answer, until standard input ends.

    python -m stancewire.sources.sandboxed MEGABYTES

A request is one line {"media_type", "name", "size"} and then `size` bytes; an
answer is one line {"extracts": […]} or {"error": {"class", "message", "args"}}.
"""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Any

import orjson

from stancewire.errors import StancewireError
from stancewire.sources import EXTRACTORS


def limit_memory(megabytes: int) -> None:
    """Bound this process's address space, where the system can."""
    try:
        import resource
    except ImportError:
        return
    size = megabytes * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (size, size))


def answer(media_type: str, name: str, content: bytes) -> bytes:
    """The reply to one request; an exception of the parser is an answer too."""
    module, _, function = EXTRACTORS[media_type].partition(":")
    try:
        extracts = list(getattr(import_module(module), function)(content, name))
        return orjson.dumps({"extracts": extracts})
    except (Exception, RecursionError, MemoryError) as error:
        args = list(error.args) if isinstance(error, StancewireError) else []
        reply: dict[str, Any] = {"class": type(error).__name__, "message": str(error)[:500], "args": args}
        return orjson.dumps({"error": reply}, default=str)


def main() -> None:
    """Serve requests. Whatever a parser prints must not land among the answers."""
    limit_memory(int(sys.argv[1]))
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr
    while line := requests.readline():
        request = orjson.loads(line)
        content = requests.read(request["size"])
        answers.write(answer(request["media_type"], request["name"], content) + b"\n")
        answers.flush()


if __name__ == "__main__":
    main()
