"""What staff do behind a password: signing in, adding documents, the desk table, feedback."""

import html
import json
import re
import time
import zipfile
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from app import create_app
from corpus.readers import read
from index.errors import CannotRebuild
from index.generation import live_generation
from index.inputs.building import ADDED, Told, build_from
from index.inputs.known import Given, given_of
from screens.door.door import FILES_MAX, _announced_files
from screens.library.admin.added import Refused, Upload, keep, kept_in, kind_of, remove, shown_name
from screens.library.admin.desk_table import (
    COLUMNS,
    BadRow,
    cleaned,
    problems_of,
    read_rows,
    with_row,
    write_rows,
)
from screens.library.admin.rebuilding import Rebuilding
from screens.library.admin.sessions import LASTS, Sessions
from screens.library.feedback import count_feedback, is_wanted, keep_feedback, read_feedback, want

HERE = "http://127.0.0.1:7860"
TODAY = date(2026, 11, 28)
SAID = "市と住民と事業者が力を合わせ、だれもが安心して暮らせるまちをつくります。" * 8
ROW = {
    "都道府県": "千葉県",
    "市区町村": "松戸市",
    "窓口名": "総合相談課",
    "電話番号": "0000-11-2222",
    "確認日": "令和8年11月1日",
}


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """An index of one plan, built as a person builds it."""
    (tmp_path / "plans").mkdir()
    (tmp_path / "plans" / "aonami.txt").write_text(f"青波市地域福祉計画\n\n{SAID}\n", encoding="utf-8")
    build_from(tmp_path / "index", Given((str(tmp_path / "plans"),), ocr=False, tune=False), Told())
    return tmp_path / "index"


@pytest.fixture
def client(index: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TestClient]:
    monkeypatch.setenv("FUKUSHI_ADMIN_PASSWORD", "もみじの山")
    with TestClient(create_app(index), base_url=HERE, follow_redirects=False) as client:
        yield client


def token_of(client: TestClient, path: str) -> str:
    found = re.search(r'name="token" value="([^"]+)"', client.get(path).text)
    assert found
    return found[1]


def signed_in(client: TestClient) -> str:
    """Sign in; a token for the forms."""
    token = token_of(client, "/library/admin/sign-in")
    answer = client.post("/library/admin/sign-in", data={"token": token, "password": "もみじの山"})
    assert answer.status_code == 303
    cookie = answer.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=strict" in cookie
    assert "Path=/library/admin" in cookie
    return token


