"""Pages made up by hand by people who never saw the program, with what they state as indicators and measures.

``seen`` may be read while building; ``shown`` was read to mend rules and is not learned from: learned too, its three
hands gave .648 / .654 instead of .619 / .702 of the indicators of the held hand that arranges pages as real ones are, and less of
the others. ``held`` is for measuring alone: whoever has read a page of it moves it to ``seen``.
"""
