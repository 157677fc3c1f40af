"""Text -> vectors."""

from pathlib import Path

from .protocol import Encoder
from .static import StaticEncoder

__all__ = ["Encoder", "StaticEncoder", "load_encoder"]


def load_encoder(name: str | None) -> Encoder:
    """The embedded encoder for None, a folder of its kind, or any sentence-transformers model by name or folder.

    Raises: BadEncoder where there is no such model.
    """
    if name is None:
        return StaticEncoder()
    folder = Path(name)
    if (folder / "static_config.json").exists():
        return StaticEncoder(folder)
    from .sentence import SentenceEncoder  # the only way to torch: seconds that a StaticEncoder never costs

    return SentenceEncoder(name)
