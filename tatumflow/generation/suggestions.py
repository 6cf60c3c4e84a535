"""Names as people type them, and those near to one that is not known."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import difflib
import re
import unicodedata
from collections.abc import Iterable

__all__ = ['bare_letters', 'suggest']


def bare_letters(name: str) -> str:
    """`name` without what is no letter or digit, in small letters, however they are typed."""
    return re.sub(r"[\W_]", "", unicodedata.normalize("NFKC", name)).casefold()


def suggest(name: str, known: Iterable[str]) -> str:
    """A question such as "혹시 Art Tatum입니까? " with up to three of the `known` names that are
    spelt much like `name`, or nothing."""
    spelt = {one.casefold(): one for one in known}
    close = difflib.get_close_matches(name.strip().casefold(), spelt, n=3, cutoff=0.5)
    return f"혹시 {', '.join(spelt[match] for match in close)}입니까? " if close else ""
