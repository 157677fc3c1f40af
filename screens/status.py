"""``fukushi status``: what is indexed, by which encoder, and what could not be read."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from index.generation import live_generation, read_manifest
from index.opened import open_catalog, open_records
from search.damage import telling_damage
from search.reply import plan_json
from search.source_line import period


def status_json(folder: Path) -> dict[str, Any]:
    """``status --json``. Raises: NoIndex, BrokenIndex."""
    manifest = read_manifest(live_generation(folder), folder)
    catalog = open_catalog(folder)
    with telling_damage(folder):
        readability = open_records(folder, None).readability()
        return {
            "index": str(folder),
            "created": manifest.created,
            "encoder": {"name": manifest.encoder_name, "digest": manifest.encoder_digest, "dim": manifest.dim},
            "corpus_digest": manifest.corpus_digest,
            "plans": [
                {
                    **plan_json(plan),
                    "characters": len(catalog.text(plan.id)),
                    "passages": catalog.counts_by_kind(plan),
                    "readability": asdict(readability[plan.id]),
                }
                for plan in catalog.plans
            ],
            "passages": manifest.passages,
            "problems": catalog.problems(),
        }


def print_status(folder: Path, console: Console) -> None:
    """A table of the plans, then the rest in lines. Raises: NoIndex, BrokenIndex."""
    manifest = read_manifest(live_generation(folder), folder)
    catalog = open_catalog(folder)
    table = Table("計画", "市区町村", "名称", "種別", "状態", "期間", "文字", "箇所")
    with telling_damage(folder):
        problems = catalog.problems()
        readability = open_records(folder, None).readability()
        for plan in catalog.plans:
            cells = (plan.id, plan.municipality, plan.title, plan.kind, plan.status, period(plan))
            counts = (len(catalog.text(plan.id)), sum(catalog.counts_by_kind(plan).values()))
            table.add_row(*(cell or "不明" for cell in cells[:5]), cells[5], *(f"{count:,}" for count in counts))
    console.print(table, markup=False)
    lines = (
        f"索引: {folder}(作成 {manifest.created})",
        f"モデル: {manifest.encoder_name}({manifest.dim} 次元)",
        *(f"{plan.file}: {note}" for plan in catalog.plans for note in readability[plan.id].notes),
        *(f"読めなかった文書: {problem}" for problem in problems),
    )
    for line in lines:
        console.print(line, highlight=False, markup=False, soft_wrap=True)
