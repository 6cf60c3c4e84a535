# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from ..runtime.errors import TatumError

__all__ = [
    'BAR_SECONDS', 'CHORDS', 'CHORD_SECONDS', 'Chord', 'Etude', 'FLATS', 'HARMONY', 'MAJOR',
    'MELODY_SECONDS', 'MINOR', 'MINOR_QUALITIES', 'NO_CHORD', 'PROGRESSIONS', 'QUALITIES',
    'REGISTERS', 'REGISTER_WEIGHT', 'ROOTS', 'SHARPS', 'analyze_chords', 'chord_list',
    'chord_slots', 'chord_tones', 'in_key', 'parse_chord', 'pitch_class_weights',
]


NO_CHORD = "N.C."


@dataclass(frozen=True)
class Chord:
    """A chord symbol (or `NO_CHORD`) and where it sounds (`onset`, `duration` in seconds)."""
    onset: float
    duration: float
    symbol: str


@dataclass(frozen=True)
class Etude:
    """Notes with their ground truth: chords, beat times in seconds, key, tempo in beats per minute."""
    notes: np.ndarray
    chords: list[Chord]
    beats: np.ndarray
    key: str
    tempo: float
    title: str
    style: str


HARMONY = {  # quality: intervals | ladder (even rungs are chord tones) | voicing | run
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
SHARPS, FLATS = "C C# D D# E F F# G G# A A# B".split(), "C Db D Eb E F Gb G Ab A Bb B".split()


MAJOR, MINOR_QUALITIES, _MORE = r"(?:[Mm]aj|ma|j|M|△|\^)", r"(?:min|mi|m|-)", r"(?:[b#]?(?:5|7|9|11|13)[b#]?)*"
_SHARP_NINTH = r"#9|9#(?!1|5(?![b#]))"  # as in 7#9, and in Weimar's 79#; not in 9#11 and 9#5
_WRITTEN = {quality: re.compile(pattern) for quality, pattern in {  # what may stand after a root; the first that fits
    "maj": r"(?:maj|M|6|69|add9)?",
    "7#5": rf"(?!.*(?:b9|9b|{_SHARP_NINTH}))(?:(?:\+|aug){_MORE}|(?:7|9|13)(?:\+|#5|5#){_MORE})",
    "m6": rf"{MINOR_QUALITIES}(?:6|69|{MAJOR}{_MORE})?",
    "maj7": rf"(?:\+|aug)?{MAJOR}{_MORE}",
    "m7b5": rf"[øØ]{_MORE}|{MINOR_QUALITIES}(?:7|9|11)?(?=.*(?:b5|5b)){_MORE}",
    "m7": rf"{MINOR_QUALITIES}(?:7|9|11|13){_MORE}",
    "dim7": r"(?:o|°|dim)7?",
    "7sus": rf"(?:7|9|13)?(?:[b#]?(?:9|13))*sus4?{_MORE}|11{_MORE}",
    "7alt": rf"7?alt|(?:7|9|13)(?=.*(?:{_SHARP_NINTH}|b13|13b|#5|5#)){_MORE}|(?:(?:\+|aug)7|7\+){_MORE}",
    "7b9": rf"(?:7|13)(?=.*(?:b9|9b(?!5|1))){_MORE}",
    "7": rf"(?:7|9|13){_MORE}",
}.items()}


@cache
def parse_chord(symbol: str) -> tuple[int, str, tuple[int, ...]]:
    """Root pitch class, quality (a key of `HARMONY`) and intervals in semitones; a bass after a slash is passed over.

    Raises TatumError for what cannot be read.
    """
    plain = symbol.strip().translate(str.maketrans("♭♯∆Δ–−", "b#△△--", "(), "))
    plain = re.sub(r"(?<=\d)([-+])(?=5|9|11|13)", lambda sign: "b#"[sign[1] == "+"], re.sub(r"/(?=\d)", "", plain))  # C7-9, C7/9
    match = re.fullmatch(r"([A-G])([b#]?)(.*?)(?:/[A-G][b#]?)?", plain)
    quality = match and next((name for name, written in _WRITTEN.items() if written.fullmatch(match[3])), None)
    if not quality:
        raise TatumError(f"화음 기호 '{symbol}'을(를) 읽지 못했습니다. Cmaj7, Dm7, G7b9, Bm7b5처럼 적어 주십시오.")
    root = "C D EF G A B".index(match[1]) + {"#": 1, "b": -1, "": 0}[match[2]]
    return root % 12, quality, tuple(int(i) for i in HARMONY[quality][0].split())


_A1 = "C6 A7 | Dm7 G7 | C6 A7 | Dm7 G7 | C7 | F6 F#dim7 | C6 A7 | Dm7 G7"
_A2 = "C6 A7 | Dm7 G7 | C6 A7 | Dm7 G7 | C7 | F6 F#dim7 | Dm7 G7 | C6"
_B1, _B2 = "Cmaj7 Am7 | Dm7 G7 | Em7 A7b9 | Dm7 G7", "Cmaj7 C7 | Fmaj7 Fm6 | Em7 Ebdim7 | Dm7 G7"
PROGRESSIONS = {
    "ii-V-I": "Dm7 | G7 | Cmaj7 | Cmaj7 | Dm7 | G7alt | C6 | A7b9",
    "minor_ii-V-i": "Dm7b5 | G7b9 | Cm6 | Cm6 | Fm7 | Dm7b5 G7alt | Cm6 | Cm6",
    "turnaround": "Cmaj7 A7b9 | Dm7 G7 | Em7 A7 | Dm7 G7alt | C6 C7 | F6 F#dim7 | Cmaj7 A7 | Dm7 G7",
    "blues": "C7 | F7 | C7 | C7 | F7 | F#dim7 | C7 | A7 | Dm7 | G7 | C7 A7 | Dm7 G7",
    "bird_blues": "Cmaj7 | Bm7b5 E7b9 | Am7 D7 | Gm7 C7 | F7 | Fm7 Bb7 | Em7 A7 | Ebm7 Ab7 | Dm7 | G7 | C6 A7 | Dm7 G7",
    "minor_blues": "Cm6 | Fm7 | Cm6 | Cm6 | Fm7 | Fm7 | Cm6 | Cm6 | Ab7 | G7alt | Cm6 | Dm7b5 G7b9",
    "rhythm_changes": f"{_A1} | {_A2} | E7 | E7 | A7 | A7 | D7 | D7 | G7 | G7 | {_A2}",
    "coltrane_changes": "Cmaj7 Eb7 | Abmaj7 B7 | Emaj7 G7 | Cmaj7 | Dm7 Eb7 | Abmaj7 B7 | Emaj7 G7 | Cmaj7 A7alt",
    "dominants": "E7 | E7 | A7 | A7 | D7 | D7 | G7 | G7 | C6 | A7 | D7 | G7 | C7 | F6 Fm6 | C6 A7 | D7 G7",
    "falling_fifths": "Fm7 | Bb7 | Ebmaj7 | Abmaj7 | Dm7b5 | G7b9 | Cm6 | C7b9 | "
                      "Fm7 | Bb7 | Ebmaj7 | Abmaj7 | Dm7b5 | G7alt | Cm6 | Cm6",
    "ballad": f"{_B1} | {_B2} | F6 Fm6 | Em7 A7 | D7 F#dim7 | G7sus G7 | {_B1}",
    "ragtime": "C6 | E7 | A7 | A7 | D7 | G7 | C6 A7 | D7 G7 | C6 | E7 | A7 | A7 | F6 F#dim7 | C6 A7 | D7 G7 | C6 G+",
    "modulating": "Gm7 C7 | Fmaj7 | Fm7 Bb7 | Ebmaj7 | Am7b5 D7b9 | Gm7 | G7sus | G7 | "
                "Em7 A7 | Dm7 | Fm6 Bb7 | Cmaj7 | Em7 Ebdim7 | Dm7 G7 | Em7 A7b9 | Dm7 G7b9",
}
MINOR = {"minor_ii-V-i", "minor_blues", "falling_fifths"}


def in_key(symbol: str, key: str, minor: bool = False) -> str:
    """A chord of a progression in C as it is spelt in `key` ("Eb", "F#"): a root with an accidental keeps its kind, any other takes the key's."""
    sharp = "#" in key or key in (("E", "B") if minor else ("G", "D", "A", "E", "B"))
    names = {"#": SHARPS, "b": FLATS}.get(symbol[1:2], SHARPS if sharp else FLATS)
    return re.sub(r"^[A-G][b#]?|(?<=/)[A-G][b#]?", lambda note: names[(parse_chord(note[0])[0] + parse_chord(key)[0]) % 12], symbol)


ROOTS = tuple(FLATS)
QUALITIES = ("maj", "maj7", "7", "m7", "m7b5", "dim7", "sus", "aug")
CHORDS = tuple(root + quality for root in ROOTS for quality in QUALITIES)  # then "none"
# third, fifth, seventh (or sixth), tensions, and the log-odds of meeting such a chord
_QUALITY = {"maj": (4, 7, 9, (2,), 0.0), "maj7": (4, 7, 11, (2, 6, 9), 0.3), "7": (4, 7, 10, (1, 2, 3, 6, 8, 9), 0.4),
            "m7": (3, 7, 10, (2, 5), 0.4), "m7b5": (3, 6, 10, (5, 8), -0.2), "dim7": (3, 6, 9, (2, 5, 8, 11), -0.5),
            "sus": (5, 7, 10, (2, 9), -0.7), "aug": (4, 8, 10, (2,), -0.7)}
REGISTERS, REGISTER_WEIGHT = (48, 66), (4.0, 4.0, 2.0)


def _profiles() -> np.ndarray:
    """log p(pitch class | chord) by register, shape (3, 96, 12)."""
    rows = []
    for third, fifth, seventh, tensions, _ in _QUALITY.values():
        low, middle, high = np.full(12, 0.04), np.full(12, 0.05), np.full(12, 0.1)
        low[[third, seventh, fifth, 0]] = 0.2, 0.1, 0.45, 1.0
        middle[list(tensions)], high[list(tensions)] = 0.2, 0.2
        middle[[fifth, 0, third, seventh]] = 0.5, 0.5, 1.0, 0.7
        high[[0, third, fifth, seventh]] = 0.8
        rows.append([low, middle, high])
    rows = np.array(rows) / np.sum(rows, axis=-1, keepdims=True)
    return np.log([[np.roll(row[register], root) for root in range(12) for row in rows] for register in range(3)])


_PROFILES = _profiles()


BAR_SECONDS, CHORD_SECONDS, MELODY_SECONDS = 2.0, 0.5, 0.25


def pitch_class_weights(notes: np.ndarray, slots: int) -> np.ndarray:
    """How much each pitch class sounds (s, times velocity / 64) in each 0.5 s slot and register, shape (3, slots, 12).

    A note counts for at most its first second.
    """
    weights = np.zeros((3, slots, 12))
    onset, end = notes["onset"], notes["onset"] + np.minimum(notes["duration"], 1.0)
    register = np.searchsorted(REGISTERS, notes["pitch"], side="right")
    for step in range(4):  # one second touches at most three slots
        slot = (onset // CHORD_SECONDS).astype(int) + step
        shared = np.minimum(end, (slot + 1) * CHORD_SECONDS) - np.maximum(onset, slot * CHORD_SECONDS)
        there = (shared > 0) & (slot < slots)
        np.add.at(weights, (register[there], slot[there], notes["pitch"][there] % 12), (shared * notes["velocity"] / 64)[there])
    return weights


def analyze_chords(notes: np.ndarray, slots: int) -> np.ndarray:
    """The chord of every 0.5 s slot as an index into `CHORDS` (96: nothing sounds), by Viterbi decoding.

    Emission: sum over registers of weight · Σ w(pitch class) · log p(pitch class | chord), plus a prior on the quality. Staying
    is free, changing costs 3, or 1 when the root falls a fifth.
    """
    if slots == 0:
        return np.empty(0, int)
    weights = pitch_class_weights(notes, slots)
    prior = np.tile([row[-1] for row in _QUALITY.values()], 12)
    emission = prior + np.einsum("r,rsp,rcp->sc", REGISTER_WEIGHT, weights, _PROFILES)
    root = np.arange(96) // len(QUALITIES)
    change = np.where((root - root[:, None]) % 12 == 5, -1.0, -3.0)
    np.fill_diagonal(change, 0.0)
    score, back = emission[0], np.zeros((slots, 96), int)
    for slot in range(1, slots):
        arrive = score[:, None] + change
        back[slot] = arrive.argmax(0)
        score = arrive.max(0) + emission[slot]
    path = [int(score.argmax())]
    for slot in range(slots - 1, 0, -1):
        path.append(back[slot, path[-1]])
    return np.where(weights.sum((0, 2)) > 0, path[::-1], len(CHORDS))


def chord_slots(chords: list[Chord], slots: int) -> np.ndarray:
    """The chord written for the middle of every 0.5 s slot, as an index into `CHORDS` (96: `NO_CHORD`); the first one before its onset."""
    reduced = {"m6": "m7", "7b9": "7", "7alt": "7", "7sus": "sus", "7#5": "aug"}
    def label(symbol):
        if symbol == NO_CHORD: return len(CHORDS)
        root, quality, _ = parse_chord(symbol)
        return CHORDS.index(ROOTS[root] + reduced.get(quality, quality))
    labels = np.array([label(chord.symbol) for chord in chords])
    now = np.searchsorted([chord.onset for chord in chords], (np.arange(slots) + 0.5) * CHORD_SECONDS, side="right") - 1
    return labels[np.maximum(now, 0)]


def chord_tones(tensions: bool = False) -> np.ndarray:
    """Which pitch classes are tones (and `tensions`) of each of `CHORDS`, boolean (96, 12)."""
    members = [(0, *row[:3], *(row[3] if tensions else ())) for row in _QUALITY.values()]
    return np.array([np.roll(np.isin(np.arange(12), row), root) for root in range(12) for row in members])


def chord_list(labels) -> list[Chord]:
    """Slots of `analyze_chords` as `Chord`s, equal neighbours joined."""
    edges = [0, *(np.flatnonzero(np.diff(labels)) + 1), len(labels)]
    return [Chord(a * CHORD_SECONDS, (b - a) * CHORD_SECONDS, NO_CHORD if labels[a] == len(CHORDS) else CHORDS[labels[a]].removesuffix("maj"))
            for a, b in zip(edges, edges[1:]) if b > a]
