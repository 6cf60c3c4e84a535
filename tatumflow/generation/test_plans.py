# Made from notebooks/05_generation.ipynb by .ci/export.py. Do not edit: change the notebook.

from ..data.harmony import CHORDS
from ..data.tempo import FREE
from ..data.vocabulary import FRAME, HIDDEN
from .plans import DENSITY, DYNAMICS, MELODY, OPEN, open_frames, plan_of, sheet_slots, TEMPO
from .sheets import lead_sheet


def test_frames_become_tokens_and_open_slots_are_hidden(tokenizer):
    frames = open_frames(2, [3, 3, OPEN, 4] * 2, density=5)
    plan = plan_of(frames, tokenizer)
    assert (plan[:, 3] == tokenizer.vocab[HIDDEN]).all() and (plan[:, TEMPO] == -1).all()
    assert plan[0, 4] == tokenizer.vocab[f"{FRAME[4]}_{CHORDS[4]}"]
    assert (frames[:, DENSITY] == 5).all() and (frames[:, MELODY] == OPEN).all()
    assert (plan[:, DYNAMICS] == tokenizer.vocab[HIDDEN]).all()


def test_dynamics_go_into_their_own_column():
    frames = open_frames(1, dynamics=0)
    assert frames[0, DYNAMICS] == 0 and (frames[0, :DYNAMICS] == OPEN).all()


def test_tempi_go_into_the_plan(tokenizer):
    plan = plan_of(open_frames(2, tempi=[0, FREE]), tokenizer)
    assert list(plan[:, TEMPO]) == [tokenizer.vocab["Tempo_0"], tokenizer.vocab["Tempo_free"]]


def test_no_chord_leaves_its_slots_open():
    slots = sheet_slots(lead_sheet("C | N.C. G7"), 8)
    assert list(slots) == [0] * 4 + [OPEN] * 2 + [CHORDS.index("G7")] * 2
    assert (sheet_slots(lead_sheet("C | N.C."), 12)[4:] == OPEN).all()
