"""Whether takes of the page of `phase6_export_web` measure like Python's: both play the same
requests (form and tempo), the page's engine in Node.js, and are measured side by side.

    python .ci/tools/web_engine.py                    # about five minutes
    python .ci/tools/web_engine.py --rounds 4 --checkpoint checkpoints/tatumflow_000400.pt
    python .ci/tools/web_engine.py --rounds 0 --tunes # how much of a tune's melody is heard

An AssertionError names what differs by more than chance.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np

from tatumflow.data import constant_map, make_notes, warp
from tatumflow.evaluation import adherence, tempo_lead, time_numbers
from tatumflow.generation import (
    CHORD, MELODY, OPEN, TEMPO, TUNES, Ask, Drawn, Player, counted_beats, melody_slots,
    packaged_critic, plan_ahead, release_struck, to_seconds)
from tatumflow.model import FREE_GUIDANCE, STEADY, load_model, open_model
from tatumflow.portfolio import ask_page, make_web

STYLE, BARS = "Art Tatum", 16
FORMS, TEMPI = ("blues", "rhythm_changes", "ballad"), (80, 112, 144, 176, 208, 240)
CLOSE = 3.0  # standard errors by which the means may differ


def requests(rounds):
    """What both are asked for."""
    return [Ask(mode="improvise", style=STYLE, chords=form, tempo=tempo, bars=BARS, seed=seed)
            for seed in range(rounds) for form in FORMS for tempo in TEMPI]


def draw_page(page, frames, seed):
    """The notes (beats) that the page's engine plays for frames (bars, 15)."""
    rows = np.where(frames == OPEN, None, frames)
    sheet = [{"tempo": row[TEMPO], "chords": row[CHORD].tolist(), "melody": row[MELODY].tolist()}
             for row in rows]
    asked = {"style": STYLE, "plan": {"sheet": sheet, "density": None}, "before": None,
             "sampling": {"temperature": 1, "guidance": FREE_GUIDANCE, "seed": seed,
                          "onsetTemperature": STEADY}}
    notes = ask_page(page, {"do": "take", "asked": asked, "bars": len(sheet)})
    columns = [[note[name] for note in notes]
               for name in ("onset", "duration", "pitch", "velocity")]
    return release_struck(make_notes(*columns))


def page_take(page, ask):
    """The notes (s) that the page's engine plays."""
    frames = plan_ahead(ask)[0]
    return to_seconds(Drawn(draw_page(page, frames, ask.seed), frames[:, TEMPO]), ask)["notes"]


def hear_tunes(page):
    """In the first theme of each tune, at the first try: the share of its melody that is heard."""
    shares = []
    for name in TUNES:
        ask = Ask(mode="arrange", sheet=name, style=STYLE)
        theme = round(ask.played.beats * counted_beats(ask.curve.first) / 4) // 3
        frames = plan_ahead(ask)[0][:theme]
        heard, wanted = melody_slots(draw_page(page, frames, 0), theme), frames[:, MELODY]
        shares.append(float((heard == wanted)[wanted != OPEN].mean()))
    print(f"melody heard in the first theme of {len(shares)} tunes: {interval(shares)[0]}, "
          f"least {min(shares):.2f} ({list(TUNES)[int(np.argmin(shares))]})", flush=True)


def measures(notes, ask):
    """Time, chords and style of one take, and how many notes it has a second."""
    tempo = ask.curve.first * counted_beats(ask.curve.first)
    labels = plan_ahead(ask)[0][:, CHORD].ravel()
    follows, time = adherence(warp(notes, constant_map(tempo)), labels), time_numbers(notes)
    return {"pulse": time["pulse"], "steady": time["steady"], "tempo": tempo_lead(notes, tempo),
            "tones": follows["tones"], "slots": follows["slots"],
            "style": float(packaged_critic().judge.chances([notes], STYLE)[0]),
            "notes": len(notes) / ask.length}


def interval(values):
    """The mean with its 95 % interval, as text; and its standard error."""
    mean, error = np.mean(values), np.std(values, ddof=1) / len(values) ** 0.5
    return f"{mean:6.3f} [{mean - 1.96 * error:6.3f}, {mean + 1.96 * error:6.3f}]", error


def compare(page, player, asked):
    """Both play what is asked for; their measures side by side."""
    rows = {"page": [], "Python": []}
    for ask in asked:
        rows["page"].append(measures(page_take(page, ask), ask))
        rows["Python"].append(measures(player.play(ask)[0].notes, ask))
    print(f"{len(asked)} takes each of {BARS} bars: mean [95 % interval], paired difference")
    apart = {}
    for name in rows["page"][0]:
        ours, theirs = (np.array([row[name] for row in rows[who]]) for who in rows)
        more, error = interval(ours - theirs)
        print(f"{name:7} page {interval(ours)[0]}   Python {interval(theirs)[0]}   "
              f"page - Python {more}", flush=True)
        apart[name] = abs(np.mean(ours - theirs)) / max(error, 1e-9)
    for name, errors in apart.items():
        assert errors <= CLOSE, f"{name}: {errors:.1f} standard errors apart"
    print(f"passed: no measure differs by more than {CLOSE:g} standard errors")


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", default="pretrained", help="checkpoint or model folder")
    parser.add_argument("--rounds", type=int, default=2,
                        help=f"takes of each of {len(FORMS) * len(TEMPI)} requests")
    parser.add_argument("--tunes", action="store_true",
                        help="how much of the melody of the package's tunes is heard")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        make_web(open_model(options.checkpoint), Path(folder))
        if options.tunes: hear_tunes(Path(folder))
        if options.rounds: compare(Path(folder), Player(*load_model(options.checkpoint)),
                                   requests(options.rounds))


if __name__ == "__main__":
    main()
