"""onnxruntime as this program takes it: without its telemetry.

From 1.31 on its builds note a device id and events under the home of whoever runs them, to be sent to their makers. It
reads this variable while it is imported; a call afterwards comes too late.
"""

from __future__ import annotations

import os
from typing import Any, Final

from stancewire.stance.undisturbed import undisturbed

SWITCH: Final = "ORT_DISABLE_TELEMETRY"


def onnx_runtime() -> Any:
    """The module. Whoever wants its telemetry sets the variable to 0."""
    os.environ.setdefault(SWITCH, "1")
    with undisturbed():
        import onnxruntime
    return onnxruntime
