# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from ..data.midi import write_midi
from .asking import MODES
from .controls import make_controls, read_ask, visible_controls


@pytest.fixture
def controls(stride, ws):
    write_midi(stride[:60], ws.midi / "mine.mid")
    return make_controls(["Bill Evans"])


def test_a_mode_shows_what_it_uses():
    shared = ["style", "length", "guidance", "temperature", "seed"]
    without_length = ["style", "guidance", "temperature", "seed"]
    sheet, dials = ["chords", "form", "tempo", "swing", "choruses"], ["density", "dynamics"]
    alone = ["chords", "form", "tempo", "swing", *dials]
    assert visible_controls("improvise", "") == (alone, shared)
    assert visible_controls("improvise", "Dm7 G7") == ([*sheet, *dials], without_length)
    planned = [*sheet, *dials, "strength"]
    assert visible_controls("improvise", "", "AABA") == (planned, without_length)
    planned.insert(5, "key")
    assert visible_controls("improvise", "", "blues") == (planned, without_length)
    for text in ("IIm7 | V7", "블루스", "blues"):
        assert visible_controls("improvise", text) == ([*sheet, "key", *dials], without_length)
    assert visible_controls("continuation", "") == (["midi", "bar"], shared)
    assert visible_controls("style_transfer", "") == (["midi", "bar", "strength"], shared)
    edits = ["midi", "edits", "add", "bars"]
    assert visible_controls("theory_editing", "") == (edits, without_length)


def test_every_option_of_a_mode_has_a_control(controls):
    for mode in MODES:
        for names in visible_controls(mode, "blues"): assert set(names) <= set(controls)


def test_learnt_styles_come_first(controls):
    labels = [label for label, _ in controls["style"].options]
    assert labels[:2] == ["자동", "Bill Evans"] and "Art Tatum (배우지 않음)" in labels
    assert all("배우지" not in label for label, _ in make_controls([])["style"].options)


def test_only_what_is_visible_is_asked_for(controls, ws):
    for name, value in {"edits": "minor", "bars": "2", "seed": 4, "length": 9}.items():
        controls[name].value = value
    ask = read_ask(controls)
    assert (ask.mode, ask.seed, ask.new_bars) == ("improvise", 4, 9)
    assert ask.edits is ask.density is ask.style is ask.tempo is None
    controls["tempo"].value = "120-90"
    assert read_ask(controls).tempo == "120-90"
    controls["mode"].value = "theory_editing"
    ask = read_ask(controls)
    assert ask.edits == "minor" and ask.bars == "2" and ask.seconds is None
    assert ask.midi == ws.midi / "mine.mid"


def test_a_path_outside_of_the_workspace_can_be_typed(controls):
    controls["mode"].value = "continuation"
    controls["midi"].value = "/elsewhere/a.mid"
    assert read_ask(controls).midi == "/elsewhere/a.mid"
    controls["midi"].value = ""
    assert read_ask(controls).midi is None


def test_chosen_edits_are_added_to_the_text(controls):
    controls["edits"].value = "tritone, denser"
    controls["add"].value = "transpose+2"
    assert controls["edits"].value == "tritone, denser, transpose+2"
    assert controls["add"].value == ""
