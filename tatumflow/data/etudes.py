"""Études: stride and bebop exercises over standard changes, composed by rule and dice."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import dataclass

import numpy as np

from ..runtime.errors import TatumError
from .chords import Chord, FLATS, in_key, parse_chord, SHARPS
from .etude_sheet import EtudeSheet, perform, voicing_near
from .left_hand import comp_bar, LeftHand, stride_bar
from .progressions import MINOR, PROGRESSIONS
from .right_hand import draw_motif, Line, play_line, play_riff, play_run

__all__ = ['Etude', 'TEMPI', 'etude_set', 'make_etude']


@dataclass(frozen=True)
class Etude:
    """Notes with their ground truth: chords, beat times in seconds, key, beats per minute."""
    notes: np.ndarray
    chords: list[Chord]
    beats: np.ndarray
    key: str
    tempo: float
    title: str
    style: str


_FORMS = {8: "AB", 12: "AAB", 16: "ABAC", 32: "ABACDEAC"}  # a letter for four bars
_PLANS = ["riff riff line run", "riff run riff line", "line line riff cascade",
          "riff riff run line", "riff riff cascade line", "line run riff rest",
          "riff line line run", "run riff line rest", "cascade riff riff line",
          "riff riff riff run"]


def _stride_phrase(sheet, rng, bar):
    """Four bars of right hand, one idea a bar."""
    motif, plan = draw_motif(rng), _PLANS[rng.integers(len(_PLANS))].split()
    for k, idea in enumerate(plan):
        at = bar + 4 * k
        if idea == "riff":
            play_riff(sheet, at, motif)
        elif idea == "line":
            stop = at + (4 if plan[k + 1:k + 2] == ["line"] else 3)
            pickup = k > 0 and plan[k - 1] != "line"
            play_line(sheet, rng, Line(at, stop, 62, 86, pickup, motif.doubling))
        elif idea == "run":
            play_line(sheet, rng, Line(at, at + 1, 64, 86, False, motif.doubling))
            play_run(sheet, rng, at + 2, at + 4)
        elif idea == "cascade":
            play_run(sheet, rng, at + 0.5, at + 4)
        else:
            sheet.play(at, 1.5, voicing_near(sheet, at, [76], (66, 82)), 68, roll=0.025)


def _bebop_phrase(sheet, rng, bar):
    """Lines of one and a half to four bars with a breath between."""
    beat, end = bar + rng.choice([0, 1, 2]), bar + 15
    while beat <= end - 4:
        stop = min(beat + rng.choice([4, 5, 6, 7, 9, 11]), end)
        play_line(sheet, rng, Line(beat, stop, pickup=beat > 0))
        beat = stop + rng.choice([2, 3, 4])


def _right_hand(sheet, style, bars, choruses, seed):
    """All phrases. Those of one letter of the form draw the same numbers within a chorus."""
    play = _stride_phrase if style == "stride" else _bebop_phrase
    for chorus in range(choruses):
        for i, letter in enumerate(_FORMS[bars]):
            rng = np.random.default_rng([seed, 2, chorus, ord(letter)])
            play(sheet, rng, 4 * (bars * chorus + 4 * i))


def _left_hand(sheet, style, bars, choruses, seed):
    """All bars; stride may stop in the middle of a phrase's last bar."""
    hand = LeftHand(sheet, np.random.default_rng([seed, 1]))
    for bar in range(bars * choruses):
        half = bar % bars % 8 == 7 and hand.rng.random() < 0.35
        if style == "stride":
            stride_bar(hand, 4 * bar, half)
        else:
            comp_bar(hand, 4 * bar)


def _end(sheet, bar):
    """The tonic, rolled from the bass up and held."""
    root = 31 + (parse_chord(sheet.change(bar).symbol)[0] - 31) % 12
    left = voicing_near(sheet, bar, [56], (48, 64))
    right = voicing_near(sheet, bar, [74], (66, 82))
    sheet.play(bar, 3.6, [root, *left, *right], 66, roll=0.045)


def make_etude(style: str = "stride", progression: str = "ii-V-I", key: str = "C",
               tempo: float = 176, choruses: int = 1, seed: int = 0) -> Etude:
    """An étude over one of `PROGRESSIONS`; the same arguments always give the same notes.

    `style` is "stride" or "bebop", `key` a tonic ("C", "F#", "Eb"); minor progressions give
    `Etude.key` "Cm". `tempo` is in beats per minute. Raises `TatumError` for an unknown name.
    """
    _check_names(style, progression, key)
    minor = progression in MINOR
    form = [bar.split() for bar in PROGRESSIONS[progression].split("|")]
    sheet = EtudeSheet(form * choruses + [["Cm6" if minor else "C6"]], tempo)
    _right_hand(sheet, style, len(form), choruses, seed)
    _left_hand(sheet, style, len(form), choruses, seed)
    beats = 4 * len(form) * choruses
    _end(sheet, beats)
    shift = (parse_chord(key)[0] + 5) % 12 - 5
    notes = perform(sheet, shift, np.random.default_rng([seed, 3]))
    chords = [Chord(sheet.seconds(start), length * sheet.second, in_key(symbol, key, minor))
              for start, length, symbol in sheet.changes]
    key += "m" * minor
    title = f"{style}-{progression}-{key}-{tempo:g}-{seed:02d}"
    return Etude(notes, chords, sheet.seconds(np.arange(beats + 4)), key, tempo, title, style)


TEMPI = {"stride": (120, 176), "bebop": (144, 224)}  # usual tempi in beats per minute


def _check_names(style, progression, key):
    """Raise `TatumError` for a name that is not known."""
    keys = sorted({*SHARPS, *FLATS})
    for name, names in ((style, TEMPI), (progression, PROGRESSIONS), (key, keys)):
        if name not in names:
            raise TatumError(f"'{name}'은(는) 모르는 이름입니다. 다음 가운데에서 고르십시오: "
                             f"{', '.join(names)}")


def etude_set(n: int = 60, seed: int = 0) -> list[Etude]:
    """`n` different études of 20 to 50 seconds.

    Styles, progressions and keys come in turn, tempi at random.
    """
    rng, etudes = np.random.default_rng(seed), []
    names, keys = rng.permutation(list(PROGRESSIONS)).tolist(), rng.permutation(FLATS).tolist()
    for i in range(n):
        style, name = list(TEMPI)[i % 2], names[i % len(names)]
        bars = PROGRESSIONS[name].count("|") + 1
        low, high = (84, 108) if name == "ballad" else TEMPI[style]
        tempo = int(rng.integers(max(low, 5 * bars), high + 1))
        choruses = max(1, round(30 * tempo / 60 / (4 * bars)))
        key = keys[i // 2 % 12]
        etudes.append(make_etude(style, name, key, tempo, choruses, seed=100 * seed + i))
    return etudes
