"""Pictures of every screen in every state, to be looked at, and README's three.

``python -m tests.screenshots`` (``make screenshots``) builds the samples, serves them, and writes docs/*.png and build/screenshots.
"""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from index.inputs.building import Told, build_from
from index.inputs.known import Given
from screens.library.feedback import want
from tests.served import ARGUMENTS, CHROMIUM, LONG, serving

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ROOT: Final = Path(__file__).parents[1]
FOLDER: Final = ROOT / "build" / "screenshots"
CITY: Final = quote("架空県汐見原市")
ASKED: Final = {  # a state of the residents' pages and what brings it about
    "stated": "汐見原市の認知症サポーターの人数",
    "desk": "灯見坂2丁目の介護の相談先",
    "near": "汐見原市の見守りは2031年度に何回",
    "none": "明日の天気は",
    "clarify": "汐見原市の介護の相談先",
    "urgent": "夫に殴られて逃げたい",
    "error": "あ" * 2001,
}
STAFF: Final = "ひきこもりの人への支援"
TALLEST: Final = 4000  # pixels of a picture: what is below looks like what is above


@dataclass(frozen=True, slots=True)
class Look:
    """How a screen is looked at; ``scale`` 2 with half the width is a zoom of 200 %."""

    name: str
    width: int
    scheme: Any = "light"
    scale: float = 1
    contrast: Any = "none"


LOOKS: Final = (
    Look("1280-light", 1280), Look("1280-dark", 1280, "dark"), Look("390-light", 390), Look("390-dark", 390, "dark"),
    Look("320-light", 320), Look("zoom-200", 640, scale=2), Look("forced-colors", 1280, "dark", contrast="active"),
)  # fmt: skip

Come = Callable[["Page", str], object]
Screen = tuple[str, Come]


def opened(page: "Page", address: str, path: str) -> None:
    """A page as it comes."""
    page.goto(address + path)


def ask(page: "Page", address: str, question: str, path: str = "/") -> None:
    """Ask on the first page and wait for the reply."""
    page.goto(address + path)
    page.wait_for_function("document.documentElement.dataset.ready !== undefined")
    page.evaluate("question => { document.getElementById('question').value = question }", question)
    page.evaluate("document.getElementById('asking').noValidate = true")
    page.locator("#asking button").first.click()
    page.locator("#reply .told").wait_for()


def ask_plainly(page: "Page", address: str, question: str) -> None:
    """The same on the plain page."""
    page.goto(f"{address}/plain")
    page.evaluate("question => { document.getElementById('question').value = question }", question)
    page.locator("form.asking").evaluate("form => { form.noValidate = true; form.requestSubmit() }")
    page.locator("#main > h1[tabindex], #main > .urgent").wait_for()


def offline(page: "Page", address: str) -> None:
    """A question while there is no connection."""
    page.goto(address)
    page.wait_for_function("document.documentElement.dataset.ready !== undefined")
    page.context.set_offline(True)
    page.get_by_label("知りたいこと").fill("介護の相談先")
    page.get_by_role("button", name="さがす", exact=True).click()
    page.get_by_role("alert").wait_for()
    page.context.set_offline(False)


def staff(page: "Page", address: str, view: str) -> None:
    """施策をさがす with a question, in one of its views."""
    page.goto(f"{address}/staff")
    page.get_by_label("調べたいこと").fill("個別避難計画の作成率" if view == "指標" else STAFF)
    page.get_by_role("button", name="さがす", exact=True).click()
    if view == "選んだ施策をならべる":
        for place in range(2):
            page.get_by_role("checkbox", name="えらぶ").nth(place).check()
    if view != "施策の一覧":
        page.get_by_role("button", name=view, exact=view == "指標").click()
    page.locator(".results h2").first.wait_for()


def compare(page: "Page", address: str, part: str) -> None:
    """計画をくらべる: a part of what comes of it, or how it goes on."""
    page.goto(f"{address}/compare")
    page.get_by_label("くらべる側").select_option("汐見原市")
    page.get_by_role("button", name="くらべる", exact=True).click()
    if part == "running":
        page.get_by_role("button", name="中断する").wait_for()
        return
    page.locator(".result").wait_for()
    page.get_by_role("navigation", name="結果の中").get_by_role("link", name=part).click()
    page.locator(".result h2").first.wait_for()


