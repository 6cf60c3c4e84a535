"""Chord symbols of MusicXML, as they are spelt here."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..data.chords import FLATS, NO_CHORD
from ..runtime.errors import TatumError
from .keys import is_chord

__all__ = ['xml_chord']


_XML_KINDS = {
    "major": "", "minor": "m", "augmented": "+", "diminished": "dim", "dominant": "7",
    "major-seventh": "maj7", "minor-seventh": "m7", "diminished-seventh": "dim7",
    "augmented-seventh": "7#5", "half-diminished": "m7b5", "major-minor": "mmaj7",
    "major-sixth": "6", "minor-sixth": "m6", "dominant-ninth": "9", "major-ninth": "maj9",
    "minor-ninth": "m9", "dominant-11th": "11", "major-11th": "maj11", "minor-11th": "m11",
    "dominant-13th": "13", "major-13th": "maj13", "minor-13th": "m13",
    "suspended-second": "sus2", "suspended-fourth": "sus4", "power": "5", "none": NO_CHORD}


def xml_chord(harmony, shift: int) -> str:
    """The symbol of a `<harmony>`, `shift` semitones higher. What its structure does not tell, the
    text does that is shown. Raises `TatumError` with what cannot be read."""
    kind, text = harmony.findtext("kind", "").strip(), ""
    if kind == "none": return NO_CHORD
    shown = harmony.find("kind")
    if shown is not None: text = shown.get("text") or ""
    root, bass = _note_name(harmony, "root", shift), _note_name(harmony, "bass", shift)
    built = _XML_KINDS.get(kind) if kind != "none" else None
    qualities = [] if built is None else [_add_degrees(built, harmony)]
    for quality in ((text, *qualities) if text.endswith("alt") else (*qualities, text)):
        symbol = f"{root}{quality}" + (f"/{bass}" if bass else "")
        if root and is_chord(symbol): return symbol
    raise TatumError(f"화음 기호 '{root}{text or kind}'을(를) 읽지 못했습니다.")


def _note_name(harmony, part: str, shift: int) -> str:
    """The root or the bass of a `<harmony>`, `shift` semitones higher; "" where there is none."""
    step = harmony.findtext(f"{part}/{part}-step", "").strip()
    if step not in [*"ABCDEFG"]: return ""
    alter = _read_alter(harmony.findtext(f"{part}/{part}-alter"))
    if not shift: return step + ("#" * alter if alter > 0 else "b" * -alter)
    return FLATS[("C D EF G A B".index(step) + alter + shift) % 12]


def _read_alter(text: str | None) -> int:
    """Semitones of an accidental. Raises ValueError for more than two."""
    alter = round(float(text or 0))
    if abs(alter) > 2: raise ValueError(f"{alter} accidentals")
    return alter


def _add_degrees(quality: str, harmony) -> str:
    """`quality` with the degrees that are added to or altered in a `<harmony>`."""
    more = ""
    for degree in harmony.findall("degree"):
        value = degree.findtext("degree-value", "").strip()
        alter = _read_alter(degree.findtext("degree-alter"))
        if degree.findtext("degree-type", "").strip() == "subtract": continue
        sign = "#" * alter if alter > 0 else "b" * -alter
        if value == "7" and quality in ("", "m", "sus4", "sus2"):  # 0 is the small seventh
            seventh = "maj7" if alter > 0 else "7"
            quality = f"m{seventh}" if quality == "m" else seventh + quality
        elif sign: more += f"({sign}{value})" if value != "7" else ""
        elif quality in ("", "m"): more += f"add{value}"
    if quality == "7sus4" and more.startswith("("): return f"7{more}sus4"
    return quality + more
