"""What a performance is made of: small patterns of both hands, told without key and loudness."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from typing import NamedTuple

import numpy as np

from .grouping import chord_starts, TIME_EDGES, TOGETHER

__all__ = ['BUCKETS', 'FAMILIES', 'Pattern', 'style_features', 'style_patterns']


BUCKETS = 251  # classes of one kind of pattern; more kinds of a pattern are hashed into them
FAMILIES = 45  # kinds of patterns that `style_patterns` counts
_MOVE_KINDS = np.r_[-11.5, -8.5, -5.5, -3.5, -2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 3.5, 5.5, 8.5, 11.5]
_HAND, _ACCENT = 1.5, 4.0  # seconds around a note whose mean splits the hands, levels the loudness
_FAST = 0.2  # seconds
_SPREAD = np.uint64(0x9E3779B97F4A7C15)  # Fibonacci hashing (Knuth, 1973)


class Pattern(NamedTuple):
    """Patterns of one kind: the class of each, 0 to `BUCKETS` - 1, and the second at which it is
    complete."""
    bucket: np.ndarray
    time: np.ndarray


def _pattern(time: np.ndarray, *parts: tuple[np.ndarray, int]) -> Pattern:
    """The patterns that are told by all `parts`: values and how many there are."""
    code, kinds = np.zeros(len(time), np.int64), 1
    for value, size in parts:
        code, kinds = code * size + value, kinds * size
    if kinds > BUCKETS:
        code = ((code.astype(np.uint64) * _SPREAD) >> np.uint64(40)).astype(np.int64) % BUCKETS
    return Pattern(code, time)


def _around(onset: np.ndarray, reach: float) -> tuple[np.ndarray, np.ndarray]:
    """Of each note, the first and one past the last note within `reach` seconds."""
    return (np.searchsorted(onset, onset - reach), np.searchsorted(onset, onset + reach, "right"))


def _sums(value: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    total = np.r_[0, np.cumsum(value.astype(np.int64))]
    return total[last] - total[first]


def _above_mean(notes: np.ndarray, reach: float) -> np.ndarray:
    """How far each pitch is above the mean of `reach` seconds around it, in semitones."""
    first, last = _around(notes["onset"], reach)
    pitch, count = notes["pitch"].astype(np.int64), last - first
    return (count * pitch - _sums(pitch, first, last)) / np.maximum(count, 1)


def _accents(notes: np.ndarray) -> np.ndarray:
    """How far each velocity is above the mean around it, in standard deviations (at least 2)."""
    first, last = _around(notes["onset"], _ACCENT)
    loud, count = notes["velocity"].astype(np.int64), last - first
    total, squares = _sums(loud, first, last), _sums(loud ** 2, first, last)
    spread = np.maximum(count * squares - total ** 2, 4 * count ** 2)
    return (count * loud - total) / np.sqrt(np.maximum(spread, 1))


class _Chords(NamedTuple):
    """The chords of one hand: onset (s), outer pitch, notes (at most 6), the set of semitones above
    the lowest note as bits, longest duration (s), strongest accent."""
    time: np.ndarray
    outer: np.ndarray
    size: np.ndarray
    shape: np.ndarray
    duration: np.ndarray
    accent: np.ndarray


def _hand_chords(notes: np.ndarray, accent: np.ndarray, outermost: np.ufunc) -> _Chords:
    first, pitch = chord_starts(notes), notes["pitch"].astype(np.int64)
    if not len(first): return _Chords(*np.zeros((6, 0), np.int64))
    size = np.diff(np.append(first, len(notes)))
    above = pitch - np.repeat(np.minimum.reduceat(pitch, first), size)
    return _Chords(notes["onset"][first], outermost.reduceat(pitch, first), np.minimum(size, 6),
                   np.bitwise_or.reduceat(1 << np.minimum(above, 24), first),
                   np.maximum.reduceat(notes["duration"], first),
                   np.maximum.reduceat(accent, first))


def _hand_patterns(hand: _Chords) -> list[Pattern]:
    t, size, shape = hand.time, hand.size, hand.shape
    step, gap = np.diff(hand.outer), np.diff(t)
    move, kind = np.clip(step, -7, 7) + 7, np.digitize(step, _MOVE_KINDS)
    far, wait, held = np.clip(step, -15, 15) + 15, _time_class(gap), _time_class(hand.duration)
    ratio = _scaled(np.diff(np.log2(np.maximum(gap, 0.02))), 2, 8)
    tie = _scaled(np.log2(np.maximum(hand.duration[:-1], 0.02) / np.maximum(gap, 0.02)), 3, 8)
    accent = _scaled(np.diff(hand.accent), 2, 5)
    quick = np.convolve(gap < _FAST, np.ones(4), "valid") == 4 if len(gap) > 3 else gap[3:] > 0
    moves = [(move[n:max(len(move) - 3, 0) + n][quick], 15) for n in range(4)]
    block = size[1:] > 1
    chorded = block | (size[:-1] > 1)
    return [_pattern(t[2:], (move[:-1], 15), (move[1:], 15)),
            _pattern(t[3:], (move[:-2], 15), (move[1:-1], 15), (move[2:], 15)),
            _pattern(t[4:][quick], *moves),
            *_time_patterns(t, wait, ratio, kind),
            _pattern(t, (shape, 1 << 25)),
            _pattern(t[1:][block], (shape[1:][block], 1 << 25), (far[block], 31)),
            _pattern(t[1:][chorded], (shape[:-1][chorded], 1 << 25), (shape[1:][chorded], 1 << 25)),
            *_size_patterns(t, size, kind, wait),
            _pattern(t, (size, 7), (held, 14)), _pattern(t[1:], (tie, 17), (wait, 14)),
            _pattern(t[1:], (accent, 11), (kind, 15)), _pattern(t[1:], (accent, 11), (wait, 14)),
            _pattern(t[2:], (accent[:-1], 11), (accent[1:], 11))]


def _time_class(seconds: np.ndarray) -> np.ndarray:
    """1 to 13, by `TIME_EDGES`."""
    return np.digitize(seconds, TIME_EDGES[:-1])


def _scaled(value: np.ndarray, steps: int, most: int) -> np.ndarray:
    """`value` in 1/`steps`, at most `most` of them to each side, from 0."""
    return np.clip(np.round(steps * value), -most, most).astype(np.int64) + most


def _time_patterns(t, wait, ratio, kind) -> list[Pattern]:
    return [_pattern(t[2:], (wait[:-1], 14), (wait[1:], 14)),
            _pattern(t[3:], (ratio[:-1], 17), (ratio[1:], 17)),
            _pattern(t[1:], (kind, 15), (wait, 14))]


def _size_patterns(t, size, kind, wait) -> list[Pattern]:
    return [_pattern(t[2:], (size[:-2], 7), (size[1:-1], 7), (size[2:], 7)),
            _pattern(t[1:], (size[:-1], 7), (size[1:], 7), (kind, 15)),
            _pattern(t[1:], (size[:-1], 7), (size[1:], 7), (wait, 14))]


def _joint_patterns(notes: np.ndarray, right: np.ndarray, accent: np.ndarray) -> list[Pattern]:
    onset, pitch = notes["onset"], notes["pitch"].astype(np.int64)
    step, register = np.diff(pitch), _above_mean(notes, 8.0)
    together = np.diff(onset) <= TOGETHER
    spread = np.minimum(np.round(np.diff(onset)[together] * 250), 11).astype(np.int64)
    count, all_moves = np.bincount(onset.astype(int)), np.clip(step, -24, 24) + 24
    return [*_chord_patterns(notes, right), *_bass_patterns(onset, pitch),
            _pattern(onset[1:][together], (spread, 12),
                     (np.minimum(abs(step[together]), 24), 25)),
            _pattern(onset, (_scaled(register, 1, 30) // 3, 21)),
            _pattern(np.arange(len(count)), (np.minimum(count, 30), 31)),
            _pattern(onset[2:], (all_moves[:-1], 49), (all_moves[1:], 49)),
            _pattern(onset, (right, 2), (_scaled(accent, 2, 6), 13))]


def _chord_patterns(notes: np.ndarray, right: np.ndarray) -> list[Pattern]:
    """Which hands play in turn, when, how wide, and how many notes sound."""
    onset, pitch, first = notes["onset"], notes["pitch"].astype(np.int64), chord_starts(notes)
    t, size = onset[first], np.minimum(np.diff(np.append(first, len(notes))), 8)
    hands = [np.minimum(np.add.reduceat(one.astype(int), first), 3) for one in (right, ~right)]
    who, wait = 4 * hands[0] + hands[1], _time_class(np.diff(t))
    span = np.maximum.reduceat(pitch, first) - np.minimum.reduceat(pitch, first)
    ended = np.searchsorted(np.sort(onset + notes["duration"]), t, "right")
    sounding = np.clip(np.searchsorted(onset, t, "right") - ended, 0, 15)
    return [_pattern(t[2:], (who[:-2], 16), (who[1:-1], 16), (who[2:], 16)),
            _pattern(t[1:], (who[:-1], 16), (who[1:], 16), (wait, 14)),
            _pattern(t, (size, 9), (np.minimum(span, 60) // 3, 21)), _pattern(t, (sounding, 16))]


def _bass_patterns(onset: np.ndarray, pitch: np.ndarray) -> list[Pattern]:
    """The pitch classes of every half second above its lowest note, and where that goes."""
    slot = (onset / 0.5).astype(int)
    first = np.flatnonzero(np.diff(slot, prepend=-1))
    bass = np.minimum.reduceat(pitch, first)
    above = pitch - np.repeat(bass, np.diff(np.append(first, len(pitch))))
    classes = np.bitwise_or.reduceat(1 << above % 12, first)
    return [_pattern(onset[first], (classes, 1 << 12)),
            _pattern(onset[first[1:]], (classes[:-1], 1 << 12), (np.diff(bass) % 12, 12))]


def style_patterns(notes: np.ndarray) -> list[Pattern]:
    """The patterns of a clip in seconds, `FAMILIES` kinds; none of silence.

    Transposed, or louder by a constant, the same notes have the same patterns.
    """
    if not len(notes): return [_pattern(np.zeros(0))] * FAMILIES
    right, accent = _above_mean(notes, _HAND) >= 0, _accents(notes)
    hands = [_hand_chords(notes[one], accent[one], outermost)
             for one, outermost in ((right, np.maximum), (~right, np.minimum))]
    return [*_hand_patterns(hands[0]), *_hand_patterns(hands[1]),
            *_joint_patterns(notes, right, accent)]


def style_features(notes: np.ndarray) -> np.ndarray:
    """How a clip is played, shape (`FAMILIES` · `BUCKETS`,), float32: square roots of the shares of
    its patterns (so that distances are Hellinger's), 0 to 1."""
    shares = [np.bincount(kind.bucket, minlength=BUCKETS) / max(len(kind.bucket), 1)
              for kind in style_patterns(notes)]
    return np.sqrt(np.concatenate(shares)).astype(np.float32)
