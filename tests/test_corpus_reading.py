import subprocess
import sys
import unicodedata
from pathlib import Path

import pytest

from corpus.about.sources import Source, read_sources
from corpus.errors import NothingToRead
from corpus.passage import Kind
from corpus.read_plan import ReadPlan, ReadPlans, read_plans
from corpus.reading import Corpus, read_corpus

PLAN = "鶴岡市地域福祉計画（素案）\n令和7年度から令和12年度まで\n\n第1章 総論\n\n困りごとを丸ごと受け止める窓口を置きます。\n"
HEADER = (
    "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url"
)


def written(path: Path, text: str = PLAN, encoding: str = "utf-8") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def source(plan_id: str, file: str) -> Source:
    return Source(
        plan_id,
        file,
        "062031",
        "山形県",
        "鶴岡市",
        "鶴岡市地域福祉計画",
        "地域福祉計画",
        "確定",
        2024,
        2029,
        "2024-03",
        None,
    )


def ids(corpus: Corpus) -> list[str]:
    return [plan.id for plan in corpus.plans]


def problems(corpus: Corpus) -> list[str]:
    return [str(problem) for problem in corpus.problems]


def test_a_plan_without_a_row_is_known_by_what_it_says_of_itself(tmp_path: Path) -> None:
    [plan] = read_corpus([written(tmp_path / "tsuruoka.txt")], {}).plans
    assert (plan.id, plan.file, plan.text) == ("tsuruoka", "tsuruoka.txt", PLAN)
    assert (plan.municipality_code, plan.municipality, plan.prefecture) == ("062031", "鶴岡市", "山形県")
    assert (plan.title, plan.kind, plan.status) == ("鶴岡市地域福祉計画（素案）", "地域福祉計画", "案")
    assert (plan.period_start, plan.period_end, plan.published, plan.url) == (2025, 2030, None, None)


def test_a_row_of_sources_says_more_than_the_text(tmp_path: Path) -> None:
    written(tmp_path / "t.txt")
    [plan] = read_corpus([tmp_path], {"t.txt": source("tsuruoka-1", "t.txt")}).plans
    assert (plan.id, plan.title, plan.status) == ("tsuruoka-1", "鶴岡市地域福祉計画", "確定")
    assert (plan.period_start, plan.period_end, plan.published) == (2024, 2029, "2024-03")


def test_the_digest_is_of_the_text_and_not_of_its_encoding(tmp_path: Path) -> None:
    paths = [
        written(tmp_path / "a.txt"),
        written(tmp_path / "b.txt", encoding="euc_jp"),
        written(tmp_path / "c.txt", "別"),
    ]
    first, second, third = read_corpus(paths, {}).plans
    assert first.digest == second.digest != third.digest


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp", "iso2022_jp", "utf-16"])
def test_a_plan_in_an_old_encoding_is_read_like_any_other(tmp_path: Path, encoding: str) -> None:
    [plan] = read_corpus([written(tmp_path / "tsuruoka.txt", encoding=encoding)], {}).plans
    assert plan.text == PLAN


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("困りごとを丸ごと受け止める窓口を置きます。\n", id="one sentence"),
        pytest.param("長い一行です" * 40, id="one long line"),
        pytest.param("名称\t場所\n", id="one row"),
        pytest.param("第1章", id="one heading"),
    ],
)
def test_a_plan_need_not_have_a_title_page(tmp_path: Path, text: str) -> None:
    corpus = read_corpus([written(tmp_path / "p.txt", text)], {})
    assert "".join(passage.text for passage in corpus.passages) == text.strip()
    assert corpus.plans[0].title is None


def test_folders_are_read_in_order_with_what_is_inside_them(tmp_path: Path) -> None:
    for name in ("b.txt", "sub/a.md", "a.txt", ".hidden.txt", ".git/c.txt", "notes.log", "sources.csv"):
        written(tmp_path / name)
    heard: list[str] = []
    corpus = read_corpus([tmp_path], {}, lambda path: heard.append(path.name))
    assert heard == ["a.txt", "b.txt", "a.md"]
    assert ids(corpus) == ["a", "b", "sub/a"]


def test_a_file_named_twice_is_read_once(tmp_path: Path) -> None:
    path = written(tmp_path / "a.txt")
    corpus = read_corpus([tmp_path, path, tmp_path / "." / "a.txt"], {})
    assert (ids(corpus), corpus.problems) == (["a"], ())


def test_one_bad_document_never_stops_the_others(tmp_path: Path) -> None:
    written(tmp_path / "a.txt", "")
    (tmp_path / "b.txt").write_bytes(b"\x00\x01\x02")
    written(tmp_path / "c.csv", "id,本文\n配食,昼に届けます。\n")
    written(tmp_path / "d.jsonl", "{")
    written(tmp_path / "e.pdf", "%PDF-1.7")
    written(tmp_path / "f.csv", 'id,title,text\nq1,配食,"' + "昼に届けます。" * 20_000)
    written(tmp_path / "g.txt")
    corpus = read_corpus([tmp_path], {})
    assert ids(corpus) == ["g"]
    assert problems(corpus) == [
        "a.txt: 中身がありません。文字の入ったファイルに取り替えてください。",
        "b.txt: 文字として読めません。UTF-8・Shift_JIS・EUC-JP のいずれかのテキストか確かめてください。",
        "c.csv: 列 title がありません。id・title・text のそろった表にしてください。",
        "d.jsonl: 1 行目が JSON ではありません。id・title・text のそろった表にしてください。",
        "e.pdf: 壊れているか、PDF ではありません。開けるか確かめ、入手し直してください。",
        'f.csv: 表として読めません。閉じていない引用符 " がないか確かめてください。',
    ]


