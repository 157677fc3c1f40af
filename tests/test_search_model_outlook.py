import pytest

from search.model.reading.outlook import Outlook, may_tell, may_tell_figure, outlook_of_figure, outlook_of_predicate


@pytest.mark.parametrize(
    ("clause", "outlook"),
    [
        ("相談拠点を開設しました。", Outlook.DONE),
        ("対象の拡大を検討しました。", Outlook.DONE),
        ("相談拠点を開設しています。", Outlook.GOING_ON),
        ("家庭を訪問します。", Outlook.PROMISED),
        ("令和7年度に開設する予定です。", Outlook.PLANNED),
        ("増やすことを目指します。", Outlook.AIMED),
        ("対象の拡大を検討します。", Outlook.CONSIDERED),
        ("費用は無料です。", Outlook.PLAIN),
        ("どなたでも利用できます。", Outlook.PLAIN),
    ],
)
def test_a_predicate_tells_how_sure_a_thing_is(clause: str, outlook: Outlook) -> None:
    assert outlook_of_predicate(clause) is outlook


def test_a_figure_takes_the_nearest_word_before_it_and_else_the_one_behind() -> None:
    assert outlook_of_figure("現状は38か所、目標値は", "です。") is Outlook.AIMED
    assert outlook_of_figure("サロンを", "に増やすことを目指します。") is Outlook.AIMED
    assert outlook_of_figure("サロンは", "ありました。") is Outlook.DONE


def test_an_aim_is_told_neither_as_done_nor_as_there() -> None:
    assert not may_tell(Outlook.DONE, Outlook.AIMED)
    assert not may_tell_figure(Outlook.PLAIN, Outlook.AIMED)
    assert may_tell(Outlook.PLANNED, Outlook.PROMISED)
    assert not may_tell(Outlook.PROMISED, Outlook.CONSIDERED)
