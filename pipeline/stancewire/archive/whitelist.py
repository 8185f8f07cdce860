"""Which fields of a record may be published without the article: a list of what stays, everything else goes.

A field that later versions add is not in the list, so it is left out until somebody decides.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

Json = dict[str, Any]
Rule = str | dict[str, Any] | list[Any]
Hide = Callable[[str, str], str | None]

KEEP: Final = "keep"  # numbers, labels, dates, ids, hashes, words of our own vocabularies
GONE: Final = "gone"  # null in its place: a snippet, which its offsets restore, or what only the owner's disk knows
NAME: Final = "name"  # stays where it is a name of the register or the lexicon, else hidden: see pointers.py


def _keep(names: str) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), KEEP)


def _name(names: str) -> dict[str, Rule]:
    return dict.fromkeys(names.split(), NAME)


_SPAN: Final = {"start": KEEP, "end": KEEP, "text": GONE}
RULES: Final[dict[str, Rule]] = {
    **_keep("schema id status"),
    "source": {"uri": GONE, "member": GONE, **_keep("media_type sha256")},
    "document": {
        **_keep("kind kind_source published published_source language characters"),
        **_name("title publisher url sender recipients byline target"),
        "zones": [{"zone": KEEP, **_SPAN}],
    },
    "text": GONE,
    "organisations": [_SPAN | _keep("kind id id_scheme linked_by candidates verified zone") | _name("name")],
    "policy_terms": [_SPAN | _keep("zone") | _name("policy")],
    "statements": [
        _SPAN
        | _keep("holder_kind holder_id act target_id direct label probability")
        | _name("holder speaker target policy")
    ],
    "passages": [_SPAN | _keep("labels probabilities")],
    "stance": KEEP,
    "duplicate_of": KEEP,
    "warnings": [NAME],
    "error": {"class": KEEP, "message": GONE, "hint": GONE},
    "model": KEEP,
    **_keep("config_sha256 stancewire"),
}


def kept(value: Any, rule: Rule, hide: Hide, path: str = "") -> Any:
    """A value without what is not listed; keys keep their order, so that the record can be put together again.

    hide: what stands in the place of a name, asked with its path ("statements/3/holder") and the name.
    """
    if value is None or rule == GONE:
        return None
    if isinstance(rule, dict):
        return {key: kept(below, rule[key], hide, f"{path}/{key}") for key, below in value.items() if key in rule}
    if isinstance(rule, list):
        return [kept(below, rule[0], hide, f"{path}/{place}") for place, below in enumerate(value)]
    return hide(path.lstrip("/"), value) if rule == NAME and value else value
