"""Each metric against another formula or another library; the hand-made cases stand beside the
modules. Of the judge see `test_judge`, of shared runs `data.test_memory`, of echoes and motives
`test_structure`, of overlapping areas `test_clip_measures`."""

# Made from notebooks/04_evaluation.ipynb by .ci/export.py. Do not edit: change the notebook.

from dataclasses import replace

import numpy as np
import pytest
import torch
from torch.nn import functional as F

from ..data.beats import find_beats
from ..data.harmony import analyze_chords, chord_tones, CHORDS, pitch_class_weights
from ..data.memory import note_moves
from ..data.midi import piano
from ..data.onsets import FRAME_RATE, onset_strength, onset_weights
from ..data.time_map import clock_map, warp
from ..data.vocabulary import token_kinds
from ..data.windows import IGNORED
from .adherence import adherence
from .clip_measures import dead_air
from .coherence import coherent_seconds, FEATURES, real_band, WINDOW, window_features
from .form import section_return
from .losses import hidden_losses
from .metrics import METRICS
from .pitch import pctm_similarity, pitch_class_histogram, pitch_class_kl, transition_matrix
from .scores import _following
from .timing import grid_share, pulse_clarity, steadiness


@pytest.fixture(scope="module")
def played(etude_passages):
    """What was really played in one passage."""
    return etude_passages[0].real


def test_losses_are_those_of_torchs_cross_entropy(small_model, tiny_stream, tokenizer):
    kinds, total, count, pitches = token_kinds(tokenizer).kind, 0.0, 0, 0
    for inputs, targets, _ in tiny_stream.windows(8):
        with torch.no_grad():
            logits = small_model(torch.as_tensor(inputs))
        targets = torch.as_tensor(targets)
        total += float(F.cross_entropy(logits.flatten(0, 1), targets.flatten(), reduction="sum",
                                       ignore_index=IGNORED))
        told = targets[targets != IGNORED]
        count, pitches = count + len(told), pitches + (kinds[told] == "Pitch").sum()
    units = hidden_losses(small_model, tiny_stream).units
    assert units.loss_token.value == pytest.approx(total / count, rel=1e-4)
    assert units.loss_note.value == pytest.approx(total / pitches, rel=1e-4)


def test_a_histogram_is_numpys_count(played):
    counted = np.bincount(played["pitch"] % 12, minlength=12)
    assert pitch_class_histogram(played).tolist() == counted.tolist()


def test_transitions_are_counted_pair_by_pair(played):
    table, ends = np.zeros((12, 12)), played["onset"] + played["duration"]
    for one, end in zip(played, ends):
        for other in played:
            if abs(other["onset"] - end) < 0.05: table[one["pitch"] % 12, other["pitch"] % 12] += 1
    assert np.abs(transition_matrix(played) - table).sum() <= 0.02 * table.sum()  # MIDI ticks


def test_similarity_is_scipys_cosine(played):
    distance = pytest.importorskip("scipy.spatial.distance")
    a, b = transition_matrix(played[::2]), transition_matrix(played[1::2])
    assert pctm_similarity(a, b) == pytest.approx(1 - distance.cosine(a.ravel(), b.ravel()))


def test_following_is_a_table_of_divergences():
    heard, made = np.eye(12)[:3] + 0.1, np.eye(12)[:3] + 0.3
    table = [[pitch_class_kl(a, b) for b in made] for a in heard]
    own, every = np.trace(table) / 3, np.mean(table)
    assert _following(list(heard), list(made))(np.arange(3)) == pytest.approx(every - own)


def test_clarity_and_grid_are_counted_beat_by_beat(played):
    found, strength = replace(find_beats(played), free=()), onset_strength(played)
    frames, leads = np.round(found.times * FRAME_RATE).astype(int), []
    inside = (frames >= 0) & (frames < len(strength))
    for first, after in zip(frames, frames[1:]):
        places = [first + int((after - first) * share) for share in (.2, .3, .4, .6, .7, .8)]
        at = [strength[np.clip(place, 0, len(strength) - 1)] for place in (first, *places)]
        leads.append(at[0] - np.mean(at[1:]))
    within = strength[found.in_time(np.arange(len(strength)) / FRAME_RATE)]
    assert inside.sum() > 5
    assert pulse_clarity(played, found) == pytest.approx(np.mean(leads) / within.std(), rel=1e-6)
    near = every = 0.0
    for weight, onset in zip(onset_weights(played), played["onset"]):
        if not found.times[0] <= onset < found.times[-1]: continue
        every += weight
        near += weight * (np.abs(found.times - onset).min() <= 0.04)
    chance = 0.08 * (len(found.times) - 1) / (found.times[-1] - found.times[0])
    assert grid_share(played, found) == pytest.approx(near / every / chance, rel=1e-6)


