"""What a digest tells of a record: who objects to whom, about what, in which words.

In:  a record as it stands in the output, and the labels that are asked for.
Out: a Notice, or None where the record holds nothing of the kind. Nothing but records is read.

Titles and quotes come from strangers: what is no printable character is taken out of them, and they are cut.
"""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any, Final, Self

from stancewire.runs.nightly.fetch.urls import shown

Json = dict[str, Any]
_QUOTES: Final = 2  # of one body against another in one article; the others are counted
_NAME: Final = 120  # characters
_TITLE: Final = 200
_GAPS: Final = re.compile(r"\s+")


@dataclass(frozen=True, slots=True, kw_only=True)
class DigestConfig:
    """What is told in the morning, and how much of it."""

    labels: tuple[str, ...] = ("lmc_objection",)
    articles: int = 50  # that are listed; of others only the number is told
    characters: int = 20_000  # of the whole text; what would go beyond is only counted
    quote_characters: int = 300  # of one quote

    def __post_init__(self) -> None:
        if not self.labels or not all(self.labels):
            raise ValueError("labels must name one label or more")
        for name, least in (("articles", 1), ("characters", 1_000), ("quote_characters", 20)):
            if getattr(self, name) < least:
                raise ValueError(f"{name} must be at least {least}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """One body against another in one article."""

    key: str  # the same whenever the same two bodies stand against each other in an article
    holder: str  # a name; empty where the model labels passages and drafts no statements
    act: str  # of types.ACTS, as most of its statements have it; empty likewise
    speaker: str
    target: str
    policies: tuple[str, ...]
    quotes: tuple[str, ...]  # in the order of the text
    more: int = 0  # statements beside those quoted


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """One article with what is told of it."""

    article: str  # its id
    title: str
    publisher: str
    published: str
    link: str
    uncertain: bool  # the model abstained
    claims: tuple[Claim, ...]

    def to_json(self) -> Json:
        """Plain values."""
        return asdict(self)

    @classmethod
    def of(cls, values: Mapping[str, Any]) -> Self:
        """What to_json gave, and what came of it in JSON."""
        claims = tuple(
            Claim(**{**claim, "policies": tuple(claim["policies"]), "quotes": tuple(claim["quotes"])})
            for claim in values["claims"]
        )
        return cls(**{**values, "claims": claims})

    def without(self, told: Callable[[str], bool]) -> Notice | None:
        """What of it was not told before, by the keys of its claims; None if all of it was."""
        claims = tuple(claim for claim in self.claims if not told(claim.key))
        return replace(self, claims=claims) if claims else None


def notice_of(record: Json, config: DigestConfig) -> Notice | None:
    """What is told of a record; errors and copies hold nothing new."""
    if record["status"] not in ("ok", "abstained") or not set(config.labels) & set(record["stance"]["present"]):
        return None
    claims = _claims(record, config)
    if not claims:
        return None
    document, source = record["document"], record["source"]
    return Notice(
        article=record["id"],
        title=_line(document["title"], _TITLE),
        publisher=_line(document["publisher"], _NAME),
        published=document["published"] or "",
        link=shown(_line(document.get("url") or source["uri"], _TITLE * 2)),
        uncertain=record["status"] == "abstained",
        claims=claims,
    )


def _claims(record: Json, config: DigestConfig) -> tuple[Claim, ...]:
    """Statements by who objects to whom; passages where the model drafts no statements."""
    found: dict[str, list[Json]] = {}
    for statement in record["statements"]:
        if statement["label"] in config.labels:
            found.setdefault(_key(statement), []).append(statement)
    if found:
        return tuple(_claim(key, statements, config) for key, statements in found.items())
    passages = [p for p in record["passages"] if set(config.labels) & set(p["labels"])]
    return (_passages(passages, config),) if passages else ()


def _claim(key: str, statements: list[Json], config: DigestConfig) -> Claim:
    best = sorted(statements, key=lambda s: (-s["probability"], not s["direct"]))[:_QUOTES]
    return Claim(
        key=key,
        holder=_line(statements[0]["holder"], _NAME),
        act=Counter(s["act"] for s in statements).most_common(1)[0][0],
        speaker=next((_line(s["speaker"], _NAME) for s in best if s["speaker"]), ""),
        target=_line(statements[0]["target"], _NAME),
        policies=tuple(dict.fromkeys(_line(s["policy"], _NAME) for s in statements if s["policy"])),
        quotes=_quotes(best, config),
        more=len(statements) - len(best),
    )


def _passages(passages: list[Json], config: DigestConfig) -> Claim:
    quotes, more = _quotes(passages[:_QUOTES], config), max(0, len(passages) - _QUOTES)
    return Claim(key="-", holder="", act="", speaker="", target="", policies=(), quotes=quotes, more=more)


def _quotes(parts: Iterable[Json], config: DigestConfig) -> tuple[str, ...]:
    in_order = sorted(parts, key=lambda part: (part["start"], part["end"]))
    return tuple(_line(part["text"], config.quote_characters) for part in in_order)


def _key(statement: Json) -> str:
    """Of the two bodies, by their ids where they have some: a quote that is mended does not make an objection new."""
    bodies = (statement[f"{who}_id"] or statement[who].casefold() for who in ("holder", "target"))
    return hashlib.sha256("\0".join(bodies).encode()).hexdigest()[:16]


def _line(text: str | None, most: int) -> str:
    """One line of printable characters, cut where it is longer."""
    line = _GAPS.sub(" ", text or "").strip()
    line = "".join(character for character in line if character.isprintable())
    return line if len(line) <= most else f"{line[: most - 1].rstrip()}…"
