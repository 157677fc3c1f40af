"""A sentence in the passage's own words where both say the same: 2か月に1回 as 隔月, 取りやめ as 廃止; and without its frame.

Each line of ``wording.tsv`` holds forms that say the same of welfare services; it was written from what easy Japanese makes of
administrative language, not from any plan. A form that the passages lack is told as the first of its line that they have.
A frame says nothing of the matter: 「お示しの表を見ると、」「ご安心ください」.
"""

import csv
import re
from functools import cache
from importlib import resources
from typing import Final

from .spelling import KANJI

_FRAME: Final = re.compile(
    r"\A(?:はい|ええ|参考までに|なお|ちなみに|うれしいことに|残念ながら|ご安心ください)、"
    r"|(?:お示しの|上の|次の|この)?(?:表|資料|計画|データ)(?:によれば|によると|で(?:は)?、?|を見(?:ます|る)と|から)、?(?=.)"
    r"|の欄(?:を見(?:ます|る)と|では|は|によると)、?"
    r"|(?:ので|から)、?(?:参考にして(?:ください|くださいね)|ご安心ください|お気をつけください)"
    r"|(?:そう|とのこと)(?=です)|(?<=ます)(?:よ|ね|よね)(?=。)|(?<=です)(?:よ|ね|よね)(?=。)"
)


def unframed(told: str) -> str:
    """``told`` without what only leads in or out."""
    return _FRAME.sub(lambda match: "は" if match[0].startswith("の欄") else "", told)


def in_words_of(told: str, cited: str) -> str:
    """``told`` in one spelling with the forms that ``cited`` has in the place of others that say the same."""
    for forms in _forms():
        for form, whole in forms:
            if form in told and form not in cited:
                own = next((other for other, _ in forms if other in cited and form not in other), form)
                told = whole.sub(own, told)
    return told


@cache
def _forms() -> tuple[tuple[tuple[str, re.Pattern[str]], ...], ...]:
    """The forms of each line, longest first, with the pattern of each as a whole word."""
    with (resources.files(__package__) / "wording.tsv").open(encoding="utf-8") as file:
        lines = [line["forms"].split("|") for line in csv.DictReader(file, delimiter="\t")]
    return tuple(tuple((form, _whole(form)) for form in sorted(line, key=len, reverse=True)) for line in lines)


def _whole(form: str) -> re.Pattern[str]:
    """A form where it is no part of a longer run of kanji (家 of 家族); what has more than three characters is none."""
    if len(form) > 3:
        return re.compile(re.escape(form))
    left, right = (f"[{KANJI}]" if re.match(f"[{KANJI}]", char) else None for char in (form[0], form[-1]))
    return re.compile(f"{f'(?<!{left})' if left else ''}{re.escape(form)}{f'(?!{right})' if right else ''}")
