"""A text read for the checks: its spelling, facts, names, clauses, and what they deny or only plan."""
