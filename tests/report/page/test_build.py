"""The page as a file: what it allows itself, what stands in it, and that it is the same each time."""

from __future__ import annotations

import base64
import hashlib
import io
import re

import pytest

import report_rows
from stancewire.register.lookup import load_register
from stancewire.report.page.build import page_script, palettes, policy, stylesheet, write_page
from stancewire.report.page.charts import charts


def built(records: list[report_rows.Json], **options: str) -> str:
    stream = io.BytesIO()
    assert write_page(records, load_register(), stream, **options) == len(records)
    return stream.getvalue().decode("utf-8")


def test_only_what_the_policy_names_by_its_hash_stands_in_the_page() -> None:
    page = built(report_rows.rows())
    [allowed] = re.findall(r'Content-Security-Policy" content="([^"]+)"', page)
    allowed = allowed.replace("&#39;", "'")
    codes = re.findall(r"<(?:script|style)>(.*?)</(?:script|style)>", page, re.S)
    hashes = {base64.b64encode(hashlib.sha256(code.encode()).digest()).decode() for code in codes}
    assert len(codes) == 3
    assert set(re.findall(r"'sha256-([^']+)'", allowed)) == hashes
    assert allowed.startswith("default-src 'none'; script-src 'sha256-")
    assert "unsafe" not in allowed
    assert "://" not in allowed


def test_nothing_but_base64_comes_from_records() -> None:
    page = built(report_rows.hostile())
    assert "window.hit" not in page
    data = re.findall(r'<script type="application/octet-stream" id="[a-z0-9-]+">(.*?)</script>', page, re.S)
    assert len(data) == 2
    assert all(re.fullmatch(r"[A-Za-z0-9+/]+=*", part) for part in data)


def test_a_title_is_text() -> None:
    page = built([], title="</title><script>window.hit=1</script>")
    assert "<script>window.hit" not in page
    assert page.count("&lt;/title&gt;&lt;script&gt;window.hit=1&lt;/script&gt;") == 2


@pytest.mark.parametrize(("number", "expected"), [(0, "0 documents"), (1, "1 document"), (2, "2 documents")])
def test_without_a_title_the_page_says_how_much_it_holds(number: int, expected: str) -> None:
    assert f"<title>Stances in {expected}</title>" in built(report_rows.rows()[:number])


def test_the_same_records_give_the_same_page() -> None:
    assert built(report_rows.rows()) == built(report_rows.rows())


def test_a_policy_is_made_of_hashes() -> None:
    # printf x | openssl dgst -sha256 -binary | base64
    hashed = "'sha256-LXEWQrcmsEQBYnyp+6wy9chTD7GQPMTbAiWHF5IaSIE='"
    assert policy(scripts=["x"], style="x") == (
        f"default-src 'none'; script-src {hashed}; style-src {hashed}; base-uri 'none'; form-action 'none'"
    )


def test_a_script_parses_nothing_as_markup() -> None:
    script = page_script()
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|\beval\(|new Function|srcdoc", script
    )


def test_every_colour_of_a_chart_is_there_in_both_modes_and_legible() -> None:
    modes = palettes(stylesheet())
    asked = set(re.findall(r"'(--[a-z0-9-]+)", str(charts())))
    assert asked <= modes["light"].keys() == modes["dark"].keys()
    for colours in modes.values():
        inks = ["--ink", "--soft", "--accent", "--warn", "--objection", "--plan", "--mandate", "--none"]
        inks += [f"--other-{n}" for n in range(1, 7)]
        low = {
            (ink, ground)
            for ink in inks
            for ground in ("--paper", "--card")
            if contrast(colours[ink], colours[ground]) < 4.5
        }
        assert not low


def contrast(one: str, other: str) -> float:
    """As WCAG 2 defines it."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
