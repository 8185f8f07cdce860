"""Names of others in Markdown: read as they are written."""

from __future__ import annotations

import pytest
from markdown_it import MarkdownIt

from stancewire.markdown import plain


@pytest.mark.parametrize(
    "text",
    ["a*b*c", "_x_", "`code`", "[a](b)", "<b>bold</b>", "~~gone~~", "&lt;b&gt; &amp; co", "back\\*slash*"],
)
def test_no_mark_is_read(text: str) -> None:
    """By the reader of Markdown that rich brings along, with struck-out words and tables on."""
    tokens = MarkdownIt("commonmark").enable(["strikethrough", "table"]).parse(f"a {plain(text)}")
    (inline,) = (token for token in tokens if token.type == "inline")
    assert [child.type for child in inline.children or ()] == ["text"] * len(inline.children or ())
    assert "".join(child.content for child in inline.children or ()) == f"a {text}"


def test_no_heading_and_no_cell_begins() -> None:
    assert next(t.type for t in MarkdownIt("commonmark").parse(plain("# 1"))) == "paragraph_open"
    table = MarkdownIt("commonmark").enable("table").parse(f"| name |\n|---|\n| {plain('a | b')} |")
    assert [t.content for t in table if t.type == "inline"] == ["name", "a | b"]


def test_line_breaks_become_blanks() -> None:
    assert plain("a\nb\t c") == "a b c"
