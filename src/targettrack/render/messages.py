"""The sentence for every code of a problem or an error: what is wrong, where, and what to do next."""

from collections import defaultdict
from collections.abc import Mapping

from targettrack.errors import Problem, Severity
from targettrack.i18n import N_, _, pgettext
from targettrack.render import places
from targettrack.render.safe import safe

MESSAGES = {
    # a file as a whole
    "empty-file": N_("the file is empty; restore it from git, or remove it"),
    "not-utf8": N_("the file is not UTF-8 ({encoding}); save it as UTF-8"),
    "not-a-file": N_("this is not a regular file; move it out of the ledger"),
    "outside-store": N_("the link leads out of the ledger; put the file itself here"),
    "too-large": N_("the file has more than the {limit} bytes that a record may have; shorten it or restore it"),
    "too-deep": N_("the values are nested too deeply for a record; restore the file from git"),
    "read-failed": N_("the file cannot be read ({reason}); check the disk"),
    "missing-file": N_("the file is gone; restore it from git"),
    "misplaced-file": N_("a record does not belong here; move it into its plan's folder"),
    "name-not-utf8": N_("the file's name is not UTF-8; rename it"),
    "plan-missing": N_("the folder has records but no plan.toml; add one with id, title, year, start and end"),
    "conflict-markers": N_("a git conflict is not resolved; keep both sides' [updates] lines and delete the markers"),
    "duplicate-key": N_(
        "a key stands here twice, as after a merge of two edits; delete one of the two lines ({detail})"
    ),
    "duplicate-update": N_("two different updates have the key {key}; both happened, so give one of them another key"),
    "repeated-update": N_("{key} stands here twice, as after a merge, and is read once; delete one of the two lines"),
    "two-commitments": N_(
        "two commitments were given one id, {id}: «{first}» and «{second}»; put the second one into a file of its own,"
        " with the next free id"
    ),
    "toml-syntax": N_("this is not valid TOML: {detail}; mend this line or restore the file from git"),
    # forms of the first edition
    "old-kind": N_(
        "the kind says how a target is measured, so there is no «external»: write quantity for an amount or level for a"
        ' ratio or concentration, and under [goal] who sets the number, as in set_by = "省"'
    ),
    "old-form": N_("{key} has another name now; write instead: {write}"),
    "old-checkpoint": N_("checkpoints stand in one line above [goal] now; write there instead: {write}"),
    # fields
    "missing-updates": N_(
        "no [updates] table at the end, so the file may have been cut off; compare it with git, or add the table"
    ),
    "missing-key": N_("{key} is missing; add it"),
    "empty-value": N_("{key} is empty; fill it in"),
    "wrong-type": N_("{key} has to be of the type «{expected}»"),
    "unknown-choice": N_("{key} cannot be «{value}»; it is one of: {choices}"),
    "unknown-key": N_("{key} is not a known key, and is kept but not read{hint}"),
    "more-faults": N_("{n} more faults in this file; mend the ones above first"),
    "bad-id": N_("{key} «{value}» is no id; ids are letters, digits and hyphens, and begin with a letter or digit"),
    "too-long": N_("{key} has {length} characters; at most {limit} are read"),
    "no-offset": N_("{key} needs a time zone offset, as in 2025-07-04T10:15:00+08:00"),
    "too-many-digits": N_("{key} has more than {limit} digits, which other programs could not read exactly"),
    "out-of-range": N_("{key} has to lie between {least} and {most}"),
    "discarded-and-accepted": N_(
        "one person accepted this draft and another discarded it: delete the line `discarded`, or add `draft = true`"
    ),
    "bad-range": N_("{key} has to be above the value that it belongs to"),
    "deadline-before-start": N_("the deadline lies before the start; mend one of them"),
    "end-before-start": N_("the plan ends before it starts; mend one of them"),
    "id-not-folder-name": N_("the plan's id «{id}» differs from its folder «{folder}»; rename one of them"),
    "id-not-file-name": N_("the id «{id}» differs from the file's name; rename one of them"),
    "duplicate-id": N_("the id {id} is already taken by {other}; give this record the next free id"),
    "unknown-void": N_("{key} takes back «{value}», which is not in this record"),
    # between files
    "unknown-reference": N_("{key} names {id}, which is not in the ledger"),
    "missing-reference": N_("a relative target has to name the target that it follows in goal.of"),
    "missing-test": N_("no acceptance test: say in goal.done_when what has to be seen to call it done"),
    "fact-in-the-future": N_("the update holds for {day}, later than it was entered"),
    "left-over": N_("a writer was stopped here; the next one in this folder takes the file away, or you may"),
    "attributes-missing": N_(
        "there is no .gitattributes, so that git does not keep both people's lines when it merges; run `targettrack init`"
    ),
    "attributes-changed": N_(
        "git merges {file} by «{value}», because this file was changed; put back the lines of a new ledger's: `targettrack init`"
    ),
    "attributes-overruled": N_(
        "git merges {file} by «{value}», because another .gitattributes or .git/info/attributes overrules this one; mend it"
    ),
    "entered-in-the-future": N_(
        "the line is dated {at}, ahead of this clock, and stands above all that are entered until then; if the date is"
        " wrong: `targettrack undo {id} --key {update}`"
    ),
    "line-of-another": N_("this line was made for another commitment; look in git where it comes from"),
    "unknown-parent": N_("the plan above, {id}, is not in the ledger"),
    "quote-not-found": N_("the quote «{quote}…» is not in {document} at {place}"),
    "quote-nowhere": N_("the quote «{quote}…» is not in {document}"),
    "quote-longer-than-line": N_("the quote «{quote}…» is longer than line {n} of {document}"),
    "document-changed": N_("{document} is not the file that was read for this plan: its SHA-256 differs"),
    "no-calendar": N_(
        "working days are asked for, but the calendar of holidays is not installed: pip install 'targettrack[workdays]';"
        " until then Monday to Friday count"
    ),
    "calendar-ends": N_(
        "the calendar of holidays ends with {year}: pip install --upgrade chinesecalendar; until then Monday to Friday count"
    ),
    # finding and writing
    "no-store": N_("there is no ledger at or above {where}; make one with `targettrack init`, or name it with --store"),
    "store-exists": N_("there is a ledger already: {where}"),
    "no-such-plan": N_("there is no plan {plan}; make it with `targettrack init --plan {plan}`"),
    "plan-exists": N_("there is a plan {plan} already"),
    "locked": N_(
        "the ledger is being written by {holder}, since {since}; try again, or look what that process is doing"
    ),
    "read-only": N_("{path} is on a read-only disk; nothing was written"),
    "no-permission": N_("no permission for {path}; ask its owner; nothing was written"),
    "disk-full": N_("the disk is full; {path} was left as it was; make room and try again"),
    "no-folder": N_("there is no folder for {path}; make it first"),
    "write-failed": N_("{path} could not be written ({reason}); it was left as it was"),
    "destination-in-ledger": N_("{path} belongs to the ledger, where only its records are kept; give -o another place"),
    "not-a-destination": N_("{path} is no ordinary file; give -o another name"),
    "changed-underneath": N_("{path} was changed by somebody else meanwhile; nothing was written; try again"),
    "record-broken": N_(
        "{path}:{line}: the record cannot be read ({reason}); see `targettrack check`; nothing was written"
    ),
    "would-break": N_("{path}: the new text would not read back as meant ({reason}); nothing was written"),
    "updates-not-last": N_("{path}: [updates] has to be the last table; move it to the end; nothing was written"),
    "key-taken": N_("{path}: the key {key} is taken by another update; leave out --key to get a new one"),
    "unknown-timezone": N_(
        "there is no time zone «{zone}»; write one as Asia/Shanghai, which is used until {key} is mended"
    ),
    "missing-document": N_("there is no file {path}"),
    "document-too-large": N_(
        "{path} has more than {limit} bytes, which are the most that is read; give the text in parts"
    ),
    "not-text": N_("this is no text in UTF-8, GB18030 or UTF-16; save the report as plain text"),
    # documents
    "document-is-doc": N_("{path} is in the form of old Word (.doc); open it in Word or WPS, and save it as .docx"),
    "document-is-rtf": N_("{path} is rich text (.rtf); open it in Word or WPS, and save it as .docx"),
    "document-is-odt": N_("{path} is a document of LibreOffice; save it there as .docx"),
    "document-is-slides": N_("{path} is a presentation; give the document, or copy its text into one"),
    "document-is-workbook": N_("{path} is a workbook; a list of targets is read by `targettrack import --new`"),
    "document-is-archive": N_("{path} is a web page with its pictures in one file; save it as a page of HTML alone"),
    "docx-damaged": N_(
        "{path} is damaged or incomplete ({part}); open it in Word or WPS and save it again, or ask for it once more"
    ),
    "docx-encrypted": N_("{path} is locked with a password; take the password away, and save it again"),
    "docx-too-large": N_("{path} has more in it than is read (the limit is {limit}); give it in parts"),
    "html-too-large": N_(
        "{path} has more or deeper tags than are read (the limit is {limit}); copy the article's text into a file of its own"
    ),
    "pdf-damaged": N_("{path} is damaged or incomplete; open it and print it into a new PDF, or ask for it once more"),
    "pdf-encrypted": N_("{path} is locked with a password; print it into a new PDF without one, or ask for the .docx"),
    "pdf-too-large": N_(
        "{path} has more pages or text than is read (the limit is {limit}); give the pages of the report alone"
    ),
    "pdf-without-text": N_(
        "{path} is a scan: none of its pages has a layer of text; have its text recognised (WPS, Acrobat, ocrmypdf),"
        " or ask for the .docx"
    ),
    "pages-without-text": N_(
        "no text layer on page {pages}, and nothing was read there; have the text recognised (WPS, Acrobat, ocrmypdf), or type"
        " it off"
    ),
    "documents-missing": N_(
        "{path}: to read this kind of document takes one more package: pip install 'targettrack[documents]';"
        " in a copy of the sources: pip install '.[documents]'"
    ),
    # workbooks
    "not-a-workbook": N_("{path} is no workbook; .xlsx, .xls, .ods and .csv are read: open it, and save it as .xlsx"),
    "workbook-is-pdf": N_("{path} is a PDF, whatever its name says; ask for the workbook that it was made from"),
    "workbook-is-page": N_(
        "{path} is a web page, whatever its name says; open it in Excel or WPS, and save it as .xlsx"
    ),
    "workbook-is-xml": N_(
        "{path} is XML, as old programs saved workbooks; open it in Excel or WPS, and save it as .xlsx"
    ),
    "workbook-is-xlsb": N_("{path} is a binary workbook (.xlsb); open it in Excel or WPS, and save it as .xlsx"),
    "workbook-is-word": N_("{path} is a Word document; copy its table into a workbook"),
    "workbook-is-slides": N_("{path} is a presentation; copy its table into a workbook"),
    "workbook-is-numbers": N_("{path} is a document of Numbers; export it there as .xlsx"),
    "workbook-encrypted": N_("{path} is locked with a password; take the password away, and save it again"),
    "workbook-damaged": N_(
        "{path} is damaged or incomplete ({part}); open it in Excel or WPS and save it again, or ask for it once more"
    ),
    "workbook-too-large": N_(
        "{path} has more in it than is read (the limit is {limit}); delete the empty rows, columns and sheets, and save it again"
    ),
    "cell-too-far": N_(
        "{path}: something stands in {cell} of sheet «{sheet}», far outside any table; delete it, and save the file again"
    ),
    "cell-error": N_("the cell shows {text}, an error of its formula; write the value itself"),
    "cell-not-kept": N_(
        "the cell has a formula without a value; open the file in Excel or WPS and save it there, or write the value itself"
    ),
    "cell-is-day": N_("the spreadsheet has made a day of it, {day}; make the cell one of text, and write it again"),
    "cell-note": N_(
        "«{text}» is not a number alone; write the number in this cell, with its unit at most, and words in a column of words"
    ),
    "cell-about": N_("«{text}» is not exact; write the number itself, and the rest in a column of words"),
    "cell-no-figure": N_("«{text}» could be 0 or no figure; write 0, or leave the cell empty"),
    "cell-two-days": N_("{text} could be {first} or {second}; write it in full, as in 2025-06-30"),
    "taken-back": N_("{by} took this back on {day}; where it holds after all: targettrack update {id}"),
    "only-with-new": N_("{option} is for a list that was not made here; add --new"),
    "one-list": N_("with --new name one file"),
    "list-of-year": N_(
        "{path} says {year}, but {plan} is of {plan_year}: name the plan with --plan; `targettrack init --plan ID` makes one"
    ),
    "no-list-found": N_(
        "{path} has no sheet with a column «{column}»; say which column it is: --columns 'HEADING={column}'"
    ),
    "bad-column": N_("{option}: «{text}» is no HEADING=COLUMN; columns are {choices}"),
    "columns-not-confirmed": N_(
        "nothing was read; say which column is what, as in --columns '工作内容=工作任务' --columns '备注=-' (a dash: not read)"
    ),
    "sheet-not-read": N_("the sheet has no heading of a list, and is not read"),
    "column-not-read": N_("the column «{column}» is none that is known, and is not read; --columns says what it is"),
    "column-not-kept": N_("the column «{column}» belongs to no target; units.toml has who answers for a unit"),
    "row-is-total": N_("a sum, which is not read: {text}"),
    "row-is-note": N_("a note, which is not read: {text}"),
    "row-is-hidden": N_("the row is hidden in the sheet, and is read like the others"),
    "row-without-task": N_("the row names no task, and is not read"),
    "time-not-read": N_("«{text}» is no time that is understood; the deadline is left open"),
    "office-missing": N_(
        "{path}: to read this kind of workbook takes one more package: pip install 'targettrack[office]';"
        " in a copy of the sources: pip install '.[office]'"
    ),
    "office-missing-to-write": N_(
        "to write workbooks and papers takes one more package: pip install 'targettrack[office]'; in a copy of the sources:"
        " pip install '.[office]'"
    ),
    "data-missing": N_(
        "to write Parquet takes one more package: pip install 'targettrack[data]'; in a copy of the sources: pip install '.[data]'"
    ),
    "text-too-long": N_("the text has {size} characters; at most {limit} are read; give it in parts"),
    "bad-year": N_("the year {value} is no year of a report; give --year"),
    "not-a-draft": N_("{path} is accepted already; from then on changes are updates: `targettrack update`"),
    "no-such-field": N_("«{text}» is no field of the form: its number, or its word"),
    "bad-field": N_("{option} {text}: write FIELD=VALUE; fields are {choices}"),
    "merge-needs-two": N_("name two drafts or more to merge; the first keeps its id"),
    "merge-two-plans": N_("drafts of one plan only are merged"),
    "merge-two-numbers": N_("{ids} promise different numbers, which one draft cannot hold; leave out --into-one"),
    "split-needs-two": N_("give --split twice or more, a title each time"),
    "split-one-draft": N_("name one draft to split"),
    "not-together": N_("{options} do not go together; leave out all but one"),
    "is-discarded": N_("{id} was discarded; make it a draft again first: `targettrack review {id} --restore`"),
    "not-discarded": N_("{id} is not discarded; discard it first: `targettrack review {id} --drop`"),
    "link-without-plan": N_(
        "{option}: «{text}» names no plan; give the whole id, as in JM2025-003 (the end of a range is the field to)"
    ),
    "bad-key": N_("--key: «{key}» is no key; use letters, digits and hyphens"),
    "key-of-another": N_("the key {key} made {id}, which is another commitment; leave out --key"),
    "write-or-coverage": N_("--write keeps drafts and --coverage only looks; give one of them"),
    "accepted-already": N_("{id} is accepted already; changes are updates: `targettrack update {id}`"),
    "purge-needs-yes": N_("what is removed does not come back; say --yes if that is meant"),
    "other-year": N_("the text is of {year}, the plan {plan} of {wanted}; name the plan of that year, or a new one"),
    "no-drafts": N_("there is no draft to review"),
    "review-needs-terminal": N_(
        "there is no terminal to ask on; `targettrack list --draft` lists the drafts, `targettrack review ID --accept` takes"
        " those that are named, `targettrack review --sheet FILE.xlsx` writes them for a spreadsheet"
    ),
    "is-draft": N_("{id} is a draft; accept it first: `targettrack review {id} --accept`"),
    "saved-not-shown": N_(
        "Recorded ({written}), but the answer could not be shown: {reason}; do not repeat the command"
    ),
    "saved-not-durable": N_(
        "Recorded ({written}), but the disk does not confirm it ({path}: {reason}), so that it may not outlive a power cut;"
        " do not repeat the command, look with `targettrack show`, and check the disk"
    ),
    "saved-in-part": N_(
        "Recorded ({written}), but {path} could not be written ({reason}); repeat the command: it adds what is missing"
    ),
    "clock-ahead": N_(
        "{path}: the line {key} by {by} is dated {at}, ahead of this clock; set the clock, or take the line back with"
        " `targettrack undo {id} --key {key}`; nothing was written"
    ),
    "interrupted": N_("interrupted"),
    "no-stdin": N_("standard input is closed; name a file, or give the text with `< FILE`"),
    "no-stdout": N_("standard output is closed; use -o FILE"),
    "reader-left": N_("the reader closed standard output; the rest was not written"),
    # what was typed
    "unknown-id": N_("there is no target {id}; `targettrack list` shows them"),
    "unknown-id-near": N_("there is no target {id}; did you mean {nearest} ({title})?"),
    "unreadable-id": N_("the record of {id} cannot be read: {path}; see `targettrack check`"),
    "ambiguous-id": N_("{id} could be {count} targets: {candidates}"),
    "unknown-plan": N_("there is no plan «{plan}»; there are: {candidates}"),
    "ambiguous-plan": N_("«{plan}» could be: {candidates}"),
    "no-plan": N_("the ledger has no plan yet; make one with `targettrack init --plan ID --title TEXT --year YYYY`"),
    "bad-plan-id": N_("«{plan}» is no plan id; use letters, digits and hyphens, as in KP2025"),
    "unknown-owner": N_("no unit is called «{owner}»; near: {candidates}"),
    "unknown-leader": N_("nobody is in charge who is called «{leader}»; there are: {candidates}"),
    "new-owner": N_("no unit is called «{owner}»; near: {candidates}; add it to units.toml, or pass --new-unit"),
    "ambiguous-owner": N_("«{owner}» could be {count} units: {candidates}"),
    "bad-date": N_("{option}: «{text}» is no date; write 2025-06-30, 6月底, 上半年, 第三季度 or 年底"),
    "bad-bounds": N_("{option}: «{text}» is no range; write 0.9..1, <0.5, >=0.9, or one number"),
    "empty-range": N_("no target lies between the ends of «{text}»; see `targettrack list`"),
    "bad-period": N_("{option}: «{text}» is no period; write 7d, 2w, 1m, last, or a day as in 2025-06-30"),
    "since-not-before": N_("{option}: {day} is not before {as_of}, the day of the report"),
    "form-and-by": N_("--by and --form are two different reports; give one of them"),
    "plans-of-form": N_("--all-plans belongs to --form brief, bulletin and year-end, which are of one plan"),
    "which-plan": N_("which plan? One of: {commands}; or all of them: --all-plans"),
    "since-of-form": N_("--since belongs to the plain report and to --form brief"),
    "annex-of-page": N_(
        "--annex belongs to the page of the plain report; add -o FILE.html, and leave out --form and --by"
    ),
    "issue-of-form": N_("--issue numbers a bulletin; add --form bulletin"),
    "bad-number": N_("{option}: «{text}» is no number of at most 15 digits"),
    "range-turned": N_("{option}: the second end of «{text}» has to be above the first"),
    "bad-checkpoint": N_(
        "{option}: «{text}» is no checkpoint; write DATE=VALUE, DATE=STAGE, or DATE= to take one away"
    ),
    "bad-line": N_("{option}: «{text}» stands alone; write the target and DATE=VALUE, as in KP2025-089 2025-06-30=400"),
    # sheets that come back
    "no-file-named": N_("no file is named; see `targettrack import --help`"),
    "no-workbooks": N_("there is no workbook in {path}"),
    "no-table": N_(
        "{path}: no row of it has our headings with the ids of targets; take the sheet that went out, or read a list of"
        " your own with --new"
    ),
    "row-without-id": N_("the row has no id, by which its target is found; copy it from the sheet that went out"),
    "row-unknown": N_("there is no target «{id}»; copy the id from the sheet that went out"),
    "row-of-another": N_(
        "{id} was not in the sheet that {unit} got, which changes its own rows only; take it back from the right unit's"
    ),
    "row-not-exported": N_("{id} was not in this sheet when it went out; export one that has it"),
    "carried-damaged": N_(
        "{path}: its hidden sheet, which says how it went out, was damaged or is of a newer edition; copy the rows into a"
        " fresh export and send that"
    ),
    "said-twice": N_("{option}: {file} says otherwise, «{other}»; correct one of the two"),
    "row-twice": N_("{id} stands here more than once, and not with the same words; leave one of the rows"),
    "not-of-the-unit": N_("{id} is neither led nor supported by {unit} any more"),
    "blank-takes-nothing": N_("{option} was blanked; a blank takes nothing back: `targettrack undo` does"),
    "figure-of-supporting": N_("{option} of this target is for its lead unit to say; a supporting unit adds words"),
    "assess-from-unit": N_("{option} is the office's own, and is not taken from a unit's sheet"),
    "reason-alone": N_("a reason stands there without what it is the reason of, such as a day that is asked for"),
    "day-alone": N_("a day stands there without a figure"),
    "finding-missing": N_("a reason stands there without a finding; choose one"),
    "merge-into-nothing": N_("there is no draft above that this one could be merged into"),
    "sheet-unread": N_("sheet «{sheet}» has none of our headings, and was not read"),
    "columns-missing": N_("sheet «{sheet}» lacks columns, which change nothing: {what}"),
    "rows-left": N_("sheet «{sheet}», rows that are totals or notes, and were passed over: {what}"),
    "rows-hidden": N_("sheet «{sheet}», hidden rows, which were read as the others: {what}"),
    "not-a-feed": N_("{path} is no text; --from takes NDJSON or CSV in UTF-8 or GB18030"),
    "not-ndjson": N_("{option}: this is no JSON object on one line («{detail}»); nothing was done"),
    "not-csv": N_("{option}: this is no row of a CSV: quotation marks are not in pairs; nothing was done"),
    "ragged-row": N_("{option}: the row has more cells than there are headings; nothing was done"),
    "unknown-column": N_(
        "{option}: there is no field «{text}»; near to it: {choices}; leave out what is only shown in a sheet"
    ),
    "twice-on-a-line": N_("{option}: «{text}» says once more what another field of the line says; leave one out"),
    "wrong-shape": N_(
        "«{text}» takes one text or number, not this; truth values, lists and objects have their own fields"
    ),
    "too-many-lines": N_("{id} takes {limit} lines at once; enter the others by another command, some minutes later"),
    "half-a-character": N_("«{text}» holds half a character, which is no text"),
    "id-missing": N_("the line names no target; give its id"),
    "wrong-unit": N_("«{text}» is in {unit}, but the goal is in {wanted}, and one does not say how much the other is"),
    "negative-figure": N_("«{text}» is below zero, which this kind of target cannot be"),
    "above-whole": N_("«{text}» is more than the whole of {whole}"),
    "unknown-word": N_("{option}: «{text}» is not known; it is one of: {choices}"),
    "unknown-format": N_("there is no format {format}; there are: {choices}"),
    "unknown-suffix": N_("the name {output} does not say which format; end it with one of {choices}, or pass --format"),
    "sheet-without-file": N_("a workbook goes into a file: add -o NAME.xlsx, or -o FOLDER for one workbook a unit"),
    "paper-without-file": N_("a paper goes into a file: add -o NAME.docx (or .xlsx)"),
    "paper-of-form": N_(
        "papers are written of --form bulletin, year-end, changes and notice, and of --by owner into a folder: -o FOLDER/"
    ),
    "template-of-paper": N_("--template is for a paper: add -o NAME.docx"),
    "bad-template": N_(
        "{path} is no Word file (.docx) that can be a template; save it as .docx in Word or WPS and try again"
    ),
    "target-of-notice": N_("a notice is over one target: `targettrack report --form notice --target ID`"),
    "no-notice": N_(
        "{id}: no notice is on record; record it first: `targettrack update {id} --notice NUMBER --reply-by DATE`"
    ),
    "folder-not-file": N_("--by owner writes several workbooks: give -o a folder, not {output}"),
    "sheet-without-unit": N_(
        "a month's sheet is that of one unit: add --unit, or --by owner and -o FOLDER for all of them"
    ),
    "filled-in": N_(
        "{path} is not as targettrack wrote it, and may hold entries: take them back first (`targettrack import {path}`),"
        " give -o another name, or pass --overwrite"
    ),
    "unknown-language": N_("the language {language} is not spoken here; there are: {choices}"),
    "headers-of-csv": N_("only a table has headers: add --format csv, or -o FILE.csv (the format is {format})"),
    "missing-answer": N_("missing: {option}; there is no terminal to ask on"),
    "no-target-named": N_("no target is named; see `targettrack update --help`"),
    "nothing-to-record": N_("{id}: nothing to record; give --status, --value, --note or another change"),
    "plan-closed": N_(
        "{id}: plan {plan} was closed on {day}; from then on a note, evidence and --completed are added, the rest with"
        " --correct and the reason"
    ),
    "future-date": N_("{id}: {day} lies in the future; a fact holds for today at the latest"),
    "before-window": N_("{id}: {day} lies before the target began and before it was recorded"),
    "deadline-unchanged": N_("{id}: the deadline is {deadline} already"),
    "deadline-before-window": N_("{id}: the deadline {deadline} lies before the target begins"),
    "completed-later": N_(
        "{id}: it was not finished on {day} by {as_of}; give the day that this holds for with --as-of"
    ),
    "figure-missing": N_("{id}: {options} says something of a figure; add --value"),
    "total-without-period": N_(
        "{id}: its figures are running totals as they are, for no period is set; leave out --total"
    ),
    "unknown-part": N_("{id}: the goal has no part «{part}»; its parts are: {choices}"),
    "without-reason": N_("{id}: {option} needs a reason; add --reason"),
    "without-warrant": N_(
        "{id}: {option} changes what was promised, which takes a reason and an authority; add {missing}"
    ),
    "goal-unchanged": N_("{id}: the goal is so already"),
    "goal-range": N_("{id}: a range from {value} to {to} is none; give both ends, as in --goal value=5-8"),
    "ask-not-later": N_("{id}: the deadline in force is {deadline}; only a later one can be asked for"),
    "node-twice": N_("{id}: two checkpoints for {day}; leave one out"),
    "node-outside": N_("{id}: the checkpoint {day} lies outside of the term from {start} to {end}"),
    "unknown-node": N_("{id}: there is no checkpoint on {day}; there are: {choices}"),
    "reply-without-notice": N_("{id}: there is no notice to reply to; add --notice"),
    "reply-too-early": N_("{id}: the notice is of {as_of}, so it cannot be answered by {day}; give a later --reply-by"),
    "linked-to-itself": N_("{id}: {option} names this target itself; name the one in the other plan"),
    "unmentioned-without-report": N_("{id}: name the later report that does not mention it; add --via"),
    "not-closed": N_("{id} is not closed, so there is no closing to take back"),
    "is-closed": N_("{id} is closed; take that back first, by --reopen --reason"),
    "nothing-to-return": N_(
        "{id}: nobody claims that it is done or asks for an extension, so there is nothing to send back"
    ),
    "waive-without-closing": N_("{id}: --waive goes with --status closed"),
    "close-without-evidence": N_("{id}: a closing rests on proof; add --evidence, or --waive with the reason why not"),
    "close-without-figure": N_(
        "{id}: no figure shows that the goal is met; add --value, or --waive with the reason why it is closed without"
    ),
    "close-below-goal": N_(
        "{id}: {figure} on {day} does not meet the goal, {goal}; add the figure that does, or --waive with the reason"
        " why it is closed short of it"
    ),
    "close-too-early": N_(
        "{id}: {figure} on {day} is not final yet; wait for the figure of the end, or add --waive with the reason why not"
    ),
    # what a report says of itself, and is doubted
    "years-disagree": N_("the plan's year was read as {year}, but not all say so ({witnesses}); --year N settles it"),
    "little-promised": N_(
        "only {share}% of this report was read as promises, less than {least}%: look whether a part was taken for a review"
    ),
    # what is recorded, and doubted
    "far-above": N_("{figure} is more than three times the goal, {goal}"),
    "total-falls": N_("{figure} contradicts the {other} of {day}: a running total does not fall"),
    "not-the-sum": N_("{figure} is not the sum of the parts, {sum}"),
    "after-the-end": N_("{day} lies after the end, {end}; for the figure of the end add --as-of {end}"),
    "claim-contradicted": N_("it is claimed done, but {figure} on {day} does not meet the goal, {goal}"),
    "claim-without-evidence": N_("it is claimed done without evidence; it is asked for before it can be closed"),
    "claim-without-day": N_("it is claimed done without the day on which it was finished"),
    "ask-without-reason": N_("an extension to {day} is asked for without a reason"),
    "unit-new": N_("{unit} leads nothing yet and is none of the usual units: it is taken as a new one"),
    "claim-too-early": N_("it is claimed done, but is judged at its end only, {end}"),
    "unknown-stage": N_("no checkpoint is called «{stage}»; there are: {choices}"),
    "nothing-to-undo": N_(
        "{id}: {by} has no update there to take back; `targettrack show {id}` lists the keys for --key"
    ),
    "unknown-update": N_("{id} has no update {key}; `targettrack show {id}` lists them"),
    # the machine
    "system": N_("the system refused: {reason}"),
    "bug": N_(
        "this is a fault of targettrack itself ({reason}); please report it with the output of TARGETTRACK_DEBUG=1"
    ),
}
"""Every code that the core can raise; a test holds that none is missing and none is left over."""


