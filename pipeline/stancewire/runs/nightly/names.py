"""What a page is called in the ledger."""

from __future__ import annotations

import hashlib

from stancewire.runs.nightly.fetch.urls import shown


def place_name(url: str) -> str:
    """The address as records have it; one that holds a key, or is too long to be shown, with a hash of the whole."""
    name = shown(url)
    return name if name == url else f"{name}#{hashlib.sha256(url.encode()).hexdigest()[:16]}"
