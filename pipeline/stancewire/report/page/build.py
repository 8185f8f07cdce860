"""Records in, one HTML page out, which fetches nothing and runs no script but its own two.

The Content-Security-Policy names both scripts and the style by their hashes; what records say stands in the page as
base64 only, and gets into its elements as text.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Iterator
from importlib.resources import files
from typing import Any, BinaryIO, Final

from stancewire.register.lookup import Register
from stancewire.report.page.areas import Areas
from stancewire.report.page.charts import charts
from stancewire.report.page.columns import Columns
from stancewire.report.page.texts import BLOCK, MOST, Texts, packed
from stancewire.report.page.vega import vega_bundle
from stancewire.version import VERSION

Json = dict[str, Any]
_STYLES: Final = ("style.css", "layout.css")
_TEMPLATE: Final = "page.html.j2"
_ROOT: Final = re.compile(r":root \{(.*?)\n\s*\}", re.S)
_COLOUR: Final = re.compile(r"(--[a-z0-9-]+): (#[0-9a-f]{6});")
_ENDS: Final = re.compile(r"</script|<!--|</style", re.I)


def write_page(
    records: Iterable[Json], register: Register, stream: BinaryIO, *, title: str = "", most: int = MOST
) -> int:
    """Write the page of some records; how many there were.

    records: as Record.to_dict gives them, with or without text, of any status and scheme.
    title: for the page; without one it says how many documents there are.
    most: code points of text up to which whole texts are kept, beyond it the passages that are evidence.
    """
    columns, texts = Columns(Areas(register)), Texts(most)
    for record in records:
        columns.add(record)
        texts.add(record)
    heading = title or f"Stances in {len(columns):,} document{'' if len(columns) == 1 else 's'}"
    for part in _page(heading, columns, texts):
        stream.write(part.encode("utf-8"))
    return len(columns)


def _page(title: str, columns: Columns, texts: Texts) -> Iterator[str]:
    from jinja2 import Environment, StrictUndefined

    style, script, vega = stylesheet(), page_script(), vega_bundle()
    for code in (style, script, vega):
        if found := _ENDS.search(code):
            raise ValueError(f"a script or style of the page holds {found[0]!r}")
    values = {
        "columns": columns.as_json(),
        "charts": charts(),
        "palettes": palettes(style),
        "block": BLOCK,
        "whole": texts.whole,
    }
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined)
    template = environment.from_string(_read(_TEMPLATE))
    yield from template.generate(
        title=title,
        policy=policy(scripts=(vega, script), style=style),
        style=style,
        script=script,
        vega=vega,
        columns=packed(values),
        blocks=texts.blocks(),
        version=VERSION,
    )


def policy(*, scripts: Iterable[str], style: str) -> str:
    """A Content-Security-Policy under which these scripts and this style work and nothing else does."""
    allowed = " ".join(_hash(script) for script in scripts)
    return f"default-src 'none'; script-src {allowed}; style-src {_hash(style)}; base-uri 'none'; form-action 'none'"


def _hash(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode('utf-8')).digest()).decode('ascii')}'"


def stylesheet() -> str:
    """The common style and the report's own."""
    return "\n".join(_read(name) for name in _STYLES)


def page_script() -> str:
    """The page's own script: its files in the order of their names, within one function."""
    folder = files("stancewire.report.page") / "script"
    parts = sorted((part for part in folder.iterdir() if part.name.endswith(".js")), key=lambda part: part.name)
    inner = "\n".join(part.read_text(encoding="utf-8") for part in parts)
    return f'(function () {{\n"use strict";\n{inner}\n}})();'


def palettes(style: str) -> dict[str, dict[str, str]]:
    """The colours of a style sheet by mode: a chart that is saved is light whatever the page is."""
    light, dark = (dict(_COLOUR.findall(block)) for block in _ROOT.findall(style)[:2])
    return {"light": light, "dark": light | dark}


def _read(name: str) -> str:
    return (files("stancewire.report.page") / name).read_text(encoding="utf-8")
