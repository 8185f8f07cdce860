"""A review for tests: asked without a network, or running as people run it."""

from __future__ import annotations

import asyncio
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import Any

import httpx

from review_rows import Json, write
from stancewire.review.guard import WORD_HEADER, Keys
from stancewire.review.loading import loaded
from stancewire.review.serve import listen, make_server
from stancewire.review.server import make_app
from stancewire.review.session import Plan, Session
from stancewire.review.store import Store

PORT = 8414
HOST = f"127.0.0.1:{PORT}"


class Asked:
    """The app of a store, with the cookie and the word that its page has."""

    def __init__(self, store: Store, **plan: Any) -> None:
        self.keys = Keys()
        self.links: list[str] = []
        self.session = Session(store, Plan(coder="ann", **plan))
        self.app = make_app(self.session, store, self.keys, PORT, lambda: self.links.append(self.keys.token))
        self.cookies = {f"stancewire-review-{PORT}": self.keys.cookie}
        self.headers = {"host": HOST}
        self.writing = {"origin": f"http://{HOST}", "content-type": "application/json", WORD_HEADER: self.keys.word}

    def get(self, path: str, **more: Any) -> httpx.Response:
        return self._ask("GET", path, **more)

    def post(self, path: str, **more: Any) -> httpx.Response:
        return self._ask("POST", path, **{"headers": self.headers | self.writing} | more)

    def _ask(self, method: str, path: str, **more: Any) -> httpx.Response:
        async def ask() -> httpx.Response:
            transport = httpx.ASGITransport(app=self.app)
            cookies = more.pop("cookies", self.cookies)
            async with httpx.AsyncClient(transport=transport, base_url=f"http://{HOST}", cookies=cookies) as client:
                return await client.request(method, path, **{"headers": self.headers} | more)

        return asyncio.run(ask())


@contextmanager
def threaded(folder: Path, *rows: Json, **plan: Any) -> Iterator[str]:
    """The link of a review that runs in a thread of the test: the same server, sooner there than a process."""
    out, links = write(folder / "out.jsonl", *rows), list[str]()
    with loaded(folder / "out.review.sqlite", [out]) as (store, _), listen(0) as listener:
        server = make_server(store, Session(store, Plan(coder="ann", **plan)), listener, links.append)
        thread = Thread(target=server.run, kwargs={"sockets": [listener]})
        thread.start()
        try:
            yield links[0]
        finally:
            server.should_exit = True
            thread.join(20)


@contextmanager
def running(folder: Path, *rows: Json) -> Iterator[str]:
    """The link of `stancewire review` over some records, a process of its own; ended as by Ctrl-C, in order."""
    command = ["review", write(folder / "out.jsonl", *rows), "--port", "0", "--coder", "ann"]
    code = f"import sys; from stancewire.cli import run; sys.exit(run({command!r}))"
    with subprocess.Popen([sys.executable, "-c", code], stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        link = next((line.split()[1] for line in process.stderr if line.startswith("open ")), None)
        assert link, f"the review did not start: {command}"
        try:
            yield link
        finally:
            process.send_signal(signal.SIGINT)
            said = process.communicate(timeout=20)[1]
    assert (process.returncode, said.splitlines()[-1][:8]) == (0, "stopped;"), said
