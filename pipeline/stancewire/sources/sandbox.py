"""Run a parser in one persistent worker process with limits on time and memory.

Parsers of web pages, PDFs and office files meet whatever an archive holds. A
file that makes one loop, swell or crash costs its own error; the worker is
started again for the next. Messages are a JSON line and bytes, never pickle.
"""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import sys
import time
from functools import cache
from typing import Any

import orjson

import stancewire.errors
from stancewire.config import InputConfig
from stancewire.errors import InputError, ParserFailure, StancewireError
from stancewire.sources.extract import Extract
from stancewire.types import Given, Zone

_START_SECONDS = 30  # for the interpreter, beside the parser's own time
_HINT = "open the file and save its text, or raise parse_seconds and parse_megabytes under [input] in a config"


class Sandbox:
    """One worker process, started when first needed and after every breach."""

    def __init__(self, seconds: float, megabytes: int) -> None:
        self._seconds = seconds
        self._megabytes = megabytes
        self._worker: subprocess.Popen[bytes] | None = None

    def extract(self, media_type: str, name: str, content: bytes) -> tuple[Extract, ...]:
        """The documents of a file. Raises ParserFailure on a breach, else what the extractor raised."""
        reply = self._ask(orjson.dumps({"media_type": media_type, "name": name, "size": len(content)}), content, name)
        if "error" in reply:
            raise _error(reply["error"], name)
        return tuple(_extract(values) for values in reply["extracts"])

    def close(self) -> None:
        """End the worker, if there is one."""
        if self._worker:
            self._worker.kill()
            self._worker.communicate()
            self._worker = None

    def _ask(self, head: bytes, content: bytes, name: str) -> dict[str, Any]:
        started = self._worker is None
        worker = self._worker = self._worker or self._start()
        deadline = time.monotonic() + self._seconds + (_START_SECONDS if started else 0)
        try:
            reply = _exchange(worker, head + b"\n" + content, deadline)
        except TimeoutError:
            self.close()
            raise ParserFailure(name, f"took its parser longer than {self._seconds} s", _HINT) from None
        except (OSError, EOFError):
            self.close()
            reason = f"broke its parser, which may have needed more than {self._megabytes} MB of memory"
            raise ParserFailure(name, reason, _HINT) from None
        values: dict[str, Any] = orjson.loads(reply)
        return values

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "stancewire.sources.sandboxed", str(self._megabytes)]
        # Parsers talk to standard error about broken files; what matters comes back in the reply.
        worker = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
        atexit.register(self.close)
        return worker


def _exchange(worker: subprocess.Popen[bytes], message: bytes, deadline: float) -> bytes:
    """Send a message and read one line, both within the deadline: a worker that hangs may not even read."""
    assert worker.stdin
    assert worker.stdout
    source, target = worker.stdin.fileno(), worker.stdout.fileno()
    os.set_blocking(source, False)
    unsent, reply = memoryview(message), bytearray()
    while not reply.endswith(b"\n"):
        wait = deadline - time.monotonic()
        readable, writable, _ = select.select([target], [source] if unsent else [], [], max(0, wait))
        if not (readable or writable):
            raise TimeoutError
        if writable:
            unsent = unsent[os.write(source, unsent[:65_536]) :]
        if readable:
            piece = os.read(target, 1_048_576)
            if not piece:
                raise EOFError
            reply += piece
    return bytes(reply)


def _extract(values: dict[str, Any]) -> Extract:
    return Extract(
        raw=values["raw"],
        marks=tuple(Zone(**mark) for mark in values["marks"]),
        found=Given(**values["found"]),
        found_from=values["found_from"],
        part=values["part"],
        warnings=tuple(values["warnings"]),
    )


def _error(values: dict[str, Any], name: str) -> StancewireError:
    """An error of ours keeps its class; a parser's own exception is a ParserFailure."""
    kind = getattr(stancewire.errors, values["class"], None)
    if isinstance(kind, type) and issubclass(kind, InputError):
        error: StancewireError = kind(*values["args"])
        return error
    return ParserFailure(name, f"cannot be parsed ({values['class']}: {values['message']})", _HINT)


@cache
def sandbox(limits: InputConfig) -> Sandbox:
    """The worker of this process for some limits."""
    return Sandbox(limits.parse_seconds, limits.parse_megabytes)
