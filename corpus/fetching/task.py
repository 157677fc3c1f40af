"""An address to ask, and what it promises."""

from collections.abc import Collection
from dataclasses import dataclass

import httpx

from .asking.client import Answer
from .page import Link, documents_among
from .signature import form_name, form_of, is_as_promised
from .source_list import LINKABLE, Listed
from .troubles import Failed


@dataclass(frozen=True, slots=True)
class Task:
    """An address to ask, for a source: its own, or one that its page links to."""

    address: str
    source: Listed
    ending: str | None  # of the document that is promised
    page: str | None = None
    attempt: int = 1

    @property
    def host(self) -> str:
        return httpx.URL(self.address).netloc.decode("ascii")

    @property
    def is_page(self) -> bool:
        return bool(self.source.links) and self.page is None

    def check_form(self, head: bytes) -> None:
        """Raises: Failed where what begins with ``head`` is not what the address promises for."""
        form = form_of(head)
        if self.is_page and form != "html":
            raise Failed(f"ウェブページのはずが、{form_name(form)}が返ってきました。")
        if not is_as_promised(form, self.ending):
            wanted = f"{self.ending} のファイル" if self.ending else "計画の文書"
            raise Failed(f"{wanted}のはずが、{form_name(form)}が返ってきました。")


def told(sentence: str, task: Task, answer: Answer) -> str:
    """``sentence`` with a word on where the address has moved for good, if the list is to be put right."""
    if not answer.moved or task.page is not None:
        return sentence
    return f"{sentence.removesuffix('。')}({answer.address} に移転しているので、一覧を直してください)。"


def without_links(links: Collection[Link], source: Listed) -> str:
    """Why none of a page's ``links`` is one that it stands for, and what in the list may be put right."""
    wanted = "・".join(each[1:] for each in source.links)
    documents = list(documents_among(links, source.links, ()))
    named = list(documents_among(links, source.links, source.words))
    if named:
        hosts = "、".join(dict.fromkeys(httpx.URL(each.address).host for each in named))
        return f"文書({wanted})へのリンクはほかのサイト({hosts})のものだけなので、取るのなら一覧の hosts に足してください。"
    if documents:
        words = "・".join(source.words)
        return (
            f"文書({wanted})へのリンクが {len(documents)} 件ありますが、一覧の words({words})に合うものがないので、"
            "words を直してください。"
        )
    others = sorted({each[1:] for each in LINKABLE if any(documents_among(links, (each,), ()))})
    if others:
        return f"{wanted} の文書へのリンクはなく、{'・'.join(others)} のものがあるので、一覧の links を直してください。"
    return f"文書({wanted})へのリンクがないので、計画を載せたページのアドレスかを確かめ、一覧を直してください。"