def screens() -> Iterator[Screen]:
    """Every screen and state by name."""
    yield "residents-empty", partial(opened, path=f"/?city={CITY}")
    for lang in ("en", "easy"):
        yield f"residents-empty-{lang}", partial(opened, path=f"/?lang={lang}")
        yield f"residents-desk-{lang}", partial(ask, question=ASKED["desk"], path=f"/?lang={lang}")
    yield "residents-offline", offline
    yield "plain-empty", partial(opened, path="/plain")
    for state, question in ASKED.items():
        yield f"residents-{state}", partial(ask, question=question)
        yield f"plain-{state}", partial(ask_plainly, question=question)
    yield "staff-empty", partial(opened, path="/staff")
    yield "staff-wrong", partial(opened, path="/staff?municipality=x")
    for name, view in (
        ("list", "施策の一覧"),
        ("beside", "選んだ施策をならべる"),
        ("cities", "市区町村ごとの記載"),
        ("gauges", "指標"),
    ):
        yield f"staff-{name}", partial(staff, view=view)
    yield "compare-empty", partial(opened, path="/compare")
    yield "compare-gone", partial(opened, path="/compare/none")
    for name, part in (("running", "running"), ("overview", "概要"), ("maps", "地図"), ("matches", "一致"), ("gaps", "不足"), ("indicators", "指標")):  # fmt: skip
        yield f"compare-{name}", partial(compare, part=part)
    for name, path in (
        ("list", ""), ("reader", "/plan/tsukimori-kodomo?start=400&end=420"), ("page", "/page/6/tsukimori-kodomo"),
        ("measures", "/records/measures/tsukimori-kodomo"), ("none", "/plan/none"),
    ):  # fmt: skip
        yield f"library-{name}", partial(opened, path=f"/library{path}")


def look_at(browser: "Browser", address: str, folder: Path, looks: tuple[Look, ...], wanted: str = "") -> None:
    """Write a picture of every screen whose name has ``wanted`` in it, in every look."""
    folder.mkdir(parents=True, exist_ok=True)
    for look in looks:
        context = browser.new_context(
            locale="ja-JP", viewport={"width": look.width, "height": 844}, color_scheme=look.scheme,
            device_scale_factor=look.scale, forced_colors=look.contrast,
        )  # fmt: skip
        context.set_default_timeout(LONG)
        for name, come in screens():
            if wanted in name:
                page = context.new_page()
                come(page, address)
                shot(page, folder / f"{name}-{look.name}.png", TALLEST)
                page.close()
        context.close()


def shot(page: "Page", path: Path, tallest: int) -> None:
    """A picture of the page from its top, no taller than ``tallest``."""
    width, height = page.evaluate("[document.documentElement.scrollWidth, document.documentElement.scrollHeight]")
    page.screenshot(path=path, full_page=True, clip={"x": 0, "y": 0, "width": width, "height": min(height, tallest)})


def for_readme(browser: "Browser", address: str) -> None:
    """README's three."""
    readme: tuple[tuple[str, Come, int], ...] = (
        ("residents", partial(ask, question=ASKED["desk"], path=f"/?city={CITY}"), 1500),
        ("staff", partial(staff, view="市区町村ごとの記載"), 1100),
        ("compare", partial(compare, part="地図"), 900),
    )
    for name, come, tallest in readme:
        page = browser.new_page(locale="ja-JP", viewport={"width": 1280, "height": 900})
        page.set_default_timeout(LONG)
        come(page, address)
        shot(page, ROOT / "docs" / f"{name}.png", tallest)
        page.close()


def main(arguments: list[str]) -> None:
    """All of them, or those whose name has the first argument in it."""
    from playwright.sync_api import sync_playwright

    samples = ROOT / "corpus" / "samples"
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        index = Path(folder) / "index"
        index.mkdir()
        want(index, True)
        build_from(index, Given((str(samples),), str(samples / "sources.csv"), ocr=False), Told())
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
        with serving(index) as address:
            if not arguments:
                for_readme(browser, address)
            look_at(browser, address, FOLDER, LOOKS, *arguments[:1])
        browser.close()


if __name__ == "__main__":
    import sys

    main(sys.argv[1:])
