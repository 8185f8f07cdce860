"""Every error this package raises on purpose, each a sentence: where, what, what is allowed, what to do.

An error keeps all its arguments in `args`, so that it survives the way back
from a worker process, and says what to do in `hint`, which the record repeats.
"""


class StancewireError(Exception):
    """Base of all errors that a user can do something about."""

    hint: str = ""


class OffsetError(StancewireError, ValueError):
    """A span does not lie in its text: a fault of the program, never of the input."""

    hint = "report this with the document: it is a fault of stancewire"

    def __init__(self, start: int, end: int, what: str) -> None:
        super().__init__(start, end, what)

    def __str__(self) -> str:
        start, end, what = self.args
        return f"{what}: span {start}:{end} is empty, reversed or outside its text; {self.hint}"


class LocatedError(StancewireError):
    """Something is wrong at a place: `where: reason; hint`."""

    def __init__(self, where: str, reason: str, hint: str) -> None:
        super().__init__(where, reason, hint)
        self.hint = hint

    def __str__(self) -> str:
        where, reason, hint = self.args
        return f"{where}: {reason}; {hint}"


class InputError(LocatedError):
    """One input cannot become a document; it costs one error record."""


class MissingInput(InputError):
    """A path that was named does not lead to a file, or a folder holds none."""


class UnreadableInput(InputError):
    """The file is there, but the system does not let us read it."""


class EmptyInput(InputError):
    """There is no text at all."""


class BinaryInput(InputError):
    """The bytes are no text in an encoding we know."""


class OversizeInput(InputError):
    """One document is larger than the configured limit."""


class MalformedRow(InputError):
    """A row of a JSONL file is no JSON object with a usable text."""


class UnsupportedFormat(InputError):
    """The file is of a kind for which there is no reader."""


class ParserFailure(InputError):
    """The parser of a format broke on a file, or went beyond its limits."""


class WorkerDied(InputError):
    """The process that tagged a document was killed, twice: once among others, once alone."""


class DocumentTimeout(InputError):
    """A document took a worker process longer than the config allows, twice."""


class UnsafeArchive(InputError):
    """An archive unpacks to more than its limits allow, or points outside itself."""


class MissingLibrary(LocatedError):
    """A library that only some commands need is not installed."""


class OutputError(LocatedError):
    """The output cannot be written as asked."""


class ChangedRun(OutputError):
    """The output belongs to a run of other inputs, another config or another model, and records are never mixed."""

    def __init__(self, where: str, reason: str, hint: str = "") -> None:
        super().__init__(where, reason, hint or "give --force to start anew, or name another output")


class LockHeld(LocatedError):
    """Another run is at work on the same output."""


class CrewError(LocatedError):
    """Worker processes cannot be started."""


class ConfigError(LocatedError, ValueError):
    """A config file, or a value in it, is not usable."""


class ModelError(ConfigError):
    """A model folder is incomplete, changed since its card was written, or of an unknown kind."""


class RegisterError(ConfigError):
    """A row of the register or the lexicon contradicts another or itself."""


class UnknownBody(StancewireError, LookupError):
    """No body of the register has that id."""

    hint = "look it up by name: stancewire register find NAME"

    def __init__(self, code: str) -> None:
        super().__init__(code)

    def __str__(self) -> str:
        return f"register: no body has the id {self.args[0]!r}; {self.hint}"


class GivenError(StancewireError, ValueError):
    """Something the caller says about a document (date, kind) is not in its vocabulary."""

    def __init__(self, field: str, value: str, allowed: str) -> None:
        super().__init__(field, value, allowed)
        self.hint = f"give {allowed}, or leave {field} out"

    def __str__(self) -> str:
        field, value, _ = self.args
        return f"{field} {value!r} is not usable; {self.hint}"
