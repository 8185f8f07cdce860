"""Run a parser in one persistent worker process with limits on time and memory.

Parsers of web pages, PDFs and office files meet whatever an archive holds. A
file that makes one loop, swell or crash costs its own error; the worker is
started again for the next. Messages are a JSON line and bytes, never pickle.

A file that is read piece by piece has a worker to itself until it ends, as others are read meanwhile.
"""

from __future__ import annotations

import atexit
import os
import select
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from functools import cache
from typing import Any, Final

import orjson

from stancewire.config import InputConfig
from stancewire.errors import ParserFailure, StancewireError
from stancewire.sources.extract import Extract
from stancewire.sources.inputs import Input
from stancewire.sources.messages import article_of, extract_of, input_error
from stancewire.types import Article, Failure, Source

_START_SECONDS: Final = 30  # for the interpreter, before the parser's own time begins
_LONGEST_REPLY: Final = 200_000_000  # bytes; all documents of one file
_HINT: Final = "open the file and save its text, or raise parse_seconds and parse_megabytes under [input] in a config"
_MODULE: Final = ("-m", "stancewire.sources.sandboxed")


class Sandbox:
    """One worker process, started when first needed, after every breach, and after a file that made it swell."""

    def __init__(self, seconds: float, megabytes: int, program: tuple[str, ...] = _MODULE) -> None:
        """seconds, megabytes: for one file. program: what the interpreter runs as the worker."""
        self._seconds = seconds
        self._megabytes = megabytes
        self._program = program
        self._worker: subprocess.Popen[bytes] | None = None
        self._owner = os.getpid()
        atexit.register(self.close)

    def extract(
        self, media_type: str, name: str, content: bytes, place: int | None = None, **settings: Any
    ) -> tuple[Extract, ...]:
        """The documents of a file, or of one piece of it. settings: what its extractor takes beside. Raises ParserFailure on a breach, else what the extractor raised."""
        request = {"media_type": media_type, "name": _encodable(name), "place": place, "settings": settings}
        reply = self._ask(_message(request, content), name)
        if reply["worn"]:
            self.close()
        if "error" in reply:
            raise self._error(reply["error"], name)
        return tuple(extract_of(values) for values in reply["extracts"])

    def documents(
        self, media_type: str, item: Input, content: bytes, limits: InputConfig
    ) -> Iterator[Article | Failure]:
        """What a streamer gives for a file, a few documents an answer; each answer has the time of one file.

        content: of the file; none if the worker is to open item.path itself. Raises as `extract` does.
        """
        path = "" if content or item.path is None else os.fsencode(item.path.absolute()).hex()
        known = {"uri": item.uri, "member": item.member, "columns": item.columns}
        request = {"media_type": media_type, "item": known, "path": path, "limits": asdict(limits)}
        message = _message(request, content)
        while message:
            reply = self._ask(message, item.name)
            for values in reply["documents"]:
                yield self._document(values, item.name)
            if "error" in reply:
                raise self._error(reply["error"], item.name)
            message = _message({"more": True}, b"") if reply["more"] else b""
        if reply["worn"]:
            self.close()

    def close(self) -> None:
        """End the worker, if there is one and it is ours."""
        worker, self._worker = self._worker, None
        if worker and self._owner == os.getpid():
            worker.kill()
            worker.communicate()

    def _ask(self, message: bytes, name: str) -> dict[str, Any]:
        try:
            worker = self._ready()
            reply = _exchange(worker, message, time.monotonic() + self._seconds)
            values: dict[str, Any] = orjson.loads(reply)
        except TimeoutError:
            raise self._breach(name, f"took its parser longer than {self._seconds} s") from None
        except OverflowError:
            raise self._breach(name, f"holds more than {_LONGEST_REPLY:,} bytes of text") from None
        except (OSError, EOFError, orjson.JSONDecodeError):
            reason = f"broke its parser, which may have needed more than {self._megabytes} MB"
            raise self._breach(name, reason) from None
        except BaseException:
            self.close()  # an interrupted worker would give this answer to the next question
            raise
        return values

    def _ready(self) -> subprocess.Popen[bytes]:
        """The worker, waiting for a question; after a fork it is another process's."""
        if self._owner != os.getpid():
            self._worker, self._owner = None, os.getpid()
        if self._worker and self._worker.poll() is not None:
            self.close()
        if not self._worker:
            self._worker = self._start()
            _exchange(self._worker, b"", time.monotonic() + _START_SECONDS)
        return self._worker

    def _start(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, *self._program, str(self._seconds), str(self._megabytes)]
        # Sets in a parser come out in the order of their hashes, and a record must be the same on every run.
        environment = {**os.environ, "PYTHONHASHSEED": "0"}
        # Parsers talk to standard error about broken files; what matters comes back in the reply.
        return subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, env=environment
        )

    def _breach(self, name: str, reason: str) -> ParserFailure:
        self.close()
        return ParserFailure(name, reason, _HINT)

    def _error(self, values: dict[str, Any], name: str) -> StancewireError:
        """An error of ours keeps its class; a parser's own exception is a ParserFailure."""
        if error := input_error(values["class"], values["args"]):
            return error
        if values["class"] == "MemoryError":
            return self._breach(name, f"took its parser more than {self._megabytes} MB of memory")
        return ParserFailure(name, f"cannot be parsed ({values['class']}: {values['message']})", _HINT)

    def _document(self, values: dict[str, Any], name: str) -> Article | Failure:
        if "error" in values:
            error = self._error(values["error"], name)
            return Failure(id=values["id"], source=Source(**values["source"]), error=error)
        return article_of(values)


def _message(request: dict[str, Any], content: bytes) -> bytes:
    return orjson.dumps({**request, "size": len(content)}) + b"\n" + content


def _exchange(worker: subprocess.Popen[bytes], message: bytes, deadline: float) -> bytearray:
    """Send a message and read one line, both within the deadline: a worker that hangs may not even read."""
    assert worker.stdin
    assert worker.stdout
    source, target = worker.stdin.fileno(), worker.stdout.fileno()
    os.set_blocking(source, False)
    unsent, reply = memoryview(message), bytearray()
    while not reply.endswith(b"\n"):
        wait = deadline - time.monotonic()
        readable, writable, _ = select.select([target], [source] if unsent else [], [], max(0, wait))
        if wait <= 0 or not (readable or writable):
            raise TimeoutError
        if writable:
            unsent = unsent[os.write(source, unsent[:65_536]) :]
        if readable:
            piece = os.read(target, 1_048_576)
            if not piece:
                raise EOFError
            reply += piece
        if len(reply) > _LONGEST_REPLY:
            raise OverflowError
    return reply


def _encodable(name: str) -> str:
    """File names may hold bytes that are no UTF-8."""
    return name.encode("utf-8", "replace").decode()


def sandbox(limits: InputConfig) -> Sandbox:
    """The worker of this process for some limits."""
    return _sandbox(limits.parse_seconds, limits.parse_megabytes)


@cache
def _sandbox(seconds: int, megabytes: int) -> Sandbox:
    return Sandbox(seconds, megabytes)


@contextmanager
def streaming(limits: InputConfig) -> Iterator[Sandbox]:
    """A worker for one file that is read piece by piece; it is kept for the next one."""
    idle = _idle(limits.parse_seconds, limits.parse_megabytes)
    worker = idle.pop() if idle else Sandbox(limits.parse_seconds, limits.parse_megabytes)
    try:
        yield worker
    finally:
        idle.append(worker)


@cache
def _idle(seconds: int, megabytes: int) -> list[Sandbox]:
    return []
