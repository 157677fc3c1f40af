"""The JSON contract, one file a document."""
