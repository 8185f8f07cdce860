"""The parent's side of one worker process: start it, ask it, and end it when it dies or hangs."""

from __future__ import annotations

import multiprocessing
import signal
import threading
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from typing import Final

from stancewire.config import Config
from stancewire.errors import CrewError, StancewireError
from stancewire.runs.lines import Job, LeftOut, Line
from stancewire.runs.selection import Selection
from stancewire.runs.worker import HELD, READY, work

START_SECONDS: Final = 300.0  # to import everything and load the models, on a machine that is busy
STARTS: Final = 3
_STARTING = threading.Lock()  # the interpreter's own list of child processes is not made for several threads


class Lost(Exception):
    """The worker gave no answer."""

    def __init__(self, hung: bool) -> None:
        super().__init__(hung)
        self.hung = hung  # else it died


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What every worker of a crew is given."""

    config: Config
    with_text: bool
    selection: Selection


class Hand:
    """One worker process, started again after it was lost. For one thread at a time."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._process: SpawnProcess | None = None
        self._connection: Connection | None = None
        self._is_ready = False
        self._stopped = False

    def start(self) -> None:
        """Start the process, if it is not there; its models are still to be loaded."""
        if self._process:
            return
        # "spawn" on every system: forking a process that holds threads or models is where hangs come from.
        context = multiprocessing.get_context("spawn")
        self._connection, theirs = context.Pipe()
        arguments = (theirs, self._settings.config, self._settings.with_text, self._settings.selection)
        process = context.Process(target=work, args=arguments, daemon=True)
        try:
            with _STARTING, _signals_held():
                process.start()
        except BaseException:
            self.end()  # one that was never launched can be neither killed nor joined
            raise
        finally:
            theirs.close()  # else its end would not be noticed
        self._process = process
        self._is_ready = False

    def ready(self) -> None:
        """Return once the models are loaded. Raises what kept them from it, CrewError if the process dies again and again."""
        for _ in range(STARTS):
            if self._stopped:
                raise Lost(hung=False)
            self.start()
            if self._is_ready:
                return
            try:
                answer = self._receive(START_SECONDS)
            except Lost:
                self.end()
                continue
            if isinstance(answer, StancewireError):
                raise answer
            self._is_ready = answer == READY
            return
        reason = f"ended {STARTS} times while its models were loaded"
        raise CrewError("a worker process", reason, "give the machine more memory, or take fewer --workers")

    def ask(self, job: Job, seconds: float) -> Line | LeftOut:
        """What became of a document. seconds: to wait for it; 0: without end. Raises Lost, and the process is gone."""
        self.ready()
        assert self._connection
        try:
            self._connection.send(job)
            answer = self._receive(seconds)
        except OSError:
            self.end()
            raise Lost(hung=False) from None
        except Lost:
            self.end()
            raise
        assert isinstance(answer, Line | LeftOut)
        return answer

    def _receive(self, seconds: float) -> object:
        assert self._connection
        try:
            if not self._connection.poll(seconds or None):
                raise Lost(hung=True)
            return self._connection.recv()
        except (EOFError, OSError):
            raise Lost(hung=False) from None

    def stop(self) -> None:
        """Kill the process from another thread; the one that waits for its answer hears of it and ends it."""
        self._stopped = True
        with suppress(AttributeError, ValueError):  # it may be gone already
            self._process.kill()  # type: ignore[union-attr]

    def end(self) -> None:
        """Kill the process, if there is one: it has nothing to save."""
        process, self._process = self._process, None
        connection, self._connection = self._connection, None
        if process:
            process.kill()
            process.join()
            process.close()
        if connection:
            connection.close()


class _signals_held:  # noqa: N801 - reads as a statement
    """A process that is started meanwhile begins deaf, and stays so until it has said what it wants to hear."""

    def __enter__(self) -> None:
        if hasattr(signal, "pthread_sigmask"):
            self._old = signal.pthread_sigmask(signal.SIG_BLOCK, HELD)

    def __exit__(self, *_: object) -> None:
        if hasattr(signal, "pthread_sigmask"):
            signal.pthread_sigmask(signal.SIG_SETMASK, self._old)
