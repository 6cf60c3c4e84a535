"""Onset strength: how strongly notes begin at every moment, and which tempi that fits.

The constants were chosen by hand on the half of the études and of the Weimar solos on which
.ci/tools/fit_bars.py fits the weights of bars.
"""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

__all__ = [
    'BASS_BELOW', 'FASTEST', 'FRAME_RATE', 'SLOWEST', 'TEMPO_GRID', 'TEMPO_HOP', 'onset_strength',
    'onset_weights', 'tempogram',
]


FRAME_RATE = 100           # frames of onset strength in a second
BASS_BELOW = 52            # MIDI pitch (E3): below it lies the hand that keeps the time
_BASS_WEIGHT = 1.6         # of a bass note beside one above
_SHORT, _LONG = 0.6, 1.3   # weight of a note let go at once; the most, of one held 0.7 s or longer


def onset_weights(notes: np.ndarray) -> np.ndarray:
    """What each note adds to the onset strength, shape (notes,): 1 is a short note above the bass.

    In proportion to its velocity (64: once), more if it is held, and more in the bass.
    """
    weight = notes["velocity"] / 64 * np.minimum(_LONG, _SHORT + notes["duration"])
    return weight * np.where(notes["pitch"] < BASS_BELOW, _BASS_WEIGHT, 1.0)


_SPREAD = 2.0              # frames (20 ms): what is struck together is gathered within that
_CROWDING = 0.8            # power of the strength: a chord of many notes does not outweigh a bar


def onset_strength(notes: np.ndarray) -> np.ndarray:
    """How strongly notes begin in every frame of 1 / `FRAME_RATE` s, standard deviation 1.

    The weights of the notes are gathered by a Gaussian and compressed by a power.
    """
    length = int((notes["onset"].max(initial=0.0) + 1) * FRAME_RATE) + 1
    frame = np.round(notes["onset"] * FRAME_RATE).astype(int)
    bell = np.exp(-0.5 * (np.arange(-6, 7) / _SPREAD) ** 2)  # three standard deviations
    struck = np.bincount(frame, onset_weights(notes), length)
    strength = np.convolve(struck, bell / bell.sum(), "same") ** _CROWDING
    return strength / (strength.std() + 1e-9)


SLOWEST, FASTEST = 80.0, 192.0     # beats per minute: one octave, and some room on either side
TEMPO_GRID = SLOWEST * 2 ** (np.arange(np.log2(FASTEST / SLOWEST) * 48) / 48)  # 48 an octave
TEMPO_HOP = 0.5                    # seconds from one tempo that is heard to the next
_HEARD = 8.0                       # seconds: the window in which a tempo is heard
_SHARES = {1: 1.0, 2: 0.5, 4: 0.5}  # what the beat, the half-bar and the bar say of a tempo
_SILENCE = -0.5                    # standard deviations: silence counts no less than that


def tempogram(strength: np.ndarray) -> np.ndarray:
    """How well each of `TEMPO_GRID` fits around every half second, shape (steps, tempi).

    Autocorrelation in a window of 8 s (Grosche and Müller, Extracting predominant local pulse
    information from music recordings, IEEE TASLP 2011) at one, two and four beats, over its value
    at lag 0: a perfect period has 2 in all.
    """
    same, fit = _autocorrelation(strength), 0.0
    for beats, share in _SHARES.items():
        lag = beats * 60 * FRAME_RATE / TEMPO_GRID
        whole = lag.astype(int)
        between = same[:, whole] * (1 - lag + whole) + same[:, whole + 1] * (lag - whole)
        fit = fit + share * between
    return fit


def _autocorrelation(strength: np.ndarray) -> np.ndarray:
    """That of the window around every half second, over lag 0, shape (steps, lags in frames)."""
    size, hop = int(_HEARD * FRAME_RATE), int(TEMPO_HOP * FRAME_RATE)
    centred = np.pad(np.maximum(strength - strength.mean(), _SILENCE), size // 2)
    windows = np.lib.stride_tricks.sliding_window_view(centred, size)[::hop] * np.hanning(size)
    power = np.abs(np.fft.rfft(windows, 2 * size)) ** 2
    same = np.fft.irfft(power, 2 * size)[:, :size]
    overlap = (size - np.arange(size)) / size  # the share of the window that a lag leaves
    return same / (same[:, :1] + 1e-3) / overlap
