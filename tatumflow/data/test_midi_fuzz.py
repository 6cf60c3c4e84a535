# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import re
from collections import Counter
from random import Random

import numpy as np

from ..runtime.errors import TatumError
from .etudes import make_etude
from .midi import midi_bytes, read_midi


_VALUES = (0, 1, 0x2F, 0x51, 0x7F, 0x80, 0x90, 0xC0, 0xF0, 0xF7, 0xFF)  # bytes that mean something


def midi_seeds() -> list[bytes]:
    """Three short études as MIDI files, one of them with another instrument and drums."""
    seeds = [midi_bytes(make_etude(seed=seed).notes) for seed in range(3)]
    band = bytes([0, 0xC1, 33]) + bytes([0, 0x91, 40, 70, 99, 0x81, 40, 0]) * 4
    band += bytes([0, 0x99, 36, 70, 99, 0x89, 36, 0]) * 4 + b"\0\xff\x2f\0"
    seeds[0] += b"MTrk" + len(band).to_bytes(4, "big") + band
    return seeds


def mutate(data: bytes, random: Random) -> bytes:
    """`data` with one to eight faults: bytes changed, lost, doubled or foreign, numbers wrong.

    Half of the faults are among the first 64 bytes, where the headers are.
    """
    data = bytearray(data)
    for _ in range(random.randint(1, 8)):
        place = random.randrange(min(len(data), random.choice([64, len(data)])) + 1)
        length = random.choice([1, 1, 2, 4, 16, 64])
        fault = random.randrange(5)
        if fault == 0: data[place:place + 1] = bytes([random.choice(_VALUES)])
        elif fault == 1: data[place:place + length] = random.randbytes(length)
        elif fault == 2: del data[place:place + length]
        elif fault == 3: data[place:place] = data[place:place + length] * random.randint(1, 20)
        else: data[place:place + 1] = bytes([data[place - 1] ^ 1 << random.randrange(8)])
        if not data: return b""
    return bytes(data[:random.randrange(len(data))] if random.random() < 0.1 else data)


def try_to_read(data: bytes) -> str:
    """What became of a damaged file: the first words of its reason, or `읽음` when its notes are
    those of a piano. Raises AssertionError when they are not."""
    try: notes = read_midi(data)
    except TatumError as error:
        return re.sub(r"\d+", "N", " ".join(str(error).split("(")[0].split()[:3]))
    end = notes["onset"] + notes["duration"]
    assert len(notes) and np.isfinite(end).all() and (np.diff(notes["onset"]) >= 0).all()
    assert notes["onset"][0] >= 0 and notes["onset"][-1] <= 3 * 3600
    assert notes["pitch"].min() >= 21 and notes["pitch"].max() <= 108
    assert notes["velocity"].min() >= 1 and notes["velocity"].max() <= 127
    assert notes["duration"].min() >= 0.01 - 1e-9 and notes["duration"].max() <= 8 + 1e-9
    return "읽음"


def test_damaged_files_are_read_or_refused_with_a_reason():
    random, seeds = Random(0), midi_seeds()
    fates = Counter(try_to_read(mutate(random.choice(seeds), random)) for _ in range(200))
    assert fates["읽음"] > 50 and len(fates) > 3
