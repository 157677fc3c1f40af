"""Heat maps and the map of measures, as drawings."""
