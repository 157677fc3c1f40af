"""A JSON document on one line, harmless to a terminal."""

import json
from collections.abc import Mapping
from typing import Final

from corpus.text.steering import STEERING

_ESCAPED: Final = {code: f"\\u{code:04x}" for code in STEERING}


def json_line(document: Mapping[str, object]) -> str:
    """``document`` on one line.

    Escaped as JSON allows: half an emoji, which UTF-8 cannot carry, and whatever would steer a terminal, which JSON
    itself only asks for below U+0020.
    """
    text = json.dumps(document, ensure_ascii=False).translate(_ESCAPED)
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
