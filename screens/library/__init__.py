"""資料: every plan of the index, and a reader in which what is cited stands marked in its place."""

from .addresses import reader_link
from .routes import add_library

__all__ = ["add_library", "reader_link"]
