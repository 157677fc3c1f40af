"""What is needed only to train the embedded encoder."""
