"""Write takes as sheet music, read them back with other programs, and print what came of it.

    python .ci/tools/notation.py                              # four minutes on one core
    python .ci/tools/notation.py --midi FOLDER --out /tmp/pages

Every file is checked with the W3C's schema, opened in verovio and music21 without a warning, and
its lead sheet read again. back: the share of the written notes that music21 reads in the same bar
on the same place with the same pitch; graces: grace notes among the notes; rests: those shown in a
bar of a staff; tuplets and short: tuplets, and notes shorter than a 16th, in a bar; ms: the median
distance of what is written (eighths even) from what is played; near: the share within 50 ms.
Exits with 1 where a file is not valid, a program warns, less than 95 % comes back, or the lead
sheet has other chords than the chart.
"""

import argparse
import importlib.util
import sys
import warnings
from collections import Counter
from fractions import Fraction
from pathlib import Path

import music21
import numpy as np
import verovio
import xmlschema

from tatumflow.data import NO_CHORD, find_time, midi_files, parse_chord, read_piano
from tatumflow.generation import (
    BEAMS, Ask, Player, Take, draw_page, engrave, musicxml, take_lead_sheet, write_lead_sheet,
    write_take, xml_sheet,
)
from tatumflow.model import load_pretrained

JIG = "6/8 Am7 | D7 | Gmaj7 | Cmaj7 | F#m7b5 | B7 | Em7 | E7"
WALTZ = "3/4 Dm7 | G7 | Cmaj7 | Fmaj7 | Bm7b5 | E7 | Am7 | A7 | Dm7 | G7 | Em7 | A7 | Dm7 | G7 | C6"
FIVE = "5/4 Ebm7 Bbm7 | Ebm7 Bbm7 | Cbmaj7 Abm7 | Bbm7 Ebm7 | Abm7 Db7 | Gbmaj7 | Fm7b5 Bb7 | Ebm7"
ASKED = {  # chart, tempo, choruses
    "ballad": ("C ballad", 72, 1), "blues": ("F blues", 120, 1), "fast blues": ("F blues", 168, 2),
    "rhythm": ("Bb rhythm_changes", 200, 1), "3/4": (WALTZ, 126, 2), "5/4": (FIVE, 150, 2),
    "6/8": (JIG, 88, 2), "9/8": ("9/8 Dm7 | G7 | Cmaj7 | A7 | Dm7 | G7 | C6 | A7", 84, 1)}
FIRST, MOST = 64.0, 8  # beats of a recording, and how many of them


def takes_of(folder):
    """Takes of the packaged model over `ASKED`, and of the first beats of recordings."""
    player = Player(*load_pretrained())
    for seed, (name, (chart, tempo, choruses)) in enumerate(ASKED.items(), 1):
        yield name, player.play(Ask("improvise", chords=chart, tempo=str(tempo), seed=seed,
                                    choruses=choruses))[0]
    files = midi_files(folder) if folder else []
    for place in np.random.default_rng(0).permutation(len(files))[:MOST]:
        notes = read_piano(files[place]).notes
        time = find_time(notes)
        notes = notes[notes["onset"] < time.to_seconds(FIRST)]
        yield files[place].stem[:20], Take(notes, "improvise", "Art Tatum", 0, 60.0, time=time)


def schema():
    """The W3C's schema of MusicXML 4.0, which the package musicxml carries."""
    place = Path(importlib.util.find_spec("musicxml").submodule_search_locations[0])
    return xmlschema.XMLSchema(str(place / "generate_classes/musicxml_4_0.xsd"))


def read_back(music):
    """How often (bar, quarters from its line, pitch) is read by music21, which may not warn."""
    with warnings.catch_warnings():
        warnings.simplefilter("error", music21.musicxml.xmlToM21.MusicXMLWarning)
        score = music21.converter.parseData(music.decode(), format="musicxml")
    return Counter(
        (bar.number - 1, Fraction(note.getOffsetInHierarchy(bar)).limit_denominator(480), one.midi)
        for bar in score.recurse().getElementsByClass("Measure") for note in bar.recurse().notes
        if not note.duration.isGrace and not isinstance(note, music21.harmony.ChordSymbol)
        for one in note.pitches)


