"""Ids that are the same on every run: made from where an article came from and what it holds."""

from __future__ import annotations

import hashlib


def digest(content: bytes) -> str:
    """SHA-256 as 64 hex digits."""
    return hashlib.sha256(content).hexdigest()


def stable_id(uri: str, member: str | None, sha256: str) -> str:
    """16 hex digits; two copies of a text at two places are two documents. sha256: of what the document stands in."""
    return digest("\0".join((uri, member or "", sha256)).encode("utf-8", "surrogatepass"))[:16]
