import csv
import json
import random
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from cli import main
from corpus.reading import read_corpus
from corpus.records.record_types import RECORD_TYPES
from index.build import build_index

ROOT = Path(__file__).parents[1]
PLAN = "見守りの手引き\n\n配食のときに声をかけ、安否を確かめます。\n"
PLAN_KEYS = {
    "id", "title", "municipality_code", "municipality", "prefecture", "kind", "status", "period_start", "period_end",
    "published", "url", "file", "licence", "attribution", "in_force",
}  # fmt: skip
SOURCES = (
    "plan_id,file,municipality_code,prefecture,municipality,title,kind,status,period_start,period_end,published,url\n"
)
MIMAMORI = "mimamori-1,tebiki.txt,142042,神奈川県,鎌倉市,見守りの手引き,地域福祉計画,案,令和6年度,2029,2024-03,https://city.example/m\n"


class Outcome(NamedTuple):
    code: int
    out: str
    err: str


Fukushi = Callable[..., Outcome]


@pytest.fixture
def fukushi(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Fukushi:
    """The command line, in this process."""
    monkeypatch.delenv("FUKUSHI_INDEX", raising=False)

    def run(*arguments: str | Path) -> Outcome:
        code = main([str(argument) for argument in arguments])
        return Outcome(code, *capsys.readouterr())

    return run


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder with one small plan."""
    folder = tmp_path / "計画"
    folder.mkdir()
    (folder / "tebiki.txt").write_text(PLAN, encoding="utf-8")
    return folder


@pytest.fixture
def index(tmp_path: Path, plans: Path) -> Path:
    """The index of that plan."""
    build_index(tmp_path / "index", read_corpus([plans], {}), None)
    return tmp_path / "index"


def plain(sentence: str) -> bool:
    """One line of Japanese that ends in a full stop and shows nothing of the program's inside."""
    return bool(
        re.fullmatch(r"[^\n]*[ぁ-んァ-ヶ一-龠][^\n]*。\n", sentence)
        and not re.search(r"Traceback|Error\b|Exception|line \d|(?:[A-Za-z]+ ){3}", sentence)
    )


def only_document(outcome: Outcome) -> dict[str, Any]:
    assert (outcome.code, outcome.err) == (0, "")
    document: dict[str, Any] = json.loads(outcome.out)
    return document


# --- build


def test_build_says_what_it_did_in_one_sentence(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    outcome = fukushi("build", plans, "--index", tmp_path / "index")
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith(f"1 件の計画({len(PLAN)} 文字)を 1 箇所に分け、")
    assert outcome.out.endswith(f"秒で索引にしました。索引: {tmp_path / 'index'}\n")


def test_build_prints_one_document(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    document = only_document(fukushi("build", plans, "--index", tmp_path / "index", "--json"))
    assert set(document) == {"index", "plans", "passages", "characters", "encoder", "adaptation", "seconds", "problems"}
    assert (document["plans"], document["passages"], document["characters"]) == (1, 1, len(PLAN))
    assert (document["index"], document["problems"]) == (str(tmp_path / "index"), [])


def test_build_takes_what_staff_know_from_the_table(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    (tmp_path / "一覧.csv").write_text(SOURCES + MIMAMORI, encoding="utf-8-sig")
    fukushi("build", plans, "--sources", tmp_path / "一覧.csv", "--index", tmp_path / "index")
    found = only_document(fukushi("search", "安否", "--index", tmp_path / "index", "--json"))["results"][0]
    assert found["passage_id"].startswith("mimamori-1#")
    assert found["plan"] == {
        "id": "mimamori-1", "title": "見守りの手引き", "municipality_code": "142042", "municipality": "鎌倉市",
        "prefecture": "神奈川県", "kind": "地域福祉計画", "status": "案", "period_start": 2024, "period_end": 2029,
        "published": "2024-03", "url": "https://city.example/m", "file": "tebiki.txt",
        "licence": None, "attribution": None, "in_force": False,
    }  # fmt: skip


def test_build_without_a_table_leaves_what_it_cannot_find_null(fukushi: Fukushi, index: Path) -> None:
    plan = only_document(fukushi("search", "安否", "--index", index, "--json"))["results"][0]["plan"]
    assert plan == {**dict.fromkeys(PLAN_KEYS), "id": "tebiki", "title": "見守りの手引き", "file": "tebiki.txt"}


def test_build_names_each_document_it_could_not_read_on_a_line_and_builds_the_rest(
    fukushi: Fukushi, plans: Path, tmp_path: Path
) -> None:
    (plans / "kara.txt").write_bytes(b"")
    (plans / "keikaku.pdf").write_bytes(b"%PDF-1.7\n")
    (plans / "program.txt").write_bytes(b"\x7fELF\x02\x01\x01\x00" * 50)
    outcome = fukushi("build", plans, "--index", tmp_path / "index", "--json")
    lines = outcome.err.splitlines()
    assert [line.partition(":")[0] for line in lines] == ["kara.txt", "keikaku.pdf", "program.txt"]
    assert all(plain(f"{line}\n") for line in lines)
    assert (outcome.code, json.loads(outcome.out)["problems"]) == (0, lines)
    assert only_document(fukushi("search", "安否", "--index", tmp_path / "index", "--json"))["total_plans"] == 1


def test_a_table_that_names_a_missing_file_is_told_and_the_rest_is_built(
    fukushi: Fukushi, plans: Path, tmp_path: Path
) -> None:
    (tmp_path / "sources.csv").write_text(SOURCES + MIMAMORI + "x,nai.txt,,,,,,,,,,\n", encoding="utf-8")
    outcome = fukushi("build", plans, "--sources", tmp_path / "sources.csv", "--index", tmp_path / "index")
    assert outcome.code == 0
    assert outcome.err == ("nai.txt: 一覧にありますが、ファイルが見つかりません。置き場所を確かめてください。\n")


def test_a_list_of_records_is_built_and_found_by_its_ids(fukushi: Fukushi, tmp_path: Path) -> None:
    faq = tmp_path / "faq.jsonl"
    faq.write_text('{"id": "faq-9", "title": "粗大ごみ", "text": "電話で申し込んでください。"}\n', encoding="utf-8")
    fukushi("build", faq, "--index", tmp_path / "index")
    results = only_document(fukushi("search", "粗大ごみの申込み", "--index", tmp_path / "index", "--json"))["results"]
    assert [result["record_id"] for result in results] == ["faq-9"]


def test_if_missing_builds_once(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    arguments = ("build", "--if-missing", plans, "--index", tmp_path / "index")
    assert fukushi(*arguments).code == 0
    built = (tmp_path / "index" / "CURRENT").read_text(encoding="utf-8")
    outcome = fukushi(*arguments)
    assert (outcome.code, outcome.out) == (0, "")
    assert outcome.err == f"索引があるので、そのまま使います: {tmp_path / 'index'}\n"
    assert (tmp_path / "index" / "CURRENT").read_text(encoding="utf-8") == built


def of_another_version(folder: Path) -> None:
    [manifest] = folder.rglob("manifest.json")
    told = json.loads(manifest.read_text(encoding="utf-8"))
    manifest.write_text(json.dumps({**told, "format": 0}), encoding="utf-8")


def test_if_missing_builds_an_index_of_another_version_anew_of_the_same(
    fukushi: Fukushi, plans: Path, tmp_path: Path
) -> None:
    arguments = ("build", "--if-missing", plans, "--index", tmp_path / "index")
    assert fukushi(*arguments).code == 0
    of_another_version(tmp_path / "index")
    outcome = fukushi(*arguments)
    assert outcome.code == 0
    assert "そのまま使います" not in outcome.err
    assert fukushi("status", "--index", tmp_path / "index").code == 0


def test_if_missing_keeps_no_index_of_another_version_and_of_something_else(
    fukushi: Fukushi, plans: Path, tmp_path: Path
) -> None:
    assert fukushi("build", plans, "--index", tmp_path / "index").code == 0
    of_another_version(tmp_path / "index")
    other = tmp_path / "tebiki.txt"
    other.write_text("見守りの手引き\n\n配食のときに声をかけます。\n", encoding="utf-8")
    outcome = fukushi("build", "--if-missing", other, "--index", tmp_path / "index")
    assert (outcome.code, outcome.out) == (1, "")
    assert "形式 0 はこの版の形式" in outcome.err
    assert "そのまま使います" not in outcome.err


def test_if_missing_prints_the_same_document_for_an_index_that_is_there(
    fukushi: Fukushi, plans: Path, tmp_path: Path
) -> None:
    arguments = ("build", "--if-missing", plans, "--index", tmp_path / "index", "--json")
    fresh, kept = (json.loads(fukushi(*arguments).out) for _ in range(2))
    assert kept == {**fresh, "seconds": 0.0}


def test_no_adapt_is_taken(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    assert fukushi("build", plans, "--no-adapt", "--index", tmp_path / "index").code == 0


# --- search


def test_search_prints_one_document(fukushi: Fukushi, samples_index: Path) -> None:
    document = only_document(
        fukushi("search", "里親になりたい", "--city", "汐見原市", "-k", "3", "--index", samples_index, "--json")
    )
    assert set(document) == {"query", "filters", "expansions", "total_plans", "results"}
    assert (document["query"], document["total_plans"], len(document["results"])) == ("里親になりたい", 1, 3)
    assert "里親の体験を聞く会" in document["results"][0]["text"]


def test_search_shows_the_excerpts_under_their_sources(fukushi: Fukushi, samples_index: Path) -> None:
    outcome = fukushi("search", "里親になりたい", "--city", "汐見原", "-k", "1", "--index", samples_index)
    headline, other_words, _, source, *rest = outcome.out.splitlines()
    assert (outcome.code, outcome.err) == (0, "")
    assert headline == "汐見原市の計画 1 件から、近い順に 1 箇所です。"
    assert other_words == "言い換えて探した言葉: 里親制度の普及啓発、フォスタリング機関"
    assert source.startswith(" 1. [関連 高] 汐見原市 ・ 汐見原市地域福祉計画(第3期)(確定) ・ 2024~2029年度")
    assert "里親の体験を聞く会" in "".join(rest)
    assert rest[-1].startswith("shiomihara-chiikifukushi#")


def test_search_takes_several_cities_kinds_and_statuses(fukushi: Fukushi, samples_index: Path) -> None:
    arguments = ("search", "見守り", "--city", "990019", "--city", "霧ヶ谷町", "--kind", "成果報告", "--status", "確定")
    document = only_document(fukushi(*arguments, "--index", samples_index, "--json"))
    assert [place["name"] for place in document["filters"]["municipalities"]] == ["汐見原市", "霧ヶ谷町"]
    assert (document["filters"]["kinds"], document["filters"]["statuses"]) == (["成果報告"], ["確定"])
    assert {result["plan"]["id"] for result in document["results"]} == {"kirigatani-manifest"}


@pytest.mark.parametrize("mode", ["hybrid", "lexical", "dense"])
def test_search_takes_a_mode(fukushi: Fukushi, index: Path, mode: str) -> None:
    document = only_document(fukushi("search", "安否", "--mode", mode, "--index", index, "--json"))
    assert [result["plan"]["id"] for result in document["results"]] == ["tebiki"]


def test_a_city_in_the_question_is_a_filter_unless_all_are_wanted(fukushi: Fukushi, samples_index: Path) -> None:
    arguments = ("search", "霧ヶ谷町のような見守り", "--index", samples_index, "--json")
    assert only_document(fukushi(*arguments))["total_plans"] == 1
    assert only_document(fukushi(*arguments, "--all-cities"))["total_plans"] > 1


def test_a_filter_that_no_plan_passes_is_no_error_and_says_so(fukushi: Fukushi, samples_index: Path) -> None:
    document = only_document(fukushi("search", "保育", "--city", "藤沢市", "--index", samples_index, "--json"))
    assert (document["total_plans"], document["results"]) == (0, [])
    assert document["filters"]["note"] == "藤沢市の計画は索引にありません。"
    outcome = fukushi("search", "藤沢市の保育", "--index", samples_index)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out.startswith("藤沢市の計画は索引にありません。")


def test_half_an_emoji_in_the_question_is_searched_for(fukushi: Fukushi, index: Path) -> None:
    assert only_document(fukushi("search", "安否\ud83d", "--index", index, "--json"))["query"] == "安否\ud83d"


# --- run


def test_run_writes_a_line_for_each_question(fukushi: Fukushi, samples_index: Path, tmp_path: Path) -> None:
    questions, out = tmp_path / "q.jsonl", tmp_path / "run.jsonl"
    questions.write_text('{"id": "a", "query": "里親"}\n{"id": "b", "query": ""}\n', encoding="utf-8")
    arguments = ("run", questions, "--task", "search", "-k", "2", "--mode", "lexical", "--out", out)
    document = only_document(fukushi(*arguments, "--index", samples_index, "--json"))
    assert document == {"out": str(out), "queries": 2, "refused": 1}
    single = ("search", "里親", "-k", "2", "--mode", "lexical", "--index", samples_index, "--json")
    first, second = (json.loads(line) for line in out.read_text(encoding="utf-8").splitlines())
    assert first == {"id": "a", **only_document(fukushi(*single))}
    assert (second["id"], second["results"]) == ("b", [])


def test_run_says_how_many_it_answered(fukushi: Fukushi, samples_index: Path, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": 1, "query": "里親"}\n{"id": 2, "query": ""}\n', encoding="utf-8")
    arguments = (
        "run",
        tmp_path / "q.jsonl",
        "--task",
        "search",
        "--out",
        tmp_path / "r.jsonl",
        "--index",
        samples_index,
    )
    outcome = fukushi(*arguments)
    assert (outcome.code, outcome.err) == (0, "")
    assert outcome.out == f"2 問の結果を {tmp_path / 'r.jsonl'} に書きました(うち 1 問は答えられない形の質問でした)。\n"


def test_run_refuses_a_bad_line_and_leaves_no_file(fukushi: Fukushi, samples_index: Path, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": 1}\n', encoding="utf-8")
    arguments = (
        "run",
        tmp_path / "q.jsonl",
        "--task",
        "search",
        "--out",
        tmp_path / "r.jsonl",
        "--index",
        samples_index,
    )
    outcome = fukushi(*arguments, "--json")
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)
    assert not (tmp_path / "r.jsonl").exists()


# --- show, status, help


def test_show_prints_the_passage_in_its_plan(fukushi: Fukushi, samples_index: Path) -> None:
    arguments = ("search", "里親になりたい", "--city", "汐見原市", "-k", "1", "--index", samples_index, "--json")
    found = only_document(fukushi(*arguments))["results"][0]
    show = ("show", found["passage_id"], "--context", "1", "--index", samples_index)
    document = only_document(fukushi(*show, "--json"))
    assert (document["passage_id"], document["text"]) == (found["passage_id"], found["text"])
    assert (document["plan"], document["locator"]) == (found["plan"], found["locator"])
    outcome = fukushi(*show)
    assert (outcome.code, outcome.err) == (0, "")
    assert "里親の体験を聞く会" in outcome.out
    assert "第2項 子ども食堂と学習支援" in outcome.out


def test_status_prints_one_document(fukushi: Fukushi, index: Path) -> None:
    document = only_document(fukushi("status", "--index", index, "--json"))
    assert set(document) == {"index", "created", "encoder", "corpus_digest", "plans", "passages", "problems", "altered"}
    assert set(document["encoder"]) == {"name", "digest", "dim"}
    (plan,) = document["plans"]
    assert set(plan) == {*PLAN_KEYS, "characters", "passages", "readability"}
    assert (plan["id"], plan["characters"], plan["passages"]) == ("tebiki", len(PLAN), {"body": 1})
    assert plan["readability"]["notes"] == []
    assert (document["index"], document["passages"], document["problems"]) == (str(index), 1, [])


def test_status_tells_what_could_not_be_read(fukushi: Fukushi, plans: Path, index: Path) -> None:
    (plans / "kara.txt").write_bytes(b"")
    fukushi("build", plans, "--index", index)
    outcome = fukushi("status", "--index", index)
    assert (outcome.code, outcome.err) == (0, "")
    assert "読めなかった文書: kara.txt: 中身がありません。文字の入ったファイルに取り替えてください。\n" in outcome.out
    assert "tebiki" in outcome.out


def test_without_a_command_the_help_is_shown(fukushi: Fukushi) -> None:
    outcome = fukushi()
    assert (outcome.code, outcome.err) == (0, "")
    assert "自治体の福祉計画を検索します" in outcome.out


def test_coverage_tells_of_the_plans_and_of_those_who_have_none(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    header = SOURCES.replace("\n", ",looked_on\n")
    looked = ",,142085,神奈川県,逗子市,,地域福祉計画,,,,,,2026-10-01\n"
    (tmp_path / "list.csv").write_text(header + MIMAMORI.replace("\n", ",2026-11-01\n") + looked, encoding="utf-8")
    assert fukushi("build", plans, "--sources", tmp_path / "list.csv", "--index", tmp_path / "i").code == 0
    told = only_document(fukushi("coverage", "--index", tmp_path / "i", "--kind", "地域福祉計画", "--json"))
    rows = {row["municipality"]: row["plans"][0] for row in told["municipalities"]}
    assert (rows["鎌倉市"]["state"], rows["鎌倉市"]["looked_on"]) == ("draft", "2026-11-01")
    assert (rows["逗子市"]["state"], rows["逗子市"]["looked_on"]) == ("none", "2026-10-01")
    assert len(rows) == 33
    outcome = fukushi("coverage", "--index", tmp_path / "i", "--prefecture", "江戸")
    assert (outcome.code, plain(outcome.err)) == (1, True)


def test_validate_fails_where_a_check_does_and_says_where(fukushi: Fukushi, plans: Path) -> None:
    body = "だれもが安心して暮らせるまちをめざし、困りごとの相談を受け付けます。\n" * 20
    (plans / "tebiki.txt").write_text(f"鎌倉市地域福祉計画\n\n{body}", encoding="utf-8")
    assert only_document(fukushi("validate", plans, "--json"))["ok"]
    (plans / "sources.csv").write_text(SOURCES + MIMAMORI.replace("令和6年度", "令和16年度"), encoding="utf-8")
    outcome = fukushi("validate", plans)
    assert (outcome.code, outcome.err) == (1, "")
    assert "sources.csv 2 行目: 期間の終わり(2029年度)が始まり(2034年度)より前です。" in outcome.out
    outcome = fukushi("validate", plans, "--json")
    told = json.loads(outcome.out)
    assert (outcome.code, told["ok"], len(told["checks"])) == (1, False, 19)
    assert fukushi("validate", plans, "--allow", "wrong-periods").code == 0
    for arguments, code in (((plans, "--allow", "nothing"), 2), ((plans / "nowhere",), 1)):
        outcome = fukushi("validate", *arguments)
        assert (outcome.code, plain(outcome.err)) == (code, True)


@pytest.mark.parametrize(
    "command",
    [
        "validate",
        "build",
        "search",
        "run",
        "ask",
        "evaluate",
        "show",
        "status",
        "serve",
        "coverage",
        "report",
        "similar",
    ],
)
def test_every_command_explains_itself_and_takes_an_index(fukushi: Fukushi, command: str) -> None:
    outcome = fukushi(command, "--help")
    assert (outcome.code, outcome.err) == (0, "")
    assert "--index" in outcome.out


# --- where the index is


def test_the_index_is_the_one_named_else_the_one_in_the_environment(
    fukushi: Fukushi, index: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FUKUSHI_INDEX", str(tmp_path / "よそ"))
    assert only_document(fukushi("status", "--index", index, "--json"))["index"] == str(index)
    assert (
        fukushi("status").err
        == f"{tmp_path / 'よそ'} に索引がありません。fukushi build フォルダ名 で作ってください。\n"
    )
    monkeypatch.setenv("FUKUSHI_INDEX", str(index))
    assert only_document(fukushi("status", "--json"))["index"] == str(index)


def test_else_it_is_in_the_users_own_folder(fukushi: Fukushi, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HOME", "XDG_DATA_HOME", "LOCALAPPDATA", "USERPROFILE"):
        monkeypatch.setenv(name, str(tmp_path))
    assert fukushi("status").err.startswith(str(tmp_path))


# --- errors


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["search"], "使い方が違います(QUERY がありません)。fukushi search --help をご覧ください。"),
        (["build"], "使い方が違います(PATH... がありません)。fukushi build --help をご覧ください。"),
        (["run", "q", "--out", "r"], "使い方が違います(--task がありません)。fukushi run --help をご覧ください。"),
        (["search", "a", "-k", "0"], "使い方が違います(-k の値が正しくありません)。fukushi search --help をご覧ください。"),
        (["search", "a", "-k", "三"], "使い方が違います(-k の値が正しくありません)。fukushi search --help をご覧ください。"),
        (["search", "a", "--mode", "best"], "使い方が違います(--mode の値が正しくありません)。fukushi search --help をご覧ください。"),
        (["search", "a", "--foo"], "使い方が違います(--foo という指定はありません)。fukushi search --help をご覧ください。"),
        (["search", "a", "b"], "使い方が違います(b は余分です)。fukushi search --help をご覧ください。"),
        (["serve", "--port", "0"], "使い方が違います(--port の値が正しくありません)。fukushi serve --help をご覧ください。"),
        (["show", "x#0", "--context", "-1"], "使い方が違います(--context の値が正しくありません)。fukushi show --help をご覧ください。"),
        (["kensaku"], "使い方が違います(kensaku というコマンドはありません)。fukushi --help をご覧ください。"),
        (["search", "a", "--city"], "使い方が違います(--city の値がありません)。fukushi --help をご覧ください。"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else "",
)  # fmt: skip
def test_wrong_usage_exits_2_with_one_sentence(fukushi: Fukushi, arguments: list[str], sentence: str) -> None:
    assert fukushi(*arguments) == Outcome(2, "", sentence + "\n")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["search", ""], "質問が空です。知りたいことを言葉で入力してください(例: 母の物忘れが心配)。"),
        (["search", "介" * 10_000], "質問が長すぎます(10,000 文字)。2,000 文字以内にまとめてください。"),
        (["show", "nai#0000"], "箇所 nai#0000 は索引にありません。fukushi search の結果にある passage_id を指定してください。"),
    ],
    ids=["an empty question", "a long question", "an unknown passage"],
)  # fmt: skip
@pytest.mark.parametrize("as_json", [[], ["--json"]], ids=["", "json"])
def test_what_cannot_be_done_exits_1_with_one_sentence(
    fukushi: Fukushi, index: Path, arguments: list[str], sentence: str, as_json: list[str]
) -> None:
    assert fukushi(*arguments, *as_json, "--index", index) == Outcome(1, "", sentence + "\n")


def test_an_unknown_city_is_refused_with_the_known_ones(fukushi: Fukushi, samples_index: Path) -> None:
    outcome = fukushi("search", "見守り", "--city", "ほげ市", "--index", samples_index)
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)
    assert outcome.err.startswith("「ほげ市」という市区町村は見つかりません。名前か6桁のコードを確かめてください")
    assert "汐見原市" in outcome.err


@pytest.mark.parametrize("city", ["\udcff\udcfe", "[red]市[/red]"])
def test_a_city_that_is_no_text_is_refused_in_a_sentence_too(fukushi: Fukushi, index: Path, city: str) -> None:
    outcome = fukushi("search", "見守り", "--city", city, "--index", index)
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)


@pytest.mark.parametrize("command", [["search", "見守り"], ["show", "tebiki#0000"], ["status"], ["serve"]])
def test_a_missing_index_says_how_to_make_one(fukushi: Fukushi, tmp_path: Path, command: list[str]) -> None:
    sentence = f"{tmp_path / 'nai'} に索引がありません。fukushi build フォルダ名 で作ってください。\n"
    assert fukushi(*command, "--index", tmp_path / "nai") == Outcome(1, "", sentence)


def bad_paths(folder: Path) -> dict[str, list[str]]:
    """Arguments of ``build`` that leave nothing to build, by what is wrong with them."""
    (folder / "bad").mkdir()
    (folder / "bad" / "kara.txt").write_bytes(b"")
    (folder / "bad" / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (folder / "bad" / "program").write_bytes(b"\x7fELF\x02\x01\x01\x00")
    (folder / "bad" / "table.csv").write_text("id,本文\n1,見守り\n", encoding="utf-8")
    (folder / "empty").mkdir()
    (folder / "no-column.csv").write_text(SOURCES.replace("plan_id,", "") + "a.txt\n", encoding="utf-8")
    (folder / "binary.csv").write_bytes(bytes(range(256)) * 8)
    good = str(folder / "計画")
    return {
        "an empty file": [str(folder / "bad" / "kara.txt")],
        "a binary file": [str(folder / "bad" / "binary.txt")],
        "a file that is not text": [str(folder / "bad" / "program")],
        "records that lack a column": [str(folder / "bad" / "table.csv")],
        "a folder without plans": [str(folder / "empty")],
        "a path that is not there": [str(folder / "nai.txt")],
        "sources that lack a column": [good, "--sources", str(folder / "no-column.csv")],
        "sources that are not there": [good, "--sources", str(folder / "nai.csv")],
        "sources that are no text": [good, "--sources", str(folder / "binary.csv")],
        "sources that are a folder": [good, "--sources", str(folder / "empty")],
    }


BAD_PATHS = (
    "an empty file", "a binary file", "a file that is not text", "records that lack a column",
    "a folder without plans", "a path that is not there", "sources that lack a column", "sources that are not there",
    "sources that are no text", "sources that are a folder",
)  # fmt: skip


@pytest.mark.parametrize("wrong", BAD_PATHS)
def test_what_cannot_be_built_gets_one_sentence_and_loses_nothing(
    fukushi: Fukushi, index: Path, tmp_path: Path, wrong: str
) -> None:
    built = (index / "CURRENT").read_bytes()
    outcome = fukushi("build", *bad_paths(tmp_path)[wrong], "--index", index, "--json")
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)
    assert (index / "CURRENT").read_bytes() == built
    assert only_document(fukushi("search", "安否", "--index", index, "--json"))["results"]
    assert not list((index / "generations").glob("*.building"))


def test_every_document_that_could_not_be_read_is_named_even_where_none_could(
    fukushi: Fukushi, plans: Path, tmp_path: Path
) -> None:
    (plans / "tebiki.txt").write_bytes(b"")
    (plans / "keikaku.pdf").write_bytes(b"%PDF-1.7\n")
    outcome = fukushi("build", plans, "--index", tmp_path / "index")
    assert "keikaku.pdf: " in outcome.err
    assert "tebiki.txt: " in outcome.err


@pytest.mark.skipif(sys.platform != "linux", reason="other systems' file names are always text")
def test_a_file_whose_name_is_no_text_does_not_stop_the_rest(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    shutil.copy(plans / "tebiki.txt", plans / "計画.txt".encode("cp932").decode("utf-8", "surrogateescape"))
    assert fukushi("build", plans, "--index", tmp_path / "index").code == 0


def test_a_folder_that_is_not_there_is_said_to_be_missing(fukushi: Fukushi, tmp_path: Path) -> None:
    assert "拡張子" not in fukushi("build", tmp_path / "nai", "--index", tmp_path / "index").err


def test_an_index_that_cannot_be_written_is_told(fukushi: Fukushi, plans: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    outcome = fukushi("build", plans, "--index", tmp_path / "file")
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)


@pytest.mark.parametrize("name", ["manifest.json", "catalog.sqlite", "dense.faiss", "lexical/meta.json"])
@pytest.mark.parametrize("how", ["gone", "cut", "zeros"])
def test_a_damaged_index_says_how_to_mend_it_and_is_mended_so(
    fukushi: Fukushi, index: Path, plans: Path, name: str, how: str
) -> None:
    (generation,) = (path for path in (index / "generations").iterdir())
    file = generation / name
    whole = file.read_bytes()
    if how == "gone":
        file.unlink()
    else:
        file.write_bytes(whole[: len(whole) // 2] if how == "cut" else bytes(len(whole)))
    outcome = fukushi("search", "安否", "--index", index, "--json")
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)
    assert outcome.err.startswith(f"{index} の索引が読めません(")
    assert outcome.err.endswith("fukushi build を実行して作り直してください。\n")
    assert fukushi("build", plans, "--index", index).code == 0
    assert only_document(fukushi("search", "安否", "--index", index, "--json"))["results"]


@pytest.mark.parametrize("part", [0.2, 0.4, 0.6])
@pytest.mark.parametrize("command", [["search", "福祉の相談", "-k", "1000"], ["status"], ["status", "--json"]])
def test_a_catalogue_damaged_inside_says_how_to_mend_it(
    fukushi: Fukushi, samples_index: Path, tmp_path: Path, command: list[str], part: float
) -> None:
    shutil.copytree(samples_index, tmp_path / "index")
    (file,) = (tmp_path / "index").glob("generations/*/catalog.sqlite")
    whole = file.read_bytes()
    place = int(len(whole) * part)
    file.write_bytes(whole[:place] + b"\xff" * (len(whole) - place))
    outcome = fukushi(*command, "--index", tmp_path / "index")
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)
    assert re.search(
        r"索引が読めません\(.+\)。fukushi rollback でひとつ前の索引に戻すか、fukushi build を実行して作り直してください。\n$",
        outcome.err,
    )


def test_an_index_as_it_was_built_is_verified(fukushi: Fukushi, samples_index: Path) -> None:
    document = only_document(fukushi("verify", "--index", samples_index, "--json"))
    assert document["ok"] is True
    assert {each["state"] for each in document["files"]} == {"ok"}
    names = {each["file"] for each in document["files"]}
    assert {"manifest.json", "catalog.sqlite", "dense.faiss", "lexical/meta.json", "late/vectors.npy"} <= names
    assert re.fullmatch(
        r"\d+ 個のファイルは、すべて作られたときのままです。\n", fukushi("verify", "--index", samples_index).out
    )


def test_every_single_bit_that_turns_is_found_and_named(fukushi: Fukushi, samples_index: Path, tmp_path: Path) -> None:
    shutil.copytree(samples_index, tmp_path / "index")
    (generation,) = (tmp_path / "index" / "generations").iterdir()
    files = [path for path in generation.rglob("*") if path.is_file() and not path.name.endswith(".lock")]
    lot = random.Random(7)
    for file in [*files, *lot.choices(files, k=30)]:
        whole = file.read_bytes()
        place, bit = lot.randrange(len(whole)), lot.randrange(8)
        file.write_bytes(whole[:place] + bytes([whole[place] ^ 1 << bit]) + whole[place + 1 :])
        outcome = fukushi("verify", "--index", tmp_path / "index", "--json")
        assert outcome.code == 1
        document = json.loads(outcome.out)
        changed = [each["file"] for each in document["files"] if each["state"] == "changed"]
        assert (document["ok"], changed) == (False, [file.relative_to(generation).as_posix()])
        file.write_bytes(whole)
    files[0].unlink()
    outcome = fukushi("verify", "--index", tmp_path / "index")
    assert outcome.code == 1
    assert files[0].name in outcome.out
    assert "fukushi rollback" in outcome.out


def test_a_telephone_number_that_was_changed_is_never_quoted(
    fukushi: Fukushi, samples_index: Path, tmp_path: Path
) -> None:
    shutil.copytree(samples_index, tmp_path / "index")
    (file,) = (tmp_path / "index").glob("generations/*/catalog.sqlite")
    size = file.stat().st_size
    with closing(sqlite3.connect(file)) as catalog, catalog:
        changed = catalog.execute("UPDATE record SET body = replace(body, '0000', '0120') WHERE kind = 'desks'")
        assert changed.rowcount
    assert file.stat().st_size == size
    for command in (["ask", "汐見原市の介護の相談先"], ["records", "desks"], ["search", "介護の相談"], ["status"]):
        outcome = fukushi(*command, "--index", tmp_path / "index")
        assert "0120-00" not in outcome.out
    assert fukushi("ask", "汐見原市の介護の相談先", "--index", tmp_path / "index").code == 1


def test_rollback_goes_back_to_the_build_before(fukushi: Fukushi, plans: Path, index: Path) -> None:
    before = (index / "CURRENT").read_text(encoding="utf-8").strip()
    assert fukushi("build", plans, "--index", index).code == 0
    document = only_document(fukushi("rollback", "--index", index, "--json"))
    assert document == {"index": str(index), "generation": before}
    outcome = fukushi("rollback", "--index", index)
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)
    assert "戻せる前の索引がありません。" in outcome.err


STEERING = "\x1b]0;題\x07\x1b[31m赤\u009b2J\u202e"
STEERED = "\u009b2J\u202e"  # in a text; one with the others is taken for no text


def test_nothing_of_a_file_steers_the_terminal(fukushi: Fukushi, tmp_path: Path) -> None:
    folder = tmp_path / f"計画{STEERING.replace('/', '')}"
    folder.mkdir()
    text = (
        f"汐見市地域福祉計画\n\n見守りを行います{STEERED}。\n\n" + "配食のときに声をかけ、安否を確かめます。\n\n" * 20
    )
    (folder / f"tebiki{STEERING}.txt").write_text(text, encoding="utf-8")
    (folder / f"kowareta{STEERING}.pdf").write_bytes(b"none")
    index = tmp_path / f"index{STEERING}"
    outcomes = [
        fukushi("build", folder, "--index", index),
        fukushi("status", "--index", index),
        fukushi("search", f"見守り{STEERING}", "--index", index),
        fukushi("ask", f"見守り{STEERING}", "--index", index),
        fukushi("show", f"nai{STEERING}", "--index", index),
        fukushi("search", "見守り", "--city", STEERING, "--index", index),
        fukushi("search", "見守り", "--verbose", "--index", tmp_path / f"nai{STEERING}"),
        fukushi(f"nai{STEERING}"),
        fukushi("build", folder, "--index", index, "--json"),
        fukushi("status", "--index", index, "--json"),
        fukushi("search", f"見守り{STEERING}", "--index", index, "--json"),
    ]
    for outcome in outcomes:
        assert not set("\x1b\x07\u009b\u202e") & set(outcome.out + outcome.err)
    assert json.loads(outcomes[-1].out)["query"] == f"見守り{STEERING}"
    assert STEERED in json.loads(outcomes[-1].out)["results"][0]["text"]


@pytest.mark.parametrize("current", [b"", b"20990101T000000.000000Z\n", b"../../etc\n", b"\xff\xfe"])
def test_a_pointer_to_nowhere_is_a_damaged_or_a_missing_index(fukushi: Fukushi, index: Path, current: bytes) -> None:
    (index / "CURRENT").write_bytes(current)
    outcome = fukushi("status", "--index", index)
    assert (outcome.code, outcome.out, plain(outcome.err)) == (1, "", True)
    assert "fukushi build" in outcome.err


def test_verbose_adds_the_traceback_before_the_sentence(fukushi: Fukushi, tmp_path: Path) -> None:
    outcome = fukushi("search", "見守り", "--index", tmp_path / "nai", "--verbose")
    assert (outcome.code, outcome.out) == (1, "")
    assert "Traceback" in outcome.err
    assert outcome.err.endswith("に索引がありません。fukushi build フォルダ名 で作ってください。\n")


# --- as a process of its own


def test_the_command_is_a_process_with_its_exit_code_and_streams_apart(samples_index: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "cli"]
    good = subprocess.run(
        [*command, "search", "里親", "--index", samples_index, "--json"], cwd=ROOT, capture_output=True, check=False
    )
    bad = subprocess.run(
        [*command, "search", "里親", "--index", tmp_path / "nai"], cwd=ROOT, capture_output=True, check=False
    )
    assert (good.returncode, good.stderr, json.loads(good.stdout)["query"]) == (0, b"", "里親")
    assert (bad.returncode, bad.stdout, plain(bad.stderr.decode("utf-8"))) == (1, b"", True)


def test_searching_loads_neither_torch_nor_gradio(samples_index: Path) -> None:
    code = (
        "import sys; from cli import main; main(sys.argv[1:]); "
        "sys.exit(bool({'torch', 'gradio', 'sentence_transformers', 'fastapi'} & set(sys.modules)))"
    )
    command = [sys.executable, "-c", code, "search", "里親", "--index", str(samples_index)]
    assert subprocess.run(command, cwd=ROOT, capture_output=True, check=False).returncode == 0


def test_a_port_that_another_program_holds_is_said_to_be_taken(fukushi: Fukushi, index: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        outcome = fukushi("serve", "--port", str(port), "--index", index)
    assert outcome.code == 1
    assert outcome.err.startswith(f"127.0.0.1 のポート {port} は使えません")
    assert plain(outcome.err)


# --- records


DESK = """○月見市東部地域包括支援センター

担当地域:港町1~3丁目、4丁目(5番を除く)

所在地:月見市港町2番8号

連絡先:0000-00-1234
"""


def test_desks_are_listed_with_what_the_plan_states_of_them(fukushi: Fukushi, tmp_path: Path) -> None:
    (tmp_path / "tsukimi.txt").write_text(f"相談窓口一覧\n\n{DESK}", encoding="utf-8")
    assert fukushi("build", tmp_path / "tsukimi.txt", "--index", tmp_path / "index").code == 0
    (desk,) = json.loads(fukushi("records", "desks", "--index", tmp_path / "index", "--json").out)["records"]
    assert desk == {
        "id": "tsukimi/d0000",
        "plan_id": "tsukimi",
        "name": "月見市東部地域包括支援センター",
        "phone": "0000-00-1234",
        "phones": ["0000-00-1234"],
        "area_code": None,
        "extension": None,
        "fax": None,
        "address": "月見市港町2番8号",
        "hours": None,
        "areas": ["港町1~3丁目、4丁目(5番を除く)"],
        "what_for": None,
        "url": None,
        "checked_on": None,
        "source": "plan",
        "serves": None,
        "passage_id": "tsukimi#0000",
        "ocr": None,
    }


def test_every_record_type_is_a_table_for_a_spreadsheet(fukushi: Fukushi, tmp_path: Path) -> None:
    (tmp_path / "tsukimi.txt").write_text(f"相談窓口一覧\n\n{DESK}", encoding="utf-8")
    assert fukushi("build", tmp_path / "tsukimi.txt", "--index", tmp_path / "index").code == 0
    for each in RECORD_TYPES:
        outcome = fukushi("records", each.name, "--index", tmp_path / "index", "--csv")
        head, *rows = csv.reader(outcome.out.removeprefix("\ufeff").splitlines())
        assert (outcome.code, {heading for heading, _ in each.columns} <= set(head)) == (0, True)
        assert [row[head.index("窓口")] for row in rows] == (["月見市東部地域包括支援センター"] if rows else [])


def test_records_of_a_plan_that_is_not_there_say_so(fukushi: Fukushi, index: Path) -> None:
    outcome = fukushi("records", "measures", "--plan", "nai", "--index", index)
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("計画 nai は索引にありません。")


def test_cities_are_compared_as_json_and_as_a_table(fukushi: Fukushi, samples_index: Path) -> None:
    asked = ("compare", "子ども食堂", "--city", "汐見原市", "--city", "三鷹市", "--index", samples_index)
    cities = only_document(fukushi(*asked, "--json"))["cities"]
    assert [(each["municipality"], each["state"]) for each in cities] == [
        ("汐見原市", "stated"),
        ("三鷹市", "not_indexed"),
    ]
    assert "子ども食堂" in cities[0]["text"]
    table = fukushi(*asked, "--csv").out.lstrip("\ufeff").splitlines()
    assert table[0] == "市区町村,コード,記載,書かれていること,原文,計画,計画の状態"
    assert "三鷹市,132047,計画が索引にない" in table[-1]


def test_a_language_model_without_its_name_is_wrong_usage(fukushi: Fukushi, samples_index: Path) -> None:
    outcome = fukushi("ask", "家賃が払えない", "--llm", "http://127.0.0.1:9", "--index", samples_index)
    assert outcome.code == 2
    assert "--llm と --llm-model は一緒に指定してください" in outcome.err


def test_ask_prints_one_document_by_the_contract(fukushi: Fukushi, samples_index: Path) -> None:
    document = only_document(fukushi("ask", "灯見坂2丁目の介護の相談先", "--index", samples_index, "--json"))
    assert (document["answered"], document["reason"], document["clarify"]) == (True, None, None)
    assert [desk["phone"] for desk in document["desks"][:1]] == ["0000-00-1256"]
    assert document["sentences"][0]["citations"] == [1]
    assert document["citations"][0]["quote"].startswith("汐見原市西部地域包括支援センター")


def test_ask_asks_back_where_the_area_decides(fukushi: Fukushi, samples_index: Path) -> None:
    question = ("ask", "介護の相談先", "--city", "汐見原市", "--index", samples_index, "--json")
    asked = only_document(fukushi(*question))
    assert (asked["answered"], asked["reason"]) == (False, "area_needed")
    told = only_document(fukushi(*question, "--area", "灯見坂2丁目"))
    assert told["desks"][0]["name"] == "汐見原市西部地域包括支援センター"


def test_many_questions_are_answered_with_one_load(fukushi: Fukushi, samples_index: Path, tmp_path: Path) -> None:
    (tmp_path / "q.jsonl").write_text('{"id": 1, "query": "明日の天気"}\n', encoding="utf-8")
    out = tmp_path / "run.jsonl"
    outcome = fukushi("run", tmp_path / "q.jsonl", "--task", "ask", "--out", out, "--index", samples_index)
    assert outcome.code == 0
    [line] = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    assert (line["id"], line["answered"], line["reason"]) == (1, False, "off_topic")
