"""Digests from night to night: each objection once, nothing lost while a server is away, nothing that costs the night."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import orjson
import pytest

from archive_rows import record, statement
from mail_server import mail_server
from misbehaving import answer, serving
from stancewire.runs.nightly.digest import DigestConfig
from stancewire.runs.nightly.ledger import Ledger
from stancewire.runs.nightly.mail import MailConfig
from stancewire.runs.nightly.outbox import Telling, Told, tell
from stancewire.runs.nightly.webhook import WebhookConfig

NOBODY = Told()


class Nights:
    """A ledger with records in a month file, as nights leave them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = Ledger.open(folder / "ledger.sqlite")
        self.run = 0
        self._file = folder / "2026-11.jsonl"
        self._file.touch()
        db = self.ledger.connection
        db.execute("INSERT INTO generations VALUES (1, '0', 'm', '1', '', '')")
        db.execute("INSERT INTO outputs (id, name, sha256) VALUES (1, ?, x'')", (self._file.name,))

    def night(self, *articles: tuple[int, tuple[str, ...]], reason: str = "new", status: str = "ok") -> None:
        """A night that wrote these articles, each with the bodies that object in it."""
        self.run += 1
        db = self.ledger.connection
        db.execute("INSERT INTO runs (id, command, started) VALUES (?, 'nightly', 0)", (self.run,))
        for number, bodies in articles:
            row = record(number, status=status, statements=[statement(b, "lmc_objection") for b in bodies])
            line = orjson.dumps(row) + b"\n"
            start = self._file.stat().st_size
            with self._file.open("ab") as stream:
                stream.write(line)
            db.execute("INSERT OR IGNORE INTO places VALUES (?, ?, 's', 'file', 'done', 0, 0, 0, x'', '', '', '', '')", (number, str(number)))  # fmt: skip
            db.execute("INSERT OR IGNORE INTO articles VALUES (?, ?, '', 'done', 1, x'', x'', NULL)", (number, number))
            db.execute(
                "INSERT INTO revisions VALUES (?, ?, ?, ?, ?, 1, 1, ?, ?, ?)",
                (number, self.run, reason, row["id"], status, start, len(line), self.run),
            )

    def tell(self, telling: Telling) -> Told:
        return tell(self.ledger, self.folder, self.run, telling, 0.0)

    def waiting(self) -> list[tuple[str, int]]:
        return self.ledger.connection.execute("SELECT channel, tries FROM outbox ORDER BY id").fetchall()


@pytest.fixture
def nights(tmp_path: Path) -> Iterator[Nights]:
    found = Nights(tmp_path)
    yield found
    found.ledger.close()


def telling(mail_port: int = 0, hook_port: int = 0, **environment: str) -> Telling:
    mail = MailConfig(host="127.0.0.1", port=mail_port, security="plain", sender="a@b.example", to=("c@d.example",))
    hook = WebhookConfig(url=f"http://127.0.0.1:{hook_port or 9}/hook", allow_networks=("127.0.0.1/32",))
    return Telling(
        digest=DigestConfig(),
        mail=mail if mail_port else MailConfig(),
        webhook=hook if hook_port else WebhookConfig(),
        resolved=Path,
        environment=environment,
    )


def subjects(mails: list[bytes]) -> list[str]:
    return [
        line.removeprefix("Subject: stancewire: ")
        for mail in mails
        for line in mail.decode().splitlines()
        if line.startswith("Subject: ")
    ]


def test_every_morning_what_is_new(nights: Nights) -> None:
    with mail_server() as server:
        nights.night((1, ("Ashby LMC", "Berrow LMC")), (2, ("Ashby LMC",)))
        assert nights.tell(telling(server.port)) == Told(claims=3, delivered=("mail",))
        nights.night((3, ("Ashby LMC",)))
        assert nights.tell(telling(server.port)) == Told(claims=1, delivered=("mail",))
        nights.night()
        assert nights.tell(telling(server.port)) == NOBODY
    assert subjects(server.mails) == ["3 new objections in 2 articles", "1 new objection in 1 article"]
    assert nights.waiting() == []


def test_of_a_changed_article_only_what_was_not_told(nights: Nights) -> None:
    with mail_server() as server:
        nights.night((1, ("Ashby LMC",)))
        nights.tell(telling(server.port))
        nights.night((1, ("Ashby LMC",)), reason="changed")
        assert nights.tell(telling(server.port)) == NOBODY
        nights.night((1, ("Ashby LMC", "Berrow LMC")), reason="changed")
        assert nights.tell(telling(server.port)).claims == 1
    assert b"Berrow LMC" in server.mails[1]
    assert b"Ashby LMC" not in server.mails[1]


@pytest.mark.parametrize("reason", ["retag", "rebuilt", "quarantined"])
def test_old_articles_read_anew_are_no_news(nights: Nights, reason: str) -> None:
    nights.night((1, ("Ashby LMC",)), reason=reason)
    assert nights.tell(telling(1)) == NOBODY


def test_one_that_cannot_be_reached_gets_all_of_it_later_and_the_other_is_not_told_twice(nights: Nights) -> None:
    with serving() as hook:
        hook.routes["/hook"] = [answer(status=500), answer(status=500), answer()]
        with mail_server() as server:
            both = telling(server.port, hook.port)
            nights.night((1, ("Ashby LMC",)))
            first = nights.tell(both)
            assert (first.delivered, len(first.warnings)) == (("mail",), 1)
            assert first.warnings[0].startswith(f"webhook http://127.0.0.1:{hook.port}: answers 500")
            nights.night((2, ("Berrow LMC",)), (3, ("Coombe LMC",)))
            nights.tell(both)
            assert nights.waiting() == [("webhook", 2)]  # one message, however many nights
            nights.night()
            assert nights.tell(both) == Told(delivered=("webhook",))
    assert subjects(server.mails) == ["1 new objection in 1 article", "2 new objections in 2 articles"]
    assert nights.waiting() == []