def test_without_a_password_nothing_is_there(index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("FUKUSHI_ADMIN_PASSWORD", raising=False)
    with TestClient(create_app(index), base_url=HERE) as client:
        for path in ("", "/sign-in", "/build", "/progress", "/desks"):
            assert client.get(f"/library/admin{path}").status_code == 404
        for path in ("sign-in", "sign-out", "remove", "settings", "build", "desks"):
            assert client.post(f"/library/admin/{path}", data={"password": ""}).status_code == 404
        assert client.post("/library/admin/upload", files={"files": b"x"}).status_code == 404
        assert "/library/admin" not in client.get("/library").text


def test_who_is_not_signed_in_is_sent_to_sign_in(client: TestClient, index: Path) -> None:
    for path in ("", "/build", "/progress", "/desks"):
        answer = client.get(f"/library/admin{path}", headers={"cookie": "fukushi_admin=ffffffff.aa.bb"})
        assert (answer.status_code, answer.headers["location"]) == (303, "/library/admin/sign-in")
    assert client.post("/library/admin/upload", files={"files": ("a.txt", SAID.encode())}).status_code == 303
    assert kept_in(index) == ()


def test_a_form_of_another_site_does_nothing(client: TestClient, index: Path) -> None:
    signed_in(client)
    answer = client.post("/library/admin/settings", data={"feedback": "on", "token": "1.2"})
    assert answer.status_code == 422
    assert not is_wanted(index)


def test_a_password_is_tried_five_times(client: TestClient) -> None:
    token = token_of(client, "/library/admin/sign-in")
    tries = [client.post("/library/admin/sign-in", data={"token": token, "password": f"{n}"}) for n in range(6)]
    assert [answer.status_code for answer in tries] == [403] * 5 + [429]
    right = client.post("/library/admin/sign-in", data={"token": token, "password": "もみじの山"})
    assert right.status_code == 429


def test_a_session_ends() -> None:
    sessions = Sessions("もみじの山")
    cookie = sessions.made(1000)
    assert sessions.good(cookie, 1000 + LASTS)
    assert not sessions.good(cookie, 1001 + LASTS)
    assert not sessions.good(cookie.replace(cookie[0], "f", 1), 1000)
    assert not Sessions("もみじの山").good(cookie, 1000)  # of another server
    for odd in ("", ".", "..", "x", "\ud800", "zz.aa.bb"):
        assert not sessions.good(odd, 1000)
    assert not Sessions(None).is_right("")
    assert not Sessions("").good(Sessions("").made(0), 0)


def test_a_document_is_added_and_found_after_the_build(client: TestClient, index: Path) -> None:
    token = signed_in(client)
    plan = f"白嶺市こども計画\n\n白嶺市は、こども食堂を12か所に増やします。{SAID}"
    sent = [("files", ("../../白嶺.txt", plan.encode())), ("files", ("x.pdf", b"\x7fELF\x00\x01"))]
    answer = client.post("/library/admin/upload", data={"token": token}, files=sent)
    assert "x.pdf: PDF、Word" in answer.text
    for _ in range(300):
        if not client.get("/library/admin/progress").json()["running"]:
            break
        time.sleep(0.1)
    assert "新しい索引に切り替えました。資料は 2 件です" in client.get("/library/admin/build").text
    listed = client.get("/library/admin").text
    assert "白嶺.txt" in listed
    (kept,) = kept_in(index)
    assert re.fullmatch(r"added-\d{8}-[0-9a-f]{8}\.txt", kept.file)
    assert "こども食堂を12か所" in client.get(f"/library/plan/{kept.plan_id}").text
    client.post("/library/admin/remove", data={"token": token, "file": "../CURRENT"})
    assert (index / "CURRENT").is_file()
    client.post("/library/admin/remove", data={"token": token, "file": kept.file})
    assert kept_in(index) == ()


def test_what_is_added_during_a_build_is_in_the_next(index: Path) -> None:
    rebuilding = Rebuilding(index)
    rebuilding.start()
    keep(index, Upload("b.txt", f"白嶺市こども計画\n\n{SAID}".encode()), TODAY)
    rebuilding.start()
    for _ in range(600):
        if not rebuilding.now().running:
            break
        time.sleep(0.1)
    ended = rebuilding.now()
    assert (ended.done, ended.plans) == (True, 2)


def test_more_files_than_twenty_are_refused_on_a_page(client: TestClient, index: Path) -> None:
    token = signed_in(client)
    files = [("files", (f"{n}.txt", b"x")) for n in range(21)]
    answer = client.post("/library/admin/upload", data={"token": token}, files=files)
    assert answer.status_code == 422
    assert "一度に 20 個まで" in answer.text
    assert kept_in(index) == ()


def test_a_plan_that_is_gone_is_not_dropped_by_a_build(index: Path, tmp_path: Path) -> None:
    (tmp_path / "plans").rename(tmp_path / "elsewhere")
    with pytest.raises(CannotRebuild, match="plans が見つかりません"):
        given_of(index)
    (live_generation(index) / "inputs.json").unlink()
    with pytest.raises(CannotRebuild, match="作られたときのままではありません"):
        given_of(index)


def _package(part: str) -> bytes:
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr(part, "<x/>")
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "ending"),
    [
        ("計画.pdf", b"%PDF-1.7\n", ".pdf"),
        ("計画.exe", b"%PDF-1.7\n", ".pdf"),
        ("計画.pdf", b"MZ\x90\x00", None),
        ("計画.docx", _package("word/document.xml"), ".docx"),
        ("表.pdf", _package("xl/workbook.xml"), ".xlsx"),
        ("表.docx", _package("evil.exe"), None),
        ("頁", b"<!DOCTYPE html><html>", ".html"),
        ("窓口.csv", "窓口名,電話番号".encode("cp932"), ".csv"),
        ("計画.pdf", "計画です。".encode(), ".txt"),
        ("計画.php", "計画です。".encode(), ".txt"),
        ("空", b"", None),
        ("空", b" \n", None),
        ("壊れ.docx", b"PK\x03\x04....", None),
    ],
)
def test_a_file_is_what_its_content_is(name: str, content: bytes, ending: str | None) -> None:
    assert kind_of(Upload(name, content)) == ending


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\計画\\a.pdf", "a.pdf"),
        ("\x1b[2Ja.pdf", "[2Ja.pdf"),
        ("", "名前のないファイル"),
    ],
)
def test_a_name_of_a_client_is_only_shown(name: str, shown: str) -> None:
    assert shown_name(name) == shown


def test_the_same_file_is_added_once(tmp_path: Path) -> None:
    keep(tmp_path, Upload("a.txt", "計画です。".encode()), TODAY)
    with pytest.raises(Refused, match="同じ内容"):
        keep(tmp_path, Upload("b.txt", "計画です。".encode()), TODAY)
    assert [each.name for each in kept_in(tmp_path)] == ["a.txt"]
    assert not remove(tmp_path, "names.json")


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"content-type": "multipart/form-data; boundary=x", "content-length": "10"}, None),
        ({"content-type": "multipart/form-data; boundary=x", "content-length": str(FILES_MAX + 1)}, 413),
        ({"content-type": "multipart/form-data; boundary=x", "content-length": "9" * 40}, 413),
        ({"content-type": "multipart/form-data; boundary=x"}, 411),
        ({"content-type": "multipart/form-data", "content-length": "1", "transfer-encoding": "chunked"}, 411),
        ({"content-type": "text/plain", "content-length": "10"}, 415),
    ],
)
def test_files_say_how_large_they_are(headers: dict[str, str], status: int | None) -> None:
    refused = _announced_files(Headers(headers))
    assert (refused.status if refused else None) == status


