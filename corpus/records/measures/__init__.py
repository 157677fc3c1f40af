"""施策: what a municipality does."""
