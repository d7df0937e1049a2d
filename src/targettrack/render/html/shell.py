"""What every page has around its content: head, content policy, style and script. Knows no view and no document."""

from base64 import b64encode
from functools import lru_cache
from hashlib import sha256
from html import escape
from pathlib import Path

from targettrack import i18n
from targettrack.i18n import _
from targettrack.render.safe import safe

HERE = Path(__file__).parent
"""Where style and script lie; importlib.resources would load tempfile and more for the same."""


@lru_cache(maxsize=4096)  # units, days and words recur
def text(data: str) -> str:
    """Text from anywhere as text of a page or of an attribute, with nothing hidden in it."""
    return escape(safe(data), quote=True)


def whole(title: str, body: str, paper: str = "") -> str:
    """The page. `paper`: as `sheets`, each of its sections begins a new one on paper; as a `single` one all of it is one.

    Its policy names our style and our script by their hashes, so that nothing else runs and nothing is fetched.
    """
    style, script = ((HERE / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    policy = "; ".join(
        (
            "default-src 'none'",
            f"style-src '{_hash(style)}'",
            f"script-src '{_hash(script)}'",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )
    language = "zh-CN" if i18n.language() == "zh" else "en"
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{text(title)}</title>
<style>{style}</style>
</head>
<body {_words()}>
<main{f' class="{paper}"' if paper else ""}>
{body}
</main>
<script>{script}</script>
</body>
</html>
"""


def _hash(content: str) -> str:
    return f"sha256-{b64encode(sha256(content.encode()).digest()).decode()}"


def _words() -> str:
    """The words of the script, which holds none itself."""
    words = {
        "find": _("Find in this table"),
        "target": _("Find a target"),
        "all": _("all"),
        "light": _("Light"),
        "sort": _("Sort by this column"),
    }
    return " ".join(f'data-{name}="{text(word)}"' for name, word in words.items())
