"""The digest as somebody reads it: a subject and a text of bounded length, and the same as JSON for a webhook."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from stancewire.runs.nightly.digest import Claim, DigestConfig, Notice

Json = dict[str, Any]
_WIDTH: Final = 78
_SAID: Final = {  # with and without the body it is said to, or of
    "objects": ("objects to {}", "objects"),
    "supports": ("supports {}", "is in favour"),
    "plans": ("plans, for {}", "plans"),
    "mandates": ("requires of {}", "requires"),
    "neutral": ("speaks of {}", "speaks"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Digest:
    """One message. `key` is the same when the same things are told again, so that a receiver can tell."""

    key: str
    subject: str
    text: str
    payload: Json


def digest_of(notices: Sequence[Notice], config: DigestConfig, beside: tuple[int, int] = (0, 0)) -> Digest:
    """The message of some notices, at least one; those that the model is sure of come first.

    beside: articles and claims beside them, of which nothing but their number is known any more.
    """
    ordered = sorted(notices, key=lambda notice: notice.uncertain)
    articles = len(notices) + beside[0]
    number = sum(len(notice.claims) for notice in notices) + beside[1]
    what = "new objection" if config.labels == ("lmc_objection",) else "new statement"
    subject = f"{_plural(number, what)} in {_plural(articles, 'article')}"
    listed, text = _listed(ordered, config)
    left = articles - len(listed)
    rest = f"\n{_plural(left, 'more article')} in the output, not listed here.\n" if left else ""
    told = f"{subject}\n\n{text}{rest}"
    payload = {
        "subject": subject,
        "text": told,
        "number": number,
        "articles": [notice.to_json() for notice in listed],
        "not_listed": left,
    }
    claims = "\0".join(f"{notice.article} {claim.key}" for notice in notices for claim in notice.claims)
    key = hashlib.sha256(claims.encode()).hexdigest()[:32]
    return Digest(key=key, subject=subject, text=told, payload={"key": key, **payload})


def _plural(number: int, what: str) -> str:
    return f"{number:,} {what}{'' if number == 1 else 's'}"


def _listed(notices: Sequence[Notice], config: DigestConfig) -> tuple[Sequence[Notice], str]:
    """As many as may be told, the first always, and what is said of them."""
    texts: list[str] = []
    length = 0
    for number, notice in enumerate(notices[: config.articles], 1):
        text = "\n".join(_lines(number, notice)) + "\n"
        length += len(text) + 1
        if texts and length > config.characters:
            break
        texts.append(text)
    return notices[: len(texts)], "\n".join(texts)[: config.characters]


def _lines(number: int, notice: Notice) -> Iterator[str]:
    yield from _wrapped(f"{number}. {notice.title or 'Without a title'}", "   ")
    where = ", ".join(part for part in (notice.publisher, notice.published) if part)
    if where:
        yield f"   {where}"
    if notice.uncertain:
        yield "   (uncertain: the model abstains)"
    for claim in notice.claims:
        yield from _claim(claim)
    yield f"   {notice.link}"


def _claim(claim: Claim) -> Iterator[str]:
    holder = f"{claim.holder} ({claim.speaker})" if claim.speaker else claim.holder
    about = f", about {'; '.join(claim.policies)}" if claim.policies else ""
    if holder:
        said = _SAID[claim.act][not claim.target].format(claim.target)
        yield from _wrapped(f"   {holder} {said}{about}", "     ")
    for quote in claim.quotes:
        yield from _wrapped(f"     “{quote}”", "     ")
    if claim.more:
        yield f"     and {_plural(claim.more, 'more statement')}"


def _wrapped(text: str, indent: str) -> list[str]:
    return textwrap.wrap(text, _WIDTH, subsequent_indent=indent, break_long_words=False, break_on_hyphens=False)
