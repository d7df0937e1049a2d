"""Units that said nothing in a month: whose sheet came back blank, and who sent none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from targettrack.exchange.columns import Form
from targettrack.exchange.forms.lines import is_awaited, units

if TYPE_CHECKING:
    from collections.abc import Sequence

    from targettrack.cli.session import Session
    from targettrack.views.imported import SheetFile


def blank(files: Sequence[SheetFile]) -> tuple[str, ...]:
    """The units in whose sheets nothing was filled in."""
    said = {file.unit for file in files if not file.blank}
    return tuple(dict.fromkeys(file.unit for file in files if file.blank and file.unit not in said))


def missing(session: Session, files: Sequence[SheetFile]) -> tuple[str, ...]:
    """The units that something is awaited of in the plans of the sheets, and of which no file is there, read or not."""
    own = [file for file in files if file.form == Form.MONTH and file.unit]
    if not own:
        return ()
    plans = {plan for file in own for plan in file.plans}
    awaited = units(entry for entry in session.survey() if entry.target.plan in plans and is_awaited(entry))
    there, unread = {file.unit for file in own}, [file.file for file in files if file.code]
    return tuple(unit for unit in awaited if unit not in there and not any(unit in name for name in unread))
