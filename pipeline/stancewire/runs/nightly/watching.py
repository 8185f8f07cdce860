"""All sources of a run, one after another; one that cannot be looked at costs no other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from stancewire.runs.nightly.books import Books, Work
from stancewire.runs.nightly.documents import Rules
from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.folders import MissingFolder, Watched, missing_folder
from stancewire.runs.nightly.settings import FolderSource, NamedSource, NightlySettings
from stancewire.runs.nightly.works import Miss


@dataclass(slots=True)
class Looks:
    """What each source gave, for the report: documents that were to be tagged, and whether it could be looked at."""

    documents: dict[str, int] = field(default_factory=dict)
    trouble: dict[str, str] = field(default_factory=dict)


def looked(
    settings: NightlySettings,
    rules: Rules,
    stack: ExitStack,
    session: Callable[[FetchLimits], Any] | None,
    looks: Looks,
    *,
    fetches: bool = True,
) -> Iterator[Work]:
    """What is to be done of all sources. stack: closes the session of the fetcher, which is made when it is needed."""
    taken: set[str] = set()
    open_session: Any = None
    for named in settings.sources:
        looks.documents[named.name] = 0
        if isinstance(named.source, FolderSource):
            works = _folder(settings, named, named.source, rules, looks)
        elif not fetches:
            continue
        else:
            from stancewire.runs.nightly.network import Fetching

            if open_session is None:
                open_session = stack.enter_context((session or _session)(settings.fetch))
            works = Fetching(
                name=named.name, source=named.source, session=open_session, rules=rules, taken=taken
            ).works()
        for work in works:
            looks.documents[named.name] += not callable(work)
            yield work


def _folder(
    settings: NightlySettings, named: NamedSource, source: FolderSource, rules: Rules, looks: Looks
) -> Iterator[Work]:
    watched = Watched(name=named.name, source=source, settle_seconds=settings.run.settle_seconds, rules=rules)
    try:
        yield from watched.works()
    except MissingFolder as error:
        looks.trouble[named.name] = str(error)
        yield from _missing(named.name, source, str(error), rules)


def _missing(name: str, source: FolderSource, said: str, rules: Rules) -> Iterator[Work]:
    """Said when it is due; its files are not taken for deleted."""
    spot, failure = missing_folder(name, source, said)
    before = rules.shelf.failing(spot.uri).get("")
    if before and not before.is_due(rules.now):
        return
    tries = before.tries + 1 if before else 1
    yield partial(_missed, Miss(spot=spot, key="", tries=tries, error="MissingInput", message=str(failure.error)))


def _missed(miss: Miss, books: Books) -> None:
    books.missed(miss)


def _session(limits: FetchLimits) -> Any:
    from stancewire.runs.nightly.fetch.session import Session

    return Session(limits)
