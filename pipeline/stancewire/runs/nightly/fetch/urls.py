"""Addresses: made fit to ask for, and made fit to be shown."""

from __future__ import annotations

import re
from typing import Final
from urllib.parse import urldefrag, urljoin, urlsplit, urlunsplit

_SCHEMES: Final = ("http", "https")
_LONGEST: Final = 4_000  # characters
_SHOWN: Final = 300
_SECRET: Final = re.compile(
    r"(?i)([?&;](?:[\w.-]*(?:token|password|passwd|secret|signature|api_?key|auth|session)[\w.-]*|key|pwd|pass|sig|code)=)[^&;#]*"
)
_BREAKS: Final = re.compile(r"[\t\r\n]")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f]")
# What browsers refuse, and parsers disagree about: "http://good.example\@bad.example".
_UNSAFE: Final = re.compile(r"[\x00-\x20\x7f\\]")


def fit_url(text: str, base: str = "") -> str:
    """The absolute address of a link, without fragment. Raises ValueError with a reason: "has a user name …"."""
    text = _BREAKS.sub("", text.strip())  # as browsers do
    if _CONTROL.search(text):
        raise ValueError("is no address (it has control characters in it)")
    if len(text) > _LONGEST:
        raise ValueError(f"is longer than {_LONGEST:,} characters")
    try:
        url = urldefrag(urljoin(base, text) if base else text).url
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise ValueError(f"is no address ({error})") from None
    if parts.scheme not in _SCHEMES:
        raise ValueError(f"is no address of a web page: {_scheme(parts.scheme)}")
    if parts.username is not None or parts.password is not None:
        raise ValueError("has a user name or password in it")
    if not parts.hostname or _UNSAFE.search(parts.netloc) or port == 0:
        raise ValueError("names no host")
    # A blank that stood before an empty query ends the address now.
    return urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, "")).rstrip()


def _scheme(scheme: str) -> str:
    return f"only http and https are fetched, not {scheme[:20]}" if scheme else "it begins with no http: or https:"


def host_of(url: str) -> str:
    """Scheme, host and port: what a robots.txt is for and a delay is kept to."""
    parts = urlsplit(url)
    default = 443 if parts.scheme == "https" else 80
    return f"{parts.scheme}://{(parts.hostname or '').rstrip('.')}:{parts.port or default}"


def shown(url: str) -> str:
    """An address for errors, logs and records: no user name, no password, no value of a key, and not without end."""
    head, slashes, rest = url.partition("//")
    if slashes:
        authority = re.match(r"[^/?#]*", rest)
        length = authority.end() if authority else 0
        rest = rest[:length].rpartition("@")[2] + rest[length:]
    clean = _SECRET.sub(r"\1…", head + slashes + rest)
    clean = "".join(c if c.isprintable() else "?" for c in clean)
    return clean if len(clean) <= _SHOWN else f"{clean[:_SHOWN]}…"
