"""What is known of a document besides its text: metadata, versions, sources, municipality, readability."""
