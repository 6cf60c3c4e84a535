# Made from notebooks/02_experiment.ipynb by .ci/export.py. Do not edit: change the notebook.

import numpy as np
import pytest
import torch

from ..data.etudes import make_etude
from ..data.tokens import encode
from ..data.vocabulary import EOS, FRAME, HIDDEN, token_kinds
from .grammar import Grammar


def kinds_allowed(grammar, tokenizer) -> set[str]:
    return set(token_kinds(tokenizer).kind[grammar.allowed()[0].numpy()].tolist())


def feed(grammar, tokenizer, *names: str) -> None:
    for name in names: grammar.take(torch.tensor([tokenizer.vocab[name]]))


def frame_names(tokenizer) -> list[str]:
    return [tokenizer[tokenizer.vocab[HIDDEN]]] * len(FRAME)


HEADER = ("BOS_None", "Style_ArtTatum", "Bar_None")


@pytest.mark.parametrize("style", ["bebop", "stride"])
def test_real_playing_keeps_to_the_grammar(tokenizer, style):
    ids = encode(make_etude(style, seed=1).notes, "Art Tatum", tokenizer).astype(np.int64)
    grammar = Grammar(tokenizer, 1)
    grammar.take(torch.tensor(ids[:1]))
    for token in ids[1:]:
        assert grammar.allowed()[0, token], tokenizer[int(token)]
        grammar.take(torch.tensor([token]))
    assert grammar.bars.item() == sum(ids == tokenizer.vocab["Bar_None"])


def test_each_kind_is_followed_by_its_own(tokenizer):
    grammar = Grammar(tokenizer, 1)
    assert kinds_allowed(grammar, tokenizer) == {"Style"}
    feed(grammar, tokenizer, *HEADER[:2])
    assert kinds_allowed(grammar, tokenizer) == {"Bar"}
    feed(grammar, tokenizer, HEADER[2])
    for slot, kind in enumerate(FRAME):
        assert kinds_allowed(grammar, tokenizer) == {kind, "Frame"}
        assert grammar.slot().item() == slot
        feed(grammar, tokenizer, frame_names(tokenizer)[0])
    assert grammar.slot().item() == -1
    assert kinds_allowed(grammar, tokenizer) == {"Position", "Bar", "EOS"}
    feed(grammar, tokenizer, "Position_0")
    assert kinds_allowed(grammar, tokenizer) == {"Pitch"}
    feed(grammar, tokenizer, "Pitch_60")
    assert kinds_allowed(grammar, tokenizer) == {"Velocity"}
    feed(grammar, tokenizer, "Velocity_63")
    assert kinds_allowed(grammar, tokenizer) == {"Duration"}


def after_a_note(tokenizer, batch: int = 1) -> Grammar:
    """Pitch 60 at position 8."""
    grammar = Grammar(tokenizer, batch)
    duration = next(name for name in tokenizer.vocab if name.startswith("Duration"))
    names = (*HEADER, *frame_names(tokenizer), "Position_8", "Pitch_60", "Velocity_63", duration)
    for name in names: grammar.take(torch.tensor([tokenizer.vocab[name]] * batch))
    return grammar


def test_positions_ascend_in_a_bar_and_pitches_at_a_position(tokenizer):
    allowed = after_a_note(tokenizer).allowed()[0]
    may = {name: bool(allowed[tokenizer.vocab[name]])
           for name in ("Position_7", "Position_8", "Position_9", "Pitch_59", "Pitch_60",
                        "Pitch_61", "Bar_None")}
    assert [name for name, yes in may.items() if yes] == ["Position_9", "Pitch_61", "Bar_None"]


def test_a_new_position_begins_with_any_pitch_and_a_new_bar_with_any_position(tokenizer):
    grammar = after_a_note(tokenizer)
    feed(grammar, tokenizer, "Position_9")
    assert grammar.allowed()[0, tokenizer.vocab["Pitch_30"]]
    grammar = after_a_note(tokenizer)
    feed(grammar, tokenizer, "Bar_None", *frame_names(tokenizer))
    assert grammar.allowed()[0, tokenizer.vocab["Position_0"]]
    assert grammar.bars.item() == 2


def test_the_end_of_the_vocabulary_can_be_asked_for(tokenizer):
    grammar = after_a_note(tokenizer)
    assert torch.equal(grammar.allowed(1000), grammar.allowed()[:, 1000:])


def test_what_is_forbidden_does_not_come(tokenizer):
    grammar = after_a_note(tokenizer)
    assert grammar.allowed()[0, EOS]
    grammar.forbid([EOS])
    assert not grammar.allowed()[0, EOS]


def test_below_the_lowest_id_nothing_comes_outside_of_frames(tokenizer):
    grammar = after_a_note(tokenizer)
    grammar.forbid([EOS, tokenizer.vocab[HIDDEN]])
    lowest = grammar.lowest()
    assert lowest == tokenizer.vocab["Tempo_0"]
    assert grammar.allowed()[0, lowest:].any() and not grammar.allowed()[0, :lowest].any()
    assert Grammar(tokenizer, 1).lowest() == 0  # a style may come


def test_a_bar_lasts_as_long_as_its_tempo_says(tokenizer):
    grammar = Grammar(tokenizer, 1)
    feed(grammar, tokenizer, *HEADER, "Tempo_32")
    assert grammar.seconds.item() == pytest.approx(2)  # four beats at 120
    rest = frame_names(tokenizer)[1:]
    feed(grammar, tokenizer, *rest, "Bar_None", HIDDEN)
    assert grammar.seconds.item() == pytest.approx(4)  # a hidden one is as long as that before
    feed(grammar, tokenizer, *rest, "Bar_None", "Tempo_64")
    assert grammar.seconds.item() == pytest.approx(5)  # at 240
    assert [x.item() for x in grammar.complete()] == pytest.approx([2, 4])
    feed(grammar, tokenizer, *rest, "Bar_None")
    assert [x.item() for x in grammar.complete()] == pytest.approx([3, 5])


@pytest.mark.parametrize("mark", ["Sheet_None", "Middle_None", "Gap_3"])
def test_a_bar_follows_a_mark(tokenizer, mark):
    grammar = Grammar(tokenizer, 1)
    feed(grammar, tokenizer, *HEADER[:2], mark)
    assert kinds_allowed(grammar, tokenizer) == {"Bar"}


def test_kept_rows_stay_where_they_were(tokenizer):
    grammar = after_a_note(tokenizer, batch=2)
    grammar.take(torch.tensor([tokenizer.vocab["Bar_None"], tokenizer.vocab["Pitch_72"]]))
    allowed = grammar.allowed()
    grammar.keep([1, 0])
    assert torch.equal(grammar.allowed(), allowed.flip(0)) and grammar.bars.tolist() == [1, 2]
