"""Words in the reader's language, through gettext. Knows catalogues; knows no target and no terminal."""

from __future__ import annotations

import gettext as _gettext
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

DOMAIN = "targettrack"
LOCALE = Path(__file__).parent / "locale"
LANGUAGES = ("zh", "en")
_CATALOGUES = {"zh": "zh_CN", "en": "en"}


class _Words(dict[str, str]):
    """The sentences of a language, each looked up in the catalogue once: a report asks thirty times a target."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, message: str) -> str:
        self[message] = said = _catalogue(self._language).gettext(message)
        return said


_SPOKEN = {language: _Words(language) for language in LANGUAGES}


class _Chosen:
    language = "en"
    words = _SPOKEN["en"]


def use(language: str) -> None:
    """Speak a language of LANGUAGES from here on."""
    _Chosen.language, _Chosen.words = language, _SPOKEN[language]


def language() -> str:
    """The language in use."""
    return _Chosen.language


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Speak a language of LANGUAGES for a while."""
    before = _Chosen.language
    use(language)
    try:
        yield
    finally:
        use(before)


def match(wish: str) -> str | None:
    """The language that a wish means: `zh`, `zh_CN.UTF-8`, `中文`, `en`, `C`; None for one that we do not speak."""
    word = wish.strip().casefold().replace("_", "-").partition(".")[0].partition("@")[0]
    if word in {"zh", "中文", "chinese"} or word.startswith("zh-"):
        return "zh"
    if word in {"en", "english", "c", "posix"} or word.startswith("en-"):
        return "en"
    return None


def _(message: str) -> str:
    """The sentence in the language in use; English is the key."""
    return _Chosen.words[message]


def everywhere(message: str) -> tuple[str, ...]:
    """The word in every language, the language in use or not."""
    return tuple(_catalogue(language).gettext(message) for language in LANGUAGES)


def ngettext(one: str, many: str, count: int) -> str:
    """The sentence in the number that the language has for `count`."""
    return _catalogue(_Chosen.language).ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """The word for a message in a context, where English has one word for two."""
    return _catalogue(_Chosen.language).pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  # the name that gettext's tools look for
    """Mark a sentence for the catalogue without translating it yet."""
    return message


@cache
def _catalogue(language: str) -> _gettext.NullTranslations:
    return _gettext.translation(DOMAIN, LOCALE, [_CATALOGUES[language]], fallback=language == "en")
