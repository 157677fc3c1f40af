import subprocess
import sys
from pathlib import Path

LIBRARIES = ("bs4", "lxml", "docx", "openpyxl", "pypdfium2", "pypdfium2_raw")


def test_the_libraries_of_the_formats_are_loaded_only_when_such_a_file_is_read(tmp_path: Path) -> None:
    (tmp_path / "plan.txt").write_text("困りごとを受け止めます。", encoding="utf-8")
    program = (
        "import sys, pathlib, corpus.readers as readers; readers.read(pathlib.Path(sys.argv[1]) / 'plan.txt');"
        f"print([name for name in {LIBRARIES!r} if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, str(tmp_path)],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        check=True,
        timeout=600,
    )
    assert done.stdout.decode().strip() == "[]"
