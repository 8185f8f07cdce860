"""Signals that end a run are heard only where nothing can be half done; elsewhere they wait."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final, Self

_NAMES: Final = ("SIGINT", "SIGTERM", "SIGHUP")


class Stopped(KeyboardInterrupt):
    """The run was asked to end."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.exit_code = 128 + number


class Signals:
    """Within it, SIGINT, SIGTERM and SIGHUP raise Stopped, but only inside of `heard()`; one that is ignored stays so."""

    def __init__(self) -> None:
        self._old: dict[int, Any] = {}
        self._came: int | None = None
        self._hears = False

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():  # no other can set them
            for name in _NAMES:
                number = getattr(signal, name, None)
                if number and signal.getsignal(number) is not signal.SIG_IGN:
                    self._old[number] = signal.signal(number, self._receive)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._old.items():
            signal.signal(number, handler)

    def _receive(self, number: int, _: FrameType | None) -> None:
        self._came = number
        if self._hears:
            self._hears = False  # a second one must not break the way out
            raise Stopped(number)

    @contextmanager
    def heard(self) -> Iterator[None]:
        """A stretch that may be broken off anywhere. Raises Stopped for a signal that came before it, too."""
        self._hears = True
        try:
            if self._came is not None:
                raise Stopped(self._came)
            yield
        finally:
            self._hears = False
