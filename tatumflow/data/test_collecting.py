# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import errno
import re
import weakref
import zipfile
from pathlib import Path
from unittest import mock

import pretty_midi
import pytest

from ..runtime.errors import TatumError
from ..runtime.files import write_atomic
from .candidates import Candidate
from .collecting import collect, Collection, first_midi
from .finding import midi_files
from .index import load_index
from .midi import midi_bytes, read_midi, write_midi
from .notes import make_notes
from .preparing import prepare
from .statistics import analyze


@pytest.fixture
def broken_folder(tmp_path, scale_notes):
    """A folder with one good file and seven kinds of trouble."""
    folder, good = tmp_path / "source", midi_bytes(scale_notes)
    folder.mkdir()
    files = {"정상.mid": good, "사본.mid": good, "잘림.mid": good[:-40], "빈 파일.mid": b"",
             "그림.mid": b"\x89PNG\r\n\x1a\n" + bytes(200),
             "음표 없음.mid": midi_bytes(scale_notes[:0]), "메모.txt": b"hello"}
    for name, data in files.items():
        (folder / name).write_bytes(data)
    with zipfile.ZipFile(folder / "묶음.zip", "w") as archive:
        archive.writestr("../밖으로.mid", good)
    return folder


def test_what_is_broken_is_set_aside_with_its_reason(broken_folder, tmp_path):
    done = collect("folder", path=broken_folder, out=tmp_path / "midi")
    assert len(done.kept) == 1 and len(done.set_aside) == 7
    assert [file.name for file in (tmp_path / "midi").glob("*.mid")] == ["사본.mid"]
    aside = sorted(file.name for file in (tmp_path / "set_aside/folder").iterdir())
    # the text, the empty file and the member that points outside leave no bytes
    assert "reasons.csv" in aside and len(aside) == 1 + 4
    assert "받은 파일 1개, 따로 둔 파일 7개" in str(done)


def _two_folders(tmp_path, notes):
    """Collect from two folders, each with a take1.mid of its own and a file that is no MIDI."""
    for folder, pitch in (("A", notes["pitch"]), ("B", notes["pitch"][::-1])):
        (tmp_path / folder).mkdir()
        tune = make_notes(notes["onset"], notes["duration"], pitch, 70)
        write_midi(tune, tmp_path / folder / "take1.mid")
        (tmp_path / folder / f"{folder}.txt").write_bytes(b"hello")
        assert len(collect("folder", path=tmp_path / folder, out=tmp_path / "midi").kept) == 1


def test_files_of_one_name_do_not_overwrite_each_other(tmp_path, scale_notes):
    _two_folders(tmp_path, scale_notes)
    index = load_index(tmp_path / "midi")
    assert len(index) == len(list((tmp_path / "midi").glob("*.mid"))) == 2
    assert {info["piece"] for info in index.values()} == {"take1"}


def test_reasons_are_added_to_those_there_are(tmp_path, scale_notes):
    _two_folders(tmp_path, scale_notes)
    text = (tmp_path / "set_aside/folder/reasons.csv").read_text(encoding="utf-8-sig")
    assert {"A.txt", "B.txt"} <= set(re.findall(r"[AB]\.txt", text))


def test_a_file_nobody_collected_is_not_overwritten(tmp_path, scale_notes):
    (tmp_path / "source").mkdir()
    write_midi(scale_notes, tmp_path / "source/tune.mid")
    (tmp_path / "midi").mkdir()
    (tmp_path / "midi/TUNE.mid").write_bytes(b"mine")
    collect("folder", path=tmp_path / "source", out=tmp_path / "midi")
    assert (tmp_path / "midi/TUNE.mid").read_bytes() == b"mine"
    assert len(list((tmp_path / "midi").glob("*.mid"))) == 2


