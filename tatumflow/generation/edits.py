"""What can be edited: a table of edits by name, on frames or on notes."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from ..data.harmony import chord_tones
from ..data.notes import HIGHEST, LOWEST
from ..data.tempo import FREE, tempo_value, TEMPO_VALUES
from ..runtime.errors import TatumError
from .plans import CHORD, DENSITY, DYNAMICS, MELODY, TEMPO
from .suggestions import bare_letters, suggest
from .theory import (
    borrow, find_tonic, secondary_dominant, SILENT, TO_MAJOR, TO_MINOR, tritone, two_five,
)

__all__ = ['EDITS', 'Edit', 'parse_edits']


_TOP = HIGHEST - LOWEST  # of a melody slot; above it is silence


def _reharmonise(change: Callable[[np.ndarray], np.ndarray]) -> Callable:
    """An edit of frames that gives their chords to `change`."""
    def apply(frames, amount):
        frames = frames.copy()
        frames[:, CHORD] = change(frames[:, CHORD].ravel()).reshape(-1, 4)
        return frames
    return apply


def _borrow_from_minor(labels: np.ndarray) -> np.ndarray:
    return borrow(labels, TO_MINOR, keep_tonic=True)


def _to_minor(frames: np.ndarray, amount: int) -> np.ndarray:
    return _change_mode(frames, TO_MINOR, {4: -1, 9: -1, 11: -1})


def _to_major(frames: np.ndarray, amount: int) -> np.ndarray:
    return _change_mode(frames, TO_MAJOR, {3: 1, 8: 1, 10: 1})


def _change_mode(frames: np.ndarray, table: dict, moves: dict[int, int]) -> np.ndarray:
    """Chords and melody in the other mode; `moves` are semitones by degree (semitones above the
    tonic). Tones of chords that stay are not moved: the leading tone over a dominant."""
    labels, keys = frames[:, CHORD].ravel(), frames[:, MELODY].ravel()
    tonic = find_tonic(labels, table)
    if tonic is None: return frames
    new, pitches = borrow(labels, table), (LOWEST + keys) % 12
    tones = np.vstack([chord_tones(), np.zeros(12, bool)])
    stay = tones[np.where(new == labels, labels, SILENT).repeat(2), pitches] | (keys > _TOP)
    steps = np.array([moves.get((pitch - tonic) % 12, 0) for pitch in pitches])
    melody = np.where(stay, keys, _on_keyboard(keys + steps))
    frames = frames.copy()
    frames[:, CHORD], frames[:, MELODY] = new.reshape(-1, 4), melody.reshape(-1, 8)
    return frames


def _on_keyboard(keys: np.ndarray) -> np.ndarray:
    """Melody slots of which those beyond the keyboard went an octave back."""
    return keys - 12 * (keys > _TOP) + 12 * (keys < 0)


def _dial(column: int, step: int) -> Callable:
    """An edit of frames that turns a dial by `step`."""
    def apply(frames, amount):
        frames = frames.copy()
        frames[:, column] = np.clip(frames[:, column] + step, 0, 7)
        return frames
    return apply


def _transpose_notes(notes: np.ndarray, semitones: int) -> np.ndarray:
    """`notes` `semitones` higher. Raises `TatumError` off the keyboard."""
    notes = notes.copy()
    notes["pitch"] += semitones
    if len(notes) and not LOWEST <= notes["pitch"].min() <= notes["pitch"].max() <= HIGHEST:
        raise TatumError(f"{semitones:+d}반음 옮기면 건반을 벗어나는 음이 있습니다. "
                         "더 조금 옮기십시오.")
    return notes


def _retime(ratio: float) -> Callable:
    """An edit of frames that makes their tempo `ratio` times as fast; a bar without a pulse stays
    one."""
    def apply(frames, amount):
        frames, tempi = frames.copy(), frames[:, TEMPO]
        steps = tempo_value(120 * ratio) - tempo_value(120)
        moved = np.clip(tempi + steps, 0, TEMPO_VALUES - 1)
        frames[:, TEMPO] = np.where(tempi == FREE, FREE, moved)
        return frames
    return apply


@dataclass(frozen=True)
class Edit:
    """One way to edit: `apply(frames, amount) -> frames`, or with `on_notes`,
    `apply(notes, amount) -> notes`. With a `ratio` other than 1 time passes so much faster, and the
    notes stay the same."""
    help: str
    apply: Callable
    on_notes: bool = False
    needs_amount: bool = False
    ratio: float = 1.0


EDITS = {
    "tritone": Edit("트라이톤 대리", _reharmonise(tritone)),
    "ii-V": Edit("ii-V 넣기", _reharmonise(two_five)),
    "secondary-dominant": Edit("부속화음 넣기", _reharmonise(secondary_dominant)),
    "modal-interchange": Edit("단조에서 빌려 오기", _reharmonise(_borrow_from_minor)),
    "minor": Edit("단조로", _to_minor),
    "major": Edit("장조로", _to_major),
    "denser": Edit("더 빽빽하게", _dial(DENSITY, 2)),
    "sparser": Edit("더 성기게", _dial(DENSITY, -2)),
    "louder": Edit("더 세게", _dial(DYNAMICS, 2)),
    "softer": Edit("더 여리게", _dial(DYNAMICS, -2)),
    "transpose": Edit("조옮김, transpose+3처럼", _transpose_notes, True, needs_amount=True),
    "faster": Edit("1.25배 빠르게", _retime(1.25), ratio=1.25),
    "slower": Edit("1.25배 느리게", _retime(0.8), ratio=0.8),
}


_KOREAN_EDITS = {  # how an edit may also be called, beside its help
    "tritone": "트라이톤, 트라이톤 서브, 대리화음, tritone substitution",
    "ii-V": "투파이브, 투 파이브 넣기, 2-5",
    "secondary-dominant": "부속화음, 부속 7화음, 세컨더리 도미넌트",
    "modal-interchange": "모달 인터체인지, 차용화음, 빌려 오기", "minor": "단조, 마이너",
    "major": "장조, 메이저",
    "denser": "빽빽하게, 촘촘하게, 더 촘촘하게", "sparser": "성기게, 듬성듬성, 더 듬성듬성",
    "louder": "세게, 크게, 더 크게", "softer": "여리게, 작게, 더 작게",
    "transpose": "조옮김, 이조, 조바꿈",
    "faster": "빠르게, 더 빠르게", "slower": "느리게, 더 느리게",
}
_CALLED = {bare_letters(call): name for name, edit in EDITS.items()
           for call in (name, edit.help.split(",")[0], *_KOREAN_EDITS[name].split(","))}


def parse_edits(text: str) -> list[tuple[str, int]]:
    """"tritone, transpose+3" or "트라이톤 대리, 조옮김+3" -> [("tritone", 0), ("transpose", 3)].
    Raises `TatumError` for what is not in `EDITS` or leaves the keyboard."""
    plain = unicodedata.normalize("NFKC", text).translate(str.maketrans("、;–−", ",,--"))
    return [_parse_edit(part.strip()) for part in plain.rstrip(", ").split(",")]


def _parse_edit(text: str) -> tuple[str, int]:
    called, amount = re.fullmatch(r"(.*?)\s*([+-]\s*\d+)?", text, re.DOTALL).groups()
    name = _CALLED.get(bare_letters(called)) or _CALLED.get(bare_letters(text))
    if not name:
        raise TatumError(f"'{text}'은(는) 모르는 고치기입니다. {suggest(called, EDITS)}"
                         f"있는 것: {', '.join(EDITS)}")
    if _CALLED.get(bare_letters(text)): amount = None  # the hyphen of "2-5"
    if EDITS[name].needs_amount != bool(amount):
        raise TatumError("transpose에만, 그리고 반드시 transpose+3처럼 반음 수를 붙입니다. "
                         f"받은 것은 '{text}'입니다.")
    if abs(float(re.sub(r"\s", "", amount or "0"))) > _TOP:
        raise TatumError(f"'{text}'은(는) 건반의 길이보다 멀리 옮깁니다. 반음 수를 {-_TOP}에서 "
                         f"+{_TOP} 사이로 적으십시오.")
    return name, int(re.sub(r"\s", "", amount or "0"))
