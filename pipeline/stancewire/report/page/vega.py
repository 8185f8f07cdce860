"""Vega for a page that allows no eval: the libraries vl-convert carries, bundled by it, nothing fetched.

The bundle is Vega-Embed with Vega, Vega-Lite and Vega's expression interpreter, which takes the place of compiled
functions where a view is made with `ast: true`.
"""

from __future__ import annotations

from functools import cache
from typing import Final

# What the licence of the libraries (BSD 3-Clause) asks for.
_NOTICE: Final = (
    "/* Vega, Vega-Lite, Vega-Embed: copyright University of Washington Interactive Data Lab and contributors, "
    "BSD 3-Clause licence, https://github.com/vega/vega/blob/main/LICENSE */"
)


@cache
def vega_bundle() -> str:
    """A script that defines `vegaEmbed`, and nothing else that a page sees."""
    import vl_convert

    bundle: str = vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;")
    # Without a function around them the names of the bundle would be the page's own.
    return f"{_NOTICE}\n(function () {{\n{bundle}\n}})();"
