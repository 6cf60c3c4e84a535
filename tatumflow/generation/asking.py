"""What a `Player` can be asked for."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from ..data.chords import Chord
from ..data.notes import BEATS_A_BAR
from ..model.sampling import FREE_GUIDANCE, GUIDANCE, Sampling, STEADY
from ..runtime.errors import TatumError
from .edits import EDITS, parse_edits
from .lead_sheets import LeadSheet
from .lengths import is_given, Length
from .limits import check_numbers, LIMITS
from .styles import read_blend
from .suggestions import suggest
from .swing import check_swing
from .tunes import TUNES

__all__ = ['Ask', 'MODES', 'OPTIONS', 'default_guidance']


MODES = {"continuation": "이어 치기", "improvise": "즉흥", "style_transfer": "스타일 바꾸기",
         "theory_editing": "화성 고치기", "bridge": "다리 놓기", "arrange": "편곡"}
_SOURCE = ("midi", "track", "notes", "source")
OPTIONS = {
    "continuation": (*_SOURCE, "start", "bar", "seconds", "bars"),
    "improvise": ("chords", "sheet", "melody", "form", "tempo", "swing", "choruses", "key",
                  "density", "dynamics", "strength", "seconds", "bars"),
    "style_transfer": (*_SOURCE, "start", "bar", "strength", "seconds", "bars"),
    "theory_editing": (*_SOURCE, "edits", "bars", "tries"),
    "bridge": (*_SOURCE, "bars", "chords", "key", "density", "dynamics", "tries"),
    "arrange": ("sheet", "melody", "edits", "tempo", "swing", "choruses", "density", "dynamics",
                "strength", "tries"),
}  # beside what all modes take
_FREE_MODES = ("improvise", "arrange")  # no played music leads on


def default_guidance(mode: str) -> float:
    """How strictly style and frames are kept in a mode of `MODES` where nobody says it."""
    return FREE_GUIDANCE if mode in _FREE_MODES else GUIDANCE


@dataclass(frozen=True, eq=False)
class Ask(Length):
    """What a `Player` is to play. Which mode (see `MODES`) takes what, `OPTIONS` says; all take
    `style`, and how to draw: take i of `n` with the seed `seed + i`, with `temperature`, `top_p`,
    `min_p` and `guidance` as in `tatumflow.model.sample`. None and empty texts are not asked for.

    Raises `TatumError` for what no model could play.
    """
    mode: str = "improvise"
    style: str | None = None  # one, or a blend: see `read_blend` (default: the source's, or else
    # the player's first)
    midi: Path | None = None  # the file of the source (default: the first of the workspace)
    track: int | None = None  # this track of the file alone (see `choose_track`)
    notes: np.ndarray | None = None  # the source itself, in the place of `midi`
    source: str = ""  # what the source is called (default: the name of its file)
    start: float | None = None  # where to go on, or what to change from, in seconds
    bar: int | None = None  # the same as the number of a bar, in the place of `start`
    chords: str | Sequence[Chord] | None = None  # what to play over: a text, or chords in beats
    sheet: LeadSheet | Path | str | None = None  # the same with melody, form and tempo: a file, or
    # a text of any kind that `read_lead_sheet` reads
    melody: Path | None = None  # a MIDI file with the melody of `sheet`
    form: str | None = None  # the name of a form, whose chorus is planned first (see `find_form`)
    tempo: float | str | None = None  # see `read_curve` (default: the model's; over chords 120)
    swing: float | None = None  # long : short of two eighths (default: as the model plays)
    choruses: int | None = None  # how often the text or the form is played (default: once; an
    # arrangement three times)
    key: str | None = None  # of a progression called by its name (default: C)
    density: int | None = None  # 0 to 7
    dynamics: int | None = None  # 0 to 7
    strength: float | None = None  # share of the source's, or the plan's, melody to drop (0.25;
    # in an arrangement 0.05)
    edits: str | None = None  # a text for `parse_edits`
    bars: str | int | None = None  # how many to play (of a form, in a chorus); which to edit
    tries: int | None = None  # of so many edits the best joined is taken, of arrangements the one
    # with most of its melody (default: 4)
    seconds: float | None = None  # how much to play (default: 20, or as long as the chords)
    n: int = 1
    seed: int = 0
    temperature: float = 1.0
    top_p: float = 1.0
    min_p: float = 0.0
    guidance: float | None = None  # (default: see `default_guidance`)
    click: bool = False  # a wood block strikes the beats in what is saved

    def __post_init__(self):
        _check_mode(self)
        check_numbers(**{name: getattr(self, name) for name in LIMITS if name != "tempo"})
        _ = self.sampling  # checks itself
        if self.style: read_blend(self.style)
        if self.mode == "theory_editing": _check_edits(self)
        elif self.mode != "bridge": _check_length(self)
        elif not self.bars: raise TatumError("다리를 놓을 마디를 bars에 5-8처럼 적으십시오.")
        if self.swing is not None: check_swing(self.swing)
        _check_chords(self)

    @property
    def dropped(self) -> float:
        """The share of a sheet's melody that is left to the player."""
        if self.strength is not None: return self.strength
        return 0.05 if self.mode == "arrange" else 0.0

    @property
    def dials(self) -> dict[str, int]:
        """The density and the dynamics that are asked for, 0 to 7."""
        asked = {"density": self.density, "dynamics": self.dynamics}
        return {name: level for name, level in asked.items() if level is not None}

    @cached_property
    def sampling(self) -> Sampling:
        """How to draw."""
        blend = read_blend(self.style) if self.style else ()
        guidance = default_guidance(self.mode) if self.guidance is None else self.guidance
        return Sampling(self.n, self.seed, self.temperature, self.top_p, self.min_p, guidance,
                        blend if len(blend) > 1 else (),
                        STEADY if self.mode in _FREE_MODES else 1.0)


