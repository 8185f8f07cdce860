"""The cluster's side of a run: one actor a core, each with one model in a process of its own.

A document is tagged by a crew of one, as without Ray: what ends or hangs its process costs the record of the document
at fault, and the actor lives on. Chunks are taken off a desk beside the driver, one after the other; what became of
each goes back through Ray Data.
"""

from __future__ import annotations

import asyncio
import sys
import time
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

from stancewire.config import Config
from stancewire.errors import CrewError, StancewireError
from stancewire.register.lexicon import PACKAGED as LEXICON
from stancewire.register.lookup import PACKAGED as REGISTER
from stancewire.runs.crew import Crew
from stancewire.runs.fingerprint import sha256_of
from stancewire.runs.hand import Settings
from stancewire.runs.lines import LeftOut, Line
from stancewire.stance.model import load_model
from stancewire.version import VERSION

if TYPE_CHECKING:
    import pyarrow as pa

Lines = Sequence[Line | LeftOut]
_TEXTS: Final = ("id", "status", "primary", "message", "reason")


class Desk:
    """An actor with the chunks that nobody has taken yet: numbers, and where their documents lie."""

    def __init__(self) -> None:
        self._chunks: asyncio.Queue[tuple[int, list[Any]]] = asyncio.Queue()

    async def put(self, number: int, where: list[Any]) -> None:
        """where: one reference, in a list so that it is passed on and not resolved."""
        await self._chunks.put((number, where))

    async def take(self) -> tuple[int, list[Any]]:
        """The next chunk, as soon as there is one."""
        return await self._chunks.get()


class Seat:
    """What Ray Data makes an actor of. It answers until nobody asks any more."""

    def __init__(self, desk: Any, settings: Settings, home: dict[str, str]) -> None:
        """home: what the driver's records depend on, as identity_of has it."""
        # A child that is spawned runs the main file of its parent anew, and this one's imports all of Ray.
        vars(sys.modules["__main__"]).pop("__file__", None)
        self._desk = desk
        self._fault: str | None = None
        try:
            _refuse_others(home, identity_of(settings.config))
            self._crew = Crew(settings, 1)
        except (StancewireError, OSError) as error:
            self._fault = str(error)

    def __call__(self, _: Any) -> Iterator[pa.Table]:
        """Yield a table of one row for each chunk, or one that says why there are none."""
        import ray

        if self._fault is not None:
            node = ray.util.get_node_ip_address()  # type: ignore[no-untyped-call]
            yield packed(-1, (), 0.0, f"{node}: {self._fault}")
            return
        while True:
            number, [where] = ray.get(self._desk.take.remote())
            jobs = ray.get(where)
            began = time.monotonic()
            lines = [line for _, line in self._crew.answers(jobs)]
            yield packed(number, lines, time.monotonic() - began)


def identity_of(config: Config) -> dict[str, str]:
    """What must be the same on all nodes for records to be the same, by names a reader knows. Raises ConfigError, OSError."""
    tables = " ".join(sha256_of(path) for path in (*config.registers, *config.lexicons))
    return {
        "stancewire": VERSION,
        "the model": load_model(config.model_folder).sha256,
        "the register": sha256_of(REGISTER),
        "the lexicon": sha256_of(LEXICON),
        "the config's own tables": tables,
    }


def _refuse_others(home: dict[str, str], here: dict[str, str]) -> None:
    for name, value in home.items():
        if here.get(name) != value:
            raise CrewError(name, "is another here than where the run was started", "install the same everywhere")


def packed(number: int, lines: Lines, seconds: float, fault: str | None = None) -> pa.Table:
    """One row: the number of a chunk, its lines, how long they took; or a fault."""
    import pyarrow as pa

    text = pa.binary()  # of UTF-8 that may hold lone surrogates, as the names of files do
    line = pa.struct([*((name, text) for name in _TEXTS), ("json", pa.large_binary())])
    schema = pa.schema([("number", pa.int64()), ("seconds", pa.float64()), ("fault", pa.string()), ("lines", pa.list_(line))])  # fmt: skip
    row = {"number": number, "seconds": seconds, "fault": fault, "lines": [_values(one) for one in lines]}
    return pa.Table.from_pylist([row], schema=schema)


def _values(line: Line | LeftOut) -> dict[str, bytes | None]:
    values = {name: getattr(line, name, None) for name in _TEXTS}
    texts = {name: value if value is None else value.encode("utf-8", "surrogatepass") for name, value in values.items()}
    return {**texts, "json": line.json if isinstance(line, Line) else None}


def unpacked(table: pa.Table) -> tuple[int, list[Line | LeftOut], float]:
    """What packed was given. Raises CrewError for a fault."""
    [row] = table.to_pylist()
    if row["fault"] is not None:
        hint = "put the same stancewire and the same files, at the same paths, on every node"
        raise CrewError("a node of the cluster", f"cannot tag ({row['fault']})", hint)
    return row["number"], [_line(values) for values in row["lines"]], row["seconds"]


def _line(values: dict[str, bytes | None]) -> Line | LeftOut:
    texts: dict[str, Any] = {
        name: value if value is None else value.decode("utf-8", "surrogatepass")
        for name in _TEXTS
        for value in [values[name]]
    }
    reason = texts.pop("reason")
    return LeftOut(reason=reason) if reason is not None else Line(**texts, json=values["json"] or b"")
