"""Find models/ and configs/: inside the package when installed from a wheel, at the top level in a checkout."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from stancewire.errors import ConfigError

_PACKAGE: Final = Path(__file__).parent
_INSTALLED: Final = _PACKAGE / "_assets"
_CHECKOUT: Final = _PACKAGE.parents[1]


def folder(name: str) -> Path:
    """Path of `models` or `configs`. Raises ConfigError when the installation is incomplete."""
    for root in (_INSTALLED, _CHECKOUT):
        if (root / name).is_dir():
            return root / name
    raise ConfigError(str(_PACKAGE), f"the packaged folder {name!r} is missing", "install stancewire again")


def default_config() -> Path:
    """Path of the config that is used when none is named."""
    return folder("configs") / "default.toml"
