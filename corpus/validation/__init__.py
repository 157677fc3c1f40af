"""Named checks of a corpus before it is built: what is wrong where, and what to do."""