def test_the_desk_table_is_read_by_the_next_build(tmp_path: Path) -> None:
    rows = with_row((), "", cleaned(ROW, TODAY))
    write_rows(tmp_path, rows)
    assert read_rows(tmp_path) == rows
    assert problems_of(tmp_path) == ()
    (document,) = read(tmp_path / ADDED / "madoguchi-daicho.csv")
    assert document.desk_table is not None
    (desk,) = document.desk_table.desks
    assert (desk.name, desk.phone, desk.checked_on) == ("総合相談課", "0000-11-2222", date(2026, 11, 1))
    assert document.municipality_code == "122076"
    write_rows(tmp_path, with_row(rows, rows[0].key, None))
    assert not (tmp_path / ADDED / "madoguchi-daicho.csv").exists()


def test_a_row_that_somebody_else_has_changed_is_not_overwritten() -> None:
    before = cleaned(ROW, TODAY)
    rows = with_row((before,), before.key, cleaned({**ROW, "電話番号": "0000-33-4444"}, TODAY))
    with pytest.raises(BadRow, match="ほかの人が先に"):
        with_row(rows, before.key, cleaned({**ROW, "電話番号": "0000-55-6666"}, TODAY))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"窓口名": " "}, "「窓口名」を書いて"),
        ({"市区町村": ""}, "「市区町村」を書いて"),
        ({"用件": '=HYPERLINK("http://evil.example")'}, "「用件」は"),
        ({"電話番号": "＋81-3"}, "「電話番号」は"),
        ({"確認日": "昨年"}, "「確認日」は"),
        ({"確認日": "2026-11-29"}, "「確認日」は"),
    ],
)
def test_a_row_that_cannot_be_kept_says_why(changed: dict[str, str], said: str) -> None:
    with pytest.raises(BadRow, match=said):
        cleaned({**ROW, **changed}, TODAY)


def test_a_row_is_one_line_whatever_is_written() -> None:
    row = cleaned({**ROW, "用件": "介護\r\n相談\t", "知らない列": "x"}, TODAY)
    assert row.cells["用件"] == "介護 相談"
    assert tuple(row.cells) == COLUMNS


def test_the_desk_table_is_edited_on_its_page(client: TestClient, index: Path) -> None:
    token = signed_in(client)
    hostile = {**ROW, "用件": '"><script>alert(1)</script>', "確認日": "", "token": token, "todo": "save"}
    assert client.post("/library/admin/desks", data=hostile).status_code == 303
    (row,) = read_rows(index)
    page = client.get(f"/library/admin/desks?row={row.key}").text
    assert "<script>alert" not in page
    assert '"><script>alert(1)</script>' in html.unescape(page)
    client.post("/library/admin/desks", data={"token": token, "key": row.key, "todo": "checked"})
    (dated,) = read_rows(index)
    assert dated.cells["確認日"] == date.today().isoformat()
    late = client.post("/library/admin/desks", data={"token": token, "key": row.key, "todo": "delete"})
    assert late.status_code == 422
    assert (
        client.post("/library/admin/desks", data={"token": token, "key": dated.key, "todo": "delete"}).status_code
        == 303
    )
    assert read_rows(index) == ()


def test_signing_out_takes_the_cookie_back(client: TestClient) -> None:
    token = signed_in(client)
    assert client.get("/library/admin").status_code == 200
    client.post("/library/admin/sign-out", data={"token": token})
    assert client.get("/library/admin").status_code == 303


def test_feedback_is_kept_only_where_staff_want_it(client: TestClient, index: Path) -> None:
    token = signed_in(client)
    form = {
        "token": token,
        "reply": "none",
        "city": "青波市",
        "passages": "a#0001\nb#0002",
        "question": "母がぼけてきた",
    }
    asked = {"token": token, "question": "青波市の市民の集い"}
    assert 'action="/feedback"' not in client.post("/plain", data=asked).text
    assert client.post("/feedback", data=form).status_code == 404
    client.post("/library/admin/settings", data={"token": token, "feedback": "on"})
    assert 'action="/feedback"' in client.post("/plain", data=asked).text
    assert 'action="/feedback"' not in client.post("/plain", data={**asked, "question": "死にたい"}).text
    assert client.post("/feedback", data={**form, "token": "x"}).status_code == 403
    assert client.post("/feedback", data=form).status_code == 200
    assert client.post("/feedback", data={**form, "with_question": "on"}).status_code == 200
    kept = [json.loads(line) for line in (index / "feedback.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [each["question"] for each in kept] == [None, "母がぼけてきた"]
    assert set(kept[0]) == {"day", "reply", "city", "passages", "question"}
    assert kept[0]["passages"] == ["a#0001", "b#0002"]
    client.post("/library/admin/settings", data={"token": token})
    assert client.post("/feedback", data=form).status_code == 404


def test_feedback_ends_where_the_file_is_full(tmp_path: Path) -> None:
    want(tmp_path, True)
    assert is_wanted(tmp_path)
    (tmp_path / "feedback.jsonl").write_bytes(b"x" * 10_000_000)
    assert not keep_feedback(tmp_path, read_feedback({"reply": "near"}, TODAY))
    assert count_feedback(tmp_path / "nothing") == 0
