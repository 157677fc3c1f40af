"""A plan as it is read: its outline, its parts, and the blocks of a part with what is cited marked."""
