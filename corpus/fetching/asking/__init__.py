"""How an address is asked: which may be, at what pace, over which connection, and what its answer means."""
