"""窓口台帳: the table of desks that a city's staff keep, with the day on which a person checked each."""
