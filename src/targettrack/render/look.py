"""What the reader's screen can show. Found out in `cli`; renderers only read it."""

from targettrack.named import NamedTuple


class Look(NamedTuple):
    """Cells in a line, whether colour is wanted, whether any text can be written as it is, and lines that are seen at once."""

    width: int = 80
    color: bool = False
    utf8: bool = True
    height: int = 24
    headers: str = ""  # the language of the columns and cells of a table of data; "": the codes of JSON
    annex: bool = False  # whether a page prints the lists, too, that it folds
