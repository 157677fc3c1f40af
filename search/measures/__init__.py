"""A query over measures: every measure of the index with what is known of it (``shelf.py``), and which ones a question is about (``matching.py``)."""
