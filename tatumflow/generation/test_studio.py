# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import json
import re
import threading
import time
from unittest import mock

import pytest

from ..data.chords import Chord
from ..data.midi import write_midi
from ..data.notes import make_notes
from ..runtime.files import write_atomic
from .controls import read_ask
from .lead_sheets import LeadSheet
from .lead_writing import write_lead_sheet
from .musicxml import musicxml
from .saving import load_takes
from .scores import take_bytes
from .studio import Studio


@pytest.fixture
def desk(novice, stride, ws, tmp_path):
    write_midi(stride[stride["onset"] < 14], ws.midi / "mine.mid")
    return Studio(novice, tmp_path / "kept")


def said(desk):
    return html.unescape(re.sub("<[^>]*>", "", desk.message.value))


def press(desk, name="play", **values):
    """What the studio says after these values and this button."""
    for control, value in values.items(): desk.controls[control].value = value
    desk.buttons[name].click()
    desk.thread.join()
    return said(desk)


def test_a_song_with_drums_is_played_and_what_was_left_out_is_said(desk, band_song):
    desk.controls["midi"].options = [("band.mid", band_song)]
    told = press(desk, mode="continuation", midi=band_song, bar=5, length=2)
    assert "band.mid에서 피아노만 남겼습니다. 뺀 것: 다른 악기 1트랙의 음 4개, 드럼 3개" in told


MODE_VALUES = [
    {"mode": "improvise", "chords": "Dm7 G7 | Cmaj7 %", "tempo": "240", "density": 3, "seed": 7},
    {"mode": "continuation", "bar": 5, "length": 3, "seed": 3},
    {"mode": "style_transfer", "bar": 2, "length": 3, "strength": 0.5, "style": "Art Tatum"},
    {"mode": "theory_editing", "edits": "tritone, denser", "bars": "2-3"},
    {"mode": "bridge", "bars": "3-4", "seed": 1},
]


@pytest.mark.parametrize("values", MODE_VALUES, ids=[values["mode"] for values in MODE_VALUES])
def test_every_mode_is_played_seen_and_kept(desk, novice, values):
    assert "쳤습니다" in press(desk, **values) and desk.take.mode == values["mode"]
    sounds = 1 + (desk.take.before is not None)
    page = html.unescape(desk.result.value)
    assert page.count("<audio controls src") == sounds
    assert page.count("data:audio/midi") == sounds and "</script>" in page
    (same,) = novice.play(read_ask(desk.controls))
    assert take_bytes(same) == take_bytes(desk.take)
    seed = desk.controls["seed"].value
    assert "남겼습니다" in press(desk, "keep") and desk.take is None
    assert desk.controls["seed"].value == seed + 1 and desk.result.value == ""
    assert len(load_takes(desk.out)) == 1 and desk.kept.value.count("download=") == 3


PASTED = {
    "chart": "3/4\n[A] Dm7 | G7 |\n[B] C6 | C6",
    "iReal Pro": "irealb://Old=Ann==Swing=C==[T44C^7 |G7 Z",
    "ChordPro": "{title: Old}\n[C]When the [G7]sun goes [C]down",
    "ABC": 'X:1\nK:C\n"C"c4 d4|"G7"B8|',
    "MusicXML": musicxml(write_lead_sheet(LeadSheet("Old", chords=(Chord(0, 4, "C6"),), bars=1,
        melody=make_notes([0, 2], 2, [72, 76], 80)))).decode()}


@pytest.mark.parametrize("kind", PASTED)
def test_pasted_sheets_of_every_kind_are_played_over(desk, kind):
    assert "쳤습니다" in press(desk, written=PASTED[kind])
    assert desk.take.chords and desk.take.lines.lengths == ((3.0,) if kind == "chart" else (4.0,))
    if kind not in ("ABC", "MusicXML"): return
    press(desk, "discard")
    assert "쳤습니다" in press(desk, mode="arrange", written=PASTED[kind], choruses=1)
    assert desk.take.mode == "arrange" and len(desk.take.melody)


def test_buttons_wait_for_a_take(desk):
    off = {name: button.disabled for name, button in desk.buttons.items()}
    assert off == {"play": False, "again": True, "best": False, "stop": True, "keep": True,
                   "discard": True}
    press(desk, length=2)
    off = [name for name, button in desk.buttons.items() if button.disabled]
    assert off == ["stop"]
    assert press(desk, "discard") == "버렸습니다." and desk.controls["seed"].value == 1
    assert desk.buttons["keep"].disabled and not desk.out.exists()


@pytest.mark.parametrize("part, values", [
    ("H7", {"chords": "Dm7 H7"}), ("맨 앞", {"chords": "% C"}),
    ("edits", {"mode": "theory_editing", "edits": ""}),
    ("모르는 고치기", {"mode": "theory_editing", "edits": "triton"}),
    ("마디 범위", {"mode": "theory_editing", "edits": "minor", "bars": "90"}),
    ("이을 수 없습니다", {"mode": "continuation", "bar": 500}),
])
def test_problems_are_said_and_leave_the_studio_usable(desk, part, values):
    assert part in press(desk, **values)
    assert desk.take is None and not desk.buttons["play"].disabled
    assert "쳤습니다" in press(desk, mode="improvise", chords="C")


