"""A whole page: what stands on every one, and the parts in between."""

from html import escape

from search.urgent.helplines import Urgent

from ..wording import JA, Words
from .contact import urgent_html


def page_html(title: str, *parts: str, words: Words = JA, large: bool = False) -> str:
    """A page; ``title`` comes before its name, and is "" on the first."""
    name = words("site.title")
    whole = f"{title} - {name}" if title else name
    return (
        f'<!doctype html><html lang="{words.tag}"{" class=large" if large else ""}><head><meta charset="utf-8">'
        f"<title>{escape(whole)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/plain/style.css"></head><body>'
        f'<a class="skip" href="#main">{words("site.skip")}</a>'
        f'<header><a href="/plain{f"?lang={words.lang}" if words.lang != "ja" else ""}">{name}</a>{exit_html(words)}</header>'
        f'<main id="main">{"".join(parts)}</main>'
        f"<footer>{danger_html(words)}<p>{words('exit.note_plain')}</p><p>{words('site.kept')}</p>"
        f'<p><a href="/">{words("site.full")}</a></p></footer></body></html>'
    )


def danger_html(words: Words) -> str:
    """Whom to call at once, at the foot of every page."""
    calls = {
        name: f'<a href="tel:{number}" aria-label="{escape(words(label))}">{escape(words(key))}</a>'
        for name, number, key, label in (
            ("fire", "119", "site.fire", "site.fire_call"),
            ("police", "110", "site.police", "site.police_call"),
        )
    }
    return f'<p class="calls">{words("site.danger", **calls)}</p>'


def exit_html(words: Words) -> str:
    """The way off this page, to an empty one."""
    return f'<a class="exit" href="about:blank" rel="noreferrer">{words("exit.button")}</a>'


def first_html(form: str, words: Words, *, large: bool) -> str:
    """The page before a question is asked."""
    head = f"<h1>{words('site.title')}</h1><p>{words('site.intro')}</p>"
    return page_html("", head, form, words=words, large=large)


def refused_html(
    sentence: str, form: str, danger: Urgent | None = None, words: Words = JA, *, large: bool = False
) -> str:
    """Why there is no answer, and the form to try again; help does not wait for a question that can be answered."""
    parts = refusal_html(sentence, danger, words)
    return page_html(words("title.none"), parts, form, words=words, large=large)


def refusal_html(sentence: str, danger: Urgent | None, words: Words, level: int = 1) -> str:
    """Why there is no answer, under a heading of ``level``."""
    head = f'<h{level} tabindex="-1">{words("title.none")}</h{level}>'
    return (
        f"{urgent_html(danger, words, level) if danger else head}"
        f'<p class="wrong" id="wrong" role="alert">{escape(sentence)}</p>'
    )
