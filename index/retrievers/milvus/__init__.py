"""A generation's passages in a collection of a Milvus server; catalogue, records and texts stay in the index folder."""
