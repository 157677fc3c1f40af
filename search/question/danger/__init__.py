"""Who may be in danger now."""