WITNESSES = {
    "session": N_("the session: {year}"),
    "heading": N_("headings: {year}"),
    "anchor": N_("the main targets: {year}"),
    "title": N_("title: {year}"),
    "name": N_("the file's name: {year}"),
    "review": N_("the year after the review: {year}"),
}
"""What the sources of a report's year are called."""


def _witnesses(heard: str) -> str:
    pairs = ((one, *one.partition("=")[::2]) for one in heard.split())
    return _(", ").join(_(WITNESSES.get(source, one)).format(year=year) for one, source, year in pairs)


def sentence(code: str, params: Mapping[str, str | int]) -> str:
    """The sentence of a code, with its parameters made safe."""
    shown: defaultdict[str, str] = defaultdict(str, {name: safe(str(value)) for name, value in params.items()})
    if code == "unknown-key" and shown["suggestion"]:
        shown["hint"] = _("; did you mean {suggestion}?").format(suggestion=shown["suggestion"])
    if "n" in params and code == "quote-not-found":
        shown["place"] = places.said({"line": params["n"], **params})
    if "expected" in params:
        shown["expected"] = _(str(params["expected"]))
    if "witnesses" in params:
        shown["witnesses"] = _witnesses(str(params["witnesses"]))
    if shown["reason"] in MESSAGES:  # a fault that another one rests on
        shown["reason"] = sentence(str(params["reason"]), {**params, "reason": ""})
    return _(MESSAGES[code]).format_map(shown)


def describe(problem: Problem) -> str:
    """One line as compilers write it: path, line, severity, sentence, code."""
    place = problem.path if problem.line is None else f"{problem.path}:{problem.line}"
    severity = _("error") if problem.severity is Severity.ERROR else pgettext("severity", "warning")
    said = sentence(problem.code, {**problem.params, "key": problem.key or "", "path": problem.path})
    return f"{safe(place)}: {severity}: {said} [{problem.code}]"
