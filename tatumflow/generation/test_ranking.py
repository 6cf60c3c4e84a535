# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace
from unittest import mock

import numpy as np
import pytest

from ..data.chords import Chord, NO_CHORD
from ..data.etudes import make_etude
from ..data.memory import Memory
from ..data.midi import write_midi
from ..data.notes import clip, make_notes
from .critic import Critic, packaged_critic
from .ranking import judge_take, keep_best, rank_takes
from .saving import load_takes, midi_to_mp3
from .sheets import lead_sheet
from .takes import Take


STEADY = np.arange(0, 8, 0.25)


def made_of(onset, duration, pitch, **how):
    how = {"style": "Other", "seed": 0, "seconds": 8.0, **how}
    return Take(make_notes(onset, duration, pitch, 80), "improvise", **how)


@pytest.fixture
def full():
    return made_of(STEADY, 0.25, 60 + 4 * (np.arange(32) % 3))


def test_dead_air_is_the_only_mark_without_a_critic(full):
    assert judge_take(full, Critic()) == {"dead_air": 0.0}
    assert rank_takes([full], Critic())[0].score == 1.0 and rank_takes([], Critic()) == []
    assert judge_take(made_of([0, 1, 5], 1, 60), Critic()) == {"dead_air": 0.625}


def test_adherence_counts_only_where_a_chord_is(full):
    chords = (*lead_sheet("C | C"), Chord(8.0, 8.0, NO_CHORD))
    take = made_of(STEADY, 0.25, [60, 64, 67, 61] * 8, chords=chords)
    assert np.isclose(judge_take(take, Critic())["adherence"], 0.75)
    later = made_of(STEADY + 3, 0.25, [60, 64, 67, 61] * 8, begin=3.0, chords=tuple(
        replace(chord, onset=chord.onset + 6) for chord in chords))
    assert judge_take(later, Critic()) == judge_take(take, Critic())
    silent = replace(take, chords=(Chord(0.0, 16.0, NO_CHORD),))
    assert "adherence" not in judge_take(silent, Critic())


def test_style_and_coherence_need_a_critic_that_knows_them(full):
    critic = packaged_critic()
    known = replace(full, style="Art Tatum")
    assert set(judge_take(known, critic)) == {"style", "coherence", "dead_air"}
    assert "style" not in judge_take(replace(full, style="Stride Etude"), critic)
    silence = judge_take(replace(known, notes=known.notes[:0]), critic)
    assert silence == {"style": 0.0, "coherence": 0.0, "dead_air": 1.0}


def test_copies_of_training_music_score_nothing():
    own = [clip(make_etude("bebop", "blues", seed=seed).notes, 0, 8) for seed in (1, 2)]
    critic = Critic(memory=Memory(own[:1]), common=10)
    takes = [Take(part, "improvise", "Other", seed, 8) for seed, part in enumerate(own)]
    fresh, copied = rank_takes(takes[::-1], critic)
    assert copied.take is takes[0] and copied.marks["copying"] == 1.0 and copied.score == 0.0
    assert fresh.marks["copying"] < 0.5


def test_the_score_is_a_mean_cut_by_what_is_bad(full):
    marks = {"style": 0.5, "coherence": 1.0, "dead_air": 0.2, "copying": 0.5}
    with mock.patch("tatumflow.generation.ranking.judge_take", return_value=marks):
        assert np.isclose(rank_takes([full], Critic())[0].score, 0.75 * 0.8 * 0.5)


@pytest.fixture
def four_ranked(full):
    """Four takes, of which the last is the fullest."""
    takes = [replace(full, seed=seed, notes=full.notes[:2 * (seed + 1)], seconds=2.0)
             for seed in range(4)]
    return rank_takes(takes, Critic())


def names_in(folder):
    return {path.name for path in folder.iterdir()}


def copies(*seeds):
    return {"takes.json", *(f"improvise-Other-{seed}.{kind}" for seed in seeds
                            for kind in ("mid", "mp3"))}


def test_all_takes_are_kept_and_the_best_are_copied(four_ranked, tmp_path):
    assert [one.take.seed for one in four_ranked] == [3, 2, 1, 0]
    files = keep_best(four_ranked, Critic(missing=("재지 못했습니다",)), tmp_path, count=2)
    assert [file.stem[-1] for file in files] == ["3", "2", "1", "0"]
    assert names_in(tmp_path / "best") == copies(3, 2) and len(load_takes(tmp_path)) == 4
    assert set(load_takes(tmp_path / "best")) == {f"improvise-Other-{seed}.mid" for seed in (3, 2)}
    text = (tmp_path / "ranking.md").read_text(encoding="utf-8")
    assert all(one.take.title in text for one in four_ranked) and "- 재지 못했습니다" in text
    assert "| 1 | 즉흥 · Other · 시드 3 | 1.00 | — |" in text and text.count("빈 시간 |\n") == 3


def test_new_sounds_keep_the_tags_of_the_best(four_ranked, tmp_path):
    keep_best(four_ranked, Critic(), tmp_path, count=2)
    tagged = (tmp_path / "best/improvise-Other-3.mp3").read_bytes()
    assert not midi_to_mp3(tmp_path)[1]
    assert (tmp_path / "best/improvise-Other-3.mp3").read_bytes() == tagged


def test_earlier_copies_leave_and_edited_ones_stay(four_ranked, tmp_path, capsys):
    keep_best(four_ranked, Critic(), tmp_path, count=2)
    kept = {path: path.read_bytes() for path in tmp_path.glob("improvise*")}
    write_midi(four_ranked[0].take.notes[:5], tmp_path / "best/improvise-Other-2.mid")
    keep_best(four_ranked[2:], Critic(), tmp_path, count=1)
    assert names_in(tmp_path / "best") == copies(1) | copies(2)
    assert all(path.read_bytes() == data for path, data in kept.items())
    assert set(load_takes(tmp_path / "best")) == {"improvise-Other-1.mid"}
    keep_best(four_ranked[1:], Critic(), tmp_path, count=2)  # the edited one is among the best
    assert "improvise-Other-2.mid: 고친 파일이 있어" in capsys.readouterr().out
    assert names_in(tmp_path / "best") == copies(1) | copies(2)
    assert set(load_takes(tmp_path / "best")) == {"improvise-Other-1.mid"}
