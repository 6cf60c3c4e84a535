"""What makes a performance unfit for training."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import hashlib

import numpy as np

from ..runtime.errors import TatumError
from .candidates import Candidate
from .midi import read_piano
from .piano_part import PianoPart

__all__ = ['examine', 'find_fault', 'fingerprint']


_SHORTEST, _LONGEST_PIECE = 5.0, 3600.0  # seconds
_FEWEST_NOTES, _DENSEST, _SILENT = 20, 150, 5  # notes; notes within one second; median velocity


def find_fault(notes: np.ndarray) -> str | None:
    """The reason (a Korean sentence) why `notes` cannot be used for training, or None."""
    if len(notes) < _FEWEST_NOTES:
        return f"음표가 {len(notes)}개뿐입니다({_FEWEST_NOTES}개 이상이어야 합니다)."
    onset = notes["onset"]
    length = float(np.max(onset + notes["duration"]) - onset[0])
    densest = (np.searchsorted(onset, onset + 1.0) - np.arange(len(notes))).max()
    loudness = np.median(notes["velocity"])
    if length < _SHORTEST:
        return f"길이가 {length:.1f}초뿐입니다({_SHORTEST:.0f}초 이상이어야 합니다)."
    if length > _LONGEST_PIECE:
        return f"길이가 {length / 60:.0f}분입니다({_LONGEST_PIECE / 60:.0f}분 이하여야 합니다)."
    if densest > _DENSEST:
        return f"1초에 음표가 {densest}개나 됩니다({_DENSEST}개 이하여야 합니다)."
    if loudness < _SILENT: return f"거의 들리지 않습니다(velocity의 중앙값 {loudness:.0f})."
    return None


def fingerprint(notes: np.ndarray) -> str:
    """A digest of what is played: equal for copies of one file.

    It is of the pitches and of the onsets from the first note, to 0.1 s.
    """
    tenths = np.round((notes["onset"] - notes["onset"][0]) * 10)
    played = np.stack([tenths, notes["pitch"]]).astype(np.int64)
    return hashlib.sha256(played.tobytes()).hexdigest()[:16]


def examine(candidate: Candidate, origins: dict[str, str]) -> PianoPart:
    """The piano part of a candidate; its fingerprint joins `origins` ({fingerprint: candidate's
    name}).

    Raises `TatumError` with the reason why it cannot be used.
    """
    if candidate.reason: raise TatumError(candidate.reason)
    part = read_piano(candidate.data)
    fault = find_fault(part.notes)
    if fault: raise TatumError(fault)
    origin = origins.setdefault(fingerprint(part.notes), candidate.name)
    if origin != candidate.name:
        raise TatumError(f"'{origin}'와 같은 연주입니다(중복).")
    return part
