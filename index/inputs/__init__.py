"""Of what an index was built, kept beside it: so that it can be built again, and a document's pages be shown."""
