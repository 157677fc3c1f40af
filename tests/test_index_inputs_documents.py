"""Documents that have not changed are not read again, and plans come and go without the others being read."""

import sqlite3
from pathlib import Path

import pytest

from corpus.reading import read_corpus
from corpus.records.desks.desk import Desk
from index.build import build_index
from index.errors import CannotRebuild, DamagedInputs, NothingLeft, UnknownPlan
from index.generation import live_generation
from index.inputs.building import Told, build_from
from index.inputs.documents import KeptDocuments
from index.inputs.known import Given, given_of, with_less, with_more
from index.opened import open_catalog

SAMPLES = Path(__file__).parents[1] / "corpus" / "samples"
TEXT = "{city}地域福祉計画\n\n第1章 相談\n\n福祉課\n電話 0123-45-67{digits}\n\n見守りを続けます。\n"
CACHE = Path("cache") / "documents.sqlite"


class Reading:
    """Documents as a test reads them: which of them were really read."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.read: list[str] = []
        put = KeptDocuments.put

        def noting(kept: KeptDocuments, path: Path, plans: object) -> None:
            self.read.append(path.name)
            put(kept, path, plans)  # type: ignore[arg-type]

        monkeypatch.setattr(KeptDocuments, "put", noting)


@pytest.fixture
def reading(monkeypatch: pytest.MonkeyPatch) -> Reading:
    """Which documents were read, and not only taken from what is kept."""
    return Reading(monkeypatch)


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """Two plans in a folder."""
    folder = tmp_path / "plans"
    folder.mkdir()
    for name, city, digits in (("aonami", "青波市", "01"), ("shirane", "白嶺市", "02")):
        (folder / f"{name}.txt").write_text(TEXT.format(city=city, digits=digits), encoding="utf-8")
    return folder


def build(folder: Path, given: Given, *, again: tuple[Path, ...] = ()) -> set[str]:
    """The ids of the plans that a build leaves."""
    build_from(folder, given, Told(), again=again)
    return set(open_catalog(folder).plan_by_id)


def given(*paths: Path) -> Given:
    return Given(tuple(map(str, paths)), ocr=False, tune=False)


def test_only_what_changed_is_read_again(tmp_path: Path, plans: Path, reading: Reading) -> None:
    build(tmp_path / "index", given(plans))
    assert reading.read == ["aonami.txt", "shirane.txt"]
    reading.read.clear()
    (plans / "shirane.txt").write_text(TEXT.format(city="白嶺市", digits="99"), encoding="utf-8")
    build(tmp_path / "index", given(plans))
    assert reading.read == ["shirane.txt"]


def test_an_index_of_what_was_kept_is_that_of_what_is_read(tmp_path: Path) -> None:
    for name in ("one", "two", "two"):
        build_from(tmp_path / name, Given((str(SAMPLES),), str(SAMPLES / "sources.csv"), ocr=False), Told())
    generations = [live_generation(tmp_path / name) for name in ("one", "two")]
    files = [{path.relative_to(each): path for path in each.rglob("*") if path.is_file()} for each in generations]
    one, two = ({name: path.read_bytes() for name, path in each.items()} for each in files)
    assert one.keys() == two.keys()
    assert [str(name) for name in one if one[name] != two[name]] == []


def test_what_was_kept_is_what_was_read(tmp_path: Path) -> None:
    paths = [SAMPLES / "kirigatani-manifest.txt", SAMPLES / "tsukimori-kodomo.pdf"]
    kept = KeptDocuments(tmp_path / "documents.sqlite", "")
    fresh = read_corpus(paths, {}, kept=kept)
    again = read_corpus(paths, {}, kept=kept)
    assert (again.passages, again.records, again.readability) == (fresh.passages, fresh.records, fresh.readability)
    assert [plan.text for plan in again.plans] == [plan.text for plan in fresh.plans]


def test_what_staff_say_of_a_document_makes_it_new(tmp_path: Path, plans: Path, reading: Reading) -> None:
    build(tmp_path / "index", given(plans / "aonami.txt"))
    table = tmp_path / "sources.csv"
    columns = (
        "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url"
    )
    table.write_text(f"{columns}\nao,aonami.txt,,,,題,,,,,,\n", encoding="utf-8")
    changed = Given((str(plans / "aonami.txt"),), str(table), ocr=False, tune=False)
    assert build(tmp_path / "index", changed) == {"ao"}
    assert reading.read == ["aonami.txt", "aonami.txt"]


def test_a_plan_is_added_and_the_others_are_not_read(tmp_path: Path, plans: Path, reading: Reading) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    reading.read.clear()
    new = tmp_path / "kurosaki.txt"
    new.write_text(TEXT.format(city="黒崎市", digits="03"), encoding="utf-8")
    assert build(index, with_more(given_of(index), [new], None), again=(new,)) == {"aonami", "shirane", "kurosaki"}
    assert reading.read == ["kurosaki.txt"]


def test_a_plan_that_is_added_twice_stands_once(tmp_path: Path, plans: Path) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    for _ in range(2):
        path = plans / "aonami.txt"
        assert build(index, with_more(given_of(index), [path], None), again=(path,)) == {"aonami", "shirane"}


def test_a_plan_that_is_taken_out_stays_out_until_it_is_added_again(tmp_path: Path, plans: Path) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    less = with_less(given_of(index), open_catalog(index), ["aonami"])
    assert build(index, less) == {"shirane"}
    assert build(index, given_of(index)) == {"shirane"}
    path = plans / "aonami.txt"
    assert build(index, with_more(given_of(index), [path], None), again=(path,)) == {"aonami", "shirane"}
    assert given_of(index).without == ()


def test_the_last_plan_is_not_taken_out(tmp_path: Path, plans: Path) -> None:
    index = tmp_path / "index"
    build(index, given(plans / "aonami.txt"))
    with pytest.raises(NothingLeft, match="残る計画がなくなる"):
        build(index, with_less(given_of(index), open_catalog(index), ["aonami"]))
    assert set(open_catalog(index).plan_by_id) == {"aonami"}


def test_a_plan_that_is_not_there_is_not_taken_out(tmp_path: Path, plans: Path) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    with pytest.raises(UnknownPlan, match="kurosaki"):
        with_less(given_of(index), open_catalog(index), ["aonami", "kurosaki"])


def test_nothing_is_added_to_an_index_whose_documents_are_gone(tmp_path: Path, plans: Path) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    plans.rename(tmp_path / "elsewhere")
    with pytest.raises(CannotRebuild, match="plans が見つかりません"):
        given_of(index)


def test_nothing_is_added_where_it_was_altered_of_what_the_index_was_built(tmp_path: Path, plans: Path) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    file = live_generation(index) / "inputs.json"
    file.write_text(file.read_text(encoding="utf-8").replace("plans", "plans/aonami.txt"), encoding="utf-8")
    with pytest.raises(
        DamagedInputs, match=r"作られたときのままではありません。.*fukushi rollback .*か、fukushi build "
    ):
        given_of(index)
    build(index, given(plans))
    assert given_of(index) == given(plans)


def test_an_index_without_a_record_of_what_it_was_built_of_says_so(tmp_path: Path, plans: Path) -> None:
    build_index(tmp_path / "index", read_corpus([plans], {}), None, tune=False)
    with pytest.raises(CannotRebuild, match="記録がありません"):
        given_of(tmp_path / "index")


def test_a_document_that_is_gone_is_no_longer_kept(tmp_path: Path, plans: Path) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    (plans / "aonami.txt").unlink()
    build(index, given(plans))
    with sqlite3.connect(index / CACHE) as kept:
        assert kept.execute("SELECT count(*) FROM document").fetchone() == (1,)


@pytest.mark.parametrize("damage", [b"", b"no database at all" * 100])
def test_what_is_kept_may_be_damaged(tmp_path: Path, plans: Path, reading: Reading, damage: bytes) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    (index / CACHE).write_bytes(damage)
    assert build(index, given(plans)) == {"aonami", "shirane"}
    assert reading.read == ["aonami.txt", "shirane.txt"] * 2


def test_an_entry_that_was_altered_is_read_again(tmp_path: Path, plans: Path, reading: Reading) -> None:
    index = tmp_path / "index"
    build(index, given(plans))
    with sqlite3.connect(index / CACHE) as kept:
        kept.execute("UPDATE document SET body = x'00'")
    build(index, given(plans))
    assert reading.read == ["aonami.txt", "shirane.txt"] * 2


def test_a_table_of_desks_that_staff_keep_is_read_each_time(tmp_path: Path, reading: Reading) -> None:
    desks = tmp_path / "desks.csv"
    desks.write_text(
        "都道府県,市区町村,窓口名,電話番号,確認日\n千葉県,松戸市,総合相談課,0123-45-6789,2026-11-01\n", encoding="utf-8"
    )
    for _ in range(2):
        kept = KeptDocuments(tmp_path / "documents.sqlite", "")
        corpus = read_corpus([desks], {}, kept=kept)
        kept.close()
        assert [desk.source for desk in corpus.of(Desk)] == ["desk_table"]
    assert reading.read == ["desks.csv", "desks.csv"]
