"""A screening on its way out of here: to a calendar, to paper."""
