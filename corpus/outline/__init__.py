"""A document's lines -> its tree of headings -> passages."""
