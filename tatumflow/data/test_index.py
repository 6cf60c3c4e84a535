"""The index of collected files."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from unicodedata import normalize

import pytest

from ..runtime.errors import TatumError
from .collecting import collect
from .index import load_index, save_index
from .midi import write_midi
from .notes import make_notes
from .preparing import prepare
from .statistics import analyze


@pytest.fixture
def collected(tmp_path, scale_notes):
    """A folder of three collected tunes by named artists."""
    for shift, name in enumerate(("Bill - One", "Bud - Two", "Art - Three")):
        tune = make_notes(scale_notes["onset"], 0.2, scale_notes["pitch"] + shift, 70)
        write_midi(tune, tmp_path / "in" / f"{name}.mid")
    collect("folder", tmp_path / "in", out=tmp_path / "midi")
    return tmp_path / "midi"


def test_an_index_saved_by_a_text_editor_is_read(collected):
    path, before = collected / "collection.json", load_index(collected)
    path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())
    assert load_index(collected) == before and len(before) == 3


def test_what_was_collected_stays_when_a_damaged_index_is_made_again(collected):
    (collected / "collection.json").write_text("{", "utf-8")
    collect("etudes", out=collected)
    index = load_index(collected)
    assert len(index) == 63
    assert index["Art - Three.mid"]["artist"] == "Art" and index["Art - Three.mid"]["source"] == ""


def test_an_index_finds_files_in_the_other_composition(collected, scale_notes):
    index = load_index(collected)
    save_index({"가을.mid": index["Bud - Two.mid"]}, collected)
    write_midi(scale_notes, collected / normalize("NFD", "가을.mid"))
    assert load_index(collected) == {normalize("NFD", "가을.mid"): index["Bud - Two.mid"]}


def test_what_was_added_by_hand_stays_when_collected_again(collected, tmp_path):
    index = load_index(collected)
    index["Bud - Two.mid"]["artist"] = "Bud Powell"
    save_index(index, collected)
    collect("folder", tmp_path / "in", out=collected)
    assert load_index(collected) == index


@pytest.mark.parametrize("harm", [lambda text: text.replace("},", "},,", 1), lambda text: "",
                                  lambda text: text[:-20], lambda text: "[1, 2]"])
def test_a_damaged_index_is_named_with_what_to_run(harm, collected, tmp_path):
    path = collected / "collection.json"
    path.write_text(harm(path.read_text("utf-8")), "utf-8")
    for work in (lambda: load_index(collected), lambda: prepare(collected, tmp_path / "tokens"),
                 lambda: analyze(collected, tmp_path / "m.json")):
        with pytest.raises(TatumError, match="collection.json.*phase1_collect_data"): work()


def test_collecting_makes_a_damaged_index_again(collected, tmp_path, capsys):
    path = collected / "collection.json"
    text = path.read_text("utf-8").replace('"Bill - One",', '"Bill - One",,')
    text = text.replace('"Bud - Two",', '"Bud - Two", "artist": "Bud Powell",')
    path.write_text(text, "utf-8")
    done = collect("folder", tmp_path / "in", out=collected)
    assert "다시 만들었습니다" in capsys.readouterr().out and not done.set_aside
    assert (collected / "collection.damaged.json").is_file()
    index = load_index(collected)
    assert len(index) == len([*collected.glob("*.mid")]) == 3
    assert index["Bill - One.mid"]["artist"] == "Bill"
    assert index["Bud - Two.mid"]["artist"] == "Bud Powell"
    assert all(info["source"] == "folder" for info in index.values())
