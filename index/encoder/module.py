"""The embedded encoder as a sentence-transformers module, so that ``SentenceTransformer(folder)`` loads it.

From version 6 on sentence-transformers asks for ``trust_remote_code=True`` wherever a module is not its own. This file
alone needs torch: it serves training, and whoever wants the vectors in a torch pipeline.
"""

import shutil
from pathlib import Path
from typing import Any, Self

import numpy as np
import torch
from sentence_transformers.base.modules.input_module import InputModule

from .static import _FILES, StaticEncoder


class LemmaEmbedding(InputModule):
    """fugashi lemmas -> an EmbeddingBag in ``sum`` mode -> unit length."""

    save_in_root = True

    def __init__(self, encoder: StaticEncoder, folder: Path) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # of torch
        self.encoder = encoder
        self.folder = folder
        self.embedding = torch.nn.EmbeddingBag.from_pretrained(torch.from_numpy(encoder.table()), mode="sum")

    def preprocess(  # type: ignore[override]  # texts only, no images
        self,
        inputs: list[str],
        prompt: str | None = None,
        **_: Any,  # noqa: ANN401
    ) -> dict[str, torch.Tensor]:
        """Texts -> flat ids and where each text starts in them."""
        ids = [self.encoder.ids(f"{prompt or ''}{text}") for text in inputs]
        offsets = np.cumsum([0, *(len(each) for each in ids[:-1])])
        flat = [place for each in ids for place in each]
        return {"input_ids": torch.tensor(flat, dtype=torch.long), "offsets": torch.from_numpy(offsets)}

    def forward(self, features: dict[str, torch.Tensor], **_: Any) -> dict[str, torch.Tensor]:  # noqa: ANN401
        """Add ``sentence_embedding``, shape (texts, dim), rows of unit length or zeros."""
        summed = self.embedding(features["input_ids"], features["offsets"])
        features["sentence_embedding"] = torch.nn.functional.normalize(summed, dim=1)
        return features

    def get_embedding_dimension(self) -> int:
        """Components of a vector."""
        return self.encoder.dim

    @property
    def max_seq_length(self) -> float:
        """No limit: a text is a bag of words."""
        return float("inf")

    def save(self, output_path: str, *_: Any, **__: Any) -> None:  # noqa: ANN401
        """Copy the folder's own files; sentence-transformers writes modules.json."""
        for name in _FILES:
            shutil.copy2(self.folder / name, Path(output_path) / name)

    @classmethod
    def load(cls, model_name_or_path: str, **_: Any) -> Self:  # type: ignore[override]  # noqa: ANN401
        """The module in a local folder."""
        return cls(StaticEncoder(Path(model_name_or_path)), Path(model_name_or_path))
