"""The documents of one place: which of them are new or changed, which failed and are due, and which are known already."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from stancewire.config import InputConfig
from stancewire.runs.nightly.backoff import is_last
from stancewire.runs.nightly.books import Books, Work
from stancewire.runs.nightly.contents import Keys, content_of, sha256_bytes, text_sha256
from stancewire.runs.nightly.settings import RetryConfig
from stancewire.runs.nightly.shelf import ANY, DELETED, DONE, Failing, KnownArticle, Shelf
from stancewire.runs.nightly.works import FILE, Document, Miss, Reading, Spot
from stancewire.sources.inputs import Input
from stancewire.sources.reading import read
from stancewire.types import Article, Failure


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What does not change during a run."""

    shelf: Shelf
    limits: InputConfig
    retry: RetryConfig
    now: float


@dataclass(slots=True, kw_only=True)
class _Seen:
    """What one reading found."""

    present: set[str] = field(default_factory=set)
    broken: bool = False
    back: list[int] = field(default_factory=list)
    known_again: list[tuple[int, bytes | None, bytes]] = field(default_factory=list)


def documents(spot: Spot, item: Input, rules: Rules, is_whole: Callable[[], bool] = lambda: True) -> Iterator[Work]:
    """Read a place and yield what is to be done. is_whole: asked at the end, whether it was the same all the time."""
    known, failing = rules.shelf.articles(spot.uri), rules.shelf.failing(spot.uri)
    keys, seen = Keys(), _Seen()
    for found in read(item, rules.limits):
        key = keys.key(found)
        seen.present.add(key)
        sha256 = sha256_bytes(found.source.sha256) or spot.sha256
        before = failing.get(key)
        is_fresh = before is None or before.source_sha256 not in (sha256, ANY)
        if before and not is_fresh and not before.is_due(rules.now):
            seen.broken |= isinstance(found, Failure)
            continue
        tries = 1 if before is None or is_fresh else before.tries + 1
        if isinstance(found, Failure):
            seen.broken = True
            yield failed(spot, key, found, tries, sha256, rules.retry)
        else:
            yield from _article(spot, key, found, sha256, tries, known.get(key), before, seen)
    gone = _gone(spot, known, seen)
    yield partial(_read, Reading(spot=spot, present=frozenset(seen.present), gone=gone, back=tuple(seen.back), known_again=tuple(seen.known_again), settled=is_whole()))  # fmt: skip


def failed(
    spot: Spot,
    key: str,
    failure: Failure,
    tries: int,
    sha256: bytes | None,
    retry: RetryConfig,
    *,
    again: bool = True,
    after: float = 0.0,
) -> Work:
    """A try that failed. The last one costs an error record, so that nothing is ever dropped; the others wait."""
    if is_last(tries, retry, again=again):
        return Document(
            spot=spot, key=key, reason="failed", item=failure, source_sha256=sha256, content_sha256=None,
            tries=tries, retry=again,
        )  # fmt: skip
    error, message = type(failure.error).__name__, str(failure.error)
    miss = Miss(spot=spot, key=key, tries=tries, error=error, message=message, source_sha256=sha256, after=after)
    return partial(_missed, miss)


def _article(
    spot: Spot,
    key: str,
    article: Article,
    sha256: bytes | None,
    tries: int,
    known: KnownArticle | None,
    failing: Failing | None,
    seen: _Seen,
) -> Iterator[Work]:
    content = content_of(article)
    is_released = failing is not None and failing.tries == 0
    if known and not is_released and _is_same(known, article, sha256, content):
        if known.state == DELETED:
            seen.back.append(known.id)
        if known.content_sha256 != content:
            seen.known_again.append((known.id, sha256, content))
        if failing:
            yield partial(_cleared, spot, key)
        return
    reason = "new" if known is None else "released" if is_released else "changed"
    yield Document(
        spot=spot, key=key, reason=reason, item=article, source_sha256=sha256, content_sha256=content, tries=tries
    )


def _is_same(known: KnownArticle, article: Article, sha256: bytes | None, content: bytes) -> bool:
    """Whether a document is what its latest record was made of."""
    if sha256 is not None and known.source_sha256 == sha256:
        return True
    if known.content_sha256 is not None or known.text_sha256 is None:
        return known.content_sha256 == content
    from stancewire.normalise.document import normalise  # only after a rebuild

    try:
        return text_sha256(normalise(article).text) == known.text_sha256
    except Exception:  # the tagger meets it again and says it
        return False


def _gone(spot: Spot, known: dict[str, KnownArticle], seen: _Seen) -> tuple[int, ...]:
    """Articles that a file does not hold any more. Feeds forget, and what cannot be read says nothing of them."""
    if spot.kind != FILE or seen.broken:
        return ()
    return tuple(one.id for one in known.values() if one.key not in seen.present and one.state == DONE)


def _read(reading: Reading, books: Books) -> None:
    books.read(reading)


def _missed(miss: Miss, books: Books) -> None:
    books.missed(miss)


def _cleared(spot: Spot, key: str, books: Books) -> None:
    books.cleared(spot, key)
