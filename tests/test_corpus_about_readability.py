from corpus.about.readability import Readability, assess
from corpus.plan import Document


def document(
    text: str, pages: int | None = None, image_only: tuple[int, ...] = (), unparsed_tables: int = 0
) -> Document:
    return Document(text, (0,), {}, (), pages=pages, image_only_pages=image_only, unparsed_tables=unparsed_tables)


def test_a_plain_text_has_no_pages_and_nothing_to_note() -> None:
    assert assess(document("配食 \n送迎\u3000です")) == Readability(None, 6, None, 0, (), 0, ())


def test_characters_are_counted_per_page_without_white_space() -> None:
    found = assess(document("配食 " * 100, pages=2))
    assert (found.characters, found.characters_per_page, found.notes) == (200, 100.0, ())


def test_a_document_with_next_to_no_text_is_noted() -> None:
    assert assess(document("配食" * 10, pages=4)).notes == (
        "1 ページあたり 5 字しかありません。図や画像の中の文字は検索できません。",
    )


def test_replacement_characters_and_cid_marks_are_counted_together() -> None:
    found = assess(document("配\ufffdと(cid:12)と(cid:3)"))
    assert found.replacement_characters == 3
    assert found.notes == ("文字化けが 3 字あります。引用の前に元の文書を確かめてください。",)


def test_a_single_replacement_in_a_long_text_is_only_named() -> None:
    assert assess(document("配食" * 500 + "\ufffd")).notes == ("読み取れない文字が 1 字あります。",)


def test_pages_that_are_images_are_named_and_many_are_counted() -> None:
    text = "配食" * 2_000
    assert assess(document(text, 9, (2, 5))).notes == ("2・5 ページは画像だけで、文字を読み取れていません。",)
    assert assess(document(text, 40, tuple(range(1, 13)))).notes == (
        "1・2・3・4・5・6・7・8・9・10 ほか、あわせて 12 ページは画像だけで、文字を読み取れていません。",
    )


def test_tables_that_could_not_be_taken_apart_are_counted() -> None:
    assert assess(document("配食", unparsed_tables=2)).notes == ("行と列に分けられない表が 2 つあります。",)
