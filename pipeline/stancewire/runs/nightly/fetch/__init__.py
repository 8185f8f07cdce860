"""Fetching politely: feeds, sitemaps and lists of addresses, from hosts that may be slow, broken or hostile.

In:  a source as the config names it, and what was remembered of each address the last time (`Known`; pure data).
Out: a `Fetched` or a `FetchFailure` for each page, one by one; never an exception for what a server does.

Nothing is stored here. The caller puts `fetched.known` under `fetched.url` once the page is dealt with.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from stancewire.runs.nightly.fetch.limits import FetchSource
    from stancewire.runs.nightly.fetch.results import Fetched, FetchFailure, Known
    from stancewire.runs.nightly.fetch.session import Session


def fetch_source(
    source: FetchSource,
    state: Mapping[str, Known],
    *,
    session: Session | None = None,
    not_now: Collection[str] = (),
    never: Collection[str] = (),
) -> Iterator[Fetched | FetchFailure]:
    """Yield what each page of a source holds, with those that are unchanged (status 304, no content) and those that fail.

    session: one for all sources of a run, so that a host is asked for its robots.txt once; without it, one for this source.
    not_now: addresses that failed and are not due yet; their listing is read again next time.
    never: addresses that are given up (quarantine).
    """
    from stancewire.runs.nightly.fetch.session import Session  # the HTTP library takes 0.2 s to import
    from stancewire.runs.nightly.fetch.walk import Walk

    def with_own() -> Iterator[Fetched | FetchFailure]:
        with Session() as own:
            yield from Walk(source=source, state=state, session=own, not_now=not_now, never=never).results()

    if session is None:
        return with_own()
    return Walk(source=source, state=state, session=session, not_now=not_now, never=never).results()
