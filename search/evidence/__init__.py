"""Which sentences say what was asked, and what the plans do not say."""