def test_a_copy_of_a_deleted_file_is_collected_again(tmp_path, scale_notes):
    _two_folders(tmp_path, scale_notes)
    lost = collect("folder", path=tmp_path / "A", out=tmp_path / "midi").kept[0]
    (tmp_path / "midi" / lost).unlink()
    (tmp_path / "A/take1.mid").rename(tmp_path / "A/take2.mid")
    assert collect("folder", path=tmp_path / "A", out=tmp_path / "midi").kept


def test_collecting_twice_changes_nothing(tmp_path):
    first = collect("etudes", out=tmp_path / "midi")
    before = (tmp_path / "midi/collection.json").read_bytes()
    assert collect("etudes", out=tmp_path / "midi").kept == first.kept and not first.set_aside
    assert len(list((tmp_path / "midi").glob("*.mid"))) == 60
    assert (tmp_path / "midi/collection.json").read_bytes() == before


def test_performances_are_not_held_in_memory(tmp_path, scale_notes):
    offered, alive = [], []

    def offer(*args):
        for n in range(12):
            notes = make_notes(scale_notes["onset"], 0.2, scale_notes["pitch"] + n, 70)
            candidate = Candidate(f"{n}.mid", midi_bytes(notes) if n % 2 else b"broken")
            offered.append(weakref.ref(candidate))
            alive.append(sum(one() is not None for one in offered))
            yield candidate

    with mock.patch("tatumflow.data.collecting.open_source", offer):
        done = collect("folder", out=tmp_path / "midi")
    assert len(done.kept) == len(done.set_aside) == 6
    assert max(alive) <= 2


def _band(folder):
    """A song in which a piano plays with drums and with a bass, which is its second track."""
    midi = pretty_midi.PrettyMIDI()
    for program, is_drum, count in ((0, False, 30), (33, False, 24), (0, True, 16)):
        part = pretty_midi.Instrument(program, is_drum)
        part.notes = [pretty_midi.Note(70, 40 + n, n / 2, n / 2 + 0.4) for n in range(count)]
        midi.instruments.append(part)
    midi.write(str(folder / "band.mid"))


def test_what_is_left_out_of_a_song_is_told(tmp_path):
    _band(tmp_path)
    done = collect("folder", tmp_path, out=tmp_path / "out")
    assert done.left_out == {"band.mid": "다른 악기 1트랙의 음 24개, 드럼 16개"}
    assert "피아노만 남겼습니다" in str(done) and done.left_out["band.mid"] in str(done)
    assert load_index(tmp_path / "out")["band.mid"]["left_out"] == done.left_out["band.mid"]


def test_of_many_songs_some_are_told():
    done = Collection(Path("out"), [], [], {f"{n}.mid": "드럼 1개" for n in range(7)})
    assert "4.mid" in str(done) and "5.mid" not in str(done) and "나머지 2개" in str(done)


def test_one_track_is_collected(tmp_path):
    _band(tmp_path)
    done = collect("folder", tmp_path, out=tmp_path / "bass", track=2)
    assert len(read_midi(tmp_path / "bass/band.mid")) == 24 and not done.left_out
    none = collect("folder", tmp_path / "band.mid", out=tmp_path / "none", track=7)
    assert not none.kept and "음이 든 트랙은 3개입니다" in none.set_aside[0][1]


def test_what_has_come_is_on_record_when_collecting_is_stopped(tmp_path, scale_notes):
    def offer(*args):
        yield Candidate("bad.mid", b"broken")
        yield Candidate("good.mid", midi_bytes(scale_notes))
        raise KeyboardInterrupt

    with (mock.patch("tatumflow.data.collecting.open_source", offer),
          pytest.raises(KeyboardInterrupt)):
        collect("folder", out=tmp_path / "midi")
    assert list(load_index(tmp_path / "midi")) == ["good.mid"]
    assert (tmp_path / "set_aside/folder/reasons.csv").exists()


