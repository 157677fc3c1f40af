"""Examples for ``--help``: lines that can be typed as they stand, once there is an index or the files they name."""

from typing import Final

EXAMPLES: Final = {
    "build": ("fukushi build plans/ --sources plans/sources.csv", "fukushi build faq.jsonl plans/ --index ./index"),
    "add": ("fukushi add plans/new/", "fukushi add kirihama.pdf --sources new.csv"),
    "remove": ("fukushi remove kamakura-2021",),
    "search": ("fukushi search 家賃が払えない --city 鎌倉市 -k 5", "fukushi search 見守り --kind 地域福祉計画 --json"),
    "ask": ("fukushi ask '母の物忘れが心配。どこに相談?' --city 鎌倉市", "fukushi ask 介護の相談先 --city 鎌倉市 --area 大町2丁目"),
    "show": ("fukushi show 'kamakura-2021#0020' --context 10",),
    "compare": ("fukushi compare 配食の回数 --city 鎌倉市 --city 逗子市", "fukushi compare 配食の回数 --csv > haishoku.csv"),
    "records": ("fukushi records desks --plan kamakura-2021", "fukushi records measures --csv > measures.csv"),
    "similar": ("fukushi similar kamakura-2021/m0006 -k 5",),
    "report": ("fukushi report --from 鎌倉市 --out report", "fukushi report --all --theme 子育て --out report"),
    "serve": ("fukushi serve", "fukushi serve --workers 2", "fukushi serve --host 0.0.0.0 --allow-host plans.example.jp --behind-proxy"),
    "mcp": ("fukushi mcp --index ./index",),
    "fetch": ("fukushi fetch sources.toml --out plans", "fukushi fetch sources.toml --out plans --check"),
    "validate": ("fukushi validate plans/", "fukushi validate plans/ --online --allow scans"),
    "coverage": ("fukushi coverage --prefecture 神奈川県 --kind 地域福祉計画",),
    "status": ("fukushi status", "fukushi status --json"),
    "verify": ("fukushi verify",),
    "rollback": ("fukushi rollback",),
    "run": ("fukushi run questions.jsonl --task ask --out run.jsonl",),
    "evaluate": ("fukushi evaluate questions.jsonl --mode hybrid",),
}  # fmt: skip


def epilog(command: str) -> str:
    """The examples of a command; a line with a backspace alone keeps those that follow apart."""
    return "\n".join(("\b", "例:", *(f"  {line}" for line in EXAMPLES[command])))
