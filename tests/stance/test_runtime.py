"""onnxruntime leaves nothing behind and tells nobody."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from stancewire.stance.runtime import SWITCH

SCORE = """
import sys
from stancewire.tagger import Tagger
from stancewire.assets import folder
Tagger.load(folder("configs") / "encoder.toml").tag_text("LMC objects\\n\\nFen LMC has rejected the plan of the CCG.")
assert "onnxruntime" in sys.modules
"""


def test_scoring_writes_nothing_into_the_home_of_the_user(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name != SWITCH and not name.startswith("XDG_")}
    subprocess.run([sys.executable, "-c", SCORE], env={**environment, "HOME": str(tmp_path)}, check=True)
    assert sorted(tmp_path.rglob("*")) == []
