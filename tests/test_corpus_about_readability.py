from collections.abc import Sequence

from corpus.about.readability import Readability, assess
from corpus.passage import Kind, Passage
from corpus.plan import Document, Origin


def document(
    text: str, pages: int | None = None, image_only: tuple[int, ...] = (), unparsed_tables: int = 0
) -> Document:
    return Document(text, (0,), {}, (), pages=pages, image_only_pages=image_only, unparsed_tables=unparsed_tables)


def read_of(found: Document, passages: Sequence[Passage] = ()) -> Readability:
    return assess(found, passages)


def test_a_plain_text_has_no_pages_and_nothing_to_note() -> None:
    assert read_of(document("配食 \n送迎\u3000です")) == Readability(None, 6, None, 0, (), 0, 0, (), ())


def test_characters_are_counted_per_page_without_white_space() -> None:
    found = read_of(document("配食 " * 100, pages=2))
    assert (found.characters, found.characters_per_page, found.notes) == (200, 100.0, ())


def test_a_document_with_next_to_no_text_is_noted() -> None:
    assert read_of(document("配食" * 10, pages=4)).notes == (
        "1 ページあたり 5 字しかありません。図や画像の中の文字は検索できません。",
    )


def test_replacement_characters_and_cid_marks_are_counted_together() -> None:
    found = read_of(document("配\ufffdと(cid:12)と(cid:3)"))
    assert found.replacement_characters == 3
    assert found.notes == ("文字化けが 3 字あります。引用の前に元の文書を確かめてください。",)


def test_a_single_replacement_in_a_long_text_is_only_named() -> None:
    assert read_of(document("配食" * 500 + "\ufffd")).notes == ("読み取れない文字が 1 字あります。",)


def test_pages_that_are_images_are_named_and_many_are_counted() -> None:
    text = "配食" * 2_000
    assert read_of(document(text, 9, (2, 5))).notes == ("2・5 ページは画像だけで、文字を読み取れていません。",)
    assert read_of(document(text, 40, tuple(range(1, 13)))).notes == (
        "1・2・3・4・5・6・7・8・9・10 ほか、あわせて 12 ページは画像だけで、文字を読み取れていません。",
    )


def test_tables_that_could_not_be_taken_apart_are_counted() -> None:
    assert read_of(document("配食", unparsed_tables=2)).notes == ("行と列に分けられない表が 2 つあります。",)


def spoiled(text: str, page: int | None, place: int) -> Passage:
    return Passage(
        f"p#{place:04d}", "p", (), (), Kind.GARBLED, 0, len(text), text, 1, 1, page, None, None, None
    )  # fmt: skip


def test_garbled_passages_are_told_by_their_pages_or_counted() -> None:
    text = "配食" * 500
    found = read_of(document(text, pages=9), [spoiled("乱" * 100, 3, 0), spoiled("乱" * 50, 7, 1)])
    assert (found.garbled, found.garbled_pages) == (150, (3, 7))
    assert found.notes == ("3・7 ページに文字の乱れた箇所があり、そこからは答えません。",)
    found = read_of(document(text), [spoiled("乱" * 100, None, 0)])
    assert found.notes == ("文字の乱れた箇所が 1 つあり、そこからは答えません。",)


def test_what_lost_more_comes_first() -> None:
    half, tenth = document("配食" * 500, 10, (1, 2, 3, 4, 5)), document("配食" * 500, 10)
    assert read_of(half).lost > read_of(tenth, [spoiled("乱" * 100, 3, 0)]).lost > read_of(tenth).lost == 0


def test_a_page_of_which_little_was_read_is_named_unless_it_heads_a_chapter() -> None:
    lines = ["表紙", "配食" * 200, "第2章 支え合い", "配食" * 200, "図1", "配食" * 200, "配食" * 200, "配食" * 200]
    starts = [sum(len(line) + 1 for line in lines[:place]) for place in range(len(lines))]
    origins = tuple(Origin(None, page, None) for page in range(1, 9))
    found = read_of(Document("\n".join(lines), tuple(starts), {}, (), origins=origins, pages=8))
    assert found.notes == ("5 ページは 20 字も読み取れていません。図や画像の中の文字は検索できません。",)
