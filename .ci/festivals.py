"""Print `extract/rules/festivals.tsv`: the days of the festivals that move with the moon or the sun, 2010 to 2050.

    uvx --with lunardate --with lunar_python python .ci/festivals.py > src/targettrack/extract/rules/festivals.tsv

Two calendars are asked, and must agree. Neither is a dependency of the program: what they say is a table.
"""

from __future__ import annotations

from datetime import date

from lunar_python import Lunar, Solar  # type: ignore[import-not-found]  # asked for by hand, once in a generation
from lunardate import LunarDate  # type: ignore[import-untyped]  # as above

YEARS = range(2010, 2051)
# Column, month and day of the moon's year.
MOON = {"spring": (1, 1), "lantern": (1, 15), "dragon": (5, 5), "moon": (8, 15), "double_nine": (9, 9)}


def moon(year: int, month: int, day: int) -> date:
    """Return the day of the sun's year, as both calendars have it."""
    one: date = LunarDate(year, month, day).to_solar_date()
    other = Lunar.fromYmd(year, month, day).getSolar()
    assert one == date(other.getYear(), other.getMonth(), other.getDay()), (year, month, day)
    return one


def clear(year: int) -> date:
    """Return 清明, the fifth solar term of the year: 4 or 5 April."""
    days = [day for day in (4, 5, 6) if Solar.fromYmd(year, 4, day).getLunar().getJieQi() == "清明"]
    assert len(days) == 1, year
    return date(year, 4, days[0])


def main() -> None:
    """Print the table."""
    columns = ["clear", *MOON]
    print(f"[days: {' '.join(columns)}] Month and day in that year; made by .ci/festivals.py from two lunar calendars.")
    for year in YEARS:
        days = [clear(year), *(moon(year, *place) for place in MOON.values())]
        example = (LATER if year > FRAME else EXAMPLE).format(year=year)
        print("\t".join([str(year), *(f"{day:%m-%d}" for day in days), example]))


# The examples of a table are read in a report of 2025, whose deadlines lie not before it; a year before that needs its own.
FRAME = 2025
LATER = "力争{year}年中秋前建成县第二水厂。"
EXAMPLE = r"{year}年开平市政府工作报告\n二、{year}年工作安排\n中秋前建成县第二水厂。"

if __name__ == "__main__":
    main()
