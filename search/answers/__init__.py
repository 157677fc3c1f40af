"""What an answer is made of, and what it says about itself."""
