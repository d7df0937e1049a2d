"""The forms of an office: which rows each has, what stands in them as it may be typed back, how they become a workbook.

Export prints what `values` gives, the hidden sheet keeps it, and import asks for it again in the ledger of its day.
"""
