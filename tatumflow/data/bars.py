"""Which beat is the first of the bar: weights of the cues, and the best count through the bars."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np

__all__ = ['PLACES', 'best_metre', 'count_bars']


# Log-odds of being the downbeat, the middle of the bar, another beat, an off-beat: a row a cue,
# then the constant. Multinomial logistic regression by .ci/tools/fit_bars.py on one half, drawn at
# random, of the études (played as written and as by a person), of the Weimar solos with shells and
# of those with a walking bass: 4/4 only, each piece counting the same. The other half is for tests.
_WEIGHTS = np.array([
    [0.25, 0.01, -0.16, -0.09],   # bass
    [0.86, 0.78, 0.01, -1.66],    # hold
    [0.21, 0.05, 0.10, -0.35],    # sung
    [0.21, -0.04, -0.01, -0.15],  # novelty
    [0.19, -0.13, -0.06, -0.01],  # bass novelty
    [0.24, 0.09, -0.10, -0.22],   # change
    [-1.02, -0.52, 0.67, 0.87],
])
PLACES = {4: np.array([0, 3, 2, 3, 1, 3, 2, 3]), 3: np.array([0, 3, 2, 3, 2, 3])}  # their columns
_EXPECTED = np.log([1 / 8, 1 / 8, 1 / 4, 1 / 2])  # how often each of the four is met in 4/4
_SLIP = 30.0               # cost (nats) of a bar that is too short or too long


def count_bars(cues: np.ndarray, metre: int = 4) -> tuple[np.ndarray, float]:
    """The place of every pulse in the bar, in pulses from the downbeat, and the mean score (nats).

    `cues` are those of `bar_cues`, `metre` is the number of beats in a bar, 4 or 3. Viterbi: places
    follow each other, and a slip in the count costs `_SLIP`.
    """
    odds = np.column_stack([cues, np.ones(len(cues))]) @ _WEIGHTS
    odds = odds - np.logaddexp.reduce(odds, axis=1, keepdims=True) - _EXPECTED
    fit = odds[:, PLACES[metre]]
    came = np.arange(-1, 2 * metre - 1) % (2 * metre)  # from where each place is reached
    score, back = fit[0], np.zeros(fit.shape, int)
    for pulse in range(1, len(fit)):
        follow, best = score[came], int(score.argmax())
        slip = score[best] - _SLIP > follow
        back[pulse] = np.where(slip, best, came)
        score = np.where(slip, score[best] - _SLIP, follow) + fit[pulse]
    path = [int(score.argmax())]
    for pulse in range(len(fit) - 1, 0, -1):
        path.append(int(back[pulse, path[-1]]))
    return np.array(path[::-1]), float(score.max() / len(fit))


_WALTZ = 0.1               # nats a pulse by which bars of three must fit better than those of four


def best_metre(cues: np.ndarray) -> tuple[np.ndarray, int]:
    """The place of every pulse in the bar, in pulses, and the metre: 4 beats, or 3 where they fit
    clearly better."""
    (four, fit_of_four), (three, fit_of_three) = count_bars(cues, 4), count_bars(cues, 3)
    return (three, 3) if fit_of_three > fit_of_four + _WALTZ else (four, 4)
