# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest
from traitlets import Bunch

from ..data.midi import midi_bytes, read_midi, write_midi
from ..data.notes import make_notes
from .asking import MODES
from .controls import make_controls, read_ask, visible_controls
from .edits import parse_edits
from .tunes import TUNES


@pytest.fixture
def controls(stride, ws):
    write_midi(stride[:60], ws.midi / "mine.mid")
    return make_controls(["Bill Evans"])


def test_a_mode_shows_what_it_uses():
    shared = ["style", "length", "guidance", "temperature", "seed"]
    without_length = ["style", "guidance", "temperature", "seed"]
    sheet = ["written", "sheet_upload", "chords", "form", "tempo", "swing", "choruses"]
    dials = ["density", "dynamics"]
    alone = ["written", "sheet_upload", "chords", "form", "tempo", "swing", *dials]
    assert visible_controls("improvise", "") == (alone, shared)
    assert visible_controls("improvise", "Dm7 G7") == ([*sheet, *dials], without_length)
    planned = [*sheet, *dials, "strength"]
    assert visible_controls("improvise", "", "AABA") == (planned, without_length)
    planned.insert(7, "key")
    assert visible_controls("improvise", "", "blues") == (planned, without_length)
    for text in ("IIm7 | V7", "블루스", "blues"):
        assert visible_controls("improvise", text) == ([*sheet, "key", *dials], without_length)
    pasted = ["written", "sheet_upload", "melody", "tempo", "swing", "choruses", *dials]
    assert visible_controls("improvise", "", written="C | F") == (pasted, without_length)
    assert visible_controls("improvise", "C", melody="a.mid")[0] == pasted
    assert "sheet" not in visible_controls("arrange", "", written="C | F")[0]
    assert visible_controls("continuation", "") == (["midi", "upload", "bar"], shared)
    assert visible_controls("style_transfer", "") == (["midi", "upload", "bar", "strength"],
                                                      shared)
    edits = ["midi", "upload", "edits", "add", "bars"]
    assert visible_controls("theory_editing", "") == (edits, without_length)


def test_every_option_of_a_mode_has_a_control(controls):
    for mode in MODES:
        for names in visible_controls(mode, "blues"): assert set(names) <= set(controls)


def test_learnt_styles_come_first(controls):
    labels = [label for label, _ in controls["style"].options]
    assert labels[:2] == ["자동", "Bill Evans"] and "Art Tatum (배우지 않음)" in labels
    assert all("배우지" not in label for label, _ in make_controls([])["style"].options)


def test_a_mode_brings_its_own_guidance(controls):
    assert read_ask(controls).guidance == 2.5
    controls["mode"].value = "continuation"
    assert read_ask(controls).guidance == 1.75
    controls["guidance"].value = 2.0
    assert read_ask(controls).guidance == 2.0
    controls["mode"].value = "arrange"
    assert controls["guidance"].value == 2.5


def test_only_what_is_visible_is_asked_for(controls, ws):
    controls["mode"].value = "theory_editing"
    for name, value in {"edits": "minor", "bars": "2", "seed": 4, "length": 9}.items():
        controls[name].value = value
    controls["mode"].value = "improvise"
    ask = read_ask(controls)
    assert (ask.mode, ask.seed, ask.new_bars) == ("improvise", 4, 9)
    assert ask.edits is ask.density is ask.style is ask.tempo is None
    controls["tempo"].value = "120-90"
    assert read_ask(controls).tempo == "120-90"
    controls["mode"].value = "theory_editing"
    ask = read_ask(controls)
    assert ask.edits == "minor" and ask.bars == "2" and ask.seconds is None
    assert ask.midi == ws.midi / "mine.mid"


@pytest.fixture(params=["ipywidgets 8", "ipywidgets 7"])
def upload(controls, request):
    """Uploads a file with a control: (the name of the control, of the file, its bytes)."""
    def act(control, name, data):
        files = [{"name": name, "content": memoryview(data)}]
        if request.param[-1] == "7": files = {file.pop("name"): file for file in files}
        controls[control].notify_change(Bunch(name="value", type="change", new=files))
    return act


def test_an_uploaded_file_is_chosen(controls, upload, ws, stride):
    upload("upload", "C:\\내 곡.mid", midi_bytes(stride[:50]))
    controls["mode"].value = "continuation"
    assert [name for name, _ in controls["midi"].options] == ["mine.mid", "내 곡.mid"]
    assert len(read_midi(read_ask(controls).midi)) == 50
    assert read_ask(controls).midi.parent == ws.outputs / "uploads"


def test_an_uploaded_sheet_is_played_over(controls, upload, refusal, capsys):
    upload("sheet_upload", "봄 노래.cho", "{title: 봄}\n{key: F}\n[F]봄이 [C7]오면".encode("cp949"))
    ask = read_ask(controls)
    assert ask.tune.title == "봄" and [chord.symbol for chord in ask.harmony] == ["F", "C7"]
    upload("sheet_upload", "선율.mid", midi_bytes(make_notes([0, 1], 1, [65, 67], 80)))
    assert read_ask(controls).tune.melody["pitch"].tolist() == [65, 67]
    controls["mode"].value = "arrange"
    assert read_ask(controls).tune.title == "봄" and len(read_ask(controls).tune.melody) == 2
    controls["written"].value = ""
    with refusal("글로 적어도 됩니다"): read_ask(controls)
    controls["melody"].value = ""
    assert read_ask(controls).sheet in TUNES
    upload("sheet_upload", "악보.pdf", b"%PDF-1.7")
    with refusal("PDF와 그림은"): read_ask(controls)


def test_an_etude_stands_where_no_file_is(ws):
    controls = make_controls([])
    controls["mode"].value = "continuation"
    ask = read_ask(controls)
    assert ask.midi is None and len(ask.notes) > 100 and ask.source.startswith("연습곡")


def test_every_control_has_a_hint(controls):
    for name, control in controls.items():
        hint = control.trait_values()  # ipywidgets 8 and 7 call it differently
        hint = hint.get("tooltip") or hint.get("description_tooltip")
        assert hint.endswith("다."), name


def test_chosen_edits_are_added_to_the_text(controls):
    controls["edits"].value = "tritone, denser"
    controls["add"].value = "조옮김+2"
    assert controls["edits"].value == "tritone, denser, 조옮김+2"
    assert controls["add"].value == ""
    assert parse_edits(controls["edits"].value)[2] == ("transpose", 2)
