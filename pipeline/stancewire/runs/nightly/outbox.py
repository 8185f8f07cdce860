"""Digests from night to night: what is new is put into the ledger's outbox, and stays there until it was delivered.

Of each article each objection is told once, whatever becomes of it later. A message that cannot be delivered
waits for the next night and goes out together with what came meanwhile; it never costs the night.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, Final

import orjson

from stancewire.errors import StancewireError
from stancewire.runs.nightly.delivery import NotDelivered, secret_of
from stancewire.runs.nightly.digest import DigestConfig, notice_of
from stancewire.runs.nightly.digest_batch import Batch
from stancewire.runs.nightly.digest_text import Digest
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.mail import MailConfig, send
from stancewire.runs.nightly.webhook import WebhookConfig, post

_TOLD: Final = ("new", "changed", "released")  # a model that reads old articles anew makes no news of them
_CURSOR: Final = "digest_run"  # in the ledger's table meta: the last run whose records were looked at


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What the config says of digests."""

    digest: DigestConfig
    mail: MailConfig
    webhook: WebhookConfig
    resolved: Callable[[str], Path]  # a path of the config, absolute
    environment: Mapping[str, str]

    @property
    def channels(self) -> tuple[str, ...]:
        """Those that are used."""
        used = {"mail": bool(self.mail.host), "webhook": self.webhook.is_used}
        return tuple(name for name in _CHANNELS if used[name])

    def secret(self, where: str, variable: str, file: str) -> str:
        """As secret_of."""
        return secret_of(where, variable, self.resolved(file) if file else None, self.environment)


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What came of it in a run: claims that are new, channels that took a digest, and what went wrong."""

    claims: int = 0
    delivered: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


def tell(ledger: Ledger, folder: Path, run: int, telling: Telling, now: float) -> Told:
    """Collect what is new since the last time, and deliver what waits. folder: of the month files; run: its number.

    Whatever goes wrong is a warning: all records are safe by then. No transaction may be open.
    """
    found = _Told()
    channels = telling.channels
    found.tried("digest", lambda: _forget(ledger, channels))
    if channels:
        found.tried("digest", lambda: _collect(ledger, folder, run, telling, now, found))
    for channel in channels:
        found.tried(channel, partial(_deliver, ledger, channel, telling, found))
    return Told(claims=found.claims, delivered=tuple(found.delivered), warnings=tuple(found.warnings))


@dataclass(slots=True)
class _Told:
    claims: int = 0
    delivered: list[str] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def tried(self, what: str, work: Callable[[], None]) -> None:
        """Do a part of it. What nobody foresaw is named by its kind alone: it may quote a secret."""
        try:
            work()
        except StancewireError as error:
            self.warnings.append(str(error))
        except Exception as error:
            self.warnings.append(
                f"{what}: a fault of stancewire ({type(error).__name__}); report it, it is tried again"
            )


def _forget(ledger: Ledger, channels: Sequence[str]) -> None:
    """Channels that are used no more are told nothing; whoever is told again later does not get the past."""
    with ledger.transaction() as connection:
        marks = ", ".join("?" * len(channels))
        connection.execute(f"DELETE FROM outbox WHERE channel NOT IN ({marks})", tuple(channels))
        if not channels:
            connection.execute("DELETE FROM meta WHERE name = ?", (_CURSOR,))


def _collect(ledger: Ledger, folder: Path, run: int, telling: Telling, now: float, found: _Told) -> None:
    """Put what is new into the outbox, once for each channel; in one transaction with the mark that it was."""
    row = ledger.one("SELECT value FROM meta WHERE name = ?", _CURSOR)
    since = int(row[0]) if row else run - 1
    batch = Batch(most=telling.digest.articles)
    with ledger.transaction() as connection:
        for article, record in _records(ledger, folder, since):
            if notice := notice_of(record, telling.digest):
                batch.add(notice.without(partial(_is_told, ledger, run, article)))
        if batch.articles:
            values = [(channel, batch.payload(), now, now) for channel in telling.channels]
            connection.executemany("INSERT INTO outbox (channel, payload, created, due) VALUES (?, ?, ?, ?)", values)
        connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_CURSOR, str(run)))
    found.claims = batch.claims


def _is_told(ledger: Ledger, run: int, article: int, claim: str) -> bool:
    """Whether it was before; it is from now on."""
    cursor = ledger.connection.execute("INSERT OR IGNORE INTO told VALUES (?, ?, ?)", (article, claim, run))
    return cursor.rowcount == 0


def _records(ledger: Ledger, folder: Path, since: int) -> Iterator[tuple[int, dict[str, Any]]]:
    """Article and record of all lines that later runs wrote for news' sake, in their order."""
    marks = ", ".join("?" * len(_TOLD))
    rows = ledger.connection.execute(
        "SELECT r.article, o.name, r.start, r.bytes FROM revisions r JOIN outputs o ON o.id = r.output"
        f" WHERE r.run > ? AND r.reason IN ({marks}) AND r.status IN ('ok', 'abstained')"
        " AND o.packed IS NULL ORDER BY r.run, r.output, r.start",
        (since, *_TOLD),
    )
    for article, name, start, size in rows.fetchall():
        with (folder / name).open("rb") as stream:
            stream.seek(start)
            yield article, orjson.loads(stream.read(size))


def _deliver(ledger: Ledger, channel: str, telling: Telling, found: _Told) -> None:
    """Deliver what waits, if anything does. Raises NotDelivered, and what waits is one message then."""
    rows = ledger.connection.execute("SELECT id, payload FROM outbox WHERE channel = ? ORDER BY id", (channel,))
    waiting: Sequence[tuple[int, str]] = rows.fetchall()
    if not waiting:
        return
    batch = Batch(most=telling.digest.articles)
    for _, payload in waiting:
        batch.add_payload(payload)
    try:
        found.warnings += _CHANNELS[channel](batch.digest(telling.digest), telling)
    except Exception as error:  # of one that nobody foresaw the kind alone is told
        said = str(error) if isinstance(error, NotDelivered) else f"a fault of stancewire ({type(error).__name__})"
        _keep(ledger, waiting[0][0], channel, batch.payload(), said)
        raise
    with ledger.transaction() as connection:
        connection.execute("DELETE FROM outbox WHERE channel = ?", (channel,))
    found.delivered.append(channel)


def _keep(ledger: Ledger, first: int, channel: str, payload: str, message: str) -> None:
    with ledger.transaction() as connection:
        connection.execute("DELETE FROM outbox WHERE channel = ? AND id != ?", (channel, first))
        said = (payload, message, first)
        connection.execute("UPDATE outbox SET payload = ?, tries = tries + 1, message = ? WHERE id = ?", said)


def _mail(digest: Digest, telling: Telling) -> tuple[str, ...]:
    config = telling.mail
    password = telling.secret("[mail]", config.password_env, config.password_file)
    refused = send(digest, config, password)
    return (f"mail server {config.host}: takes nothing for {', '.join(refused)}; correct to",) if refused else ()


def _post(digest: Digest, telling: Telling) -> tuple[str, ...]:
    config = telling.webhook
    url = config.url or telling.secret("[webhook] url", config.url_env, config.url_file)
    token = telling.secret("[webhook] token", config.token_env, config.token_file)
    post(digest, config, url, token)
    return ()


_CHANNELS: Final = {"mail": _mail, "webhook": _post}
