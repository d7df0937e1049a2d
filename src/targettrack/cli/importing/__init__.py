"""What other people and programs have written, taken into the ledger: sheets that came back, an office's own list, a feed.

Sheets lie on a `desk`, which asks `reported` for the line of a row of an accepted target and `reviewed` for what becomes of
drafts; `meaning` tells whether two texts of a cell mean the same, `rivals` whether two files contradict each other, `silent`
who said nothing, `remarks` what is said beside the changes; `shown` names cells and faults. `new_list` makes drafts of a
list that was not made here, `fed` takes the lines of another program.
"""
