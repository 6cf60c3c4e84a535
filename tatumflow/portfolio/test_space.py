# Made from notebooks/06_portfolio.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import json
import re
import runpy
import sys
import threading
from dataclasses import replace
from unittest import mock

import pytest

from ..data.etudes import make_etude
from ..data.midi import midi_bytes
from ..runtime.files import write_atomic
from .export import _MODEL_CODE, export_hub, HUB_FILES
from .space import make_space


@pytest.fixture
def space(facts, tmp_path):
    return make_space(facts, export_hub(facts.checkpoint, tmp_path / "hub"), tmp_path / "space")


@pytest.fixture
def app(space):
    """The Space's program, with a stand-in for gradio."""
    class Error(RuntimeError):
        """Takes gradio's options."""

        def __init__(self, text, title=None, print_exception=True):
            super().__init__(text)

    gradio = mock.MagicMock()
    gradio.Error = Error
    with mock.patch.dict(sys.modules, {"gradio": gradio}):
        return runpy.run_path(str(space / "app.py"))


def _press(app, mode, style="Stride Etude", chords="", edits=(), midi=None):
    """The notes in the players that the button's function shows, the take's last."""
    page = app["play"](mode, style, midi, chords, 120, list(edits), 4, 1.0, 0)
    rolls = re.findall('data-roll="({.*?)"', html.unescape(page))
    assert "data:audio/mpeg" in page and "data:audio/midi" in page
    return [json.loads(html.unescape(roll))["notes"] for roll in rolls]


def test_the_space_holds_program_texts_and_model(space, facts):
    assert {path.name for path in (space / "model").iterdir()} == {*HUB_FILES} - {_MODEL_CODE}
    card = (space / "README.md").read_text(encoding="utf-8")
    assert "{" not in card and "license: mit" in card and "app_file: app.py" in card
    assert "tatumflow @ git+" in (space / "requirements.txt").read_text(encoding="utf-8")
    compile((space / "app.py").read_text(encoding="utf-8"), "app.py", "exec")


def test_a_visitor_is_told_what_was_left_out_of_a_song(app, tmp_path):
    drums = bytes([0, 0x99, 36, 70, 99, 0x89, 36, 0]) * 3 + b"\0\xff\x2f\0"
    song = midi_bytes(make_etude().notes) + b"MTrk" + len(drums).to_bytes(4, "big") + drums
    file = write_atomic(tmp_path / "band.mid", song)
    assert all(_press(app, "style_transfer", midi=str(file)))
    app["gr"].Info.assert_called_once_with("band.mid에서 피아노만 남겼습니다. 뺀 것: 드럼 3개.")


@pytest.mark.parametrize("mode, more", [
    ("improvise", {}), ("improvise", {"chords": "Dm7 | G7"}), ("continuation", {}),
    ("style_transfer", {}), ("theory_editing", {"edits": ["tritone"]})])
def test_the_button_plays_every_mode(app, mode, more):
    notes = _press(app, mode, **more)
    assert all(notes) and len(notes) == 1 + (mode in {"style_transfer", "theory_editing"})


def test_the_form_asks_for_what_the_mode_can_do(app, space):
    def read(mode, chords="", edits=()):
        return app["read_form"](mode, "Art Tatum", None, chords, 120, edits, 7, 0.8, 5.0)

    over_chords, free = read("improvise", "Dm7 | G7"), read("improvise")
    assert (over_chords.sheet, over_chords.tempo, over_chords.seconds) == ("Dm7 | G7", 120, 4)
    assert (free.sheet, free.tempo, free.seconds) == (None, 120, 7)
    tune = read("improvise", "after you've gone")
    assert tune.tune.title == "After You've Gone" and tune.seconds == 7
    assert read("continuation").midi == space / "example.mid"
    assert read("theory_editing", edits=["tritone", "ii-V"]).edits == "tritone, ii-V"
    for ask in (over_chords, free, read("style_transfer")):
        assert (ask.style, ask.temperature, ask.seed) == ("Art Tatum", 0.8, 5)


def test_a_request_leaves_no_thread(app):
    _press(app, "improvise")
    before = threading.active_count()
    for _ in range(3): _press(app, "improvise")
    assert threading.active_count() <= before


def test_what_cannot_be_played_is_told_in_korean(app):
    with pytest.raises(RuntimeError, match="Nobody"):
        _press(app, "improvise", style="Nobody")
    with pytest.raises(RuntimeError, match="고칠지"): _press(app, "theory_editing")


def test_a_mode_shows_only_what_it_takes(app):
    shown = {}
    app["gr"].update.side_effect = lambda visible: visible
    for mode in app["KNOBS"]: shown[mode] = app["show_knobs"](mode)
    assert shown["improvise"] == [True, True, False, False]
    assert shown["continuation"] == [False, False, True, False]
    assert shown["theory_editing"] == [False, False, True, True]


def test_a_cleared_seed_is_a_new_one(app):
    seeds = {app["read_form"]("improvise", "Art Tatum", None, "", 120, [], 4, 1.0, None).seed
             for _ in range(5)}
    assert len(seeds) > 1


@pytest.mark.parametrize("chords", ["", "C7 | " * 200])
@pytest.mark.parametrize("seconds, played", [(4, 4), (500, 30)])
def test_the_length_is_capped_whatever_the_chords_say(app, chords, seconds, played):
    ask = app["read_form"]("improvise", "Art Tatum", None, chords, 120, [], seconds, 1.0, 0)
    assert ask.length == played


def test_chords_are_played_to_the_end_where_there_is_time(app):
    ask = app["read_form"]("improvise", "Art Tatum", None, "C7 | F7", 120, [], 30, 1.0, 0)
    assert ask.length == 4


def test_any_other_error_is_told_in_korean_and_the_owner_sees_all_of_it(app, capsys):
    form = ["theory_editing", "Art Tatum", None, "", 120, None, 4, 1.0, 0]  # no list of edits
    with pytest.raises(RuntimeError, match=r"연주하지 못했습니다\(TypeError\)"):
        app["play"](*form)
    assert "Traceback" in capsys.readouterr().err


def test_the_style_of_the_model_is_preset(facts, tmp_path):
    folder = export_hub(facts.checkpoint, tmp_path / "hub")
    mixed = replace(facts, data={"style": {"Bebop Etude": 2, "Art Tatum": 1}})
    space = make_space(mixed, folder, tmp_path / "space")
    styles = json.loads((space / "styles.json").read_text(encoding="utf-8"))
    assert styles == ["Art Tatum", "Bebop Etude"]


def test_an_edited_program_is_kept(space, facts, tmp_path, capsys):
    (space / "app.py").write_text("mine", encoding="utf-8")
    make_space(facts, tmp_path / "hub", space)
    assert (space / "app.py").read_text(encoding="utf-8") == "mine"
    assert "app.py: 고친 글이 있어" in capsys.readouterr().out
