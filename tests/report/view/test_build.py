"""The page of one document: what stands in it, and that nothing of a hostile document comes alive."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from browser import chromium, opened, serious  # noqa: F401 - a fixture
from stancewire.assets import folder
from stancewire.register.lookup import load_register
from stancewire.report.explained import as_json
from stancewire.report.view.build import view_page
from stancewire.tagger import Tagger
from stancewire.types import Article, Given, Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser

EVIL = "<script>window.evil = 1</script><img src=x onerror='window.evil = 2'>"
TEXT = f"""Fen LMC rejects the plan of NHS Kent and Medway ICB {EVIL}

Fen LMC has voted against the plan, said Dr Ann Moss. ‘It is unsafe,’ {EVIL} she said.

NHS Kent and Medway ICB plans to close four surgeries under delegated commissioning.
"""


@pytest.fixture(scope="module")
def read() -> tuple[dict[str, Any], dict[str, Any]]:
    """The record of the text, and its explanation."""
    tagger = Tagger.load(folder("configs") / "rules.toml")
    source = Source(uri=f"javascript:alert(1)//{EVIL}", media_type="text/plain", sha256="0" * 64)
    given = Given(publisher=EVIL, published="2023-05-01")
    record, explanation = tagger.explain(Article(id="x", source=source, raw=TEXT, given=given))
    values = record.to_dict()
    return values, as_json(values, explanation)


@pytest.fixture(scope="module")
def page(read: tuple[dict[str, Any], dict[str, Any]], tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("view") / "page.html"
    path.write_text(view_page(*read, load_register()), encoding="utf-8")
    return path


def test_it_shows_what_was_read(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert '<a class="body" href="#body-1">Fen LMC</a>' in text
    assert "<strong>Fen LMC</strong>" in text
    assert "<em>objects</em>" in text
    assert "<dt>id</dt><dd>QKS (ODS)</dd>" in text
    assert "delegated commissioning" in text


def test_a_statement_of_nobody_says_that_no_holder_is_named(read: tuple[dict[str, Any], dict[str, Any]]) -> None:
    record, explained = read
    first, *rest = record["statements"]
    text = view_page(record | {"statements": [first | {"holder": ""}, *rest]}, explained, load_register())
    assert f"<li>(no holder named) <em>{first['act']}</em>" in text
    assert ">no holder named</text>" in text
    assert "<strong></strong>" not in text


def test_nothing_of_the_document_is_markup(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert "<script" not in text
    assert "<img" not in text
    assert "default-src 'none'" in text


def test_in_a_browser_nothing_runs_and_nothing_is_asked_for(page: Path, chromium: Browser) -> None:  # noqa: F811
    with opened(chromium, page.as_uri(), viewport={"width": 390, "height": 800}) as watched:
        assert watched.page.evaluate("window.evil") is None
        assert (watched.requests, watched.errors, watched.breaches()) == ([], [], [])
        assert watched.page.evaluate("document.documentElement.scrollWidth") <= 390
        watched.page.locator("a.body").first.click()
        assert watched.page.url.endswith("#body-1")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_accessible(page: Path, chromium: Browser, scheme: str) -> None:  # noqa: F811
    with opened(chromium, page.as_uri(), color_scheme=scheme) as watched:
        assert serious(watched.page) == []


def test_a_title_without_spaces_does_not_widen_the_page(chromium: Browser, page: Path, tmp_path: Path) -> None:  # noqa: F811
    long = tmp_path / "long.html"
    long.write_text(re.sub("<h1>.*?</h1>", f"<h1>{'x' * 400}</h1>", page.read_text(encoding="utf-8"), flags=re.DOTALL))
    with opened(chromium, long.as_uri(), viewport={"width": 390, "height": 800}) as watched:
        assert watched.page.evaluate("document.querySelector('h1').textContent.length") == 400
        assert watched.page.evaluate("document.documentElement.scrollWidth") == 390
