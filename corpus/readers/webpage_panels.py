"""Tabs of a web page: each panel under the name of its tab, and the row of tabs gone."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bs4 import Tag


def name_panels(content: "Tag") -> None:
    """Put the name of each tab at the head of the panel that it opens, and take it from the row of tabs."""
    from bs4 import BeautifulSoup

    tabs = content.select("[role=tab], [role=tablist] a[href^='#'], a[data-toggle=tab], a[data-bs-toggle=tab]")
    panels = {str(tag.get("id")): tag for tag in content.find_all(id=True)} if tabs else {}
    labelled = {str(tag.get("aria-labelledby")): tag for tag in panels.values() if tag.get("aria-labelledby")}
    for tab in tabs:
        opened = str(tab.get("aria-controls") or str(tab.get("href") or "").removeprefix("#"))
        panel = panels.get(opened) or labelled.get(str(tab.get("id")))
        name = " ".join(tab.get_text().split())
        if panel is None or not name or panel in tab.parents:
            continue
        if name not in panel.get_text()[: 2 * len(name) + 20]:
            heading = BeautifulSoup("", "lxml").new_tag("h4")
            heading.string = name
            panel.insert(0, heading)
        tab.extract()