def test_a_file_given_by_name_is_reported_whatever_its_extension(tmp_path: Path) -> None:
    corpus = read_corpus([written(tmp_path / "a.txt"), written(tmp_path / "b.hwp"), tmp_path / "c.txt"], {})
    assert problems(corpus) == [
        "b.hwp: .hwp ファイルは読めません。テキスト(.txt・.md)に変換してください。",
        "c.txt: 見つかりません。場所と名前を確かめてください。",
    ]


def test_a_row_for_a_file_that_is_not_there_is_reported_and_the_rest_built(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")
    corpus = read_corpus([tmp_path], {"a.txt": source("p-1", "a.txt"), "b.txt": source("p-2", "b.txt")})
    assert ids(corpus) == ["p-1"]
    assert problems(corpus) == ["b.txt: 一覧にありますが、ファイルが見つかりません。置き場所を確かめてください。"]


def test_a_table_of_sources_from_a_spreadsheet_names_the_plans(tmp_path: Path) -> None:
    written(tmp_path / "a.txt")
    table = written(
        tmp_path / "sources.csv", HEADER + "\r\ntsuruoka-1,a.txt,062031,山形県,鶴岡市,,,確定,,,,\r\n", "cp932"
    )
    [plan] = read_corpus([tmp_path], read_sources(table)).plans
    assert (plan.id, plan.municipality, plan.status, plan.title) == ("tsuruoka-1", "鶴岡市", "確定", None)


def test_files_of_one_name_are_told_apart_by_their_folders(tmp_path: Path) -> None:
    written(tmp_path / "a" / "2024" / "plan.txt")
    written(tmp_path / "b" / "2024" / "plan.txt", "別の計画です。")
    written(tmp_path / "b" / "report.txt", "報告です。")
    plans = read_corpus([tmp_path], {}).plans
    assert [(plan.id, plan.file) for plan in plans] == [
        ("a/2024/plan", "a/2024/plan.txt"),
        ("b/2024/plan", "b/2024/plan.txt"),
        ("report", "report.txt"),
    ]


def test_a_row_of_sources_may_name_a_file_with_its_folder(tmp_path: Path) -> None:
    written(tmp_path / "a" / "plan.txt")
    written(tmp_path / "b" / "plan.txt", "別の計画です。")
    corpus = read_corpus([tmp_path], {"b/plan.txt": source("tsuruoka-1", "b/plan.txt")})
    assert (ids(corpus), problems(corpus)) == (["a/plan", "tsuruoka-1"], [])


def test_of_two_files_of_one_name_in_one_folder_the_second_is_reported(tmp_path: Path) -> None:
    written(tmp_path / "b" / "plan.txt")
    written(tmp_path / "b" / "plan.md", "また別の計画です。")
    corpus = read_corpus([tmp_path], {})
    assert [plan.text for plan in corpus.plans] == ["また別の計画です。"]
    assert problems(corpus) == ["plan.txt: 計画 plan と名前が重なるので読みませんでした。名前を変えてください。"]


def test_a_folder_without_plans_is_said_to_hold_none(tmp_path: Path) -> None:
    written(tmp_path / "notes.log")
    with pytest.raises(NothingToRead) as caught:
        read_corpus([tmp_path], {})
    assert str(caught.value).startswith(f"{tmp_path} に読み取れる計画がありません。PDF・Word・Excel・")


def test_where_nothing_could_be_read_the_reason_of_each_is_given(tmp_path: Path) -> None:
    with pytest.raises(NothingToRead) as caught:
        read_corpus([written(tmp_path / "a.txt", ""), written(tmp_path / "b.txt", "")], {})
    remedy = "中身がありません。文字の入ったファイルに取り替えてください。"
    assert str(caught.value) == f"a.txt: {remedy}\nb.txt: {remedy}"


def test_a_plan_without_a_passage_beside_others_is_no_error(tmp_path: Path) -> None:
    corpus = read_corpus([written(tmp_path / "a.txt"), written(tmp_path / "b.txt", "---\n12\n")], {})
    assert {passage.plan_id for passage in corpus.passages} == {"a"}


def test_each_record_is_exactly_one_passage_that_knows_its_record(tmp_path: Path) -> None:
    path = written(
        tmp_path / "faq.csv",
        "id,title,text,url,municipality_code\nq1,配食,昼に届けます。,https://example.invalid/1,062031\nq2,送迎,予約制です。,,062031\n",
    )
    corpus = read_corpus([path], {})
    [plan] = corpus.plans
    assert (plan.id, plan.kind, plan.title, plan.municipality) == ("faq", "記録一覧", None, "鶴岡市")
    first, second = corpus.passages
    assert (first.record_id, first.text, first.headings, first.url) == (
        "q1", "配食\n昼に届けます。", ("配食",), "https://example.invalid/1",
    )  # fmt: skip
    assert (second.record_id, second.kind, second.line_start, second.line_end) == ("q2", Kind.RECORD, 3, 3)


def test_records_of_several_municipalities_are_a_plan_for_each(tmp_path: Path) -> None:
    path = written(
        tmp_path / "faq.csv", "id,title,text,municipality_code\nq1,配食,甲,142042\nq2,送迎,乙,062031\nq3,見守り,丙,\n"
    )
    corpus = read_corpus([path], {})
    assert [(plan.id, plan.municipality) for plan in corpus.plans] == [
        ("faq", None),
        ("faq-062031", "鶴岡市"),
        ("faq-142042", "鎌倉市"),
    ]


def test_a_record_with_half_a_character_is_read_all_the_same(tmp_path: Path) -> None:
    corpus = read_corpus([written(tmp_path / "faq.jsonl", '{"id": "q1", "title": "配食", "text": "昼\\ud867に"}')], {})
    [passage] = corpus.passages
    passage.text.encode("utf-8")  # what is written to the index must be text
    assert passage.text == "配食\n昼\ufffdに"


def test_a_row_finds_its_file_though_a_mac_wrote_the_name(tmp_path: Path) -> None:
    written(tmp_path / unicodedata.normalize("NFD", "鶴岡ビジョン.txt"))
    corpus = read_corpus([tmp_path], {"鶴岡ビジョン.txt": source("p-1", "鶴岡ビジョン.txt")})
    assert ids(corpus) == ["p-1"]


def test_a_row_for_records_of_several_municipalities_keeps_them_all(tmp_path: Path) -> None:
    path = written(tmp_path / "faq.csv", "id,title,text,municipality_code\nq1,配食,甲,142042\nq2,送迎,乙,062031\n")
    corpus = read_corpus([path], {"faq.csv": source("faq-1", "faq.csv")})
    assert {passage.record_id for passage in corpus.passages} == {"q1", "q2"}
    assert [(plan.id, plan.municipality) for plan in corpus.plans] == [("faq-1", "鶴岡市"), ("faq-1-142042", "鎌倉市")]


def never_ends(source: Source | None, name: str, path: Path) -> tuple[ReadPlan, ...]:
    """As ``read_plans``, but of b.txt the structure is never found."""
    while path.name == "b.txt":
        pass
    return read_plans(source, name, path)


def takes_all_memory(source: Source | None, name: str, path: Path) -> tuple[ReadPlan, ...]:
    """As ``read_plans``, but b.txt takes all the memory there is."""
    held = []
    while path.name == "b.txt":
        held.append(bytearray(1_000_000))
    return read_plans(source, name, path)


@pytest.mark.parametrize(
    ("reader", "message"),
    [
        pytest.param(never_ends, "3 秒かけても読み終わらないので取りやめました。", id="time"),
        pytest.param(
            takes_all_memory,
            "読むのに 0.5 GB を超えるメモリーが要るので取りやめました。",
            id="memory",
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux limits the memory of a process"),
        ),
    ],
)
def test_a_document_that_is_too_much_costs_a_line_and_the_others_are_read(
    tmp_path: Path, reader: ReadPlans, message: str
) -> None:
    for name in ("a.txt", "b.txt", "c.txt"):
        written(tmp_path / name)
    corpus = read_corpus([tmp_path], {"c.txt": source("p-3", "c.txt")}, reader=reader, seconds=3.0, memory=2**29)
    assert ids(corpus) == ["a", "p-3"]
    assert problems(corpus) == [f"b.txt: {message}分割してください。"]


def test_the_time_of_a_document_holds_for_what_is_found_in_it_too(tmp_path: Path) -> None:
    rows = "".join(f"{number}は相談センターです。\n" for number in range(500_000))
    written(tmp_path / "a.txt")
    written(tmp_path / "b.txt", f"第1章 総論\n\n{rows}")
    corpus = read_corpus([tmp_path], {}, seconds=4.0)
    assert ids(corpus) == ["a"]
    assert problems(corpus) == ["b.txt: 4 秒かけても読み終わらないので取りやめました。分割してください。"]


def test_nothing_of_a_document_is_read_in_this_process(tmp_path: Path) -> None:
    program = (
        "import sys, pathlib; from corpus.reading import read_corpus; read_corpus([pathlib.Path(sys.argv[1])], {});"
        "print([name for name in ('corpus.outline.lines', 'corpus.records.desks.finder', 'corpus.about.metadata', 'fugashi')"
        " if name in sys.modules])"
    )
    path = written(tmp_path / "a.txt")
    command = [sys.executable, "-c", program, str(path)]
    done = subprocess.run(command, cwd=Path(__file__).parents[1], capture_output=True, check=True, timeout=600)
    assert done.stdout.decode().strip() == "[]"
