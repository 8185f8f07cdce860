"""Who is let in, what may be written, and that every answer bears the headers that keep others out."""

from __future__ import annotations

import json
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from review_rows import reading, record
from review_server import HOST, PORT, Asked
from stancewire.errors import OutputError
from stancewire.review.decisions import Decisions
from stancewire.review.guard import POLICY, WORD_HEADER
from stancewire.review.serve import listen
from stancewire.review.server import PAGE
from stancewire.review.store import Store

STEP = json.dumps({"action": "decide", "reading": reading(), "comment": "", "seen": 0})


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "s.sqlite", new=True) as opened:
        opened.add([record()])
        yield opened


@pytest.fixture
def asked(store: Store) -> Asked:
    return Asked(store)


def test_the_link_works_once_and_its_cookie_is_for_this_page_alone(asked: Asked) -> None:
    token = asked.keys.token
    first = asked.get(f"/?token={token}", cookies={})
    assert first.status_code == 200
    cookie = first.headers["set-cookie"]
    assert cookie.startswith(f"stancewire-review-{PORT}={asked.keys.cookie}; ")
    assert {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))
    assert token not in first.text
    assert asked.get(f"/?token={token}", cookies={}).status_code == 403
    assert asked.get("/?token=", cookies={}).status_code == 403


def test_whoever_comes_after_the_link_was_used_finds_a_new_one_in_the_terminal(asked: Asked) -> None:
    asked.get(f"/?token={asked.keys.token}", cookies={})
    assert asked.links == []
    assert "Open the link" in asked.get("/", cookies={}).text
    assert asked.get(f"/?token={asked.links[-1]}", cookies={}).status_code == 200


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/api/about", "/api/item/1", "/export/history", "/nowhere"])
def test_nothing_is_told_without_the_cookie(asked: Asked, path: str) -> None:
    assert asked.get(path, cookies={}).status_code == 403
    assert asked.get(path, cookies={f"stancewire-review-{PORT}": "guessed"}).status_code == 403


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_another_host_is_refused_whatever_it_brings(asked: Asked, host: str) -> None:
    assert asked.get("/api/about", headers={"host": host}).status_code == 421
    assert asked.post("/api/undo", headers={"host": host} | asked.writing, content="{}").status_code == 421


def test_localhost_is_this_machine_too(asked: Asked) -> None:
    assert asked.get("/api/about", headers={"host": f"localhost:{PORT}"}).status_code == 200


@pytest.mark.parametrize(
    "wrong",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": ""},
        {"origin": f"https://{HOST}"},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {WORD_HEADER: "guessed"},
        {WORD_HEADER: ""},
    ],
)
def test_a_write_that_is_not_from_our_page_changes_nothing(asked: Asked, store: Store, wrong: dict[str, str]) -> None:
    answer = asked.post("/api/item/1", headers=asked.headers | asked.writing | wrong, content=STEP)
    assert answer.status_code == 403
    assert list(Decisions(store).history()) == []


def test_a_write_of_our_page_is_saved(asked: Asked, store: Store) -> None:
    answer = asked.post("/api/item/1", content=STEP)
    assert (answer.status_code, answer.json()["state"]) == (200, "accepted")
    assert [one.step.coder for one in Decisions(store).history()] == ["ann"]
    assert asked.post("/api/undo", content="{}").json()["item"]["state"] == ""


@pytest.mark.parametrize(
    ("path", "content", "code"),
    [
        ("/api/item/1", "no json", 422),
        ("/api/item/1", "[]", 422),
        ("/api/item/1", "{}", 422),
        ("/api/item/1", b" " * 1_010_000, 422),
        ("/api/item/9", STEP, 404),
        ("/api/item/9223372036854775808", STEP, 404),
        ("/api/item/x", STEP, 404),
        ("/api/about", STEP, 405),
    ],
)
def test_what_cannot_be_saved_is_refused(asked: Asked, path: str, content: str, code: int) -> None:
    assert asked.post(path, content=content).status_code == code


def test_a_record_beyond_what_can_be_counted_is_not_there(asked: Asked) -> None:
    assert [asked.get(f"/api/item/{number}").status_code for number in (0, 9, 2**63)] == [404] * 3


def test_a_long_reading_is_saved_as_the_record_has_it(asked: Asked, store: Store) -> None:
    store.add([record("long", statements=record()["statements"] * 3000)])
    said = asked.get("/api/item/2").json()["reading"]
    step = json.dumps({"action": "decide", "reading": said, "comment": "", "seen": 0})
    assert len(step) > 1_000_000
    assert asked.post("/api/item/2", content=step).json()["state"] == "accepted"


def test_a_step_on_an_old_state_is_told_as_a_sentence(asked: Asked) -> None:
    asked.post("/api/item/1", content=STEP)
    answer = asked.post("/api/item/1", content=STEP)
    assert answer.status_code == 409
    assert answer.json()["error"].startswith("record 1 was changed in another window, and nothing was saved here")


@pytest.mark.parametrize("path", ["/", "/page/main.js", "/api/item/1", "/nowhere", "/export/nothing"])
def test_every_answer_bears_the_headers(asked: Asked, path: str) -> None:
    for cookies in (asked.cookies, {}):
        headers = asked.get(path, cookies=cookies).headers
        assert headers["content-security-policy"] == POLICY
        assert headers["cache-control"] == "no-store"
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
    assert POLICY.startswith("default-src 'none'; ")
    assert "unsafe" not in POLICY


def test_a_blind_coder_gets_no_export(store: Store) -> None:
    answer = Asked(store, blind=True).get("/export/label-studio")
    assert answer.status_code == 422
    assert "lmc_objection" not in answer.text
    assert Asked(store).get("/export/label-studio").status_code == 200


def test_of_the_package_nothing_but_the_page_is_given_out(asked: Asked) -> None:
    assert asked.get("/page/index.html").status_code == 404
    assert asked.get("/page/..%2fserver.py").status_code == 404
    for name in PAGE:
        assert asked.get(f"/page/{name}").status_code == 200, name


def test_the_page_refers_to_nothing_that_is_not_given_out(asked: Asked) -> None:
    import re

    texts = [asked.get("/").text, *(asked.get(f"/page/{name}").text for name in PAGE)]
    for text in texts:
        assert not re.search(
            r"https?://|//[a-z]+\.|innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(", text
        )
    named = set(re.findall(r'"(?:\./|/page/)([a-z]+\.(?:js|css))"', "".join(texts)))
    assert named == set(PAGE)


def test_the_server_listens_on_this_machine_alone() -> None:
    with listen(0) as listener:
        assert listener.getsockname()[0] == "127.0.0.1"


def test_a_busy_port_is_told_as_a_sentence() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(
            OutputError, match=rf"port {port}: cannot be had on 127\.0\.0\.1 .*--port 0 for one that is free"
        ):
            listen(port)
