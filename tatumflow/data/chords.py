"""Chord symbols: how they are written and what they mean."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from ..runtime.errors import TatumError

__all__ = [
    'Chord', 'FLATS', 'HARMONY', 'Harmony', 'MINOR_MAJOR', 'NO_CHORD', 'SHARPS', 'in_key',
    'parse_chord',
]


NO_CHORD = "N.C."


@dataclass(frozen=True)
class Chord:
    """A chord symbol (or `NO_CHORD`) and where it sounds (`onset`, `duration` in seconds, or in
    beats where that is said)."""
    onset: float
    duration: float
    symbol: str


_QUALITIES = {  # quality: intervals, ladder, voicing, run
    "maj":  ("0 4 7 9",   "0 2 4 5 7 8 9 11",   "4 7 9 2",   "0 2 4 7 9"),
    "maj7": ("0 4 7 11",  "2 3 4 5 7 9 11 12",  "4 7 11 2",  "2 4 7 9 11"),
    "7":    ("0 4 7 10",  "0 2 4 5 7 9 10 11",  "4 7 10 2",  "0 2 4 7 9"),
    "m7":   ("0 3 7 10",  "0 2 3 5 7 9 10 11",  "3 7 10",    "0 3 5 7 10"),
    "m6":   ("0 3 7 9",   "0 2 3 5 7 8 9 11",   "3 7 9",     "0 2 3 7 9"),
    "m7b5": ("0 3 6 10",  "0 1 3 5 6 8 10 11",  "3 6 10 0",  "0 3 5 6 10"),
    "dim7": ("0 3 6 9",   "0 2 3 5 6 8 9 11",   "3 6 9",     "0 3 6 9"),
    "7b9":  ("0 4 7 10 1", "1 3 4 5 7 8 10 12", "4 7 10 1",  "1 4 7 10"),
    "7alt": ("0 4 10 1 8", "1 3 4 6 8 9 10 12", "4 8 10 1",  "1 3 4 8 10"),
    "7sus": ("0 5 7 10",  "0 2 5 6 7 9 10 11",  "5 7 10 2",  "0 2 5 7 10"),
    "7#5":  ("0 4 8 10",  "0 2 4 6 8 9 10 11",  "4 8 10 2",  "0 2 4 6 8 10"),
}


class Harmony(NamedTuple):
    """What a chord quality means, in semitones above the root: its intervals, the ladder whose even
    rungs are chord tones, the left hand's voicing, and the scale of a run."""
    intervals: tuple[int, ...]
    ladder: tuple[int, ...]
    voicing: tuple[int, ...]
    run: tuple[int, ...]


HARMONY = {quality: Harmony(*(tuple(int(step) for step in row.split()) for row in rows))
           for quality, rows in _QUALITIES.items()}
SHARPS = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
FLATS = ["C", "Db", "D", "Eb", "E", "F", "Gb", "G", "Ab", "A", "Bb", "B"]


_MAJOR, _MINOR, _AUGMENTED = r"([Mm]aj|ma|j|M|△|\^)", r"(min|mi|m|-)", r"(\+|aug)"
_MORE = r"([b#]?(5|7|9|11|13)[b#]?)*"  # tensions and alterations; Weimar writes the sign after them
_SHARP_NINTH = r"#9|9#(?!1|5(?![b#]))"  # as in 7#9 and in Weimar's 79#; not in 9#11 and 9#5
_NO_ALTERED_NINTH = rf"(?!.*(b9|9b|{_SHARP_NINTH}))"
MINOR_MAJOR = _MINOR + _MAJOR  # a pattern: as in C-j7