def test_a_channel_that_is_used_no_more_has_nothing_waiting(nights: Nights) -> None:
    with serving() as hook:
        hook.routes["/hook"] = answer(status=500)
        nights.night((1, ("Ashby LMC",)))
        nights.tell(telling(1, hook.port))
        assert nights.waiting() == [("mail", 1), ("webhook", 1)]
        nights.night()
        nights.tell(telling(0, hook.port))
    assert nights.waiting() == [("webhook", 2)]


def test_what_waits_for_months_is_told_within_bounds(nights: Nights) -> None:
    away = replace(telling(1), digest=DigestConfig(articles=2))
    for number in range(1, 6):
        nights.night((number, ("Ashby LMC", "Berrow LMC")))
        assert len(nights.tell(away).warnings) == 1
    ((payload,),) = nights.ledger.connection.execute("SELECT payload FROM outbox").fetchall()
    assert (len(json.loads(payload)["notices"]), json.loads(payload)["beside"]) == (2, [3, 6])
    with mail_server() as server:
        nights.night()
        nights.tell(replace(telling(server.port), digest=DigestConfig(articles=2)))
    assert subjects(server.mails) == ["10 new objections in 5 articles"]
    assert b"3 more articles in the output" in server.mails[0]


def test_a_crash_before_the_digest_loses_nothing(nights: Nights) -> None:
    with mail_server() as server:
        nights.night()
        nights.tell(telling(server.port))
        nights.night((1, ("Ashby LMC",)))  # and nothing is told
        nights.night((2, ("Berrow LMC",)))
        assert nights.tell(telling(server.port)).claims == 2


def test_who_comes_later_is_not_told_the_past(nights: Nights) -> None:
    nights.night((1, ("Ashby LMC",)))
    assert nights.tell(telling()) == NOBODY
    with mail_server() as server:
        nights.night((2, ("Berrow LMC",)))
        assert nights.tell(telling(server.port)).claims == 1
        nights.night((3, ("Coombe LMC",)))
        nights.tell(telling())  # switched off for a while
        nights.night((4, ("Dunster LMC",)))
        assert nights.tell(telling(server.port)).claims == 1
    assert [b"Berrow" in mail for mail in server.mails] == [True, False]
    assert b"Dunster" in server.mails[1]


def test_a_secret_that_is_not_set_is_a_warning_and_nothing_is_lost(nights: Nights) -> None:
    with mail_server(accounts={"me": "word"}) as server:
        wanted = telling(server.port)
        wanted = replace(wanted, mail=replace(wanted.mail, user="me", password_env="SMTP_PASSWORD"))
        nights.night((1, ("Ashby LMC",)))
        told = nights.tell(wanted)
        assert "[mail]: the variable SMTP_PASSWORD holds no usable secret" in told.warnings[0]
        assert nights.tell(replace(wanted, environment={"SMTP_PASSWORD": "word"})).delivered == ("mail",)
    assert len(server.mails) == 1


def test_who_is_refused_among_others_is_a_warning(nights: Nights) -> None:
    with mail_server() as server:
        answered = server._reply
        server._reply = lambda c, line, s: "550 no" if "e@f" in line else answered(c, line, s)  # type: ignore[method-assign]
        wanted = telling(server.port)
        nights.night((1, ("Ashby LMC",)))
        told = nights.tell(replace(wanted, mail=replace(wanted.mail, to=("c@d.example", "e@f.example"))))
    assert told.delivered == ("mail",)
    assert told.warnings == ("mail server 127.0.0.1: takes nothing for e@f.example; correct to",)


def test_no_password_reaches_the_ledger(nights: Nights) -> None:
    wanted = telling(1)
    wanted = replace(wanted, mail=replace(wanted.mail, user="me", password_env="P"), environment={"P": "hushhush"})
    nights.night((1, ("Ashby LMC",)))
    assert nights.tell(wanted).warnings
    rows: list[Any] = nights.ledger.connection.execute("SELECT payload, message FROM outbox").fetchall()
    assert rows
    assert "hushhush" not in str(rows)


def test_what_nobody_foresaw_is_a_warning_too(nights: Nights, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> tuple[str, ...]:
        raise RuntimeError("hushhush")

    nights.night((1, ("Ashby LMC",)))
    monkeypatch.setattr("stancewire.runs.nightly.outbox.send", broken)
    told = nights.tell(telling(1))
    assert told.warnings == ("mail: a fault of stancewire (RuntimeError); report it, it is tried again",)
    nights.night((2, ("Ashby LMC",)))
    nights.folder.joinpath("2026-11.jsonl").unlink()
    told = nights.tell(telling(1))
    assert [warning[:46] for warning in told.warnings] == [
        "digest: a fault of stancewire (FileNotFoundErr",
        "mail: a fault of stancewire (RuntimeError); re",
    ]
    assert nights.waiting() == [("mail", 2)]  # each night counts, for status to see
    assert nights.ledger.one("SELECT message FROM outbox") == ("a fault of stancewire (RuntimeError)",)
