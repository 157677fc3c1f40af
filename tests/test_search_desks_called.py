"""How a question calls a desk: by ear, by another's name, as the one that it does not mean."""

import pytest

from index.desks.known import sound_of
from search.desks.called import miscalled, named_by, sounded, spoken


@pytest.mark.parametrize(
    ("name", "said", "share"),
    [
        ("轟保育所", "とどろきほいくしょ の でんわ", 0.9),  # トドロキホイクシヨ
        ("三潴子育て支援センター", "みずま子育て支援センター", 0.3),
        ("ふぇりーちぇ保育園", "「フェリーチェ」の番号", 0.5),
        ("訪問介護ゆいま～る", "ゆいまーるさん", 0.4),
        ("北保育所", "南の番号おしえて", 0.0),
    ],
)
def test_a_name_is_known_by_ear(name: str, said: str, share: float) -> None:
    assert sounded(sound_of(name), spoken(said)) == pytest.approx(share)


@pytest.mark.parametrize(
    ("name", "entry", "said", "other"),
    [
        ("新屋児童館", "新屋児童館湊市新屋町", "湊市、黒笹の児童館の電話", 1.0),
        ("新屋児童館", "新屋児童館湊市新屋町", "湊市、新屋の児童館の電話", 0.0),
        ("第1保育園", "第1保育園認可", "認可の保育園の番号", 0.0),  # what its entry says
        ("収集第1課", "収集第1課", "収集第2課の直通", 1.0),
        ("子育て支援センター「めばえ」", "", "子育て支援センターの番号", 0.0),
        ("港保育園", "港保育園", "なみきっず保育園の番号", 1.0),
        ("善導寺子育て支援センター", "", "「ぜんどうじ」の支援センター、何番", 0.0),
        ("善導寺子育て支援センター", "", "「きたのまち」の支援センター、何番", 1.0),
        ("北野子育て支援センター", "", "近所の支援センターへ", 0.0),
        ("川戸保育所", "川戸保育所", "川戸町に越すけん、あそこの保育所の電話", 0.0),
    ],
)
def test_another_of_its_kind_that_is_named_speaks_against_a_desk(
    name: str, entry: str, said: str, other: float
) -> None:
    assert miscalled(name, entry, sound_of(name), named_by(said, ["湊市"])) == other