_SPELLINGS = [  # quality, what may stand after the root, examples; the first row that fits counts
    ("maj", r"(maj|M|6|69|add9)?", "C C6 C69 Cmaj CM Cadd9"),
    ("7#5", rf"{_NO_ALTERED_NINTH}{_AUGMENTED}{_MORE}", "C+ Caug Caug9 C+#11"),
    ("7#5", rf"{_NO_ALTERED_NINTH}(7|9|13)(\+|#5|5#){_MORE}", "C7#5 C9#5 C13#5 C75# C7+"),
    ("m6", rf"{_MINOR}(6|69)?", "Cm C- Cmin6 C-69"),
    ("m6", rf"{MINOR_MAJOR}{_MORE}", "Cmmaj7 C-j7 CmM7"),
    ("maj7", rf"{_AUGMENTED}?{_MAJOR}{_MORE}", "Cmaj7 Cj7 C△7 CM7 Cmaj9 Cmaj7#5 C+j7"),
    ("m7b5", rf"[øØ]{_MORE}", "Cø Cø7 CØ9"),
    ("m7b5", rf"{_MINOR}(7|9|11)?(?=.*(b5|5b)){_MORE}", "Cm7b5 C-75b Cm11b5 Cm7b5b9"),
    ("m7", rf"{_MINOR}(7|9|11|13){_MORE}", "Cm7 C-7 Cmin7 Cmi9 C-911"),
    ("dim7", r"(o|°|dim)7?", "Co Co7 C° Cdim7"),
    ("7sus", rf"(7|9|13)?([b#]?(9|13))*sus4?{_MORE}", "Csus Csus4 C7sus C9sus C7b9sus"),
    ("7sus", rf"11{_MORE}", "C11 C11b9"),
    ("7alt", r"7?alt", "Calt C7alt"),
    ("7alt", rf"(7|9|13)(?=.*({_SHARP_NINTH}|b13|13b|#5|5#)){_MORE}", "C7#9 C79# C9b13 C7b9#5"),
    ("7alt", rf"({_AUGMENTED}7|7\+){_MORE}", "C+7b9 C+79# C7+b9"),
    ("7b9", rf"(7|13)(?=.*(b9|9b(?!5|1))){_MORE}", "C7b9 C79b C13b9"),
    ("7", rf"(7|9|13){_MORE}", "C7 C9 C13 C7#11 C9#11 C7b5"),
]


@cache
def parse_chord(symbol: str) -> tuple[int, str, tuple[int, ...]]:
    """Root pitch class, quality (a key of `HARMONY`) and intervals in semitones.

    A bass after a slash is passed over. Raises `TatumError` for what cannot be read.
    """
    for plain in (_plain_symbol(symbol), _usual_spelling(symbol)):
        match = re.fullmatch(r"([A-G])([b#]?)(.*?)(?:/[A-G][b#]?)?", plain)
        fits = (quality for quality, spelling, _ in _SPELLINGS if re.fullmatch(spelling, match[3]))
        quality = match and next(fits, None)
        if quality:
            root = "C D EF G A B".index(match[1]) + {"#": 1, "b": -1, "": 0}[match[2]]
            return root % 12, quality, HARMONY[quality].intervals
    raise TatumError(f"화음 기호 '{symbol}'을(를) 읽지 못했습니다. "
                     "Cmaj7, Dm7, G7b9, Bm7b5처럼 적어 주십시오.")


def _plain_symbol(symbol: str) -> str:
    """One way of writing where there are several: C♭7, C7(b9), C7-9, C7+9 and C6/9."""
    plain = symbol.strip().translate(str.maketrans("♭♯∆Δ–−", "b#△△--", ", "))
    plain = re.sub(r"^([A-Ga-g][b#]?)\((?=[b#]\d)", r"\g<1>7", plain)  # G(b9) is no Gb9
    plain = plain.translate(str.maketrans("", "", "()"))
    plain = re.sub(r"/(?=\d)", "", plain)
    plain = re.sub(r"(?<=\d)-(?=5|9|11|13)", "b", plain)
    return re.sub(r"(?<=\d)\+(?=5|9|11|13)", "#", plain)


