"""A CSV that was saved as .txt is read as the table it is; other texts stay texts."""

import pytest

from corpus.readers.typed_table import is_table


@pytest.mark.parametrize(
    "text",
    [
        "名称,所在地,電話番号\n東相談室,東町1-2,045-000-0001\n西相談室,西町3-4,045-000-0002\n",
        '事業名,内容,担当課\n配食,"週3回、夕食を届けます",福祉課\n見守り,"月1回、訪ねます",高齢課\n',
        '指標名,現状値,目標値\nサロンの数,12,18\n\n参加者数,"1,204",1500\n',
    ],
)
def test_lines_of_the_same_cells_under_headings_are_a_table(text: str) -> None:
    assert is_table(text)


@pytest.mark.parametrize(
    "text",
    [
        "第1章 計画の策定\n本計画は、福祉を進めるためのものです。\n期間は6年間です。\n",
        "名称,所在地,電話番号\n東相談室,東町1-2,045-000-0001\n※西相談室は休止中です\n",
        "1,204,300\n1,310,200\n1,400,100\n",  # figures with their thousands
        "佐藤,鈴木,田中\n",
        "りんご,みかん\nなし,もも\nかき,くり\n",
        'これは"引用符が,閉じない,文\n次,の,行\n',
    ],
)
def test_other_texts_are_none(text: str) -> None:
    assert not is_table(text)
