# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np

from ..data.notes import make_notes
from ..data.vocabulary import BOS
from .asking import Ask
from .drawing import draw
from .prompts import Prompt


def test_what_is_drawn_lies_between_the_seam_and_the_end(novice):
    prompt = Prompt(np.array([BOS, novice.tokenizer.vocab["Style_Other"]]), 3)
    steady = make_notes(np.arange(0, 12, 0.5), 0.75, 60, 80)
    with (mock.patch("tatumflow.generation.drawing.sample", return_value=[None]) as drawn,
          mock.patch("tatumflow.generation.drawing.decode", return_value=steady)):
        (part,) = draw(novice, prompt, 4.0, Ask("continuation", seconds=4.0))
    assert list(part["onset"]) == list(np.arange(0, 4, 0.5)) and drawn.call_args.args[3] == 10.0
    assert np.allclose(part["duration"], 0.5)  # struck again, and cut at the end
    assert drawn.call_args.args[2][-1] == novice.tokenizer.vocab["Bar_None"]
