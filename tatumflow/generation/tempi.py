"""Tempi as one asks for them: a number, a curve from one to another, a ritardando at the end."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata
from dataclasses import dataclass

import numpy as np

from ..data.notes import BEATS_A_BAR
from ..data.time_map import TimeMap
from ..runtime.errors import TatumError
from .limits import check_numbers

__all__ = ['TempoCurve', 'curve_map', 'read_curve']


_SLOWER, _FASTER = 0.75, 4 / 3  # what "slower and slower" and "faster and faster" come to
_RITARDANDO, _SLOWING = 0.6, 2  # what the tempo comes to, in the last bars, which are so many
_UNTIL = r"(?:[-–—−~〜∼→]|->|에서|부터)"
_CHANGES = {
    "rit": r"rit(?:ardando|\.)?|리타르단도|리트|끝에서 느리게|끝을 느리게",
    "slower": r"rall(?:entando|\.)?|점점 ?느리게|점점 ?느려지게|갈수록 느리게",
    "faster": r"accel(?:erando|\.)?|점점 ?빠르게|점점 ?빨라지게|갈수록 빠르게",
}


@dataclass(frozen=True)
class TempoCurve:
    """From `first` to `last` beats per minute, evenly over the bars; with `rit` the last two bars
    slow down besides. Raises `TatumError` for a tempo outside of `LIMITS`."""
    first: float
    last: float
    rit: bool = False

    def __post_init__(self):
        check_numbers(tempo=self.first)
        check_numbers(tempo=self.last)

    @property
    def changes(self) -> bool:
        """Whether it is more than one tempo."""
        return self.rit or self.first != self.last

    @property
    def fastest(self) -> float:
        """The fastest of its tempi."""
        return max(self.first, self.last)


def read_curve(text: str | float) -> TempoCurve:
    """180, "180", "120-90" (gradually, over all that is played), "120 rit." (the last two bars slow
    down), "120 점점 느리게" or "120 accel.". Raises `TatumError` for what is no tempo."""
    plain = unicodedata.normalize("NFKC", str(text)).strip().casefold()
    how = next((name for name, words in _CHANGES.items() if re.search(words, plain)), None)
    if how: plain = re.sub(_CHANGES[how], " ", plain)
    plain = re.sub(r"bpm|[=♩,]", " ", plain).strip()
    number = r"(\d{1,4}(?:\.\d+)?)"
    match = re.fullmatch(rf"{number}(?:\s*{_UNTIL}\s*{number}(?:까지)?)?", plain)
    if not match or (match[2] and how in ("slower", "faster")):
        raise TatumError(f"빠르기 '{text}'을(를) 읽지 못했습니다. 120, 120-90, '120 rit.', "
                         "'120 점점 느리게'처럼 적어 주십시오.")
    first = float(match[1])
    change = {"slower": _SLOWER, "faster": _FASTER}.get(how, 1.0)
    return TempoCurve(first, float(match[2] or first * change), how == "rit")


def curve_map(curve: TempoCurve, bars: int) -> TimeMap:
    """The map of `bars` bars of a curve, a straight line from beat to beat; beat 0 at 0 s.
    What is played is brought into seconds through it; `read_tempi` gives the frames' values."""
    beats = np.arange(BEATS_A_BAR * bars + 1.0)
    if not curve.changes: return TimeMap(beats * (60 / curve.first), beats)
    tempo = curve.first + (curve.last - curve.first) * (beats[:-1] + 0.5) / beats[-1]
    if curve.rit:
        slowing = BEATS_A_BAR * min(bars, _SLOWING)
        tempo[-slowing:] *= np.linspace(1, _RITARDANDO, slowing + 1)[1:]
    seconds = np.concatenate([[0.0], np.cumsum(60 / tempo)])
    return TimeMap(seconds, beats)
