"""Papers of an office: a report in words → a Word file or a workbook, in the form that offices send. Knows no target files."""
