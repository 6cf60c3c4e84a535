"""Notation: a take as it is written on paper."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

import numpy as np

from ..data.chords import Chord, NO_CHORD
from ..data.harmony import analyze_chords, chord_list
from ..data.notes import BEATS_A_BAR
from ..data.time_map import warp
from ..evaluation.timing import swing_ratio
from ..runtime.errors import TatumError
from .grids import BeatFit
from .hands import split_hands
from .pieces import Piece
from .quantising import write_hand
from .registers import choose_clefs, choose_octaves
from .spelling import find_key, spell, Spelled
from .takes import Take
from .voices import write_voice

__all__ = ['Notation', 'Staff', 'heard_chords', 'write_staff', 'write_take', 'written_tempo']


@dataclass(frozen=True)
class Staff:
    """One staff of one voice: its pieces, their names from low to high, those of their grace
    notes, and of each piece the clef and how many octaves lower than it sounds it stands."""
    pieces: list[Piece]
    names: list[tuple[Spelled, ...]]
    graces: list[tuple[tuple[Spelled, ...], ...]]
    clefs: list[str]
    octaves: list[int]

    def first(self, bars: int) -> "Staff":
        """Its first `bars`."""
        count = bisect_left(self.pieces, bars * BEATS_A_BAR, key=lambda piece: piece.onset)
        last = [replace(piece, tied_to=piece.tied_to and i < count - 1)
                for i, piece in enumerate(self.pieces[:count])]
        return Staff(last, self.names[:count], self.graces[:count], self.clefs[:count],
                     self.octaves[:count])


@dataclass(frozen=True)
class Notation:
    """What stands on the page: staves from the top, the key signature (fifths), chord symbols and
    section letters (beats), the tempo (beats per minute; None: free) and how it is played."""
    title: str
    subtitle: str
    staves: list[Staff]
    key: int
    chords: tuple[Chord, ...] = ()
    sections: tuple[tuple[str, float], ...] = ()
    tempo: float | None = None
    feel: str = ""
    composer: str = "TatumFlow"

    @property
    def bars(self) -> int:
        """How many bars it has."""
        return int(self.staves[0].pieces[-1].onset // BEATS_A_BAR) + 1

    def first(self, bars: int) -> "Notation":
        """Its first `bars`."""
        end = bars * BEATS_A_BAR
        return replace(self, staves=[staff.first(bars) for staff in self.staves],
                       chords=tuple(chord for chord in self.chords if chord.onset < end),
                       sections=tuple(one for one in self.sections if one[1] < end))


_LEAST_SWING = 0.56         # of the beat: an earlier second eighth is as good as even
_SWING = 0.62               # of the beat: where a swung second eighth is played, if not known


def write_take(take: Take) -> Notation:
    """A take on two staves: hands, rhythm, note values, accidentals, clefs.

    Onsets are moved to the grid of each beat (see `GRIDS`); swung eighths are written even under
    the mark "Swing". Raises `TatumError` for a take without notes.
    """
    if not len(take.notes):
        raise TatumError("음표가 없는 연주라 악보로 적을 것이 없습니다. 다른 연주를 고르십시오.")
    notes, in_beats = _sounding(take)
    count = math.ceil(in_beats["onset"].max()) + 2
    seconds = np.diff(take.time.to_seconds(np.arange(count + 1.0)))
    ratio = swing_ratio(take.notes, take.beats)      # nan: too few pairs to tell
    swing = max(_LEAST_SWING, ratio / (1 + ratio)) if ratio > 1 else _SWING
    left = split_hands(notes)
    hands = [write_hand(notes[hand], in_beats[hand], seconds, swing) for hand in (~left, left)]
    last = max(stroke.onset for strokes, _ in hands for stroke in strokes)
    chords = take.chords or heard_chords(in_beats, count)
    key = find_key(in_beats, take.chords)
    end = BEATS_A_BAR * (last // BEATS_A_BAR + 1)
    staves = [write_staff(write_voice(strokes, fits, end), usual, key, chords)
              for (strokes, fits), usual in zip(hands, "GF")]
    feel = "Swing" if _swings(fits for _, fits in hands) else ""
    return Notation(take.title, f"{take.called} style", staves, key, chords, take.sections,
                    written_tempo(take), feel)


def _sounding(take: Take) -> tuple[np.ndarray, np.ndarray]:
    """The notes of a take in seconds and the same in beats of its map, from beat 0 on."""
    notes = np.sort(take.notes, order=("onset", "pitch"))
    notes["onset"] = np.maximum(notes["onset"], take.time.to_seconds(0.0))
    return notes, warp(notes, take.time)


def _swings(hands: Iterable[dict[int, BeatFit]]) -> bool:
    """Whether most of the second eighths of the hands' beats are played late."""
    late = [fit.late > 0.5 for fits in hands for fit in fits.values()
            if fit.grid.swings and Fraction(1, 2) in {fit.grid.written[i] for i in fit.points}]
    return sum(late) > len(late) / 2


def heard_chords(notes: np.ndarray, beats: int) -> tuple[Chord, ...]:
    """The chords that are heard in `notes` (beats), read once every half bar so that their symbols
    do not stand in each other's way."""
    labels = analyze_chords(notes, 2 * math.ceil(beats / 2))
    return tuple(chord for chord in chord_list(np.repeat(labels[::2], 2))
                 if chord.symbol != NO_CHORD)


def written_tempo(take: Take) -> float | None:
    """The tempo at the head of the page; None where the take begins without a pulse."""
    start = max(0.0, float(take.time.to_beats(take.notes["onset"].min())))
    if any(first <= start < last for first, last in take.time.free): return None
    return float(np.median(take.time.tempo(np.arange(start, start + 16))))


def write_staff(pieces: list[Piece], usual: str, key: int, chords: Sequence[Chord]) -> Staff:
    """A staff of `pieces` that fill whole bars, in its `usual` clef, spelled by key and chords."""
    starts = [chord.onset for chord in chords]
    names, graces = [], []
    for i, piece in enumerate(pieces):
        at = bisect_right(starts, float(piece.onset) + 1e-6) - 1
        symbol = chords[at].symbol if at >= 0 else None
        after = next((one.pitches for one in pieces[i + 1:i + 4] if one.pitches), ())
        spelled = tuple(spell(pitch, key, symbol, _follows(pitch, after))
                        for pitch in piece.pitches)
        names.append(names[-1] if piece.tied_from else spelled)
        graces.append(tuple(tuple(spell(pitch, key, symbol, _follows(pitch, piece.pitches))
                                  for pitch in grace) for grace in piece.graces))
    lines = [[name.line for name in group] for group in names]
    within = [piece.tied_from or piece.onset % 2 != 0 for piece in pieces]
    clefs = choose_clefs(lines, usual, within)
    tied = [piece.tied_from for piece in pieces]
    octaves = choose_octaves(lines, clefs, tied)
    return Staff(pieces, names, graces, clefs, octaves)


def _follows(pitch: int, after: Sequence[int]) -> int | None:
    """The one of the following pitches that is a semitone away, if there is one."""
    return next((other for other in after if abs(other - pitch) == 1), None)
