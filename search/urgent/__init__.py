"""Words that say somebody may be in danger, and whom to call."""
