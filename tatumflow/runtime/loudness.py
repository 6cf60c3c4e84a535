"""Performances of equal loudness."""

# Made from notebooks/00_setup.ipynb by .ci/export.py. Do not edit: change the notebook.

from __future__ import annotations

from .errors import TatumError

__all__ = ['CEILING', 'KNEE', 'LOUDNESS', 'even_loudness', 'loudness']


LOUDNESS, KNEE, CEILING = 0.08, 0.6, 0.95  # of full scale


def loudness(samples, rate: int) -> float:
    "RMS of the 0.4 s blocks of `samples` (n,) or (n, 2) that hold at least a tenth of the mean power: rests do not count."
    import numpy
    mono = samples.reshape(len(samples), -1).mean(axis=1)
    power = numpy.array([numpy.mean(block ** 2) for block in numpy.array_split(mono, max(1, round(len(mono) / rate / 0.4)))])
    return float(numpy.sqrt(power[power >= power.mean() / 10].mean()))


def even_loudness(samples, rate: int):
    "`samples` (n,) or (n, 2) at the common `LOUDNESS`; what rises over `KNEE` is softly bent below `CEILING`. TatumError for silence."
    import numpy
    level = loudness(samples, rate)
    if not level > 1e-5: raise TatumError("소리가 없는 연주입니다. 음표가 있는 다른 연주를 고르십시오.")
    samples = samples * (LOUDNESS / level)
    bent = KNEE + (CEILING - KNEE) * numpy.tanh((abs(samples) - KNEE) / (CEILING - KNEE))
    return numpy.where(abs(samples) > KNEE, numpy.sign(samples) * bent, samples)
