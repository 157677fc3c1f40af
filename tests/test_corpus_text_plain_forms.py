import pytest

from corpus.outline.lines import Role, classify
from corpus.text.folding import fold
from corpus.text.markup import read_markup
from corpus.text.matching import matching_text
from corpus.text.plain_forms import plain


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        pytest.param("⺠⽣委員と⻑寿課", "民生委員と長寿課", id="radicals of the supplement and Kangxi forms"),
        pytest.param("⻘少年・⻄⼝の窓⼝", "青少年・西口の窓口", id="blue and west"),
        pytest.param(
            "⼾籍・⿊字・⻭科・⻯王", "戸籍・黒字・歯科・竜王", id="the form that Japanese writes, not NFKC's"
        ),
        pytest.param("葛\U000e0100飾区と葛\ufe00城市", "葛飾区と葛城市", id="variation selectors"),
        pytest.param("神\ufa19社・福\ufa1b祉", "神神社・福福祉", id="compatibility ideographs"),
        pytest.param("plain 1", "plain 1", id="nothing to do"),
    ],
)
def test_lookalikes_match_the_characters_they_are_read_as(printed: str, read: str) -> None:
    assert plain(printed) == read
    assert matching_text(printed) == read


def test_a_folded_copy_is_as_long_as_its_text() -> None:
    assert fold("⻑久⼿市の⼾数") == "長久手市の戸数"


def test_a_heading_in_kangxi_forms_has_a_plain_title() -> None:
    document = read_markup("第２章 ⾼齢者の⾒守り\n\n声をかけ合います。")
    [heading, _] = classify(document)
    assert (heading.role, heading.title) == (Role.HEADING, "第2章 高齢者の見守り")
    assert document.text[heading.start : heading.end] == "第２章 ⾼齢者の⾒守り"
