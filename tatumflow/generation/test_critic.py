# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

import shutil

import numpy as np
import pytest

from ..data.collecting import collect
from ..data.notes import clip
from ..data.preparing import prepare
from ..data.tokens import play_back
from ..evaluation.pieces import load_split
from .critic import choose_critic, train_critic
from .ranking import rank_takes
from .takes import Take


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """The tokens of the built-in etudes."""
    folder = tmp_path_factory.mktemp("prepared")
    collect("etudes", out=folder / "midi")
    prepare(folder / "midi", folder / "tokens")
    return folder / "tokens"


@pytest.fixture(scope="session")
def etude_critic(prepared):
    return train_critic(prepared)


def test_prepared_data_make_a_whole_critic(etude_critic):
    assert sorted(etude_critic.judge.styles) == ["Bebop Etude", "Stride Etude"]
    assert etude_critic.missing == () and etude_critic.band is not None and etude_critic.common > 0


def test_training_music_is_copied_and_silence_is_empty(etude_critic, prepared, tokenizer):
    piece = load_split(prepared, "train")[0]
    notes = clip(play_back(piece.ids, tokenizer), 0, 8)
    takes = [Take(part, "improvise", piece.style, 0, 8) for part in (notes, notes[:0])]
    ranked = {len(one.take.notes): one for one in rank_takes(takes, etude_critic)}
    assert ranked[len(notes)].marks["copying"] == 1.0 and ranked[len(notes)].score == 0
    assert ranked[0].marks["dead_air"] == 1.0 and ranked[0].score == 0


def test_real_music_ranks_above_its_shuffled_pitches(etude_critic, prepared, tokenizer):
    rng, scores = np.random.default_rng(0), {"real": [], "noise": []}
    for piece in load_split(prepared, "val") + load_split(prepared, "test"):
        real = clip(play_back(piece.ids, tokenizer), 0, 15)
        noise = real.copy()
        noise["pitch"] = rng.permutation(noise["pitch"])
        for what, part in (("real", real), ("noise", noise)):
            take = Take(part, "improvise", piece.style, 0, 15)
            scores[what].append(rank_takes([take], etude_critic)[0].score)
    assert np.mean(scores["real"]) > np.mean(scores["noise"]) + 0.02


def test_without_data_nothing_but_silence_can_be_judged(ws):
    critic = train_critic()
    assert critic.judge is None and critic.memory is None and "01_data" in critic.missing[0]


def test_styles_outside_of_the_data_go_to_the_packaged_critic(ws):
    critic = choose_critic("Art Tatum")
    assert "Art Tatum" in critic.judge.styles and critic.memory is None
    assert "베낌은 재지 못했습니다" in critic.missing[0]


def test_styles_of_the_data_go_to_their_own_critic(ws, prepared):
    shutil.copytree(prepared, ws.tokens)
    assert choose_critic("Bebop Etude").memory is not None
    assert choose_critic("Art Tatum").memory is None


@pytest.mark.parametrize("name", ["tokenizer.json", "train.tokens.npy", "train.json"])
def test_damaged_data_leave_the_takes_unjudged(name, prepared, tmp_path):
    shutil.copytree(prepared, tmp_path / "tokens")
    (tmp_path / "tokens" / name).write_bytes(b"{")
    critic = train_critic(tmp_path / "tokens")
    assert critic.judge is None and name in critic.missing[0]
