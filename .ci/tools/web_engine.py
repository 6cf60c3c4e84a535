"""The engine of the page of `phase6_export_web`, measured in Node.js by the time of its own work,
so that a busy machine counts little: is it in time when fours are traded, does it keep ahead for
ten minutes, and do its takes measure like Python's?

    python .ci/tools/web_engine.py
    python .ci/tools/web_engine.py --checkpoint checkpoints/tatumflow_000400.pt --exchanges 100

An AssertionError names what does not hold.
"""

import argparse
import tempfile
from pathlib import Path

import numpy as np

from tatumflow.data import (
    Chord, chord_slots, constant_map, make_notes, tempo_value, unwarp, warp)
from tatumflow.evaluation import adherence, tempo_lead, time_numbers
from tatumflow.generation import Ask, Player, packaged_critic
from tatumflow.model import GUIDANCE, load_model, open_model
from tatumflow.portfolio import ask_page, make_web

STYLE, TEMPO, BARS = "Art Tatum", 137, 12
CHORDS = ["C7", "F7", "C7", "C7", "F7", "F7", "C7", "C7", "G7", "F7", "C7", "G7"]
SPARE, LEAST_LEAD, MOST_LEAD, MARGIN = 0.15, 0.35, 0.9, 0.25  # seconds; see web/page/game.js
AHEAD = 7.0  # seconds of music that the page lets the engine write ahead (web/page/app.js)
CLOSE = 3.0  # standard errors by which Python's and the page's means may differ


def labels():
    """The chord of every beat of the take, an index into `CHORDS` of tatumflow.data."""
    chords = [Chord(4.0 * bar, 4.0, symbol) for bar, symbol in enumerate(CHORDS)]
    return chord_slots(chords, 4 * BARS)


def form(): return labels().reshape(BARS, 4).tolist()


def check_exchanges(page, count):
    """In 95 % of the exchanges the first note is there 150 ms before its beat. The page asks as
    early as the last answers were slow, so one answer alone may be late."""
    tempi = [int(tempo_value(tempo)) for tempo in np.linspace(120, 240, count)]
    said = ask_page(page, {"do": "exchanges", "style": STYLE, "tempi": tempi, "chords": form()})
    waits, spares, lead = said["waits"], [], 0.5
    for number, wait in enumerate(waits):
        spares.append(lead - wait)
        lead = min(MOST_LEAD, max(LEAST_LEAD, max(waits[max(0, number - 3):number + 1]) + MARGIN))
    in_time = np.mean(np.array(spares) >= SPARE)
    print(f"{count} exchanges at 120-240 bpm: the first note takes {np.median(waits):.2f} s "
          f"(median), {np.quantile(waits, 0.95):.2f} s (95 %); {in_time:.0%} are ready "
          f"{1000 * SPARE:.0f} ms before their beat; reading a bar takes "
          f"{max(said['bars']):.2f} s at most", flush=True)
    assert in_time >= 0.95, "the answers come too late"
    assert np.mean(np.array(said["bars"]) <= 240 / np.linspace(120, 240, count)) >= 0.95, (
        "what is played is not read while the bar lasts")


def check_stream(page, seconds):
    """Music is written before it is due, with the window that the page allows."""
    said = ask_page(page, {"do": "stream", "style": STYLE, "tempo": int(tempo_value(TEMPO)),
                           "chords": form(), "seconds": seconds})
    drawn, length, ready, late = np.array(said["drawn"]), said["length"], 0.0, 0
    begin = drawn[0]  # it plays once the first bar is there
    for bar, taken in enumerate(drawn):
        due = begin + bar * length
        ready = max(ready, due - AHEAD - length) + taken
        late += ready > due + 1e-9
    print(f"{len(drawn)} bars ({seconds / 60:.0f} minutes): {late} late; drawing takes "
          f"{drawn.sum() / (length * len(drawn)):.2f} of the time that they last, "
          f"{(drawn / length).max():.2f} at most", flush=True)
    assert not late, "the music stops to wait"


def page_takes(page, count):
    """Takes (s) of the page."""
    plan = {"tempo": int(tempo_value(TEMPO)), "chords": form(), "begin": 0, "density": None}
    for seed in range(count):
        asked = {"style": STYLE, "plan": plan, "before": None,
                 "sampling": {"temperature": 1, "guidance": GUIDANCE, "seed": seed}}
        notes = ask_page(page, {"do": "take", "asked": asked, "bars": BARS})
        columns = [[note[name] for note in notes] for name in
                   ("onset", "duration", "pitch", "velocity")]
        yield unwarp(make_notes(*columns), constant_map(TEMPO))


def python_takes(checkpoint, count):
    """Takes (s) of Python, asked for the same."""
    player = Player(*load_model(checkpoint))
    for seed in range(count):
        ask = Ask(mode="improvise", style=STYLE, chords=" | ".join(CHORDS), tempo=TEMPO, seed=seed)
        (take,) = player.play(ask)
        yield take.new


def measures(notes):
    """Time, chords and style of one take, higher is better."""
    time = time_numbers(notes)
    follows = adherence(warp(notes, constant_map(TEMPO)), labels())
    style = packaged_critic().judge.chances([notes], STYLE)[0]
    return {"pulse": time["pulse"], "tempo": tempo_lead(notes, TEMPO), "tones": follows["tones"],
            "slots": follows["slots"], "density": len(notes) / (4 * BARS * 60 / TEMPO),
            "style": float(style)}


def check_measures(page, checkpoint, count):
    """The page's takes measure like Python's."""
    rows = {who: [measures(notes) for notes in takes] for who, takes in
            (("page", page_takes(page, count)), ("Python", python_takes(checkpoint, count)))}
    print(f"{count} takes of {BARS} bars each, mean ± standard error:")
    for name in rows["page"][0]:
        values = {who: np.array([row[name] for row in some]) for who, some in rows.items()}
        means = {who: (value.mean(), value.std(ddof=1) / len(value) ** 0.5)
                 for who, value in values.items()}
        (ours, our_error), (theirs, their_error) = means["page"], means["Python"]
        print(f"  {name:8} page {ours:.3f} ± {our_error:.3f}   Python {theirs:.3f} ± "
              f"{their_error:.3f}", flush=True)
        apart = abs(ours - theirs) / max(np.hypot(our_error, their_error), 1e-9)
        assert apart <= CLOSE, f"{name}: {apart:.1f} standard errors apart"


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--checkpoint", default="pretrained", help="checkpoint or model folder")
    parser.add_argument("--exchanges", type=int, default=100, help="of trading fours")
    parser.add_argument("--seconds", type=float, default=600, help="of music without a stop")
    parser.add_argument("--takes", type=int, default=8, help="to measure beside Python's")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "site"
        make_web(open_model(options.checkpoint), page)
        check_exchanges(page, options.exchanges)
        check_stream(page, options.seconds)
        check_measures(page, options.checkpoint, options.takes)


if __name__ == "__main__":
    main()
