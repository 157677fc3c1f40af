import pytest

from search.evidence.exact.persons import person_as


@pytest.mark.parametrize(
    ("text", "states"),
    [
        ("委員長は潮見太郎氏です", True),
        ("委員長 潮見 太郎", True),
        ("委員長：海辺大学教授 潮見太郎氏", True),
        ("潮見 太郎 委員長", True),
        ("委員長の氏名を公表します", False),
        ("委員長が会議を招集します", False),
        ("講師は波多野花子氏です", False),
    ],
)
def test_a_name_stands_beside_its_role(text: str, states: bool) -> None:
    assert bool(person_as("委員長").search(text)) is states
