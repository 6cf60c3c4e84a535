"""The tokens: styles, frame slots, MidiTok's notes."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from dataclasses import dataclass
from functools import cache

import numpy as np
from miditok import REMI, TokenizerConfig

from .harmony import CHORDS
from .notes import HIGHEST, LOWEST
from .tempo import TEMPO_VALUES

__all__ = [
    'BOS', 'EOS', 'FRAME', 'HIDDEN', 'LONGEST_GAP', 'MIDDLE', 'PAD', 'SHEET', 'STEPS_A_BEAT',
    'STYLES', 'TokenKinds', 'build_tokenizer', 'style_name', 'style_token', 'token_kinds',
]


_PIANISTS = """Abdullah Ibrahim, Ahmad Jamal, Alan Broadbent, Art Tatum, Barry Harris,
Beegie Adair, Bill Cunliffe, Bill Evans, Brad Mehldau, Cedar Walton, Charlie Parker, Chick Corea,
Dave McKenna, Denny Zeitlin, Dick Hyman, Duke Jordan, Earl Hines, Ellis Marsalis, Erroll Garner,
Fred Hersch, George Cables, George Shearing, Gonzalo Rubalcaba, Hank Jones, Herbie Hancock,
Horace Parlan, Jaki Byard, Jessica Williams, Joanne Brackeen, Keith Jarrett, Kenny Barron,
Lennie Tristano, Marcus Roberts, Mary Lou Williams, McCoy Tyner, Michel Petrucciani,
Monty Alexander, Oscar Peterson, Randy Weston, Ray Bryant, Red Garland, Roland Hanna,
Stanley Cowell, Stride Etude, Bebop Etude, Teddy Wilson, Tete Montoliu, Thelonious Monk,
Tommy Flanagan"""
STYLES = (*(name.strip() for name in _PIANISTS.replace("\n", " ").split(",")), "Other")


FRAME = ("Tempo", *(f"Chord{n}" for n in range(1, 5)), *(f"Melody{n}" for n in range(1, 9)),
         "Density", "Dynamics")  # every slot is a kind of its own
HIDDEN = "Frame_?"
SHEET, MIDDLE = "Sheet_None", "Middle_None"  # frames alone follow; the middle of a bridge follows
LONGEST_GAP = 16  # bars, which a bridge leaves out at most
PAD, BOS, EOS = 0, 1, 2  # ids, fixed by the order of the special tokens
STEPS_A_BEAT = 48  # triplets and sixteenths lie on it exactly


def style_name(name: str | None) -> str:
    """The style of `STYLES` that `name` means, whatever its case and spaces; else "Other"."""
    key = re.sub(r"\W", "", name or "").casefold()
    return next((style for style in STYLES if re.sub(r"\W", "", style).casefold() == key), "Other")


def style_token(name: str | None) -> str:
    """The header token of a style: "Art Tatum" -> "Style_ArtTatum"."""
    return "Style_" + style_name(name).replace(" ", "")


def build_tokenizer() -> REMI:
    """MidiTok's REMI with 48 steps a beat and this project's header and frame tokens.

    Always the same vocabulary. REMI: Huang and Yang, Pop Music Transformer, 2020. Durations have
    steps of 1/48 beat below one beat, of 1/12 below four, then of 1/4.
    """
    values = {"Tempo": (*range(TEMPO_VALUES), "free"), "Chord": (*CHORDS, "none"),
              "Melody": (*range(LOWEST, HIGHEST + 1), "none"),
              "Density": range(8), "Dynamics": range(8)}
    gaps = [f"Gap_{bars}" for bars in range(1, LONGEST_GAP + 1)]
    frame = [f"{slot}_{value}" for slot in FRAME for value in values[slot.rstrip("12345678")]]
    return REMI(TokenizerConfig(
        pitch_range=(LOWEST, HIGHEST), num_velocities=16,
        beat_res={(0, 1): STEPS_A_BEAT, (1, 4): 12, (4, 16): 4},
        special_tokens=["PAD", "BOS", "EOS", HIDDEN, "Sheet", "Middle", *gaps,
                        *map(style_token, STYLES), *frame],
        encode_ids_split="no", use_time_signatures=False, use_pitchdrum_tokens=False))


@dataclass(frozen=True)
class TokenKinds:
    """What each token id is, as arrays over the vocabulary.

    kind: "Pitch", "Chord1", …; value: "60", "G7", …; special: whether it is header or frame;
    number: of a note's tokens, the MIDI pitch, the velocity, the place in the bar or the duration
    (in 1/48 beat) they stand for. The table of a vocabulary is shared: it is not to be changed.
    """
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
    number = np.array([_number(*name.split("_", 1)) for name in names])
    notes = ["Bar", "Position", "Pitch", "Velocity", "Duration"]
    return TokenKinds(kind, value, ~np.isin(kind, notes), number)


def _number(kind: str, value: str) -> int:
    """See `TokenKinds.number`; 0 for other kinds."""
    if kind in ("Position", "Pitch", "Velocity"): return int(value)
    if kind != "Duration": return 0
    beats, part, parts = map(int, value.split("."))  # "1.3.12": one beat and 3/12
    return (beats * parts + part) * STEPS_A_BEAT // parts