def test_a_log_is_not_filled_by_the_bars(tmp_path, capsys):
    collect("etudes", out=tmp_path / "midi")
    prepare(tmp_path / "midi", tmp_path / "tokens")
    analyze(tmp_path / "midi", tmp_path / "metadata.json")
    assert len(capsys.readouterr().err) < 1000


def test_the_first_collected_file(ws, scale_notes):
    with pytest.raises(TatumError, match="01_data"):
        first_midi()
    ws.midi.mkdir(parents=True)
    (ws.midi / "note.txt").write_text("hello")
    with pytest.raises(TatumError, match="하나도 없습니다"):
        first_midi()
    write_midi(scale_notes, ws.midi / "b.mid")
    write_midi(scale_notes, ws.midi / "a.mid")
    assert first_midi() == ws.midi / "a.mid"


def _write_named(folder, notes, names):
    """Files of these names, each another performance."""
    for shift, name in enumerate(names):
        tune = make_notes(notes["onset"], 0.2, notes["pitch"] + shift, 70)
        write_atomic(folder / name, midi_bytes(tune))
    return folder


def test_names_that_are_too_long_are_cut_by_bytes(tmp_path, scale_notes):
    long = "가나다라마바사아자차" * 8  # 240 bytes
    source = _write_named(tmp_path / "in", scale_notes, [f"{long}.mid", f"{long}1.mid", "z.mid"])
    with zipfile.ZipFile(source / "more.zip", "w") as archive:
        archive.writestr(f"{long}{long}.mid", b"broken")
    done = collect("folder", source, out=tmp_path / "out")
    assert len(done.kept) == 3 and len(done.set_aside) == 1
    assert done.kept[0] == "z.mid" and all(len(name.encode()) < 212 for name in done.kept)
    assert done.kept[1].removesuffix(".mid") == long[:66]
    assert len([*(tmp_path / "set_aside/folder").glob("*.mid")]) == 1
    assert collect("folder", source, out=tmp_path / "out").kept == done.kept


def test_a_file_that_cannot_be_read_or_written_is_one_reason(tmp_path, scale_notes):
    source = _write_named(tmp_path / "in", scale_notes, ["a.mid", "b.mid", "c.mid"])

    def write(path, data):
        if path.name == "b.mid":
            raise TatumError("쓰지 못했습니다.") from OSError(errno.ENAMETOOLONG, "too long")
        return write_atomic(path, data)

    with mock.patch("tatumflow.data.collecting.write_atomic", write):
        done = collect("folder", source, out=tmp_path / "out")
    assert done.kept == ["a.mid", "c.mid"]
    assert done.set_aside == [("b.mid", "쓰지 못했습니다.")]
    assert sorted(load_index(tmp_path / "out")) == done.kept


def test_a_folder_is_not_collected_into_itself(tmp_path, scale_notes):
    source = _write_named(tmp_path / "in", scale_notes, ["a.mid", "b.mid", "sub/c.mid"])
    for path in (source, source / "sub", source / "a.mid"):
        with pytest.raises(TatumError, match="그 폴더에 다시 모을 수는 없습니다"):
            collect("folder", path, out=source)
    assert {file.name for file in midi_files(source)} == {"a.mid", "b.mid", "c.mid"}


def test_what_was_collected_before_is_not_found_again(tmp_path, scale_notes):
    source = _write_named(tmp_path / "in", scale_notes, ["a.mid", "b.mid"])
    write_atomic(source / "bad.mid", b"broken")
    for _ in range(2):
        done = collect("folder", source, out=source / "data/midi")
        assert done.kept == ["a.mid", "b.mid"] and len(done.set_aside) == 1
    aside = source / "data/set_aside/folder"
    with pytest.raises(TatumError, match="MIDI 파일이 하나도 없습니다"):
        collect("folder", _write_named(tmp_path / "no", scale_notes, [".DS_Store"]),
                out=tmp_path / "out")
    assert len(collect("folder", aside, out=source / "data/midi").set_aside) == 2  # with the table
