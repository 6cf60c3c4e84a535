"""Notation: a take as it is written on paper."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from fractions import Fraction

import numpy as np

from ..data.chords import Chord, NO_CHORD, parse_chord
from ..data.harmony import analyze_chords, chord_list
from ..data.time_map import TimeMap, warp
from ..evaluation.timing import swing_ratio
from ..runtime.errors import TatumError
from .bar_lines import BarLines
from .grids import BeatFit
from .hands import split_hands
from .holding import mark_voices, part_voices
from .pieces import Piece
from .quantising import write_hand
from .registers import choose_clefs, choose_octaves
from .spelling import find_key, spell, Spelled
from .takes import Take
from .voices import VoiceWriter

__all__ = [
    'Notation', 'Speller', 'Voice', 'heard_chords', 'write_staff', 'write_take', 'written_tempo',
]


@dataclass(frozen=True)
class Voice:
    """One voice of a staff: its pieces, their names from low to high, those of their grace notes,
    and of each piece the clef and how many octaves lower than it sounds it stands."""
    pieces: list[Piece]
    names: list[tuple[Spelled, ...]]
    graces: list[tuple[tuple[Spelled, ...], ...]]
    clefs: list[str] = field(default_factory=list)
    octaves: list[int] = field(default_factory=list)

    def first(self, end: Fraction) -> "Voice":
        """What of it stands before the bar line `end` (beats)."""
        count = bisect_left(self.pieces, end, key=lambda piece: piece.onset)
        last = [replace(piece, tied_to=piece.tied_to and i < count - 1)
                for i, piece in enumerate(self.pieces[:count])]
        return Voice(last, self.names[:count], self.graces[:count], self.clefs[:count],
                     self.octaves[:count])


@dataclass(frozen=True)
class Notation:
    """What stands on the page: staves of one or two voices from the top, the key signature
    (fifths), chord symbols and section letters (beats), the tempo (beats per minute; None: free),
    how it is played, and the beats of its bars (see `BarLines`)."""
    title: str
    subtitle: str
    staves: list[list[Voice]]
    key: int
    chords: tuple[Chord, ...] = ()
    sections: tuple[tuple[str, float], ...] = ()
    tempo: float | None = None
    feel: str = ""
    composer: str = "TatumFlow"
    lines: BarLines = BarLines()

    @property
    def bars(self) -> int:
        """How many bars it has."""
        return self.lines.bar(self.staves[0][0].pieces[-1].onset) + 1

    def first(self, bars: int) -> "Notation":
        """Its first `bars`."""
        end = self.lines.line(bars)
        return replace(self, staves=[[voice.first(end) for voice in staff]
                                     for staff in self.staves],
                       chords=tuple(chord for chord in self.chords if chord.onset < end),
                       sections=tuple(one for one in self.sections if one[1] < end))


_LEAST_SWING = 0.56         # of the beat: an earlier second eighth is as good as even
_SWING = 0.62               # of the beat: where a swung second eighth is played, if not known


def _swing_of(take: Take) -> float | None:
    """Where the second eighth of a beat lies in it (0 to 1); None: it has three."""
    if take.lines.compound: return None
    ratio = swing_ratio(take.notes, take.beats)  # nan: too few pairs to tell
    return max(_LEAST_SWING, ratio / (1 + ratio)) if ratio > 1 else _SWING


def _voices(hand: tuple, seconds: np.ndarray, bars: BarLines, end: float) -> list:
    """The voices up to beat `end` of what `write_hand` gave for a hand."""
    strokes, fits = hand
    upper, lower, spans = part_voices(strokes, seconds, bars.eighth)
    writer = VoiceWriter(fits, bars)
    return mark_voices(writer.write(upper, end), writer.write(lower, end), spans)


def write_take(take: Take) -> Notation:
    """A take on two staves: hands, rhythm, note values, accidentals, clefs.

    Onsets are moved to the grid of each beat (see `GRIDS`); swung eighths are written even under
    the mark "Swing". Raises `TatumError` for a take without notes.
    """
    if not len(take.notes):
        raise TatumError("음표가 없는 연주라 악보로 적을 것이 없습니다. 다른 연주를 고르십시오.")
    take = _from_first_note(take)
    notes, in_beats = _sounding(take)
    count = math.ceil(in_beats["onset"].max()) + 2
    seconds = np.diff(take.time.to_seconds(np.arange(count + 1.0)))
    swing, left = _swing_of(take), split_hands(notes)
    hands = [write_hand(notes[hand], in_beats[hand], seconds, swing) for hand in (~left, left)]
    last = max(stroke.onset for strokes, _ in hands for stroke in strokes)
    key = find_key(in_beats, take.chords)
    chords = take.chords or heard_chords(in_beats, count, key)
    bars, speller = take.lines, Speller(key, chords)
    end = bars.line(bars.bar(last) + 1)
    staves = [write_staff(_voices(hand, seconds, bars, end), usual, bars, speller)
              for hand, usual in zip(hands, "GF")]
    feel = "Swing" if _swings(fits for _, fits in hands) else ""
    return Notation(take.title, f"{take.called} style", staves, key, chords, take.sections,
                    written_tempo(take), feel, lines=bars)


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


def heard_chords(notes: np.ndarray, beats: int, key: int) -> tuple[Chord, ...]:
    """The chords that are heard in `notes` (beats), read once every half bar so that their symbols
    do not stand in each other's way, their roots spelled as in a `key` (fifths)."""
    labels = analyze_chords(notes, 2 * math.ceil(beats / 2))
    return tuple(replace(chord, symbol=_in_signature(chord.symbol, key))
                 for chord in chord_list(np.repeat(labels[::2], 2)) if chord.symbol != NO_CHORD)


