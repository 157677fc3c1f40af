"""指標: named figures with baseline and target."""
