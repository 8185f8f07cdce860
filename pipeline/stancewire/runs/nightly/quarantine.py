"""What was given up or waits for another try: listed, released, or accepted as it is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from stancewire.errors import MissingInput
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.shelf import ACCEPTED, QUARANTINED, WAITING


@dataclass(frozen=True, slots=True, kw_only=True)
class Trouble:
    """A document, or a whole place, that could not be had. Times in seconds since 1970."""

    place: str
    key: str  # of the document within it; '' for all of it
    source: str
    kind: str  # file, page, listing
    state: str  # waiting, quarantined, accepted
    tries: int
    since: float
    tried: float
    due: float
    error: str
    message: str


def troubles(ledger: Ledger, states: Iterable[str] = (WAITING, QUARANTINED, ACCEPTED)) -> list[Trouble]:
    """Those in some states, the oldest first."""
    wanted = tuple(states)
    names = ("place", "key", "source", "kind", "state", "tries", "since", "tried", "due", "error", "message")
    rows = ledger.connection.execute(
        "SELECT uri, key, source, kind, f.state, tries, f.since, tried, due, error, message FROM failures f "
        f"JOIN places p ON p.id = f.place WHERE f.state IN ({', '.join('?' * len(wanted))}) ORDER BY f.since, uri, key",
        wanted,
    )
    return [Trouble(**dict(zip(names, row, strict=True))) for row in rows]


def release(ledger: Ledger, places: Iterable[str]) -> int:
    """Try what waits or was given up at these places again the next night; none named: everywhere. How many that are.

    Raises MissingInput for a place where nothing failed.
    """
    return _each(
        ledger, places, "UPDATE failures SET state = 'waiting', tries = 0, due = 0 WHERE place = ? AND state != 'accepted'"
    )  # fmt: skip


def accept(ledger: Ledger, places: Iterable[str]) -> int:
    """Leave what was given up at these places as it is; none named: everywhere. It stays listed, and is healthy.

    Raises MissingInput for a place where nothing failed.
    """
    return _each(ledger, places, "UPDATE failures SET state = 'accepted' WHERE place = ? AND state = 'quarantined'")


def _each(ledger: Ledger, places: Iterable[str], statement: str) -> int:
    found = dict(ledger.connection.execute("SELECT DISTINCT uri, id FROM failures JOIN places ON id = place"))
    named = tuple(places)
    for place in named:
        if place not in found:
            raise MissingInput(place, "nothing failed there", "name a place that stancewire status lists")
    number = 0
    with ledger.transaction() as connection:
        for place in named or found:
            number += connection.execute(statement, (found[place],)).rowcount
            # It is asked for again, and its feed or sitemap for its pages, whether they say that they changed or not.
            connection.execute(
                "UPDATE places SET final_url = NULL WHERE id = ?1 "
                "OR (kind = 'listing' AND source = (SELECT source FROM places WHERE id = ?1))",
                (found[place],),
            )
    return number
