"""Distinct documents of a newspaper's length for benchmarks: titles and paragraphs of our own corpus, put together anew.

Nearly all of it is about policy, the slow case of every backend: a real archive is mostly about something else.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Final

ROOT: Final = Path(__file__).parents[1]
WORDS: Final = 600
NAVIGATION: Final = "<div class='item'><a href='/section/page.html' title='Section'>A section of the site</a></div>\n"


def texts(count: int, seed: int = 1) -> Iterator[str]:
    """Documents of about 600 words, a title and paragraphs each; no two alike."""
    titles, paragraphs, rng = [], [], random.Random(seed)
    for path in sorted((ROOT / "corpora/stance-v1/batches").glob("*.jsonl")):
        for row in path.open(encoding="utf-8"):
            title, *parts = [part for part in json.loads(row)["text"].splitlines() if part.strip()]
            titles.append(title)
            paragraphs += [part for part in parts if len(part.split()) > 8]
    for number in range(count):
        body, words = [], 0
        while words < WORDS:
            body.append(rng.choice(paragraphs))
            words += len(body[-1].split())
        yield "\n\n".join([f"{rng.choice(titles)} ({number})", *body])


def page(text: str) -> str:
    """The same as a web page with navigation around it."""
    title, *parts = text.split("\n\n")
    body = "".join(f"<p>{part}</p>\n" for part in parts)
    around = NAVIGATION * 150
    return (
        f"<!doctype html><html><head><meta charset='utf-8'><title>{title}</title></head><body><nav>{around}</nav>\n"
        f"<main><article><h1>{title}</h1>\n{body}</article></main><footer>{around}</footer></body></html>"
    )
