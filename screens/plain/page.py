"""A whole page: what stands on every one, and the parts in between."""

from html import escape
from typing import Final

from search.urgent.helplines import Urgent

from .contact import urgent_html

TITLE: Final = "福祉の相談先と計画をさがす"
NO_REPLY: Final = "お答えできませんでした"
_DANGER: Final = (
    '<p class="calls">いま命や体が危ないときは、<a href="tel:119" aria-label="救急・消防に電話する 119">119(救急・消防)</a>か'
    '<a href="tel:110" aria-label="警察に電話する 110">110(警察)</a>へ。</p>'
)
_KEPT: Final = "<p>質問はこの画面のある機械の外に出ず、記録もされません。アドレスにも残りません。</p>"
_OTHER: Final = '<p><a href="/">絞り込みなどのできる画面</a></p>'


def page_html(title: str, *parts: str) -> str:
    """A page; ``title`` comes before its name, and is "" on the first."""
    whole = f"{title} - {TITLE}" if title else TITLE
    return (
        '<!doctype html><html lang="ja"><head><meta charset="utf-8">'
        f"<title>{escape(whole)}</title>"
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="/plain/style.css"></head><body>'
        f'<a class="skip" href="#main">本文へ</a><header><a href="/plain">{TITLE}</a></header>'
        f'<main id="main">{"".join(parts)}</main>'
        f"<footer>{_DANGER}{_KEPT}{_OTHER}</footer></body></html>"
    )


def first_html(form: str) -> str:
    """The page before a question is asked."""
    said = "<p>ふだんの言葉でお尋ねください。相談できる窓口と、市区町村の福祉の計画に書かれていることを、原文からお答えします。</p>"
    return page_html("", f"<h1>{TITLE}</h1>", said, form)


def refused_html(sentence: str, form: str, danger: Urgent | None = None) -> str:
    """Why there is no answer, and the form to try again; help does not wait for a question that can be answered."""
    return page_html(
        NO_REPLY,
        urgent_html(danger) if danger else f"<h1>{NO_REPLY}</h1>",
        f'<p class="wrong" id="wrong" role="alert">{escape(sentence)}</p>',
        form,
    )
