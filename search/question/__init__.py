"""A question, read once: what it wants, of what, about whom, and whether somebody is in danger."""
