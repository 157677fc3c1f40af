"""A person's name beside a role."""

import re
from functools import cache
from typing import Final

_FAMILY: Final = r"[一-龠々]{1,4}"


@cache
def person_as(role: str) -> re.Pattern[str]:
    """How a name stands beside ``role``: 会長 山田太郎氏, 会長の山田 太郎, 山田太郎会長."""
    name = rf"{_FAMILY}[ \u3000]?[一-龠々ぁ-んァ-ヶー]{{1,5}}"
    spaced = rf"{_FAMILY}[ \u3000][一-龠々ぁ-ん]{{1,4}}(?![一-龠々])"
    return re.compile(
        rf"{role}[^。\n]{{0,24}}?{_FAMILY}[ \u3000]?[一-龠々ぁ-んァ-ヶー]{{0,5}}\s*氏(?!名)|"
        rf"{role}\s*[:：(（は、]\s*{name}(?:さん|先生|様|です)|{role}[\s:：]+{spaced}|"
        rf"(?:^|[\s、。・)）]){_FAMILY}[ \u3000]{_FAMILY}[ \u3000]?(?:{role})"
    )
