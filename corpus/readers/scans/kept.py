"""What was read of pages that are images, kept by what each page looks like: no page is read twice."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Final

from ..pdf.page import Box
from .scanned import ScannedLine, ScannedPage

_METHOD: Final = 1  # raised whenever pages would be read otherwise than before


@dataclass(frozen=True, slots=True)
class Scans:
    """A folder with a file for each page that was read; pages are known by a digest of their picture."""

    folder: Path

    def find(self, digest: str) -> ScannedPage | None:
        """What was read of the page; None where it was not, or what is kept of it cannot be used."""
        try:
            kept = json.loads(self._file(digest).read_text(encoding="utf-8"))
            lines = tuple(ScannedLine(text, Box(*box), sure) for text, box, sure in kept["lines"])
            rules = tuple(Box(*rule) for rule in kept["rules"])
            return ScannedPage(kept["width"], kept["height"], lines, rules, kept["vertical"])
        except (OSError, ValueError, TypeError, KeyError):
            return None

    def keep(self, digest: str, page: ScannedPage) -> None:
        """Keep what was read, whole or not at all. Raises: OSError where the disk says no."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile("w", dir=self.folder, suffix=".part", encoding="utf-8", delete=False) as part:
            json.dump(asdict(page), part, ensure_ascii=False)
        Path(part.name).replace(self._file(digest))

    def _file(self, digest: str) -> Path:
        return self.folder / f"{digest}-{_METHOD}.json"
