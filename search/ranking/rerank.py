"""A cross-encoder reads question and passage together: slower than every retriever, surer about the order."""

import os
from collections.abc import Sequence
from typing import Final

from index.encoder.sentence import TRUST, require_reachable
from index.errors import BadReranker, MissingModels

_CHARACTERS: Final = 1200  # of question and passage; more than any passage has
_BATCH: Final = 16


class Reranker:
    """A sentence-transformers CrossEncoder, by hub name or folder; torch is imported when one is made."""

    def __init__(self, name: str) -> None:
        """Load the model.

        Raises: BadReranker where ``name`` is neither a model folder nor a hub model that can be reached; MissingModels
            where sentence-transformers is not installed.
        """
        try:
            from sentence_transformers import CrossEncoder
            from torch.nn import Sigmoid
        except ImportError as error:
            raise MissingModels(name, "使わずに検索するには --reranker を外してください。") from error
        try:
            require_reachable(name)
            self._model = CrossEncoder(name, activation_fn=Sigmoid(), trust_remote_code=os.environ.get(TRUST) == "1")
        except Exception as error:  # the hub, the file system and the model's own code raise all kinds
            raise BadReranker(name) from error
        if self._model.num_labels != 1:  # a classifier, such as one for entailment
            raise BadReranker(name)

    def scores(self, question: str, texts: Sequence[str]) -> list[float]:
        """How well each text answers the question, 0 to 1."""
        if not texts:
            return []
        pairs = [(_clean(question), _clean(text)) for text in texts]
        scores = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return [float(score) if score == score else 0.0 for score in scores]  # a NaN is never itself


def _clean(text: str) -> str:
    """A lone surrogate, which no tokenizer takes, becomes "?"."""
    return text[:_CHARACTERS].encode("utf-8", "replace").decode("utf-8")
