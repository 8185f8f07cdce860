"""A headless Chromium for tests of pages: the system's own, by way of Playwright; where there is none, tests skip.

    from browser import chromium  # a fixture; give it to a test by its name

The fixture is a Browser for the module. `opened` gives a page of it that notes all a page should not do: requests,
errors, breaches of its Content-Security-Policy.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_PATIENCE = 15_000  # milliseconds, for a machine with other work
_WATCH = """
window.breaches = [];
document.addEventListener('securitypolicyviolation', (event) => window.breaches.push(event.violatedDirective + ' ' + event.blockedURI));
"""


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, headless; the test skips where it or Playwright is missing."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = next(filter(None, map(shutil.which, NAMES)), None)
    if path is None:
        pytest.skip(f"none of {', '.join(NAMES)} is installed")
    # Its sandbox needs a user other than root; every other user keeps it.
    flags = ["--no-sandbox"] if hasattr(os, "geteuid") and os.geteuid() == 0 else []
    with playwright.sync_playwright() as started:
        browser = started.chromium.launch(executable_path=path, args=flags)
        yield browser
        browser.close()


@dataclass
class Watched:
    """A page, and what it did that it should not have."""

    page: Page
    requests: list[str] = field(default_factory=list)  # beside the page's own address, data: and blob: ones
    errors: list[str] = field(default_factory=list)  # exceptions, errors of the console, dialogues

    def breaches(self) -> list[str]:
        """Of its Content-Security-Policy, so far."""
        found: list[str] = self.page.evaluate("window.breaches")
        return found


@contextmanager
def opened(browser: Browser, address: str, **settings: Any) -> Iterator[Watched]:
    """A page of its own context at an address. settings: as of Browser.new_context (viewport, color_scheme, ...)."""
    context = browser.new_context(**settings)
    page = context.new_page()
    watched = Watched(page)
    page.set_default_timeout(_PATIENCE)
    page.add_init_script(_WATCH)
    page.on("request", lambda request: _note(watched.requests, request.url, address))
    page.on("pageerror", lambda error: watched.errors.append(str(error)))
    page.on("console", lambda said: said.type == "error" and watched.errors.append(said.text))
    page.on("dialog", lambda dialogue: (watched.errors.append(f"dialogue: {dialogue.message}"), dialogue.dismiss()))
    page.goto(address)
    try:
        yield watched
    finally:
        context.close()


def _note(requests: list[str], url: str, address: str) -> None:
    if not url.startswith(("data:", "blob:")) and url.partition("#")[0] != address.partition("#")[0]:
        requests.append(url)


def serious(page: Page) -> list[str]:
    """What axe finds that is serious or critical: rule, and the first element it speaks of."""
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{row['id']}: {row['nodes'][0]['html'][:200]}" for row in found if row["impact"] in ("serious", "critical")
    ]
