"""The library in a real browser: from the list to a citation, to the same words on the picture of a PDF's page."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

import pytest

from index.inputs.building import Told, build_from
from index.inputs.known import Given
from screens.library import reader_link
from screens.library.feedback import want
from search.searcher import Searcher
from tests.served import serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Locator, Page, StorageState

SAMPLES: Final = Path(__file__).parents[1] / "corpus" / "samples"
PASSWORD: Final = "もみじの山"
CITED: Final = "子ども食堂"
SMALL: Final = """[...document.querySelectorAll("a:not(.skip), button, input:not([type=hidden]), select, summary")]
    .filter(each => each.checkVisibility() && each.getBoundingClientRect().height < 44).map(each => each.outerHTML)"""
STATES: Final = (
    "/library/admin/sign-in", "/library", "/library?order=read&kind=none", "/library/plan/tsukimori-kodomo", "/library/plan/torimiya-houkatsu",
    "/library/plan/tsukimori-kodomo?start=99999998&end=99999999", "/library/plan/none",
    "/library/page/6/tsukimori-kodomo", "/library/page/99/tsukimori-kodomo", "/library/records/measures/tsukimori-kodomo",
    "/library/records/indicators/tsukimori-kodomo", "/library/records/desks/shiomihara-chiikifukushi",
    "/library/records/services/tsukimori-kodomo", "/library/admin", "/library/admin/desks", "/library/admin/build",
)  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The made-up plans, built as a person builds them."""
    folder = tmp_path_factory.mktemp("library") / "index"
    folder.mkdir()
    want(folder, True)
    build_from(folder, Given((str(SAMPLES),), str(SAMPLES / "sources.csv"), ocr=False), Told())
    return folder


@pytest.fixture(scope="module")
def address(index: Path) -> Iterator[str]:
    """The app over ``index``, with a password for staff."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FUKUSHI_ADMIN_PASSWORD", PASSWORD)
        with serving(index) as address:
            yield address


@pytest.fixture(scope="module")
def signed_in(browser: "Browser", address: str) -> "StorageState":
    """What a browser keeps of somebody who has signed in."""
    page = browser.new_page(locale="ja-JP")
    page.goto(f"{address}/library/admin")
    page.get_by_label("パスワード").fill(PASSWORD)
    page.get_by_role("button", name="はいる").click()
    page.get_by_role("heading", name="資料の管理", level=1).wait_for()
    state = page.context.storage_state()
    page.close()
    return state


@pytest.fixture(params=[(1280, True), (390, True), (390, False)], ids=["wide", "phone", "phone without scripts"])
def page(request: pytest.FixtureRequest, browser: "Browser", address: str) -> Iterator["Page"]:
    """The list; what is asked of another host, or complained of, fails the test, and so does what is too wide."""
    width, script = request.param
    page = browser.new_page(locale="ja-JP", viewport={"width": width, "height": 844}, java_script_enabled=script)
    said: list[str] = []
    hosts: set[str | None] = set()
    page.on("console", lambda message: said.append(message.text))
    page.on("request", lambda sent: hosts.add(urlsplit(sent.url).hostname))
    page.goto(f"{address}/library")
    yield page
    page.close()
    assert (said, hosts) == ([], {"127.0.0.1"})


def in_view(place: "Locator") -> bool:
    """Whether some of it comes on the screen, within the time that a page takes to settle."""
    for _ in range(30):
        box, size = place.bounding_box(), place.page.viewport_size
        if box and size and 0 <= box["y"] < size["height"] and 0 <= box["x"] < size["width"]:
            return True
        place.page.wait_for_timeout(100)
    return False


def test_a_citation_is_followed_to_the_picture_of_its_page(page: "Page", address: str, index: Path) -> None:
    page.get_by_label("種別").select_option("こども計画")
    page.get_by_role("button", name="しぼる").click()
    page.get_by_role("link", name="月守市こども計画").click()
    page.get_by_role("heading", name="月守市こども計画", level=1).wait_for()

    start = Searcher.open(index).index.catalog.text("tsukimori-kodomo").index(CITED)
    page.goto(address + reader_link("tsukimori-kodomo", start, start + len(CITED)))
    marked = page.locator("mark")
    assert marked.inner_text() == CITED
    assert in_view(marked)
    width = page.viewport_size and page.viewport_size["width"]
    assert page.evaluate("document.documentElement.scrollWidth") == width

    page.get_by_role("link", name="紙面の画像で見る").click()
    picture = page.get_by_role("img", name="引用された言葉に印を付けています")
    picture.wait_for()
    mark = page.locator("svg .cited")
    assert mark.count() == 1
    assert in_view(mark)
    assert page.locator("blockquote").inner_text() == CITED
    assert page.evaluate("document.documentElement.scrollWidth") == width
    page.get_by_role("link", name="本文で読む").click()
    page.locator("mark").wait_for()
    page.get_by_role("navigation", name="この計画の中").get_by_role("link", name="施策").click()
    page.get_by_role("link", name="を本文で見る").first.click()
    page.locator("mark").first.wait_for()


def test_the_library_is_used_by_keyboard_alone(browser: "Browser", address: str) -> None:
    page = browser.new_page(locale="ja-JP", viewport={"width": 1280, "height": 844})
    page.goto(f"{address}/library/plan/tsukimori-kodomo")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_function("document.activeElement.id === 'main'")
    for _ in range(30):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.closest('.outline li') !== null"):
            break
    assert page.evaluate("getComputedStyle(document.activeElement).outlineWidth") == "4px"
    page.keyboard.press("Enter")
    page.wait_for_function("location.hash !== '#main'")
    anchor = page.evaluate("location.hash")
    assert in_view(page.locator(f"{anchor} + *"))
    page.close()


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (1280, True), (390, False), (390, True), (320, False)])
def test_axe_finds_nothing_and_nothing_is_too_wide_or_small(
    browser: "Browser", address: str, signed_in: "StorageState", width: int, dark: bool
) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = browser.new_page(
        locale="ja-JP",
        viewport={"width": width, "height": 844},
        color_scheme="dark" if dark else "light",
        storage_state=signed_in,
    )
    found: dict[str, object] = {}
    for state in STATES:
        page.goto(address + state)
        violations = Axe().run(page).response["violations"]
        wide = page.evaluate("document.documentElement.scrollWidth")
        small = page.evaluate(SMALL)
        if violations or wide > width or small:
            found[state] = ([each["id"] for each in violations], wide, small)
    page.close()
    assert found == {}
