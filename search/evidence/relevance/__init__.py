"""Whether a passage speaks of what was asked at all."""
