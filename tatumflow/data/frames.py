# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from miditok import REMI, TokenizerConfig

from .chords import analyze_chords, BAR_SECONDS, CHORDS, MELODY_SECONDS
from .notes import HIGHEST, LOWEST

__all__ = [
    'BOS', 'DENSITY_EDGES', 'DYNAMICS_EDGES', 'EOS', 'FRAME', 'HIDDEN', 'PAD', 'PIANISTS',
    'STEPS_PER_SECOND', 'STYLES', 'TokenKinds', 'build_tokenizer', 'density_and_dynamics',
    'frame_ids', 'read_frames', 'skyline', 'style_name', 'style_token', 'token_kinds',
]


def skyline(notes: np.ndarray, slots: int) -> np.ndarray:
    """The highest pitch of every 0.25 s slot, of those struck in it, else of those still sounding; 0 where nothing sounds."""
    line = np.zeros((2, slots), np.int64)  # still sounding, struck
    notes = notes[notes["onset"] < slots * MELODY_SECONDS]
    first = (notes["onset"] // MELODY_SECONDS).astype(int)
    last = np.minimum(((notes["onset"] + notes["duration"] - 1e-6) // MELODY_SECONDS).astype(int), slots - 1)
    np.maximum.at(line[1], first, notes["pitch"])
    for step in range(np.max(last - first, initial=-1) + 1):
        there = first + step <= last
        np.maximum.at(line[0], first[there] + step, notes["pitch"][there])
    return np.where(line[1] > 0, line[1], line[0])


DENSITY_EDGES = (4, 10, 15, 20, 25, 32, 42)  # notes in 2 s
DYNAMICS_EDGES = (40, 48, 54, 60, 66, 73, 82)  # mean velocity


def density_and_dynamics(notes: np.ndarray, bars: int) -> tuple[np.ndarray, np.ndarray]:
    """For every 2 s bar, which of 8 buckets its number of notes and its mean velocity fall into."""
    bar = (notes["onset"] // BAR_SECONDS).astype(int)
    count = np.bincount(bar[bar < bars], minlength=bars)
    force = np.bincount(bar[bar < bars], notes["velocity"][bar < bars], minlength=bars) / np.maximum(count, 1)
    return np.searchsorted(DENSITY_EDGES, count, side="right"), np.searchsorted(DYNAMICS_EDGES, force, side="right")


PIANISTS = """Abdullah Ibrahim, Ahmad Jamal, Alan Broadbent, Art Tatum, Barry Harris, Beegie Adair, Bill Cunliffe, Bill Evans,
Brad Mehldau, Cedar Walton, Charlie Parker, Chick Corea, Dave McKenna, Denny Zeitlin, Dick Hyman, Duke Jordan, Earl Hines,
Ellis Marsalis, Erroll Garner, Fred Hersch, George Cables, George Shearing, Gonzalo Rubalcaba, Hank Jones, Herbie Hancock,
Horace Parlan, Jaki Byard, Jessica Williams, Joanne Brackeen, Keith Jarrett, Kenny Barron, Lennie Tristano, Marcus Roberts,
Mary Lou Williams, McCoy Tyner, Michel Petrucciani, Monty Alexander, Oscar Peterson, Randy Weston, Ray Bryant, Red Garland,
Roland Hanna, Stanley Cowell, Stride Etude, Bebop Etude, Teddy Wilson, Tete Montoliu, Thelonious Monk, Tommy Flanagan"""
STYLES = tuple(name.strip() for name in PIANISTS.replace("\n", " ").split(",")) + ("Other",)
FRAME = (*(f"Chord{n}" for n in range(1, 5)), *(f"Melody{n}" for n in range(1, 9)), "Density", "Dynamics")  # every slot a kind of its own
HIDDEN = "Frame_?"
PAD, BOS, EOS = 0, 1, 2  # ids, fixed by the order of the special tokens
STEPS_PER_SECOND = 100


def style_name(name: str | None) -> str:
    """The style of `STYLES` that `name` means (case and spaces do not matter); "Other" for a performer without a token."""
    key = re.sub(r"\W", "", name or "").casefold()
    return next((style for style in STYLES if re.sub(r"\W", "", style).casefold() == key), "Other")


def style_token(name: str | None) -> str:
    """The header token of a style: "Art Tatum" -> "Style_ArtTatum"."""
    return "Style_" + style_name(name).replace(" ", "")


def build_tokenizer() -> REMI:
    """MidiTok's REMI with a 10 ms grid and this project's header and frame tokens: always the same vocabulary.

    REMI: Huang and Yang, Pop Music Transformer, 2020. Durations have 10 ms steps below 0.5 s, 50 ms below 2 s, then 125 ms.
    """
    values = {"Chord": (*CHORDS, "none"), "Melody": (*range(LOWEST, HIGHEST + 1), "none"), "Density": range(8), "Dynamics": range(8)}
    frame = [f"{slot}_{value}" for slot in FRAME for value in values[slot.rstrip("12345678")]]
    return REMI(TokenizerConfig(
        pitch_range=(LOWEST, HIGHEST), beat_res={(0, 1): 50, (1, 4): 10, (4, 16): 4}, num_velocities=16,
        special_tokens=["PAD", "BOS", "EOS", HIDDEN, *map(style_token, STYLES), *frame],
        encode_ids_split="no", use_time_signatures=False, use_pitchdrum_tokens=False))


@dataclass(frozen=True)
class TokenKinds:
    """Of every token id: its kind ("Pitch", "Chord1", …), its value ("60", "G7", …), whether it is header or frame, and of a note's
    tokens the number they stand for: MIDI pitch, velocity, and place in the bar and duration in 10 ms."""
    kind: np.ndarray
    value: np.ndarray
    special: np.ndarray
    number: np.ndarray

    def ids(self, kind: str) -> np.ndarray:
        """The ids of one kind, ascending."""
        return np.flatnonzero(self.kind == kind)


def token_kinds(tokenizer: REMI) -> TokenKinds:
    """The `TokenKinds` table of a tokenizer."""
    return _kinds_of(tuple(sorted(tokenizer.vocab, key=tokenizer.vocab.get)))


@cache
def _kinds_of(names: tuple[str, ...]) -> TokenKinds:
    kind, value = np.array([name.split("_", 1) for name in names]).T
    number = np.zeros(len(names), int)
    for i, (what, text) in enumerate(zip(kind, value)):
        if what in ("Position", "Pitch", "Velocity"): number[i] = int(text)
        elif what == "Duration":  # "1.3.10": one beat (0.5 s) and 3/10
            beats, part, parts = map(int, text.split("."))
            number[i] = (beats * parts + part) * STEPS_PER_SECOND // (2 * parts)
    return TokenKinds(kind, value, ~np.isin(kind, ["Bar", "Position", "Pitch", "Velocity", "Duration"]), number)


def read_frames(notes: np.ndarray, bars: int) -> np.ndarray:
    """What the notes of each 2 s bar say, int (bars, 14): chords (`CHORDS`, 96 none), melody (key from 0 = A0, 88 silence), density, dynamics."""
    line, loud = skyline(notes, 8 * bars), density_and_dynamics(notes, bars)
    keys = np.where(line > 0, line, HIGHEST + 1) - LOWEST
    return np.column_stack([analyze_chords(notes, 4 * bars).reshape(bars, 4), keys.reshape(bars, 8), *loud])


def frame_ids(tokenizer: REMI) -> np.ndarray:
    """The token id of value 0 of every frame slot, (14,); its other values follow: `read_frames` + `frame_ids` are a frame's tokens."""
    kinds = token_kinds(tokenizer)
    return np.array([kinds.ids(slot)[0] for slot in FRAME])
