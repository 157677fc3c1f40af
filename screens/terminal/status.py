"""``fukushi status``: what is indexed, by which encoder, and what could not be read."""

from datetime import date
from pathlib import Path
from typing import Any

from rich.console import Console

from index.generation import Manifest, live_generation, read_manifest
from index.integrity import State, sampled
from index.opened import open_catalog, open_records
from search.damage import telling_damage

from ..documents.plans import plan_details_json
from ..source_line import period
from .console import say


def status_json(folder: Path, today: date) -> dict[str, Any]:
    """``status --json`` as of ``today``. Raises: NoIndex, BrokenIndex, CannotRead."""
    manifest, altered = _looked_at(folder)
    with telling_damage(folder):
        catalog = open_catalog(folder, checked=False)
        readability = open_records(folder, None, checked=False).readability()
        return {
            "index": str(folder),
            "created": manifest.created,
            "encoder": {"name": manifest.encoder_name, "digest": manifest.encoder_digest, "dim": manifest.dim},
            "corpus_digest": manifest.corpus_digest,
            "plans": [plan_details_json(plan, readability[plan.id], catalog, today) for plan in catalog.plans],
            "passages": manifest.passages,
            "problems": catalog.problems(),
            "altered": altered,
        }


def print_status(folder: Path, console: Console) -> None:
    """The plans, each under its id, then the rest in lines. Raises: NoIndex, BrokenIndex, CannotRead."""
    manifest, altered = _looked_at(folder)
    with telling_damage(folder):
        catalog = open_catalog(folder, checked=False)
        problems = catalog.problems()
        readability = open_records(folder, None, checked=False).readability()
        for plan in catalog.plans:
            known = (
                plan.municipality or "市区町村不明", plan.title or "名称不明", plan.kind or "種別不明", plan.status, period(plan),
                f"{len(catalog.text(plan.id)):,} 文字", f"{sum(catalog.counts_by_kind(plan).values()):,} 箇所",
            )  # fmt: skip
            say(console, plan.id)
            say(console, f"  {' ・ '.join(' '.join(each.split()) for each in known if each)}")
    worst_first = sorted(catalog.plans, key=lambda plan: -readability[plan.id].lost)
    lines = (
        f"索引: {folder}(作成 {manifest.created})",
        f"モデル: {manifest.encoder_name}({manifest.dim} 次元)",
        *(f"{plan.file}: {note}" for plan in worst_first for note in readability[plan.id].notes),
        *(f"読めなかった文書: {problem}" for problem in problems),
        *(f"作られたときのままではないファイル: {name}(fukushi verify で確かめてください)" for name in altered),
    )
    for line in lines:
        say(console, line)


def _looked_at(folder: Path) -> tuple[Manifest, list[str]]:
    """The manifest, and the files that a cheap look finds altered."""
    generation = live_generation(folder)
    manifest = read_manifest(generation, folder)
    states = sampled(generation, manifest.files)
    return manifest, [name for name, state in states.items() if state is not State.OK]
