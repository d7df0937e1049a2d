"""Numbers, dates and periods as readers expect them. Pure text."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from targettrack.i18n import _, ngettext


def plain(number: Decimal | None) -> str:
    """A number without trailing zeros or exponent; «» for none."""
    if number is None:
        return ""
    digits = f"{number:f}"
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


def percent(number: Decimal | None) -> str:
    """A share in per cent; «–» where there is none."""
    return "–" if number is None else f"{plain(number)}%"


def tenth(number: Decimal | None) -> str:
    """A share in per cent to one decimal, for a column of shares."""
    return "–" if number is None else f"{plain(number.quantize(Decimal('0.1'), ROUND_HALF_UP))}%"


def short(number: Decimal) -> str:
    """A number to one decimal, or as it is where nothing would be left of it."""
    return plain(number.quantize(Decimal("0.1"), ROUND_HALF_UP) or number)


def signed(number: Decimal) -> str:
    """A gap in points, with its sign and a true minus."""
    return f"−{plain(-number)}" if number < 0 else f"+{plain(number)}" if number > 0 else "0"


def quantity(number: Decimal | None, unit: str) -> str:
    """A number with its unit. Chinese and % follow at once, Latin units after a space."""
    if number is None:
        return ""
    space = " " if unit and unit[0].isascii() and unit[0].isalpha() else ""
    return f"{plain(number)}{space}{unit}"


def day(value: date | None) -> str:
    """A date as ISO 8601; «–» where there is none."""
    return "–" if value is None else value.isoformat()


def near_day(value: date, year: int) -> str:
    """A date without its year where that is `year` and the language says it so: «6月30日»."""
    return (
        _("{year}-{month:02}-{day:02}").format(year=year, month=value.month, day=value.day)
        if value.year == year
        else day(value)
    )


def spoken_day(value: date) -> str:
    """A date as running text has it: «2025年9月30日»."""
    return _("{year:04}-{month:02}-{day:02}").format(year=value.year, month=value.month, day=value.day)


def weekday(value: date) -> str:
    """The name of the day of the week."""
    return (_("Monday"), _("Tuesday"), _("Wednesday"), _("Thursday"), _("Friday"), _("Saturday"), _("Sunday"))[
        value.weekday()
    ]


def days(count: int) -> str:
    """A number of days in words."""
    return ngettext("{n} day", "{n} days", count).format(n=count)
