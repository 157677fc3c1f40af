"""窓口: desks as plans print them."""
