"""Where in today's map a statement stands: the ICBs that its bodies' areas have now, asked of the register.

The register ties PCTs, CCGs, ICSs and ICBs to one another, and no LMC to any of them. So the body that is asked is the
holder; if its area is not known, the target; else the bodies named in the sentence; else those of the whole document,
where all of them lie in one ICB. What remains has no area, and says so.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Final

from stancewire.errors import UnknownBody
from stancewire.register.lookup import Register

Json = dict[str, Any]
WAYS: Final = ("holder", "target", "sentence", "document", "nowhere")  # in which an area was found


class Areas:
    """The areas of statements, each body looked up once."""

    def __init__(self, register: Register) -> None:
        self._register = register
        self._known: dict[str, tuple[str, ...]] = {}

    def of(self, record: Json) -> list[tuple[tuple[str, ...], str]]:
        """For each statement of a record the names of its ICBs, in the order of the register, and the way, one of WAYS."""
        named = [body for body in record["organisations"] if body["id"]]
        whole = self._icbs(body["id"] for body in named)
        fallback = (whole, "document") if len(whole) == 1 else ((), "nowhere")
        return [self._of(statement, named, fallback) for statement in record["statements"]]

    def _of(
        self, statement: Json, named: list[Json], fallback: tuple[tuple[str, ...], str]
    ) -> tuple[tuple[str, ...], str]:
        inside = (
            body["id"] for body in named if statement["start"] <= body["start"] and body["end"] <= statement["end"]
        )
        asked = ([statement["holder_id"]], [statement["target_id"]], inside)
        for way, ids in zip(WAYS, asked, strict=False):
            if found := self._icbs(ids):
                return found, way
        return fallback

    def _icbs(self, ids: Iterable[str | None]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for code in ids if code for name in self._today(code)))

    def _today(self, code: str) -> tuple[str, ...]:
        if code not in self._known:
            self._known[code] = tuple(self._asked(code))
        return self._known[code]

    def _asked(self, code: str) -> list[str]:
        try:
            return [body.name for body in self._register.today(code) if body.kind == "icb"]
        except UnknownBody:  # of a register of the user's own that this run was not given
            return []
