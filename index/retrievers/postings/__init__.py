"""BM25 over very many passages: postings with the most that each list adds, so that most of the long ones are passed over."""
