"""Keys and degrees, as they are written: "E♭", "Cm", "Eb장조"; "ii", "V7", "2"."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata

from ..data.chords import FLATS, in_key, parse_chord, SHARPS
from ..runtime.errors import TatumError

__all__ = ['degree_chord', 'is_chord', 'read_key']


_MODES = {False: r"maj(or)?|M|장조?|메이저", True: r"min(or)?|m|-|단조?|마이너",
          None: r"키|key|조|"}
_SYLLABLES = dict(zip("다라마바사가나", "CDEFGAB"))


def read_key(text: str) -> tuple[str, bool | None] | None:
    """"eb", "E♭", "Eb장조" or "내림마장조" -> ("Eb", …): a key's tonic as `SHARPS` or `FLATS` spell
    it, and whether it is said to be minor (None: not said). None for what is no key."""
    plain = unicodedata.normalize("NFKC", text.translate(str.maketrans("♭♯", "b#")))
    plain = re.sub(r"(?i)-?\s*flat|플랫", "b", re.sub(r"(?i)-?\s*sharp|샵|샾", "#", plain))
    plain = re.sub(r"[\s,.]", "", plain)
    korean = re.fullmatch(r"(내림|올림|)([가나다라마바사])((?:장|단)조?)", plain)
    if korean:
        sign = {"내림": "b", "올림": "#", "": ""}[korean[1]]
        plain = _SYLLABLES[korean[2]] + sign + korean[3]
    for minor, pattern in _MODES.items():
        match = re.fullmatch(rf"([A-Ga-g])([b#]?)(?:{pattern})", plain)
        if match:
            shift = {"b": -1, "#": 1, "": 0}[match[2]]
            place = "C D EF G A B".index(match[1].upper()) + shift
            return (SHARPS if match[2] == "#" else FLATS)[place % 12], minor
    return None


_DEGREES = {"I": 0, "II": 2, "III": 4, "IV": 5, "V": 7, "VI": 9, "VII": 11}
_DIATONIC = ("maj7", "m7", "m7", "maj7", "7", "m7", "m7b5")
_ROMAN = "VII|VI|IV|V|III|II|I"


def degree_chord(text: str) -> str | None:
    """A degree as a chord in C: "ii" -> "Dm7", "V" -> "G7", "bVII7" -> "Bb7", "2" -> "Dm7",
    "V7/ii" -> "A7". Small Roman numerals are minor, numbers the chords of the major scale. None for
    what is no degree."""
    text = text.translate(str.maketrans("♭♯", "b#"))
    of = re.fullmatch(rf"(.*[^/])/([b#]?(?:{_ROMAN}|{_ROMAN.lower()}))", text)
    chord = of and degree_chord(of[1])
    if chord: return in_key(chord, re.match("[A-G][b#]?", degree_chord(of[2]))[0])
    match = re.fullmatch(rf"([b#]?)(?:({_ROMAN}|{_ROMAN.lower()})|([1-7])(?![\dx]))(.*)", text)
    if not match: return None
    sign, roman, number, quality = match.groups()
    degree = list(_DEGREES)[int(number) - 1] if number else roman.upper()
    names = SHARPS if sign == "#" else FLATS
    root = names[(_DEGREES[degree] + {"b": -1, "#": 1, "": 0}[sign]) % 12]
    symbol = root + (quality or _usual_quality(degree, number, roman, sign))
    if quality and roman and roman.islower() and re.match(r"[6791b]", quality):
        symbol = f"{root}m{quality}"
    try:
        parse_chord(symbol)
    except TatumError:
        return None
    return symbol


def _usual_quality(degree: str, number: str | None, roman: str | None, sign: str) -> str:
    """The quality of a `degree` that is written without one."""
    if number and not sign: return _DIATONIC[int(number) - 1]
    if roman and roman.islower(): return {"I": "m6", "VII": "m7b5"}.get(degree, "m7")
    if sign == "b": return "7" if degree == "VII" else "maj7"
    return "maj7" if degree in ("I", "IV") else "7"


def is_chord(symbol: str) -> bool:
    """Whether `symbol` is a chord, a degree or `N.C.`"""
    if symbol.upper() in ("N.C.", "NC") or degree_chord(symbol): return True
    try:
        parse_chord(symbol)
    except TatumError:
        return False
    return True
