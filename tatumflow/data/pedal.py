"""The pedals of a piano, folded into the lengths of the notes."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

__all__ = ['fold_pedal', 'fold_sostenuto', 'pedal_intervals']


_LONGEST_NOTE = 8.0  # seconds; longer ones have died away on a piano


def fold_pedal(onset, end, pitch, pedal_down, pedal_up) -> np.ndarray:
    """The time (s) at which each note stops sounding.

    A note whose key is released while the pedal is down (`pedal_down[i] <= end < pedal_up[i]`,
    sorted intervals in seconds) sounds until the pedal comes up. The next onset of the same pitch
    stops it, and so do 8 seconds.
    """
    onset, end, pitch = np.asarray(onset, float), np.array(end, float), np.asarray(pitch)
    if len(pedal_down):
        i = np.searchsorted(pedal_down, end, side="right") - 1
        held = (i >= 0) & (end < np.asarray(pedal_up)[i])
        end[held] = np.asarray(pedal_up)[i[held]]
    for key in np.unique(pitch):
        mine = np.flatnonzero(pitch == key)
        struck = np.append(np.unique(onset[mine]), np.inf)
        following = struck[np.searchsorted(struck, onset[mine], side="right")]
        end[mine] = np.minimum(end[mine], following)
    return np.minimum(end, onset + _LONGEST_NOTE)


def pedal_intervals(changes) -> tuple[list[float], list[float]]:
    """When (s) the pedal goes down, and when it comes up each time (infinity: never).

    `changes` are (second, channel, whether it is pressed) in order of time. The piano has one
    pedal: it is down while that of any channel is.
    """
    pressed, down, up = set(), [], []
    for time, channel, goes_down in changes:
        was_down = bool(pressed)
        (pressed.add if goes_down else pressed.discard)(channel)
        if pressed and not was_down: down.append(time)
        if was_down and not pressed: up.append(time)
    return down, up + [np.inf] * (len(down) - len(up))


def fold_sostenuto(onset, end, pressed, lifted) -> np.ndarray:
    """The time (s) at which each key is let go, when the middle pedal is pressed and lifted at the
    times `pressed` and `lifted`: it holds the keys that are down at that moment, and no others."""
    onset, end = np.asarray(onset, float), np.array(end, float)
    if len(pressed):
        i = np.searchsorted(pressed, end) - 1  # the last time before the key is let go
        held = (i >= 0) & (np.asarray(pressed)[i] >= onset)
        end[held] = np.maximum(end[held], np.asarray(lifted)[i[held]])
    return end
