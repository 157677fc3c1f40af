"""The form, and what comes back from it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import parse_qs

from index.catalog import PlanEntry
from search.question.filters import Filters

QUESTION_MAX: Final = 2000  # characters, as everywhere
_SHORT_MAX: Final = 100  # characters of a district or a municipality; the longest has some 40
_FIELDS_MAX: Final = 10
_LISTED: Final = 200  # municipalities in a list to choose from; more are typed, with suggestions (arbitrary)


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wrote into the form."""

    question: str = ""
    area: str = ""
    city: str = ""
    token: str = ""

    @property
    def filters(self) -> Filters:
        """The municipality that was chosen."""
        return Filters((self.city,) if self.city else ())


def read_form(body: bytes) -> Asked:
    """What a browser sends of the form; whatever else it sends is passed over, and what is no form is empty."""
    try:
        sent = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_FIELDS_MAX)
    except ValueError:
        return Asked()
    said = {name: values[-1] for name, values in sent.items()}
    return Asked(
        # Browsers count a line break as one character and send two.
        said.get("question", "").replace("\r\n", "\n").strip(),
        said.get("area", "").strip()[:_SHORT_MAX],
        said.get("city", "").strip()[:_SHORT_MAX],
        said.get("token", ""),
    )


def form_html(asked: Asked, plans: Sequence[PlanEntry], token: str, *, wrong: bool = False) -> str:
    """The form with what was written; ``wrong`` says that the question is, and that a sentence above says why."""
    state = ' aria-invalid="true" aria-describedby="wrong"' if wrong else ""
    return (
        '<form method="post" action="/plain" class="asking">'
        f'<input type="hidden" name="token" value="{escape(token)}">'
        f"{_city(asked.city, plans)}"
        '<p><label for="question">知りたいこと・困っていること</label>'
        f'<textarea id="question" name="question" rows="3" maxlength="{QUESTION_MAX}" required autocomplete="off"{state}>'
        f"\n{escape(asked.question)}</textarea></p>"
        '<p><label for="area">お住まいの町名・丁目 <span class="aside">(窓口をさがすとき。書かなくてもかまいません)</span></label>'
        f'<input id="area" name="area" maxlength="{_SHORT_MAX}" autocomplete="off" value="{escape(asked.area)}"></p>'
        '<p><button type="submit">さがす</button></p></form>'
    )


def option_html(option: str, asked: Asked, token: str) -> str:
    """A form of one button, which asks ``option`` as it stands."""
    kept = (("token", token), ("city", asked.city), ("area", asked.area))
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in kept)
    return (
        f'<form method="post" action="/plain">{hidden}'
        f'<button type="submit" name="question" value="{escape(option)}" class="option">{escape(option)}</button></form>'
    )


def _city(chosen: str, plans: Sequence[PlanEntry]) -> str:
    places = sorted({(each.prefecture or "", each.municipality) for each in plans if each.municipality})
    label = '<p><label for="city">お住まいの市区町村</label>'
    if len(places) > _LISTED:
        options = "".join(f'<option value="{escape(prefecture + name)}">' for prefecture, name in places)
        return (
            f'{label}<input id="city" name="city" list="cities" autocomplete="off" value="{escape(chosen)}">'
            f'<datalist id="cities">{options}</datalist></p>'
        )
    groups = "".join(
        f'<optgroup label="{escape(prefecture or "そのほか")}">'
        + "".join(_choice(prefecture + name, name, chosen) for _, name in group)
        + "</optgroup>"
        for prefecture, group in groupby(places, key=lambda place: place[0])
    )
    return f'{label}<select id="city" name="city"><option value="">選ばない(すべて)</option>{groups}</select></p>'


def _choice(value: str, name: str, chosen: str) -> str:
    return f'<option value="{escape(value)}"{" selected" if chosen in (value, name) else ""}>{escape(name)}</option>'
