"""Text from elsewhere, made safe to show: on a screen and in JSON."""

from targettrack.visible import Escapes


def _on_screen(character: str) -> str:
    if character == "\n":
        return "⏎"
    code = ord(character)
    if code <= 0xFF:  # noqa: PLR2004  # Latin-1 fits two hex digits
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"  # noqa: PLR2004  # the basic plane


def _in_json(character: str) -> str:
    """An escape of JSON, for the halves of a pair where it takes two; a line break stands between objects."""
    units = character.encode("utf-16-be", "surrogatepass")
    return "\n" if character == "\n" else "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))


_SCREEN, _JSON = Escapes(_on_screen), Escapes(_in_json)


def safe(text: str) -> str:
    r"""Text with every control, bidi and invisible character written out, as in «\x1b» or «\u202e»; a line break as ⏎."""
    return _SCREEN.write_out(text)


def visible_in_json(text: str) -> str:
    """JSON in which the same characters are written out, which means the same to a reader of JSON."""
    return _JSON.write_out(text)
