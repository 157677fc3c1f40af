"""fukushi beside other systems: the same passages, the same questions, the same vectors. ``python -m benchmarks.peers``."""
