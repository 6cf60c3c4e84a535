"""A model that cheats, and a table whose rows were exchanged, are each called by name."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest

from ..data.etudes import make_etude
from ..data.memory import Memory
from ..data.notes import clip
from .baselines import copied_prompt, noise
from .cautions import caution_lines
from .coherence import real_band
from .exam import Exam
from .held_out import HeldOut
from .material import Material
from .rows import make_row, measure_takes
from .scores import Ruler
from .verdicts import calibrate_rows


def _in_another_key(passage, semitones):
    prompt, real = passage.prompt.copy(), passage.real.copy()
    for notes in (prompt, real): notes["pitch"] += semitones
    return replace(passage, prompt=prompt, real=real)


@pytest.fixture(scope="module")
def material(etude_passages, etude_pieces, tokenizer, tmp_path_factory):
    """Ten passages of études, each in another key, and other études to have learnt from."""
    exam = Exam(out=tmp_path_factory.mktemp("caught"))
    etude_passages = [_in_another_key(each, 7 * n % 12) for n, each in enumerate(etude_passages)]
    training = [make_etude(("stride", "bebop")[n % 2], "blues", choruses=2, seed=50 + n).notes
                for n in range(4)]
    ruler = Ruler(etude_passages, real_band(etude_passages), None, Memory(training))
    held_out = HeldOut({"test": etude_pieces}, [], {}, [])
    return Material(exam, tokenizer, ruler, {"test": etude_pieces}, ["x"], [], [], [], [],
                    held_out, None), training


@pytest.fixture(scope="module")
def cautions(material, small_results):
    """`cautions(takes)`: what is told of a model, "cheat", that plays them; with `exchanged` the
    rows of noise and of real music have each other's place."""
    material, _ = material
    passages = material.passages
    drawn = [noise(passage, np.random.default_rng(n)) for n, passage in enumerate(passages)]

    def row(name, kind, played):
        return make_row(material, measure_takes(material, name, kind, played))
    noisy = row("uniform", "floor", drawn)
    real = row("real", "ceiling", [passage.real for passage in passages])

    def told(takes, exchanged=False):
        ends = (real, noisy) if exchanged else (noisy, real)
        rows = {"uniform": ends[0], "cheat": row("cheat", "model", takes), "real": ends[1]}
        rows = calibrate_rows(rows)
        return "\n".join(caution_lines(replace(small_results, rows=rows)))
    told.noise = drawn
    return told


_NAMES = ("소음과 다르지 않습니다", "앞부분을 따르지 않습니다", "앞부분을 되풀이합니다",
          "외운 것이 있습니다", "두 줄이 바뀌지")


def _called(text):
    """Which of `_NAMES` are told of the cheat, or of the table."""
    lines = [line for line in text.splitlines() if "cheat의" in line or "두 줄이" in line]
    return {name for name in _NAMES for line in lines if name in line}


def test_a_model_that_plays_well_is_called_nothing(material, cautions):
    assert _called(cautions([passage.real for passage in material[0].passages])) == set()


def test_noise_is_called_noise(cautions):
    assert "소음과 다르지 않습니다" in _called(cautions(cautions.noise))


def test_takes_in_another_order_are_called_so(material, cautions):
    takes = [passage.real for passage in material[0].passages]
    assert "앞부분을 따르지 않습니다" in _called(cautions(takes[5:] + takes[:5]))


def test_a_model_that_copies_its_prompt_is_called_so(material, cautions):
    takes = [copied_prompt(passage) for passage in material[0].passages]
    assert _called(cautions(takes)) == {"앞부분을 되풀이합니다"}


def test_a_model_that_copies_its_training_pieces_is_called_so(material, cautions):
    material, training = material
    takes = [clip(training[n % 4], 5, 15) for n in range(len(material.passages))]
    for take in takes: take["pitch"] += 2
    assert "외운 것이 있습니다" in _called(cautions(takes))


def test_exchanged_rows_are_called_so(material, cautions):
    real = [passage.real for passage in material[0].passages]
    assert "두 줄이 바뀌지" in _called(cautions(real, exchanged=True))
