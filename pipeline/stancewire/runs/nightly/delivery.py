"""What both ways to deliver a digest share: how a failure is said, where secrets come from, and that nothing takes forever."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, TypeVar

from stancewire.errors import LocatedError

_LONGEST: Final = 10_000  # characters of a secret
Result = TypeVar("Result")


class NotDelivered(LocatedError):
    """A digest could not be handed over; it never costs the night, and is sent again with the next one."""


def secret_of(where: str, variable: str, file: Path | None, environment: Mapping[str, str]) -> str:
    """A password or the like, from a variable of the environment or from the first line of a file; "" if neither is named.

    where: the section of the config, for the error. Raises NotDelivered, which never holds the secret.
    """
    if variable and file:
        raise NotDelivered(where, "names a variable and a file for one secret", "leave one of them out")
    if variable:
        found = environment.get(variable, "")
        named, hint = f"variable {variable}", "set it in the environment of the run (systemd: EnvironmentFile=)"
    elif file:
        found, hint = _first_line(where, file), "write it on the first line of the file"
        named = f"file {file.name}"
    else:
        return ""
    if not found or len(found) > _LONGEST or not found.isprintable():
        raise NotDelivered(where, f"the {named} holds no usable secret", hint)
    return found


def _first_line(where: str, file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as stream:
            return stream.readline(_LONGEST + 2).removesuffix("\n")
    except (OSError, UnicodeDecodeError) as error:
        said = error.strerror if isinstance(error, OSError) else "it is no UTF-8"
        hint = "check its permissions and that the config names it rightly"
        raise NotDelivered(where, f"the file {file.name} cannot be read ({said})", hint) from None


def within(seconds: float, work: Callable[[], Result]) -> Result:
    """What some work gives. Raises TimeoutError if that takes too long: libraries bound each of their steps, not all of them.

    What is late goes on in a thread that keeps no program from ending.
    """
    answers: queue.SimpleQueue[tuple[Result | None, BaseException | None]] = queue.SimpleQueue()

    def run() -> None:
        try:
            answers.put((work(), None))
        except BaseException as error:  # raised where it is waited for
            answers.put((None, error))

    threading.Thread(target=run, daemon=True, name="delivery").start()
    try:
        result, error = answers.get(timeout=seconds)
    except queue.Empty:
        raise TimeoutError from None
    if error is not None:
        raise error
    return result  # type: ignore[return-value]