def _in_signature(symbol: str, key: int) -> str:
    """A chord symbol whose root is spelled as in a key signature (fifths)."""
    root = parse_chord(symbol)[0]
    name = spell(60 + root, 0 if root in (0, 4, 5, 11) else key)  # no C flat and no E sharp
    return name.step + {-1: "b", 0: "", 1: "#"}[name.alter] + re.sub("^[A-G][b#]?", "", symbol)


def _from_first_note(take: Take) -> Take:
    """`take` without the bars of silence before it, if no chords stand there."""
    lines, first = take.lines, float(take.time.to_beats(take.notes["onset"].min()))
    bar = lines.bar(max(0.0, first + 1e-3))
    if take.chords or not bar: return take
    beat, notes = float(lines.line(bar)), take.notes.copy()
    start = float(take.time.to_seconds(beat))
    notes["onset"] -= start
    time = TimeMap(take.time.seconds - start, take.time.beats - beat, tuple(
        (one - beat, other - beat) for one, other in take.time.free))
    return replace(take, notes=notes, time=time, lines=lines.after(bar),
                   sections=tuple((letter, max(0.0, at - beat)) for letter, at in take.sections))


def written_tempo(take: Take) -> float | None:
    """The tempo at the head of the page; None where the take begins without a pulse."""
    start = max(0.0, float(take.time.to_beats(take.notes["onset"].min())))
    if any(first <= start < last for first, last in take.time.free): return None
    return float(np.median(take.time.tempo(np.arange(start, start + 16))))


@dataclass(frozen=True)
class Speller:
    """Spells pieces by a key signature (fifths) and chords (beats)."""
    key: int
    chords: Sequence[Chord]

    def voice(self, pieces: list[Piece]) -> Voice:
        """A voice of pieces with the names of their notes and grace notes."""
        starts, names, graces = [chord.onset for chord in self.chords], [], []
        for i, piece in enumerate(pieces):
            at = bisect_right(starts, float(piece.onset) + 1e-6) - 1
            symbol = self.chords[at].symbol if at >= 0 else None
            after = next((one.pitches for one in pieces[i + 1:i + 4] if one.pitches), ())
            spelled = tuple(spell(pitch, self.key, symbol, _follows(pitch, after))
                            for pitch in piece.pitches)
            names.append(names[-1] if piece.tied_from else spelled)
            graces.append(tuple(tuple(
                spell(pitch, self.key, symbol, _follows(pitch, piece.pitches))
                for pitch in grace) for grace in piece.graces))
        return Voice(pieces, names, graces)


def _follows(pitch: int, after: Sequence[int]) -> int | None:
    """The one of the following pitches that is a semitone away, if there is one."""
    return next((other for other in after if abs(other - pitch) == 1), None)


def write_staff(voices: Sequence[list[Piece]], usual: str, bars: BarLines, speller: Speller
                ) -> list[Voice]:
    """A staff of one or two voices of pieces that fill whole bars, in its `usual` clef.

    Clef and octave lines are those of both voices; where there are two in a bar, they change at
    its beginning only.
    """
    named = [speller.voice(pieces) for pieces in voices]
    shared = {bars.bar(piece.onset) for piece in (voices[1] if voices[1:] else ())
              if piece.pitches}
    order = sorted((piece.onset, layer, i) for layer, pieces in enumerate(voices)
                   for i, piece in enumerate(pieces))
    lines, fixed = [[name.line for name in named[layer].names[i]] for _, layer, i in order], []
    tied = {piece.onset for pieces in voices for piece in pieces if piece.tied_from}
    for onset, layer, _ in order:
        bar = bars.bar(onset)
        fixed.append(onset in tied or layer > 0 or bar in shared and onset != bars.line(bar))
    within = [still or onset % 2 != 0 for still, (onset, _, _) in zip(fixed, order)]
    clefs = choose_clefs(lines, usual, within)
    octaves = choose_octaves(lines, clefs, fixed)
    for (_, layer, _), clef, octave in zip(order, clefs, octaves):
        named[layer].clefs.append(clef)
        named[layer].octaves.append(octave)
    return named