def written_notes(page):
    """How often (bar, quarters from its line, pitch) is written; tied notes count each time."""
    lines = page.lines
    return Counter((lines.bar(piece.onset),
                    ((piece.onset - lines.line(lines.bar(piece.onset))) * lines.beat
                     ).limit_denominator(480), pitch)
                   for piece in pieces_of(page) for pitch in piece.pitches)


def pieces_of(page):
    return [piece for staff in page.staves for voice in staff for piece in voice.pieces]


def distances(take, page):
    """How far (s) each note is played from the nearest written note of its pitch."""
    struck = [(float(piece.onset), pitch) for piece in pieces_of(page) if not piece.tied_from
              for pitch in piece.pitches]
    played = take.time.to_beats(take.notes["onset"])
    shift = 4 * round((max(0.0, played.min()) - min(struck)[0]) / 4)  # bars of silence are left out
    seconds = {}
    for onset, pitch in struck:
        seconds.setdefault(pitch, []).append(float(take.time.to_seconds(onset + shift)))
    return np.array([np.abs(np.array(seconds[note["pitch"]]) - note["onset"]).min()
                     for note in take.notes if note["pitch"] in seconds])


def faults(take, page, music, valid):
    """What is wrong with the files of a take: sentences."""
    lead = musicxml(write_lead_sheet(take_lead_sheet(take)))
    for kind, data in (("take", music), ("lead sheet", lead)):
        if list(valid.iter_errors(data.decode().split("partwise.dtd\">\n")[1])):
            yield f"the {kind} is not valid"
        verovio.enableLog(verovio.LOG_WARNING)
        toolkit = verovio.toolkit()
        if not toolkit.loadData(data.decode()) or toolkit.getLog():
            yield f"verovio on the {kind}: {toolkit.getLog()}"
    read_back(lead)
    if take.chords and chords_of(xml_sheet(lead).chords) != chords_of(take.chords):
        yield "the lead sheet has other chords"


def chords_of(chords):
    """Where chords begin (beats), and what they are."""
    return [(round(chord.onset, 3), chord.symbol != NO_CHORD and parse_chord(chord.symbol))
            for chord in chords]


def row(name, take, valid, out):
    """Print the figures of a take. Returns what is wrong."""
    page = write_take(take)
    music, pieces = musicxml(page), pieces_of(page)
    written, bars = written_notes(page), page.bars
    back = (written & read_back(music)).total() / written.total()
    off = distances(take, page)
    tuplets = {(i, piece.tuplet) for i, staff in enumerate(page.staves) for voice in staff
               for piece in voice.pieces if piece.tuplet}
    shown = [
        len(take.notes), f"{back:.1%}",
        f"{sum(len(piece.graces) for piece in pieces) / len(take.notes):.1%}",
        f"{sum(not piece.pitches and not piece.hidden for piece in pieces) / bars / 2:.2f}",
        f"{len(tuplets) / bars:.2f}",
        f"{sum(BEAMS.get(one.value, 0) > 2 for one in pieces if one.pitches) / bars:.1f}",
        f"{1000 * np.median(off):.0f}", f"{np.mean(off < 0.05):.0%}"]
    print(f"{name:20s}", *(f"{word:>8}" for word in shown), flush=True)
    wrong = list(faults(take, page, music, valid))
    if back < 0.95: wrong.append("less than 95 % comes back")
    if out:
        for number, svg in enumerate(engrave(music), 1):
            draw_page(svg).savefig(out / f"{name.replace('/', '-')}-{number}.png", dpi=130)
    return [f"{name}: {one}" for one in wrong]


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--midi", type=Path, help="recordings, too")
    parser.add_argument("--out", type=Path, help="a folder for the pages")
    options = parser.parse_args()
    if options.out: options.out.mkdir(parents=True, exist_ok=True)
    columns = ("notes", "back", "graces", "rests", "tuplets", "short", "ms", "near")
    print(" " * 20, *(f"{word:>8}" for word in columns))
    valid, wrong = schema(), []
    for name, take in takes_of(options.midi): wrong += row(name, take, valid, options.out)
    print("\n".join(wrong) or "every file is valid, opens without a warning, and comes back")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
