"""Any sentence-transformers model, by hub name or folder, with the prefixes it was trained with."""

import hashlib
import os
import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
from numpy.typing import NDArray

from ..errors import BadEncoder, MissingModels
from .protocol import unit_rows

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

# Query and passage prefix by a word of the model's name, for models whose own configuration names none.
# Sources: the model cards of cl-nagoya/ruri-*, intfloat/multilingual-e5-*, pkshatech/GLuCoSE-base-ja-v2 and
# pfnet/plamo-embedding-1b. bge-m3, GLuCoSE-base-ja and static-embedding-japanese take none.
_PREFIXES: Final = (
    (re.compile(r"(?<![a-z0-9])ruri-v3(?![a-z0-9])", re.IGNORECASE), "検索クエリ: ", "検索文書: "),
    (re.compile(r"(?<![a-z0-9])ruri-(?:small|base|large)", re.IGNORECASE), "クエリ: ", "文章: "),
    (re.compile(r"(?<![a-z0-9])glucose-base-ja-v2", re.IGNORECASE), "query: ", "passage: "),
    (
        re.compile(r"(?<![a-z0-9])plamo-embedding", re.IGNORECASE),
        "次の文章に対して、関連する文章を検索してください: ",
        "",
    ),
    (re.compile(r"(?<![a-z0-9])e5(?![a-z0-9])", re.IGNORECASE), "query: ", "passage: "),  # not base512
)
_SAMPLE: Final = 16_384  # values of each tensor that enter the digest
_BATCH_TOKENS: Final = 16_384  # of a batch; 27 passages of 600 characters
_BATCH_MAX: Final = 128  # texts
_HUB_SECONDS: Final = 10.0
_OTHERWISE: Final = (
    "付属のモデルを使うには --encoder を外し、このモデルで作った索引は fukushi build で作り直してください。"
)
TRUST: Final = "FUKUSHI_TRUST_REMOTE_CODE"  # "1" lets a model run the code that comes with it, as PLaMo-Embedding must


class SentenceEncoder:
    """A sentence-transformers model; torch is imported when one is made, not before."""

    def __init__(self, name: str, batch_size: int = _BATCH_MAX) -> None:
        """Load the model.

        Args:
            name: a folder, or a name on the hub. Code that comes with a model runs only where $FUKUSHI_TRUST_REMOTE_CODE
                is 1.
            batch_size: the most texts encoded at once; long ones, and ones that memory has no room for, are fewer.

        Raises: BadEncoder where ``name`` is neither a model folder nor a hub model that can be reached; MissingModels
            where sentence-transformers is not installed.
        """
        try:
            from sentence_transformers import SentenceTransformer
        except ImportError as error:
            raise MissingModels(name, _OTHERWISE) from error
        try:
            require_reachable(name)
            self._model = SentenceTransformer(name, trust_remote_code=os.environ.get(TRUST) == "1")
        except Exception as error:  # the hub, the file system and the model's own code raise all kinds
            raise BadEncoder(
                name, "読み込めません。フォルダの場所か、モデル名とネットワークの接続を確かめてください。"
            ) from error
        self._query_prefix, self._passage_prefix = _prefixes(name, self._model)
        self._batch_size = batch_size
        self.name = name
        self.dim = int(self._model.get_embedding_dimension() or 0)
        self.digest = _digest(self._model, self._query_prefix, self._passage_prefix)

    def encode_queries(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per question, shape (len(texts), dim)."""
        return self._encode(texts, self._query_prefix)

    def encode_passages(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """One unit row per passage, shape (len(texts), dim)."""
        return self._encode(texts, self._passage_prefix)

    def _encode(self, texts: Sequence[str], prefix: str) -> NDArray[np.float32]:
        if not texts:
            return np.zeros((0, self.dim), dtype=np.float32)
        # An explicit prompt, even "", keeps the model's default prompt from being put in front a second time.
        # A lone surrogate, which no tokenizer takes, becomes "?".
        clean = [text.encode("utf-8", "replace").decode("utf-8") for text in texts]
        length = min(max(map(len, clean)) + len(prefix), self._model.max_seq_length or _BATCH_TOKENS)
        batch = int(max(1, min(self._batch_size, _BATCH_TOKENS // max(length, 1))))
        while True:
            try:
                rows = self._model.encode(clean, prompt=prefix, batch_size=batch, show_progress_bar=False)
            except RuntimeError as error:  # torch.OutOfMemoryError is one; the CPU's allocator raises a plain one
                if "memory" not in str(error) or batch == 1:
                    raise
                batch //= 2
                continue
            return unit_rows(np.nan_to_num(np.asarray(rows, dtype=np.float32)))


def require_reachable(name: str) -> None:
    """Ask the hub once, briefly, for a model that is neither a folder nor in the cache; loading would ask for minutes.

    Raises: whatever the hub's client does.
    """
    from huggingface_hub import HfApi, try_to_load_from_cache

    if Path(name).is_dir():
        return
    if any(isinstance(try_to_load_from_cache(name, file), str) for file in ("modules.json", "config.json")):
        return
    HfApi().model_info(name, timeout=_HUB_SECONDS)


def _prefixes(name: str, model: "SentenceTransformer") -> tuple[str, str]:
    """What the model's configuration says, else what its model card says, else none."""
    prompts = model.prompts or {}
    query = prompts.get("query") or ""
    passage = prompts.get("document") or prompts.get("passage") or ""
    if query or passage:
        return query, passage
    return next(((query, passage) for word, query, passage in _PREFIXES if word.search(name)), ("", ""))


def _digest(model: "SentenceTransformer", *prefixes: str) -> str:
    """Of the prefixes, the modules' settings and a sample of every parameter: another training gives another digest."""
    digest = hashlib.sha256("\0".join((*prefixes, repr(model))).encode())  # pooling has settings, no parameters
    for name, tensor in sorted(model.state_dict().items()):
        digest.update(f"{name}{tuple(tensor.shape)}".encode())
        flat = tensor.detach().flatten()
        digest.update(flat[:: max(1, len(flat) // _SAMPLE)].float().cpu().numpy().tobytes())
    return digest.hexdigest()
