"""What a plan holds besides passages: measures, indicators, desks and the areas they serve."""