def test_steadiness_is_counted_bar_by_bar(played):
    found = replace(find_beats(played), free=())
    lines = [n for n, position in enumerate(found.position) if position == 0]
    tempi = [(b - a) / (found.times[b] - found.times[a]) for a, b in zip(lines, lines[1:])]
    even = [max(a, b) / min(a, b) <= 1.04 for a, b in zip(tempi, tempi[1:])]
    assert even and steadiness(found) == pytest.approx(np.mean(even))


def test_the_return_of_sections_is_counted_pair_by_pair():
    likeness = np.random.default_rng(0).random((40, 40))
    means = [np.mean([likeness[a, a + lag] for a in range(40 - lag)]) for lag in range(21)]
    leads = [means[lag] - np.mean([means[near] for near in
                                   (lag - 3, lag - 2, lag - 1, lag + 1, lag + 2, lag + 3)
                                   if near <= 20]) for lag in (8, 12, 16)]
    assert section_return(likeness) == pytest.approx(max(leads))


def test_the_longest_run_of_windows_is_that_of_a_text(etude_passages):
    passage, band = etude_passages[0], real_band(etude_passages)
    rows = window_features(passage.real, passage.seconds)
    marks = "".join("x" if ((row >= band[0]) & (row <= band[1])).all() else " " for row in rows)
    longest = max(map(len, marks.split()), default=0) * WINDOW
    assert coherent_seconds(passage.real, band, passage.seconds) == longest


def test_dead_air_is_the_silence_of_a_piano_roll(played):
    gaps = played[::9]
    roll = piano(gaps).get_piano_roll(fs=1000)[:, :10_000]
    silent = (roll.sum(0) == 0).sum() + 10_000 - roll.shape[1]
    assert dead_air(gaps, 10.0) == pytest.approx(silent / 10_000, abs=0.01)


def test_repetition_is_counted_run_by_run(minute):
    moves, onset = note_moves(minute).tolist(), minute["onset"]
    runs = [tuple(moves[n:n + 3]) for n in range(len(moves) - 2)]
    shares = []
    for start in np.arange(0, 20, WINDOW):
        now = [n for n in range(len(runs)) if start <= onset[n] < start + WINDOW]
        past = {runs[n] for n in range(len(runs)) if start - 10 <= onset[n] < start}
        shares.append(np.mean([runs[n] in past for n in now]))
    found = window_features(minute, 20.0)[:, FEATURES.index("repetition")]
    assert found.tolist() == pytest.approx(shares) and 0 < found.mean() < 1


def test_adherence_is_counted_note_by_note(played):
    heard = warp(played, clock_map())
    labels, inside, every = analyze_chords(heard, 20), 0.0, 0.0
    for beat, weights in enumerate(pitch_class_weights(heard, 20).sum(0)):
        if labels[beat] == len(CHORDS): continue
        tones = [pitch for pitch in range(12) if chord_tones()[labels[beat]][pitch]]
        inside, every = inside + weights[tones].sum(), every + weights.sum()
    assert adherence(heard, labels)["tones"] == pytest.approx(inside / every)


def test_every_metric_has_a_hand_made_case_and_a_cross_check():
    """Whoever adds a metric adds both, and names them here."""
    checked = {"loss_token loss_note": "test_losses", "loss_second": "test_losses",
               "loss_guided loss_frame": "test_losses",
               "kl_pooled kl_clip kl_original": "test_pitch",
               "pctm_pooled pctm_clip pctm_original": "test_pitch", "follows": "test_scores",
               "pulse grid steady": "test_timing", "form": "test_form",
               "harmony coherence repetition": "test_coherence", "style": "test_judge",
               "overlap dead_air": "test_clip_measures", "shared prompt_shared": "test_memory",
               "chroma_2 chroma_4 chroma_8 chords_2 chords_4 chords_8 motives": "test_structure"}
    assert {name for names in checked for name in names.split()} == set(METRICS)
