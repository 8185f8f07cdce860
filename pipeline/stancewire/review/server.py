"""The server of the page: a few addresses, each of which asks the Session and answers in JSON.

GET  /                        the page
GET  /page/NAME               its scripts and styles
GET  /api/about, /api/queue/ORDER, /api/item/NUMBER, /api/progress, /api/agreement
POST /api/item/NUMBER         a step: {action, reading, comment, seen}
POST /api/undo                the coder's last step taken back
GET  /export/FORMAT           the decisions as a file
"""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from importlib.resources import files
from typing import Any, Final

import orjson
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from stancewire.errors import StancewireError
from stancewire.review.decisions import Overtaken
from stancewire.review.exporters import packed
from stancewire.review.guard import Guard, Keys
from stancewire.review.reading import Refused
from stancewire.review.session import Session
from stancewire.review.store import Store

Json = dict[str, Any]
_LARGEST: Final = 1_000_000  # bytes of a step beside the record's own reading; 500 statements have some 200,000
_TYPES: Final = {"css": "text/css", "js": "text/javascript"}
# Of what the package carries, these are given out and nothing else.
PAGE: Final = {
    name: ("stancewire.review", "page", name)
    for name in (
        "main.js",
        "dom.js",
        "api.js",
        "keys.js",
        "text.js",
        "panel.js",
        "statement.js",
        "help.js",
        "review.css",
    )
} | {"style.css": ("stancewire.report", "page", "style.css")}
_CODES: Final = ((Refused, 422), (Overtaken, 409), (StancewireError, 500))


def make_app(session: Session, store: Store, keys: Keys, port: int, new_link: Callable[[], None]) -> Starlette:
    """The application. new_link: see Guard."""
    answers = _Answers(session, store, keys)
    return Starlette(
        routes=[
            Route("/", answers.page),
            Route("/page/{name}", answers.part),
            Route("/api/about", answers.about),
            Route("/api/queue/{order}", answers.queue),
            Route("/api/item/{number:int}", answers.item),
            Route("/api/item/{number:int}", answers.save, methods=["POST"]),
            Route("/api/undo", answers.undo, methods=["POST"]),
            Route("/api/progress", answers.progress),
            Route("/api/agreement", answers.agreement),
            Route("/export/{name}", answers.export),
        ],
        middleware=[Middleware(Guard, keys=keys, port=port, new_link=new_link)],
        exception_handlers={kind: _told(code) for kind, code in _CODES},
    )


class _Answers:
    """One method an address. Those that are no coroutines run in a thread of their own."""

    def __init__(self, session: Session, store: Store, keys: Keys) -> None:
        self._session = session
        self._store = store
        self._keys = keys

    def page(self, _: Request) -> Response:
        text = _read("stancewire.review", "page", "index.html").replace("{word}", escape(self._keys.word))
        return Response(text, media_type="text/html")

    def part(self, request: Request) -> Response:
        name = request.path_params["name"]
        if name not in PAGE:
            raise HTTPException(404)
        return Response(_read(*PAGE[name]), media_type=_TYPES[name.rpartition(".")[2]])

    def about(self, _: Request) -> Response:
        return _json(self._session.about())

    def queue(self, request: Request) -> Response:
        return _json(self._session.queue(request.path_params["order"]))

    def item(self, request: Request) -> Response:
        return _found(self._session.item(request.path_params["number"]))

    def progress(self, _: Request) -> Response:
        return _json(self._session.progress())

    def agreement(self, _: Request) -> Response:
        return _json(self._session.agreement())

    def export(self, request: Request) -> Response:
        if self._session.plan.blind:
            raise Refused("export", "tells a blind coder what the model and others say: use stancewire review export")
        name, content = packed(self._store, request.path_params["name"])
        headers = {"Content-Disposition": f'attachment; filename="{name}"'}
        return Response(content, media_type="application/octet-stream", headers=headers)

    async def save(self, request: Request) -> Response:
        number = request.path_params["number"]
        own = await run_in_threadpool(self._session.size, number)
        values = await _sent(request, _LARGEST + (own or 0))
        return _found(await run_in_threadpool(self._session.save, number, values))

    async def undo(self, request: Request) -> Response:
        await _sent(request, _LARGEST)
        return _json({"item": await run_in_threadpool(self._session.undo)})


async def _sent(request: Request, largest: int) -> Json:
    """The JSON object of a write of at most `largest` bytes. Raises Refused."""
    body = b""
    async for part in request.stream():
        body += part
        if len(body) > largest:
            raise Refused("body", f"is larger than {largest:,} bytes")
    try:
        values = orjson.loads(body)
    except orjson.JSONDecodeError:
        values = None
    if not isinstance(values, dict):
        raise Refused("body", "is no JSON object")
    return values


def _read(package: str, *parts: str) -> str:
    return files(package).joinpath(*parts).read_text(encoding="utf-8")


def _json(values: Any, code: int = 200) -> Response:
    return Response(orjson.dumps(values, option=orjson.OPT_NON_STR_KEYS), code, media_type="application/json")


def _found(values: Json | None) -> Response:
    if values is None:
        raise HTTPException(404)
    return _json(values)


def _told(code: int) -> Callable[[Request, Exception], Response]:
    return lambda _, error: _json({"error": str(error)}, code)