def test_a_bridge_is_not_held_to_the_chords_of_an_improvisation(desk):
    assert "쳤습니다" in press(desk, chords="Dm7 G7 | Cmaj7 % | N.C.")
    assert "쳤습니다" in press(desk, mode="bridge", bars="3-4") and not desk.take.chords
    desk.controls["mode"].value = "improvise"
    assert desk.controls["chords"].value == "Dm7 G7 | Cmaj7 % | N.C."


@pytest.mark.parametrize("mode, values, place", [
    ("continuation", {"bar": 5, "length": 3}, "5-7마디"),
    ("style_transfer", {"bar": 3, "length": 2}, "3-4마디"),
    ("theory_editing", {"edits": "denser", "bars": "6"}, "6마디"),
    ("bridge", {"bars": "3-4"}, "3-4마디")])
def test_bars_are_numbered_as_in_the_source(desk, mode, values, place):
    assert f" {place}(" in press(desk, mode=mode, **values)
    assert int(place[0]) in shown(desk)[-1]["numbers"]
    where = shown(desk)[-1]["numbers"].index(int(place[0]))
    assert abs(shown(desk)[-1]["bars"][where] - desk.take.around().begin) < 0.02


def test_a_progression_by_name_has_a_key_and_its_own_length(desk):
    press(desk, chords="blues", tempo="320")
    shown = [name for name, control in desk.controls.items()
             if any(control in column.children for column in desk.columns)]
    assert "key" in shown and "length" not in shown and desk.take.seconds == 9


def test_a_take_that_could_not_be_kept_is_not_lost(desk):
    press(desk, length=2)
    write_atomic(desk.out / "takes.json", "[1")
    assert "takes.json" in press(desk, "keep") and desk.take is not None


def test_ten_plays_start_no_thread(desk):
    press(desk, length=2)
    before = threading.active_count()
    for seed in range(10): press(desk, seed=seed)
    assert threading.active_count() <= before


def shown(desk):
    """The rolls of the players that are shown."""
    page = html.unescape(desk.result.value)
    return [json.loads(html.unescape(text)) for text in re.findall('data-roll="({.*?)"', page)]


def test_heard_chords_are_written_where_none_were_given(desk):
    press(desk, length=2)
    (roll,) = shown(desk)
    assert roll["chords"] and roll["bars"] and not desk.take.chords


def test_given_chords_stand_at_their_seconds(desk):
    press(desk, chords="Dm7 | G7", tempo="240")
    assert shown(desk)[0]["chords"] == [[0.0, "Dm7"], [1.0, "G7"]]


def test_a_double_click_plays_once(desk):
    with mock.patch.object(type(desk.player), "play", side_effect=desk.player.play) as play:
        desk.buttons["play"].click()
        press(desk)
    assert play.call_count == 1


def test_again_is_the_next_seed(desk):
    press(desk, length=2, seed=4)
    first = take_bytes(desk.take)
    press(desk, "again")
    assert desk.take.seed == 5 and take_bytes(desk.take) != first


def test_the_best_of_four_is_shown(desk):
    told = press(desk, "best", length=2, seed=6)
    assert "넷 가운데" in told and desk.take.seed == desk.controls["seed"].value
    assert 6 <= desk.take.seed < 10


def test_what_is_played_can_be_stopped(desk):
    desk.controls["length"].value = 64
    desk.buttons["play"].click()
    while "연주하는 중" not in said(desk): time.sleep(0.01)
    assert not desk.buttons["stop"].disabled and desk.buttons["play"].disabled
    desk.buttons["stop"].click()
    desk.thread.join(10)
    assert not desk.thread.is_alive() and said(desk) == "멈추었습니다."
    assert desk.take is None and not desk.buttons["play"].disabled


def test_an_unforeseen_error_is_said_and_raised(desk):
    with (mock.patch.object(type(desk.player), "play", side_effect=ZeroDivisionError),
          pytest.raises(ZeroDivisionError)):
        desk.attempt(desk.play)
    assert "예상하지 못한 오류" in said(desk) and not desk.buttons["play"].disabled
    assert "ZeroDivisionError" in desk.log.outputs[0]["text"]


def test_what_is_printed_while_it_plays_is_shown(desk, capsys):
    press(desk, chords="Dm7 | G7")
    assert "♩ = 120으로 칩니다" in desk.log.outputs[0]["text"] and not capsys.readouterr().out
    press(desk, tempo="140")
    assert not desk.log.outputs


def test_a_long_piece_is_shown_around_what_is_new(desk):
    press(desk, mode="theory_editing", edits="denser", bars="6")
    _, roll = shown(desk)
    assert 6 < desk.take.begin < 8 and len(roll["notes"]) < len(desk.take.notes)
