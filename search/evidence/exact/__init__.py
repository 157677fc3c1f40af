"""Which figures, dates and names answer a question that asks for one."""
