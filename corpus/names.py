"""File names as text: what an old archive or a Mac wrote is no plain UTF-8."""

import os
import unicodedata
from pathlib import Path

from .text.encoding import decode


def file_name(path: Path) -> str:
    """The last part of ``path`` in NFC (a Mac splits が in two); bytes that are no UTF-8 are read as Shift_JIS."""
    try:
        path.name.encode("utf-8")
    except UnicodeEncodeError:
        raw = os.fsencode(path.name)
        return decode(raw) or raw.decode("utf-8", "replace")
    return unicodedata.normalize("NFC", path.name)
