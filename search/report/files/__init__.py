"""What is written of a report for programs and spreadsheets, and how it is written: whole or not at all."""
