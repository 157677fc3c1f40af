"""What programs send: the options of the command line, by its names."""

from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from search.question.filters import Filters
from search.ranking.modes import Mode

_QUERY_MAX = 2000  # characters, as everywhere
_NAMES_MAX = 2000  # every municipality of Japan can be named


def _listed(value: object) -> object:
    return [value] if isinstance(value, str) else value


Query = Annotated[
    str,
    Field(min_length=1, max_length=_QUERY_MAX, description="知りたいこと", examples=["母の物忘れが心配です"]),
]
_Name = Annotated[str, Field(min_length=1, max_length=200)]
_Names = Annotated[list[_Name], Field(max_length=_NAMES_MAX)]
Names = Annotated[_Names, BeforeValidator(_listed, json_schema_input_type=_Name | _Names)]
Cities = Annotated[Names, Field(description="市区町村の名前か 6 桁のコード(ひとつなら文字列でもよい)")]
Kinds = Annotated[Names, Field(description="計画の種別")]
Statuses = Annotated[Names, Field(description="確定・案など、計画の状態")]
Count = Annotated[int, Field(ge=1, le=100, description="返す件数")]


class _Wish(BaseModel):
    """What is not known is refused: a misspelt filter that is passed over would give the wrong answer."""

    model_config = ConfigDict(extra="forbid", strict=True)


class _Filtered(_Wish):
    query: Query
    city: Cities = []
    kind: Kinds = []
    status: Statuses = []
    all_cities: bool = Field(False, description="質問に出てくる市区町村で絞り込まない")
    all_versions: bool = Field(False, description="同じ計画の案や前の期も、すべて調べる")

    @property
    def filters(self) -> Filters:
        return Filters(tuple(self.city), tuple(self.kind), tuple(self.status), not self.all_cities, self.all_versions)


class SearchWish(_Filtered):
    """A question to search for."""

    k: Count = 10
    mode: Annotated[Mode, Field(strict=False, description="候補の探し方")] = Mode.HYBRID


class AskWish(_Filtered):
    """A question to answer."""

    area: str | None = Field(None, max_length=100, description="お住まいの町名・丁目(担当の窓口をさがすとき)")


class CompareWish(_Wish):
    """A question to ask of each municipality; of all of the index where none is named."""

    query: Query
    city: Cities = []


class SimilarWish(_Wish):
    """A measure whose like is looked for among other municipalities'."""

    measure_id: str = Field(min_length=1, max_length=1000, description="/api/records/measures に並ぶ id")
    k: Count = 10