_MOST_BARS_PLAYED = 300
_EITHER = (("midi", "notes", "바탕이 될 연주"), ("start", "bar", "시작할 곳"),
           ("seconds", "bars", "칠 길이"),
           ("chords", "sheet", "칠 화음"))  # one of each pair, and what both say


def _check_mode(ask: Ask) -> None:
    """Raises `TatumError` for an unknown mode, and for what the mode has no use for."""
    if ask.mode not in MODES:
        raise TatumError(f"'{ask.mode}' 모드는 없습니다. {suggest(ask.mode, MODES)}"
                         f"있는 것: {', '.join(MODES)}")
    options = dict.fromkeys(name for names in OPTIONS.values() for name in names)
    given = [name for name in options if is_given(getattr(ask, name))]
    extra = [name for name in given if name not in OPTIONS[ask.mode]]
    if extra:
        fitting = ", ".join(mode for mode in MODES if extra[0] in OPTIONS[mode])
        raise TatumError(f"{ask.mode} 모드에는 {', '.join(extra)}을(를) 쓰지 않습니다. "
                         f"{extra[0]}은(는) {fitting} 모드에서 쓰십시오.")
    for one, other, both in _EITHER:
        if one in given and other in given:
            raise TatumError(f"{one}와 {other} 가운데 하나만 주십시오. 둘 다 {both}입니다.")


def _check_chords(ask: Ask) -> None:
    """Raises `TatumError` for chords that cannot be read or are too short, or for what only a text
    of chords has."""
    _check_sheet(ask)
    beats, end = (ask.beats if ask.curve else 0.0), ask.played.beats if ask.played else math.inf
    if ask.form and ask.played and abs(beats - end) > 1e-6:
        raise TatumError(f"{ask.chorus.title} 형식은 {beats / BEATS_A_BAR:g}마디인데 화음 진행은 "
                         f"{end / BEATS_A_BAR:g}마디입니다. 한 코러스의 화음을 마디 "
                         "수에 맞게 적거나 form을 빼십시오.")
    if ask.form and ask.seconds is not None:
        raise TatumError("form의 길이는 seconds로 정하지 않습니다. bars(한 코러스의 마디)와 "
                         "choruses로 정하십시오.")
    if beats > end + 1e-6:
        raise TatumError(f"화음 진행을 {ask.choruses}번 돌면 {end / BEATS_A_BAR:g}마디인데 "
                         f"{beats / BEATS_A_BAR:g}마디를 부탁했습니다. choruses나 길이 가운데 "
                         "하나를 빼십시오.")


def _check_sheet(ask: Ask) -> None:
    """Raises `TatumError` for what needs chords as a text, or a melody, where there is none."""
    if ask.melody is not None and not is_given(ask.sheet):
        raise TatumError("선율(melody)은 화음이 적힌 악보(sheet)와 함께 주십시오. 악보는 "
                         '"Dm7 G7 | Cmaj7"처럼 글로 적어도 됩니다.')
    if ask.mode == "arrange" and not is_given(ask.sheet):
        raise TatumError(f"무엇을 편곡할지 sheet에 적으십시오. 악보 파일이나 글, 또는 패키지의 곡 "
                         f"이름입니다: {', '.join(TUNES)}")
    text = (isinstance(ask.chords, str) and ask.chords) or (ask.chorus and ask.chorus.chords)
    lost = [name for name in ("choruses", "key") if is_given(getattr(ask, name))]
    if ask.form or ask.sheet: lost = [name for name in lost if name != "choruses"]
    if lost and not text and not isinstance(ask.sheet, (str, Path)):
        raise TatumError(f"{', '.join(lost)}은(는) 글로 적은 화음 진행이 있어야 합니다. chords에 "
                         '"Dm7 G7 | Cmaj7"처럼 함께 적으십시오.')
    has_melody = ask.form or (ask.tune and len(ask.tune.melody))
    if ask.strength is not None and ask.mode == "improvise" and not has_melody:
        raise TatumError("즉흥의 strength는 설계하거나 악보에 적힌 선율을 얼마나 놓아줄지이므로 "
                         "form이나 선율이 있는 sheet와 함께 쓰십시오.")


def _check_length(ask: Ask) -> None:
    """Raises `TatumError` for a number of bars that nobody can play."""
    text = str(ask.bars).strip() if is_given(ask.bars) else "1"
    if not (re.fullmatch(r"[0-9]{1,3}", text) and 1 <= int(text) <= _MOST_BARS_PLAYED):
        raise TatumError(f"bars에는 몇 마디를 칠지 1에서 {_MOST_BARS_PLAYED} 사이의 정수를 "
                         f"주십시오. 받은 값은 '{text[:20]}'입니다.")


def _check_edits(ask: Ask) -> None:
    """Raises `TatumError` for edits that cannot be read, or none."""
    if not ask.edits:
        raise TatumError(f"무엇을 고칠지(edits) 적으십시오. 있는 것: {', '.join(EDITS)}")
    parse_edits(ask.edits)
