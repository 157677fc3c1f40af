from pathlib import Path

import pytest

from index.errors import BadAddress
from index.retrievers.milvus.address import Address, Place, address_of, place_of


def test_an_index_on_a_server_has_an_address_and_a_folder() -> None:
    place = place_of("milvus://milvus.example.jp:19530/fukushi?folder=/srv/fukushi/index")
    assert place == Place(Path("/srv/fukushi/index"), Address("milvus", "milvus.example.jp", 19530, "fukushi"))


def test_what_is_no_address_is_a_folder() -> None:
    for text in ("index", "./milvus", "/srv/milvus/index", "milvus-index", "C:\\fukushi"):
        assert place_of(text) == Place(Path(text))


@pytest.mark.parametrize(
    ("text", "uri"),
    [
        ("milvus://10.0.0.5:19530/plans_2", "http://10.0.0.5:19530"),
        ("milvus://[::1]:19530/plans", "http://[::1]:19530"),
        ("milvus+tls://search.example.jp:443/plans", "https://search.example.jp:443"),
    ],
)
def test_an_address_is_written_as_it_was_read(text: str, uri: str) -> None:
    assert (str(address_of(text)), address_of(text).uri) == (text, uri)


@pytest.mark.parametrize(
    "text",
    [
        "milvus://milvus.example.jp:19530/fukushi",
        "milvus://milvus.example.jp/fukushi?folder=/srv",
        "milvus://milvus.example.jp:port/fukushi?folder=/srv",
        "milvus://milvus.example.jp:19530/?folder=/srv",
        "milvus://milvus.example.jp:19530/福祉?folder=/srv",
        "milvus://milvus.example.jp:19530/2026?folder=/srv",
        "milvus://root:secret@milvus.example.jp:19530/fukushi?folder=/srv",
        "milvus:/milvus.example.jp:19530/fukushi?folder=/srv",
        "milvus://milvus.example.jp:19530/fukushi?folder=/a&folder=/b",
    ],
)
def test_an_address_that_is_none_is_told_with_one_that_is(text: str) -> None:
    with pytest.raises(BadAddress, match="milvus://サーバー名:ポート/コレクション名"):
        place_of(text)


def test_a_name_owns_its_generations_and_nobody_elses() -> None:
    address = address_of("milvus://127.0.0.1:19530/plans")
    collection = address.collection("20260401T093000.123456Z")
    assert collection == "plans_20260401T093000_123456Z"
    assert address.owns(collection)
    assert not address.owns("plans_dev_20260401T093000_123456Z")
    assert not address.owns("plans")
