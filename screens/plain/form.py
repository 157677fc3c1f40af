"""The form, and what comes back from it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import groupby
from typing import Final
from urllib.parse import parse_qs

from index.catalog import PlanEntry
from search.question.filters import Filters

from ..wording import Words, words_of

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
    lang: str = "ja"
    ruby: bool = False
    large: bool = False

    @property
    def filters(self) -> Filters:
        """The municipality that was chosen."""
        return Filters((self.city,) if self.city else ())

    @property
    def words(self) -> Words:
        """The sentences of the asker's language."""
        return words_of(self.lang)


def read_address(query: Mapping[str, str]) -> Asked:
    """What an address may say of a form: the municipality and how to show the page, never the question."""
    city, lang = query.get("city", "")[:_SHORT_MAX], words_of(query.get("lang", "")).lang
    return Asked(city=city, lang=lang, ruby=query.get("ruby") == "1", large=query.get("large") == "1")


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
        words_of(said.get("lang", "")).lang,
        said.get("ruby") == "1",
        said.get("large") == "1",
    )


def form_html(
    asked: Asked, plans: Sequence[PlanEntry], token: str, *, wrong: bool = False, more: str = "", name: str = ""
) -> str:
    """The form with what was written.

    Args:
        asked: what was written.
        plans: whose municipalities can be chosen.
        token: that this server made for who asks.
        wrong: whether the question is, and a sentence above says why.
        more: what else stands in the form, below its button.
        name: an id for the form.
    """
    words = asked.words
    named = f' id="{name}"' if name else ""
    state = ' aria-invalid="true" aria-describedby="wrong"' if wrong else ""
    return (
        f'<form method="post" action="/plain" class="asking"{named}>'
        f'<input type="hidden" name="token" value="{escape(token)}"><input type="hidden" name="lang" value="{asked.lang}">'
        f"{_city(asked.city, plans, words)}"
        f'<p><label for="question">{words("form.question")}</label>'
        f'<textarea id="question" name="question" rows="3" maxlength="{QUESTION_MAX}" required autocomplete="off"{state}>'
        f"\n{escape(asked.question)}</textarea></p>"
        f'<p><label for="area">{words("form.area")} <span class="aside">{words("form.area_note")}</span></label>'
        f'<input id="area" name="area" maxlength="{_SHORT_MAX}" autocomplete="off" value="{escape(asked.area)}"></p>'
        f'<p class="ways"><button type="submit">{words("form.submit")}</button>'
        f"{_tick('ruby', asked.ruby, words)}{_tick('large', asked.large, words)}</p>{more}</form>"
    )


def option_html(option: str, asked: Asked, token: str) -> str:
    """A form of one button, which asks ``option`` as it stands."""
    ways = tuple((name, "1") for name, ticked in (("ruby", asked.ruby), ("large", asked.large)) if ticked)
    kept = (("token", token), ("city", asked.city), ("area", asked.area), ("lang", asked.lang), *ways)
    hidden = "".join(f'<input type="hidden" name="{name}" value="{escape(value)}">' for name, value in kept)
    return f'<form method="post" action="/plain">{hidden}{ask_button(option, option)}</form>'


def ask_button(question: str, shown: str, form: str = "") -> str:
    """A button that asks ``question`` in place of what stands in the box; ``form`` is the id of its form, where it stands in none."""
    of = f' form="{form}"' if form else ""
    return (
        f'<button type="submit" name="question" value="{escape(question)}" class="option" formnovalidate{of}>'
        f"{escape(shown)}</button>"
    )


def _tick(name: str, ticked: bool, words: Words) -> str:
    return (
        f'<label class="tick" for="{name}"><input type="checkbox" id="{name}" name="{name}" value="1"{" checked" if ticked else ""}>'
        f" {words(f'form.{name}')}</label>"
    )


def _city(chosen: str, plans: Sequence[PlanEntry], words: Words) -> str:
    places = sorted({(each.prefecture or "", each.municipality) for each in plans if each.municipality})
    label = f'<p><label for="city">{words("form.city")}</label>'
    if len(places) > _LISTED:
        options = "".join(f'<option value="{escape(prefecture + name)}">' for prefecture, name in places)
        return (
            f'{label}<input id="city" name="city" list="cities" autocomplete="off" value="{escape(chosen)}">'
            f'<datalist id="cities">{options}</datalist></p>'
        )
    groups = "".join(
        f'<optgroup label="{escape(prefecture or words("form.other_prefecture"))}">'
        + "".join(_choice(prefecture + name, name, chosen) for _, name in group)
        + "</optgroup>"
        for prefecture, group in groupby(places, key=lambda place: place[0])
    )
    any_city = f'<option value="">{words("form.any_city")}</option>'
    return f'{label}<select id="city" name="city" autocomplete="off">{any_city}{groups}</select></p>'


def _choice(value: str, name: str, chosen: str) -> str:
    return f'<option value="{escape(value)}"{" selected" if chosen in (value, name) else ""}>{escape(name)}</option>'
