"""What staff do behind a password: add documents, keep the desk table, switch feedback on."""
