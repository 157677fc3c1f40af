"""A report at a glance: heat maps, a map of measures, indicators side by side, versions of one plan."""
