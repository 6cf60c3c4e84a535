# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

import html
import json
import re
import warnings
from unittest import mock

import numpy as np
import pytest

from .beats import Beats
from .chords import Chord
from .notes import make_notes
from .piano_roll import listen, plot_piano_roll
from .roll_player import player_script, roll_player


@pytest.mark.parametrize("count", [0, 2])
def test_korean_is_drawn_without_preparation(count):
    import matplotlib
    from matplotlib import pyplot as plt
    with matplotlib.rc_context(), warnings.catch_warnings():
        warnings.simplefilter("error")  # a missing glyph is a warning
        matplotlib.rcParams["font.family"] = ["DejaVu Sans"]
        notes = make_notes([0, 1], 0.5, [60, 64], 70)[:count]
        axes = plot_piano_roll(notes, title="피아노 롤", chords=[Chord(0, 1, "C")])
        axes.figure.canvas.draw()
        plt.close(axes.figure)


def test_bar_lines_are_darker_than_beats_and_free_spans_grey():
    from matplotlib import pyplot as plt
    notes, times = make_notes([0, 1], 0.5, [60, 64], 70), np.arange(1.0, 9.0)
    beats = Beats(times, np.arange(8) % 4, np.ones(2), ((5.0, 8.0),))
    axes, plain = plot_piano_roll(notes, beats=beats), plot_piano_roll(notes)
    lines = [line for line in axes.lines if line.get_xdata()[0] == line.get_xdata()[1]]
    assert [line.get_xdata()[0] for line in lines] == times.tolist()
    darkness = [float(line.get_color()) for line in lines]
    assert darkness[0] == darkness[4] < min(darkness[1:4])
    assert len(axes.patches) == len(plain.patches) + 1
    assert axes.get_xlim() == plain.get_xlim()
    plt.close("all")


def _roll_of(page):
    """What a player is given to draw."""
    return json.loads(html.unescape(re.search('data-roll="(.*?)"', page)[1]))


def test_chord_symbols_that_would_meet_stand_on_two_lines():
    from matplotlib import pyplot as plt
    notes = make_notes([0.0, 15.0], 1.0, 60, 64)
    chords = [Chord(0, 0.5, "Dbmaj7"), Chord(0.5, 7.5, "Fm7"), Chord(8, 8, "G7")]
    ax = plot_piano_roll(notes, chords=chords)
    first, second, third = (text.get_position()[1] for text in ax.texts)
    assert second > first == third and second < ax.get_ylim()[1]
    plt.close("all")


def test_a_player_gets_notes_chords_and_what_is_sure_of_the_beats():
    beats = Beats(np.arange(8.0), np.arange(8) % 4, np.ones(2), ((4.0, 9.0),))
    notes = make_notes([0, 1.23456], 0.5, [60, 64], 70)
    page = roll_player(notes, ("a.mp3", "a.mid"), [Chord(0.0, 2.0, 'C"7<')], beats,
                       given=[(0.0, 1.23456)])
    roll = _roll_of(page)
    assert roll["notes"] == [[0, 0.5, 60, 70], [1.235, 0.5, 64, 70]] and roll["midi"] == "a.mid"
    assert roll["bars"] == [0] and roll["beats"] == [1, 2, 3] and roll["chords"] == [[0, 'C"7<']]
    assert roll["given"] == [[0, 1.235]]
    assert '<audio controls src="a.mp3">' in page and "tatumflow-player" in player_script()
    assert player_script().count("</script>") == 1
    assert "//" not in player_script()  # it is in one line, which a comment would end


def test_a_player_counts_the_bars_without_a_pulse():
    beats = Beats(np.arange(-4.0, 12.0), np.arange(16) % 4, np.ones(4), ((0.0, 4.0),), first=5)
    roll = _roll_of(roll_player(make_notes(0, 1, [60], 70), ("a.mp3", ""), beats=beats))
    assert roll["bars"] == [4, 8] and roll["numbers"] == [7, 8]


def test_what_is_listened_to_is_drawn_and_struck():
    from matplotlib import pyplot as plt
    beats, asked = Beats(np.arange(4.0), np.arange(4), np.ones(1)), "tatumflow.data.piano_roll."
    with mock.patch(asked + "player") as player, mock.patch("IPython.display.display"), \
            mock.patch(asked + "write_clicked") as struck, mock.patch.object(plt, "show"):
        player.return_value.src_attr.return_value = "data:,"
        listen(make_notes([0, 1], 0.5, 60, 70), clicks=beats)
    assert struck.call_args[0][1] is beats and player.called
    assert sum(line.get_xdata()[0] == line.get_xdata()[1] for line in plt.gca().lines) == 4
    plt.close("all")
