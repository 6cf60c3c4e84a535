"""What the tests of this package share."""

# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from contextlib import contextmanager

import pytest
import torch

from ..data.etudes import make_etude
from ..data.midi import midi_bytes
from ..data.time_map import constant_map
from ..model.config import ModelConfig
from ..model.transformer import Transformer
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .players import Player
from .sheets import lead_sheet
from .takes import Take


@pytest.fixture(scope="session")
def novice(tokenizer):
    """A player that has learnt nothing."""
    torch.manual_seed(0)
    config = ModelConfig(len(tokenizer), hidden=32, layers=1, heads=2, context=256)
    return Player(Transformer(config).eval(), tokenizer)


@pytest.fixture(scope="session")
def stride():
    """A stride etude; its notes are not to be changed."""
    return make_etude("stride", "blues", seed=1).notes


@pytest.fixture
def band_song(stride, tmp_path):
    """A MIDI file of the étude `stride` with a bass and drums."""
    rhythm = bytes([0, 0xC1, 33]) + bytes([0, 0x91, 40, 70, 99, 0x81, 40, 0]) * 4
    rhythm += bytes([0, 0x99, 36, 70, 99, 0x89, 36, 0]) * 3 + b"\0\xff\x2f\0"
    data = midi_bytes(stride) + b"MTrk" + len(rhythm).to_bytes(4, "big") + rhythm
    return write_atomic(tmp_path / "band.mid", data)


@pytest.fixture
def refusal():
    """`with refusal("part"):` expects a `TatumError` of one line that holds the part."""
    @contextmanager
    def refused(part):
        with pytest.raises(TatumError) as caught: yield
        assert part in str(caught.value) and "\n" not in str(caught.value)
    return refused


@pytest.fixture(scope="session")
def etude_take():
    """Makes an étude into a take, with its chords and its own beats."""
    def make(style: str = "stride", progression: str = "blues", key: str = "F") -> Take:
        etude = make_etude(style, progression, key=key, seed=5)
        return Take(etude.notes, "improvise", "Art Tatum", 5, float(etude.notes["onset"].max()),
                    time=constant_map(etude.tempo, etude.beats[0]),
                    chords=tuple(lead_sheet(progression, key=key)),
                    sections=(("A", 0.0), ("B", 16.0)))
    return make
