"""Keep the catalogues of words in step with the sources: `python .ci/words.py` updates them, `--check` only compares.

Sentences come from the sources by Babel, words for codes and fields from their tables; help texts come from the built
commands, whose docstrings and options hold them.
"""

from __future__ import annotations

import io
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import typer.main
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

from targettrack.cli.app import build
from targettrack.i18n import DOMAIN, LOCALE
from targettrack.record import FILES, Table, Type
from targettrack.render import words

ROOT = Path(__file__).parent.parent
KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}


def template() -> Catalog:
    """Every key that the program can ask for."""
    catalog = Catalog(project=DOMAIN, version="", fuzzy=False)
    for _file, _line, message, _comments, context in extract_from_dir(ROOT / "src", keywords=KEYWORDS):
        catalog.add(message, context=context)
    program = typer.main.get_command(build())
    for command in (program, *program.commands.values()):
        texts = [command.help, *(param.help for param in command.params if hasattr(param, "help"))]
        for text in filter(None, texts):
            catalog.add(" ".join(text.split()))
    for text in ("Show this message and exit.", *Type, *_field_words(FILES.values()), *words.keys()):
        catalog.add(str(text))
    return catalog


def _field_words(tables: Iterable[Table]) -> Iterator[str]:
    """What the table of fields calls its fields, and says of them."""
    for row in (row for table in tables for row in table.rows.values()):
        yield from filter(None, (row.word, row.about))
        if isinstance(row.type, Table):
            yield from _field_words([row.type])


def main(arguments: list[str]) -> int:
    """Update or compare; 1 if a catalogue is not as it should be."""
    keys, wrong = template(), []
    for path in sorted(LOCALE.glob("*/LC_MESSAGES/*.po")):
        old = path.read_bytes()
        catalog = read_po(io.BytesIO(old), locale=path.parts[-3])
        catalog.update(keys, no_fuzzy_matching=True)
        catalog.obsolete.clear()
        # No date of the run in the header: the same words give the same bytes.
        catalog.creation_date = catalog.revision_date = datetime(2026, 1, 1, tzinfo=UTC)
        text, binary = io.BytesIO(), io.BytesIO()
        write_po(text, catalog, sort_output=True, width=110)
        write_mo(binary, catalog)
        missing = [message.id for message in catalog if message.id and not _translated(message.string)]
        wrong += [f"{path}: no translation of {key!r}" for key in missing]
        machine = path.with_suffix(".mo")
        if "--check" in arguments:
            # Words are compared, not bytes: Babel writes its own version into the header.
            same = _words(read_po(io.BytesIO(old))) == _words(catalog) == _words(read_mo(machine.open("rb")))
            wrong += [] if same else [f"{path}: not in step with the sources; run python .ci/words.py"]
        else:
            path.write_bytes(text.getvalue())
            machine.write_bytes(binary.getvalue())
    print("\n".join(wrong) or "catalogues are in step")
    return 1 if wrong else 0


def _words(catalog: Catalog) -> dict[tuple[str | None, str], tuple[str, ...]]:
    """Every translation by context and key; one form or several come as a tuple."""
    found = {}
    for message in catalog:
        key = message.id if isinstance(message.id, str) else message.id[0]
        if key:
            context, string = message.context, message.string
            # Read from a .mo file, a context comes as bytes.
            context = context.decode() if isinstance(context, bytes) else context
            found[context, key] = (string,) if isinstance(string, str) else tuple(string)
    return found


def _translated(string: str | tuple[str, ...] | list[str] | None) -> bool:
    return bool(string) if string is None or isinstance(string, str) else all(string)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
