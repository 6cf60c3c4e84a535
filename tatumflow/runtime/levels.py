"""Performances of equal loudness."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from .errors import TatumError

__all__ = ['CEILING', 'LOUDNESS', 'even_loudness', 'loudness']


LOUDNESS = 0.08  # of full scale, as RMS
CEILING = 0.95  # of full scale: no sample is higher
_THRESHOLD = 0.6  # of full scale: from here on samples are bent below the ceiling


def loudness(samples, rate: int) -> float:
    """The RMS of those blocks (0.4 s) of `samples` (n,) or (n, 2) that hold at least a tenth of
    the mean power: rests do not count."""
    import numpy
    mono = samples.reshape(len(samples), -1).mean(axis=1)
    blocks = numpy.array_split(mono, max(1, round(len(mono) / rate / 0.4)))
    power = numpy.array([numpy.mean(block ** 2) for block in blocks])
    return float(numpy.sqrt(power[power >= power.mean() / 10].mean()))


def even_loudness(samples, rate: int):
    """`samples` (n,) or (n, 2) at the common `LOUDNESS`, limited softly to `CEILING`. Raises
    `TatumError` for silence."""
    import numpy
    level = loudness(samples, rate)
    if not level > 1e-5:
        raise TatumError("소리가 없는 연주입니다. 음표가 있는 다른 연주를 고르십시오.")
    samples = samples * (LOUDNESS / level)
    room = CEILING - _THRESHOLD
    bent = _THRESHOLD + room * numpy.tanh((abs(samples) - _THRESHOLD) / room)
    return numpy.where(abs(samples) > _THRESHOLD, numpy.sign(samples) * bent, samples)
