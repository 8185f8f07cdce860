"""One run's fetching: politeness, redirects and tries around single requests.

Everything that is learnt of a host (its robots.txt, how fast it may be asked, that it is down) lasts for the session.
"""

from __future__ import annotations

import ssl
from types import TracebackType
from typing import Self

from stancewire.runs.nightly.fetch.client import Answer, Client
from stancewire.runs.nightly.fetch.limits import FetchLimits
from stancewire.runs.nightly.fetch.pace import Hosts, Time
from stancewire.runs.nightly.fetch.results import PAGE, Fetched, FetchError, FetchFailure, Known
from stancewire.runs.nightly.fetch.robots import MOST_BYTES, Robots
from stancewire.runs.nightly.fetch.trouble import Trouble
from stancewire.runs.nightly.fetch.urls import fit_url, host_of, shown
from stancewire.runs.nightly.fetch.wire import Resolve, look_up

_FOR_GOOD = (301, 308)


class Session:
    """Fetches pages; one for a run, closed at its end. Not for several threads at once.

    time, resolve and context are the clock, the look-up of names and the certificates; tests give their own.
    """

    def __init__(
        self,
        limits: FetchLimits | None = None,
        *,
        time: Time | None = None,
        resolve: Resolve = look_up,
        context: ssl.SSLContext | None = None,
    ) -> None:
        self.limits = limits or FetchLimits()
        self.time = time or Time()
        self._client = Client(self.limits, self.time, resolve, context)
        self._hosts = Hosts(self.limits, self.time)
        self._robots = Robots(self.limits.user_agent, self._robots_txt, self._hosts.slow_down)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Close all connections."""
        self._client.close()

    def fetch(self, url: str, known: Known | None = None, *, kind: str = PAGE) -> Fetched | FetchFailure:
        """What an address holds, or why it gives nothing; never raises for what a server does.

        known: what was remembered of the address; it may then answer that it is unchanged.
        """
        try:
            target = fit_url(url)
        except ValueError as error:
            hint = "give an address like https://news.example/page, without user name and password"
            return failed(url, Trouble(str(error), hint, retry=False), kind)
        try:
            return self._fetched(target, known, kind)
        except Trouble as trouble:
            return failed(target, trouble, kind)

    def _fetched(self, url: str, known: Known | None, kind: str) -> Fetched:
        answer, trail = self._with_tries(url, known)
        final, moves = trail[-1][0], [status for _, status in trail[:-1]]
        etag, modified = answer.etag, answer.last_modified
        if answer.status != 200 and known:
            etag, modified = etag or known.etag, modified or known.last_modified
        return Fetched(
            url=url,
            final_url=final,
            status=answer.status,
            content=answer.content,
            known=Known(final_url=final, etag=etag, last_modified=modified, stamp=known.stamp if known else None),
            media_type=answer.media_type,
            moved_to=final if moves and all(status in _FOR_GOOD for status in moves) else None,
            kind=kind,
        )

    def _robots_txt(self, url: str) -> Answer:
        return self._with_tries(url, None, for_robots=True)[0]

    def _with_tries(
        self, url: str, known: Known | None, *, for_robots: bool = False
    ) -> tuple[Answer, list[tuple[str, int]]]:
        """The answer in the end, and the addresses on the way with the status each gave."""
        number = 0
        while True:
            trail: list[tuple[str, int]] = []
            try:
                return self._follow(url, known, trail, for_robots=for_robots), trail
            except Trouble as trouble:
                host = host_of(trail[-1][0])
                number += 1
                pause = self._hosts.backoff(number - 1) if trouble.retry_after is None else trouble.retry_after
                self._put_off(host, trouble)
                is_patient = pause <= self.limits.retry_after_seconds
                if not trouble.retry or trouble.is_final or number >= self.limits.tries or not is_patient:
                    if trouble.unreached:
                        self._hosts.failed(host)
                    raise
                self._hosts.put_off(host, pause)

    def _put_off(self, host: str, trouble: Trouble) -> None:
        """What a server asks for holds for all its pages, after the last try too."""
        if trouble.retry_after is not None and not trouble.is_final:
            self._hosts.put_off(host, trouble.retry_after)

    def _follow(self, url: str, known: Known | None, trail: list[tuple[str, int]], *, for_robots: bool) -> Answer:
        """Ask, and go where a redirect leads: each address is checked as the first one was."""
        compared = (known.final_url or url) if known else ""  # a validator of one page says nothing of another
        for _ in range(self.limits.max_redirects + 1):
            is_loop = any(url == seen for seen, _ in trail)
            trail.append((url, 0))
            if is_loop:
                raise Trouble("redirects in a circle", "correct the address, or leave it out", retry=False)
            answer = self._ask(url, known if url == compared else None, for_robots=for_robots)
            trail[-1] = (url, answer.status)
            if not answer.location:
                return answer
            url = _next(url, answer.location)
        hint = "correct the address, or raise max_redirects in the config"
        raise Trouble(f"redirects more than {self.limits.max_redirects} times", hint, retry=False)

    def _ask(self, url: str, known: Known | None, *, for_robots: bool) -> Answer:
        if not for_robots:
            self._robots.check(url)
        host = host_of(url)
        self._hosts.wait(host)
        try:
            answer = self._client.get(url, known, cut_at=MOST_BYTES if for_robots else None)
        except Trouble as trouble:
            if trouble.status is not None:
                self._hosts.answered(host)
            raise
        finally:
            self._hosts.asked(host)
        self._hosts.answered(host)
        return answer


def _next(url: str, location: str) -> str:
    try:
        return fit_url(location, url)
    except ValueError as error:
        reason = f"redirects to {shown(location)}, which {error}"
        raise Trouble(reason, "correct the address, or leave it out", retry=False) from None


def failed(url: str, trouble: Trouble, kind: str = PAGE) -> FetchFailure:
    """The failure of an address."""
    error = FetchError(shown(url), trouble.reason, trouble.hint)
    status, after = trouble.status, trouble.retry_after
    return FetchFailure(url=url, error=error, retry=trouble.retry, status=status, retry_after=after, kind=kind)
