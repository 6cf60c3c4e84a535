# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from unittest import mock

import numpy as np

from ..data.notes import make_notes
from ..data.vocabulary import BOS
from ..model.sampling import Until
from .asking import Ask
from .drawing import draw
from .prompts import Prompt


def test_what_is_drawn_lies_between_the_seam_and_the_end(novice):
    vocab = novice.tokenizer.vocab
    heard = [vocab["Bar_None"], vocab["Tempo_32"]] * 3
    prompt = Prompt(np.array([BOS, vocab["Style_Other"], *heard]), 3)
    steady = make_notes(np.arange(0, 24), 1.5, 60, 80)
    new = [vocab["Bar_None"], vocab["Tempo_0"]] * 2
    with (mock.patch("tatumflow.generation.drawing.sample",
                     return_value=[np.append(prompt.ids, new)]) as drawn,
          mock.patch("tatumflow.generation.drawing.decode", return_value=steady)):
        (part,) = draw(novice, prompt, Until(seconds=6.0), Ask("continuation"))
    assert list(part.notes["onset"]) == list(range(8)) and list(part.tempi) == [0, 0]
    assert np.allclose(part.notes["duration"], 1)  # struck again, and cut at the end
    assert drawn.call_args.args[2][-1] == vocab["Bar_None"]
    assert drawn.call_args.args[3] == Until(seconds=12.0)  # three bars of 120 were heard
