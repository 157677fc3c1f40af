"""Where the real plans and the judged questions are."""

import os
from pathlib import Path

SHARED = Path(os.environ.get("FUKUSHI_SHARED", Path(__file__).parents[1].parent / "shared"))
