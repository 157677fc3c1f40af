"""What a person sees, in the terminal and in the browser."""
