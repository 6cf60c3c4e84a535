# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil
from dataclasses import replace
from unittest import mock

import numpy as np
import pretty_midi
import pytest
import soundfile

from ..data.midi import write_midi
from ..data.notes import make_notes
from ..model.saved_models import weights_digest
from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from ..runtime.levels import loudness
from .asking import Ask
from .saving import _write_sound, id3_tag, load_takes, midi_to_mp3, save_takes


@pytest.fixture
def two_takes(novice):
    """Two takes of the same name."""
    return [novice.play(Ask(style="Art Tatum", seconds=seconds))[0] for seconds in (3, 4)]


def test_the_same_take_goes_to_the_same_file(two_takes, tmp_path):
    first = save_takes(two_takes[:1], tmp_path)
    assert save_takes(two_takes, tmp_path) == [first[0], tmp_path / "improvise-ArtTatum-0-2.mid"]
    assert len(list(tmp_path.glob("improvise*"))) == 4


def test_the_index_says_what_was_asked_of_which_model(two_takes, tmp_path, novice):
    save_takes(two_takes, tmp_path)
    told = load_takes(tmp_path)
    assert told["improvise-ArtTatum-0.mid"] == {
        "title": two_takes[0].title, "mode": "improvise", "style": "Art Tatum", "seed": 0,
        "seconds": 3, "begin": 0.0, "source": "", "temperature": 1.0, "guidance": 2.5,
        "model": weights_digest(novice.model), "notes": len(two_takes[0].notes)}
    assert told["improvise-ArtTatum-0-2.mid"]["seconds"] == 4


def test_the_sound_carries_a_tag_that_stays(two_takes, tmp_path):
    save_takes(two_takes[:1], tmp_path)
    data = (tmp_path / "improvise-ArtTatum-0.mp3").read_bytes()
    assert data[:4] == b"ID3\x03" and two_takes[0].title.encode("utf-16-le") in data[:400]
    assert data[10 + (data[8] << 7) + data[9]] == 0xFF  # the first MPEG frame follows the tag
    assert midi_to_mp3(tmp_path)[0] == [tmp_path / "improvise-ArtTatum-0.mp3"]
    assert (tmp_path / "improvise-ArtTatum-0.mp3").read_bytes() == data


def test_silence_is_named_and_all_else_is_saved(two_takes, tmp_path, refusal):
    silent = replace(two_takes[0], notes=two_takes[0].notes[:0], seed=9)
    with refusal("improvise-ArtTatum-9.mid"): save_takes([silent, two_takes[1]], tmp_path)
    assert (tmp_path / "improvise-ArtTatum-0.mp3").is_file() and len(load_takes(tmp_path)) == 2


@pytest.mark.parametrize("text", ["[1", "[1]"])
def test_an_index_that_is_not_ours_is_refused(two_takes, tmp_path, text, refusal):
    (tmp_path / "takes.json").write_text(text, encoding="utf-8")
    with refusal("takes.json"): save_takes(two_takes, tmp_path)


def test_a_folder_without_midi_is_refused(tmp_path, refusal):
    with refusal("MIDI 파일이 없습니다"): midi_to_mp3(tmp_path)


def test_empty_texts_are_left_out_of_a_tag():
    assert b"TPE1" not in id3_tag("제목") and b"COMM" not in id3_tag("제목", "나")
    assert id3_tag("", "나").startswith(b"ID3\x03\0\0\0\0\0") and b"kor" in id3_tag("a", "b", "c")


@pytest.fixture
def pedalled(tmp_path):
    """A short note that the pedal holds for four seconds."""
    midi = pretty_midi.PrettyMIDI()
    midi.instruments.append(pretty_midi.Instrument(0))
    midi.instruments[0].notes.append(pretty_midi.Note(90, 60, 0, 0.2))
    midi.instruments[0].control_changes += [pretty_midi.ControlChange(64, 127, 0),
                                            pretty_midi.ControlChange(64, 0, 4.0)]
    (tmp_path / "in/deep").mkdir(parents=True)
    midi.write(str(tmp_path / "in/deep/pedal.mid"))
    return tmp_path / "in/deep/pedal.mid"


