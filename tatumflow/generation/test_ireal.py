# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import pytest

from .charts import read_chart
from .ireal import ireal_chart
from .test_wild_files import link


SONG = ("{*AT44D-7 G7 |C^7   |N1E-7,A7, ,A7|x   }|N2F^7/A F#h7 |n   ][*BT34Bb7sus4<slow> |"
        "(E7)A7b9  |p   |D-7   |G7   Z")


def chords(text):
    return [bar.chords for bar in read_chart(text).bars]


def test_its_text_is_read_with_beats_and_endings():
    got = chords(SONG)
    assert got[0] == (("D-7", 2), ("G7", 2)) and got[1] == (("C^7", 1),)
    assert got[2] == (("E-7", 1), ("A7", 2), ("A7", 1)) and got[3] == got[2]
    assert got[4:6] == got[:2] and got[6] == (("F^7/A", 2), ("F#h7", 2))
    assert got[7] == (("N.C.", 1),) and got[8] == (("Bb7sus4", 1),) and got[9] == (("A7b9", 1),)
    assert [bar.beats for bar in read_chart(SONG).bars][7:9] == [4, 3]


def test_its_links_are_unscrambled():
    assert chords("irealb://" + link(SONG, "Tune=Ann==Swing=C=")) == chords(SONG)
    assert played_from("irealbook://Tune=Ann=Swing=C=n=[T44C^7   |F7   Z") == ["C^7", "F7"]


def played_from(text):
    return [bar.chords[0][0] for bar in read_chart(text).bars]


def test_of_several_songs_the_first_is_read_and_that_is_said(capsys):
    songs = [f"{name}=Ann=Swing=C=n=[T44{name}7   Z" for name in "AB"]
    assert played_from("irealbook://" + "===".join([*songs, "My list"])) == ["A7"]
    assert "곡이 2개 있어 첫 곡(A)만" in capsys.readouterr().out
    assert played_from("irealbook://" + songs[0]) == ["A7"] and not capsys.readouterr().out


def test_other_charts_stay_as_they_are():
    for text in ("Dm7 | G7", "[A] C | F", "{C | F}", "Title | 4"): assert ireal_chart(text) == text


def test_its_links_tell_title_key_and_tempo_and_jump_as_they_say():
    song = "[*AT44C^7   |QF7   |G7<D.C. al Coda>   ][*BQA7   <3x>}"
    chart = read_chart("irealb://" + link(song, "Old Tune=Smith Ann==Medium Swing=Eb=",
                                          "=Jazz-Swing=140=3"))
    assert chart.about == {"title": "Old Tune", "composer": "Ann Smith", "key": "Eb",
                           "tempo": "140", "style": "Medium Swing"}
    assert [bar.chords[0][0] for bar in chart.bars] == [
        "C^7", "F7", "G7", "C^7", "F7", "A7", "A7", "A7"]
    assert chart.sections == (("A", 0), ("A", 3), ("B", 5), ("B", 6), ("B", 7))
    assert played_from("[T44C^7   |SF7   |G7<Fine>   |A7<*66XyQ D.S. al Fine>Z") == [
        "C^7", "F7", "G7", "A7", "F7", "G7"]


@pytest.mark.parametrize("text", ["irealb://", "irealb://Tune=Ann", "irealbook://a=b=c"])
def test_a_link_without_chords_is_refused(text, refusal):
    with refusal("링크를 끝까지"): read_chart(text)
