import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cli import main
from corpus.folders import Folders
from corpus.reading import Corpus, read_corpus

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="making a link needs a privilege there")
TEXT = "困りごとを丸ごと受け止める窓口を置きます。\n"
OUTSIDE = "リンクの先が指定したフォルダの外にあるので読みませんでした。読むには --follow-links を付けてください。"
RELINK = "リンクを作り直すか、消してください。"
ENDINGS = frozenset({".txt"})


def written(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def plans(tmp_path: Path) -> Path:
    """A folder 計画 with one plan; 外 beside it holds another."""
    written(tmp_path / "外" / "secret.txt")
    written(tmp_path / "計画" / "a.txt")
    return tmp_path / "計画"


def files(*named: Path, follow_links: bool = False) -> list[str]:
    return [str(path.relative_to(named[0])) for path in Folders(named, ENDINGS, follow_links=follow_links).files()]


def problems(corpus: Corpus) -> list[str]:
    return [str(problem) for problem in corpus.problems]


def test_a_link_to_a_file_outside_is_reported_and_the_rest_read(plans: Path) -> None:
    (plans / "b.txt").symlink_to(plans.parent / "外" / "secret.txt")
    corpus = read_corpus([plans], {})
    assert [plan.id for plan in corpus.plans] == ["a"]
    assert problems(corpus) == [f"b.txt: {OUTSIDE}"]


def test_a_link_to_a_folder_outside_is_reported(plans: Path) -> None:
    (plans / "ほか").symlink_to(plans.parent / "外")
    corpus = read_corpus([plans], {})
    assert [plan.id for plan in corpus.plans] == ["a"]
    assert problems(corpus) == [f"ほか: {OUTSIDE}"]


def test_a_link_that_leads_out_over_another_link_is_seen_through(plans: Path) -> None:
    (plans / "z.dat").symlink_to(plans.parent / "外" / "secret.txt")
    (plans / "b.txt").symlink_to("z.dat")
    assert problems(read_corpus([plans], {})) == [f"b.txt: {OUTSIDE}"]


def test_a_link_out_that_is_no_document_or_hidden_is_nobodys_concern(plans: Path) -> None:
    for name in ("notes.log", ".b.txt", "sources.csv"):
        (plans / name).symlink_to(plans.parent / "外" / "secret.txt")
    assert read_corpus([plans], {}).problems == ()


def test_links_inside_are_followed_and_nothing_is_read_twice(plans: Path) -> None:
    written(plans / "sub" / "c.txt")
    (plans / "b.txt").symlink_to("sub/c.txt")
    (plans / "again").symlink_to("sub")
    (plans / "here").symlink_to(".")
    assert files(plans) == ["a.txt", "b.txt"]
    assert read_corpus([plans], {}).problems == ()


def test_what_is_named_beside_the_folder_is_inside(plans: Path) -> None:
    (plans / "b.txt").symlink_to(plans.parent / "外" / "secret.txt")
    walk = Folders([plans, plans.parent / "外"], ENDINGS, follow_links=False)
    assert [path.name for path in walk.files()] == ["a.txt", "b.txt"]
    assert walk.problems == []


def test_who_wants_links_followed_reads_every_folder_once(plans: Path) -> None:
    outside = plans.parent / "外"
    (plans / "b.txt").symlink_to(outside / "secret.txt")
    (plans / "up").symlink_to("..")
    (plans / "x").symlink_to(outside)
    (outside / "back").symlink_to(plans)
    written(outside / "d.txt")
    assert files(plans, follow_links=True) == ["a.txt", "b.txt", "up/外/d.txt"]


def test_a_link_that_a_person_names_leads_where_it_leads(plans: Path) -> None:
    (plans / "b.txt").symlink_to(plans.parent / "外" / "secret.txt")
    (plans.parent / "link").symlink_to("外")
    assert [plan.id for plan in read_corpus([plans / "b.txt"], {}).plans] == ["b"]
    assert [plan.id for plan in read_corpus([plans.parent / "link"], {}).plans] == ["secret"]


def test_what_leads_nowhere_is_a_sentence_each_and_the_rest_is_read(plans: Path) -> None:
    (plans / "b.txt").symlink_to("nowhere.txt")
    (plans / "c.txt").symlink_to("c.txt")
    (plans / "d").symlink_to("nowhere")
    os.mkfifo(plans / "e.txt")
    corpus = read_corpus([plans, plans / "c.txt"], {})
    assert [plan.id for plan in corpus.plans] == ["a"]
    assert problems(corpus) == [
        f"b.txt: リンクの先が見つかりません。{RELINK}",
        f"c.txt: リンクが堂々巡りで、ファイルに行き着きません。{RELINK}",
        f"d: リンクの先が見つかりません。{RELINK}",
        "e.txt: 名前付きパイプです。文書として保存したファイルを指定してください。",
    ]


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/zero")
def test_a_device_that_never_ends_is_not_read_whatever_its_link_is_called(plans: Path) -> None:
    (plans / "b.txt").symlink_to("/dev/zero")
    assert problems(read_corpus([plans], {})) == [f"b.txt: {OUTSIDE}"]
    assert problems(read_corpus([plans, plans / "b.txt"], {})) == [
        "b.txt: 装置(デバイスファイル)です。文書として保存したファイルを指定してください。"
    ]


@pytest.mark.skipif(hasattr(os, "geteuid") and os.geteuid() == 0, reason="root may open everything")
def test_a_folder_that_may_not_be_opened_is_reported_and_the_rest_read(plans: Path) -> None:
    locked = written(plans / "locked" / "b.txt").parent
    locked.chmod(0)
    try:
        corpus = read_corpus([plans], {})
        assert [plan.id for plan in corpus.plans] == ["a"]
        assert problems(corpus) == ["locked: フォルダを開けません。読む権限があるかを確かめてください。"]
    finally:
        locked.chmod(0o700)


@pytest.fixture
def deepest(plans: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A file 1,200 folders down; they are removed one by one, which is too deep for pytest."""
    monkeypatch.chdir(plans)
    for _ in range(1_200):
        Path("d").mkdir()
        os.chdir("d")
    yield written(Path("z.txt"))
    Path("z.txt").unlink()
    for _ in range(1_200):
        os.chdir("..")
        Path("d").rmdir()


def test_folders_may_be_deeper_than_functions_may_call_each_other(plans: Path, deepest: Path) -> None:
    assert [Path(name).name for name in files(plans)] == ["a.txt", deepest.name]


def test_build_follows_links_for_who_asks_for_it(plans: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (plans / "b.txt").symlink_to(plans.parent / "外" / "secret.txt")
    build = ["build", str(plans), "--no-adapt", "--index", str(plans.parent / "index")]
    assert main(build) == 0
    assert f"b.txt: {OUTSIDE}\n" in capsys.readouterr().err
    assert main([*build, "--follow-links"]) == 0
    output = capsys.readouterr()
    assert "b.txt" not in output.err
    assert output.out.startswith("2 件の計画")
