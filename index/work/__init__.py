"""Work that several cores do at once."""
