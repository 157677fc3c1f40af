"""Pages made up by hand by people who never saw the program, with what they state as indicators and measures.

``seen`` may be read while building; ``held`` is for measuring alone: whoever has read a page of it moves it to ``seen``.
"""
