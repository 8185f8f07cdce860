"""Notices on their way into one message: the first so many in full, of the rest the number; also as text for the outbox."""

from __future__ import annotations

import json

from stancewire.runs.nightly.digest import DigestConfig, Notice
from stancewire.runs.nightly.digest_text import Digest, digest_of


class Batch:
    """Notices that are waiting, the first so many in full; of the rest the number."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._notices: list[Notice] = []
        self.articles = self.claims = 0

    def add(self, notice: Notice | None) -> None:
        """One more."""
        if notice:
            self.articles += 1
            self.claims += len(notice.claims)
            self._notices += [notice] if len(self._notices) < self._most else []

    def add_payload(self, payload: str) -> None:
        """Those of a message that waited."""
        values = json.loads(payload)
        for notice in values["notices"]:
            self.add(Notice.of(notice))
        self.articles += values["beside"][0]
        self.claims += values["beside"][1]

    @property
    def beside(self) -> tuple[int, int]:
        """Articles and claims that are only counted."""
        return self.articles - len(self._notices), self.claims - sum(len(n.claims) for n in self._notices)

    def payload(self) -> str:
        """As the outbox keeps it."""
        return json.dumps({"notices": [notice.to_json() for notice in self._notices], "beside": self.beside})

    def digest(self, config: DigestConfig) -> Digest:
        """As it is told."""
        return digest_of(self._notices, config, self.beside)
