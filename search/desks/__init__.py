"""Which desk, and why."""
