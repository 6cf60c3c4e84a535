"""Chord symbols as MusicXML's `harmony`."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from xml.etree.ElementTree import Element, SubElement

from ..data.chords import NO_CHORD, parse_chord
from .spelling import root_fifths

__all__ = ['chord_kind', 'harmony']


_MAJOR, _MINOR = r"(?:maj|ma|M|j|△|Δ|\^)", r"(?:min|mi|m|-)"
_ENDINGS = (  # what stands after the root, MusicXML's kind
    (r"|maj|M|ma", "major"), (r"6|6/?9", "major-sixth"), (rf"{_MAJOR}7?", "major-seventh"),
    (rf"{_MAJOR}9", "major-ninth"), (rf"{_MAJOR}13", "major-13th"), (_MINOR, "minor"),
    (rf"{_MINOR}(?:6|6/?9)", "minor-sixth"), (rf"{_MINOR}{_MAJOR}7?", "major-minor"),
    (rf"{_MINOR}7", "minor-seventh"), (rf"{_MINOR}9", "minor-ninth"),
    (rf"{_MINOR}11", "minor-11th"), (rf"{_MINOR}13", "minor-13th"),
    (rf"{_MINOR}7b5|[øØ]7?", "half-diminished"), (r"(?:dim|o|°)7", "diminished-seventh"),
    (r"dim|o|°", "diminished"), (r"aug|\+", "augmented"),
    (r"7#5|7\+|\+7|aug7", "augmented-seventh"), (r"7", "dominant"),
    (r"9", "dominant-ninth"), (r"11", "dominant-11th"), (r"13", "dominant-13th"),
    (r"(?:7|9|13)?sus4?", "suspended-fourth"), (r"sus2", "suspended-second"),
)
_ALTERED = r"[b#](?:5|9|11|13)"
_BY_QUALITY = {"maj": "major", "maj7": "major-seventh", "7": "dominant", "m7": "minor-seventh",
               "m6": "minor-sixth", "m7b5": "half-diminished", "dim7": "diminished-seventh",
               "7b9": "dominant", "7alt": "dominant", "7sus": "suspended-fourth",
               "7#5": "augmented-seventh"}


def chord_kind(symbol: str) -> tuple[str, str, list[tuple[int, int, str]]]:
    """MusicXML's kind of a chord symbol, what of it is written after the root, and its degrees:
    (degree, semitones, "add" or "alter")."""
    if re.search("7?alt$", symbol): return "dominant", "7alt", []
    plain = re.sub(r"/[A-G].*$", "", symbol)
    suffix = re.sub(r"^[A-Ga-g][b#♭♯]*", "", plain).translate(str.maketrans("♭♯", "b#", "() ,"))
    base = next((row for row in _ENDINGS if re.fullmatch(row[0], suffix)), None)
    altered, text = "" if base else " ".join(re.findall(_ALTERED, suffix)), suffix
    if not base:
        rest = text = re.sub(_ALTERED, "", suffix)
        base = next((row for row in _ENDINGS if re.fullmatch(row[0], rest)),
                    ("", _BY_QUALITY[parse_chord(symbol)[1]]))
    degrees = []
    for word in altered.split():
        number = int(re.sub(r"\D", "", word))
        alter = {"b": -1, "#": 1}[word[0]]
        degrees.append((number, alter, "add" if number != 5 else "alter"))
    return base[1], text, degrees


def harmony(symbol: str, offset: int = 0) -> Element:
    """The `harmony` element of a chord symbol, `offset` divisions after where it stands."""
    known, top = symbol != NO_CHORD, Element("harmony", {"print-frame": "no"})
    root = SubElement(top, "root")
    letter = SubElement(root, "root-step", {} if known else {"text": ""})
    letter.text = symbol[0].upper() if known else "C"
    if known: _add_alter(root, "root-alter", root_fifths(symbol))
    kind, text, degrees = chord_kind(symbol) if known else ("none", NO_CHORD, [])
    shown = re.sub("b(?=[59]|1[13])", "♭", text).replace("#", "♯")
    SubElement(top, "kind", {"text": shown}).text = kind
    slash = re.search(r"/([A-G][b#♭♯]?)$", symbol)
    if slash and known:
        bass = SubElement(top, "bass")
        SubElement(bass, "bass-step").text = slash[1][0]
        _add_alter(bass, "bass-alter", root_fifths(slash[1]))
    for step, alter, how in degrees:
        degree = SubElement(top, "degree")
        SubElement(degree, "degree-value").text = str(step)
        SubElement(degree, "degree-alter").text = str(alter)
        SubElement(degree, "degree-type").text = how
    if offset: SubElement(top, "offset").text = str(offset)
    return top


def _add_alter(parent: Element, tag: str, fifths: int) -> None:
    """The accidental of a root, where it has one."""
    alter = (fifths + 1) // 7
    if alter: SubElement(parent, tag).text = str(alter)