def test_the_pedal_is_heard_and_folders_are_kept(pedalled, tmp_path):
    made, failed = midi_to_mp3(tmp_path / "in", tmp_path / "out")
    assert made == [tmp_path / "out/deep/pedal.mp3"] and not failed
    samples, rate = soundfile.read(made[0])
    assert abs(samples[2 * rate:3 * rate]).max() > 0.001


def scratch_folder_that_differ_by_suffix_have_sounds_of_their_own(pedalled):
    assert midi_to_mp3(pedalled)[0] == [pedalled.with_suffix(".mp3")]
    shutil.copy(pedalled, pedalled.with_suffix(".midi"))
    made = [path.name for path in midi_to_mp3(pedalled.parent)[0]]
    assert made == ["pedal.mp3", "pedal.midi.mp3"]


def test_a_broken_file_does_not_stop_the_others(pedalled):
    (pedalled.parent / "cut.mid").write_bytes(pedalled.read_bytes()[:60])
    (pedalled.parent / "picture.mid").write_bytes(b"\x89PNG" + bytes(100))
    made, failed = midi_to_mp3(pedalled.parent)
    assert made == [pedalled.with_suffix(".mp3")]
    assert sorted(path.name for path in failed) == ["cut.mid", "picture.mid"]


def test_a_recording_that_is_not_ours_stays(pedalled):
    pedalled.with_suffix(".mp3").write_bytes(b"a recording")
    made, failed = midi_to_mp3(pedalled)
    assert not made and "그대로 두었습니다" in failed[pedalled]
    assert pedalled.with_suffix(".mp3").read_bytes() == b"a recording"


def test_a_folder_that_cannot_be_written_is_said_before_the_sound_is_made(pedalled, tmp_path):
    write_atomic(tmp_path / "file", "x")
    with mock.patch("tatumflow.generation.saving._convert", side_effect=AssertionError), \
            pytest.raises(TatumError, match="쓸 수 없습니다.*--out"):
        midi_to_mp3(pedalled, tmp_path / "file")
    with mock.patch("pathlib.Path.mkdir", side_effect=OSError(30, "Read-only file system")), \
            pytest.raises(TatumError, match="읽기만 할 수 있는.*--out"):
        midi_to_mp3(f"'{pedalled}'")
    assert midi_to_mp3(tmp_path / "none/x.mid")[0] == [] and not (tmp_path / "none").exists()


def test_a_name_of_the_greatest_length_gets_its_sound(pedalled):
    long = pedalled.rename(pedalled.with_name("가" * 82 + "abc.mid"))  # 253 bytes
    assert midi_to_mp3(long)[0] == [long.with_suffix(".mp3")]


def test_a_song_with_drums_sounds_as_its_piano_and_that_is_said(band_song, capsys):
    made, failed = midi_to_mp3(band_song)
    assert [path.name for path in made] == ["band.mp3"] and not failed
    assert "band.mid에서 피아노만 남겼습니다. 뺀 것: 다른 악기 1트랙" in capsys.readouterr().out


def test_sounds_are_equally_loud(tmp_path):
    calm = make_notes(np.arange(0, 4, 0.25), 0.25, [60, 64, 67, 72] * 4, 60)
    accent = calm.copy()
    accent["velocity"][8] = 127
    levels = []
    for name, notes in {"calm": calm, "accent": accent}.items():
        file = write_midi(notes, tmp_path / f"{name}.mid")
        _write_sound(file, tmp_path / f"{name}.mp3", None)
        samples, rate = soundfile.read(tmp_path / f"{name}.mp3")
        levels.append(20 * np.log10(loudness(samples, rate)))
    assert abs(levels[0] - levels[1]) < 1