def in_key(symbol: str, key: str, minor: bool = False) -> str:
    """A chord of a progression in C as it is spelt in `key` ("Eb", "F#").

    A root with an accidental keeps its kind, any other takes the key's.
    """
    sharp = "#" in key or key in (("E", "B") if minor else ("G", "D", "A", "E", "B"))
    names = {"#": SHARPS, "b": FLATS}.get(symbol[1:2], SHARPS if sharp else FLATS)

    def move(note):
        return names[(parse_chord(note[0])[0] + parse_chord(key)[0]) % 12]

    return re.sub(r"^[A-G][b#]?|(?<=/)[A-G][b#]?", move, symbol)


_WORDS = [  # how a quality may also be written, and as what `_SPELLINGS` reads it; in this order
    (r"하프", "half"), (r"디미니[시쉬]드?", "dim"), (r"어그먼트|오그먼트", "aug"),
    (r"메이[저져]", "maj"), (r"마이너", "m"), (r"서스", "sus"), (r"세븐스?", "7"),
    (r"half-?dim(inished)?|∅|^h(?=\d|$)", "ø"), (r"dim(inished)?", "dim"),
    (r"aug(mented)?", "aug"), (r"sus(pended)?", "sus"), (r"alt(ered)?", "alt"),
    (r"dom(inant)?(?=\d)", ""), (r"dom(inant)?$", "7"), (r"major|maj|(?-i:MA|Ma)", "maj"),
    (r"minor|min|(?-i:MI|Mi)", "m"), (r"(?<=\d|m|j)(th|seventh)$", ""),
    (r"(omit|no)\.?\d+(rd|th)?", ""), (r"add([b#]11|#?11|2|3|4|6|9|13)", ""), (r"add", ""),
    (r"^(7|9|11|13)(?-i:M|maj|\^|△)", r"maj\1"), (r"^(m|-)(7|9|11|13)(?-i:M|maj)", r"mmaj\2"),
    (r"^(o|°|dim)7?(?-i:maj|M|\^|△)7?$", "dim7"), (r"^(o|°|dim)(9|11)$", "dim7"),
    (r"^(sus)?2$|^5$", ""), (r"sus2/?(sus)?4?", "sus"), (r"^(m|-|maj|(?-i:M)|\^|△)7?(?=sus)", "7"),
    (r"^(m|-)(2|[b#]?5|b6|b13)$", r"m"),
    (r"(?-i:(?<=\d)B(?=5|9|13))", "b"), (r"^(m|-)?6?9?#11$", r"\g<1>6"),
    (r"^(?=[b#])", "7"),
]
_ANY_ROOT = r"([A-Ga-g])(bb|##|x|b|#|)"


def _usual_spelling(symbol: str) -> str:
    """`symbol` as `_SPELLINGS` reads it, where `_WORDS`, full-width letters, small roots or double
    accidentals are in the way; without its bass."""
    text = unicodedata.normalize("NFKC", symbol.replace("˚", "°").replace("º", "°"))
    text = text.translate(str.maketrans("—‐‑’'", "---  ")).replace("𝄪", "##").replace("𝄫", "bb")
    text = re.sub(r"-?(?i:flat)|플랫", "b", re.sub(r"-?(?i:sharp)|샵|샾|샤프", "#", text))
    text = re.sub(r"/(?=[b#♭♯]?\d)", "", text)
    match = re.fullmatch(rf"{_ANY_ROOT}(.*?)(?:/{_ANY_ROOT})?", _plain_symbol(text))
    if not match: return ""
    quality = match[3]
    for word, sign in _WORDS: quality = re.sub(rf"(?i:{word})", sign, quality)
    shift = {"bb": -2, "b": -1, "": 0, "#": 1, "##": 2, "x": 2}[match[2]]
    root = ("C D EF G A B".index(match[1].upper()) + shift) % 12
    return (SHARPS if shift > 0 else FLATS)[root] + quality
