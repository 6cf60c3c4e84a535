"""Performances whose beats are known: études, and Weimar solos over two kinds of left hand."""

import sqlite3
from contextlib import closing
from dataclasses import dataclass

import numpy as np

from tatumflow.data import (
    PROGRESSIONS, TEMPI, make_etude, make_notes, strokes, weimar_sheets, weimar_shell,
)

KEYS = ["C", "F", "Bb", "Eb", "Ab", "Db", "Gb", "B", "E", "A", "D", "G"]
BALLAD = 84, 108           # beats per minute
JITTER, DRIFT = 0.015, 0.03  # of a person: seconds of an onset, share of the tempo
COMPING = ["x--x....", "x-......", "...x--..", "...x..x-", ".x....x-",
           "..x-....", "x------.", "...x....", "..x...x.", "......x-"]  # as in bebop études


@dataclass(frozen=True, eq=False)
class Known:
    """Notes (s), beat times (s), the place of each beat in its bar (0 is the downbeat), the metre
    and whether the first bar is an even one of the form."""
    group: str
    notes: np.ndarray
    beats: np.ndarray
    position: np.ndarray
    metre: str = "4/4"
    first_bar: int = 0


def human(etude, seed):
    """(notes, beats) of an étude whose tempo wanders (a smoothed random walk) and whose onsets
    scatter; notes struck together stay together within a third of that."""
    rng, beats, notes = np.random.default_rng([seed, 7]), etude.beats, etude.notes
    walk = np.convolve(rng.normal(size=len(beats) + 32), np.hanning(33), "valid")
    walk = (walk - walk.mean()) / walk.std() * DRIFT
    period = np.diff(beats) * np.exp(walk[:len(beats) - 1])
    moved = np.concatenate([[0], np.cumsum(period)]) + beats[0]
    slower = period[-1] / np.diff(beats)[-1]

    def to(times):
        late = moved[-1] + (times - beats[-1]) * slower
        return np.where(times > beats[-1], late, np.interp(times, beats, moved))
    group = np.cumsum(np.diff(notes["onset"], prepend=-1) > 0.03)
    shift = rng.normal(0, JITTER, group.max() + 1)[group] + rng.normal(0, JITTER / 3, len(notes))
    onset = np.maximum(0, to(notes["onset"]) + shift)
    length = np.maximum(0.03, to(notes["onset"] + notes["duration"]) + shift - onset)
    return make_notes(onset, length, notes["pitch"], notes["velocity"]), moved


def etudes():
    """Every style over every progression at four tempi, as written and as a person plays."""
    for s, (style, span) in enumerate(TEMPI.items()):
        for p, (name, chords) in enumerate(PROGRESSIONS.items()):
            tempi = np.linspace(*(BALLAD if name == "ballad" else span), 4).round()
            for k, tempo in enumerate(tempi):
                seed = 100 * s + 10 * p + k
                choruses = max(1, round(10 * tempo / 60 / (chords.count("|") + 1)))  # about 40 s
                key = KEYS[(p + 3 * k) % 12]
                etude = make_etude(style, name, key, float(tempo), choruses, seed)
                place = np.arange(len(etude.beats)) % 4
                yield Known("etude", etude.notes, etude.beats, place)
                yield Known("human", *human(etude, seed), place)


def solos(path):
    """Every Weimar solo: with the library's shells, and over the recording's own bass line."""
    with closing(sqlite3.connect(path)) as base:
        melids = [row[0] for row in base.execute(
            "SELECT melid FROM solo_info WHERE melid IN (SELECT melid FROM beats WHERE chord <> '')"
            " ORDER BY melid")]
        for melid, (notes, chords) in zip(melids, weimar_sheets(path), strict=True):
            rows = base.execute("SELECT onset, beat, signature, chord, bar, bass_pitch FROM beats "
                                "WHERE melid=? ORDER BY onset", (melid,)).fetchall()
            start = next(row[0] for row in rows if row[3]) - chords[0].onset
            heard = [row for row in rows if -0.07 < row[0] - start < notes["onset"].max() + 0.07]
            yield known_solo("weimar", notes, heard, start, rows)
            melody = base.execute("SELECT onset, duration, pitch FROM melody WHERE melid=? "
                                  "ORDER BY onset", (melid,)).fetchall()
            rows = [row for row in rows if melody[0][0] - 2 <= row[0] <= melody[-1][0]]
            notes = walking(rows, melody, melid)
            start = notes["onset"].min()
            notes["onset"] -= start
            yield known_solo("walking", notes, rows, start, rows)


def known_solo(group, notes, heard, start, rows):
    """The beats `heard` (rows of the table), counted from `start`; the metre is that of most."""
    onset, place = np.array([row[0] for row in heard]), np.array([row[1] for row in heard]) - 1
    signs, bar = [row[2] for row in rows], next(row[4] for row in heard if row[1] == 1)
    return Known(group, notes, onset - start, place, max(set(signs), key=signs.count),
                 int(bar - 1) % 2)


def walking(rows, melody, melid):
    """A solo over the bass that its transcribers heard on each beat, and syncopated shells: no hand
    marks the bar line. Harder than shells on the first and third beat."""
    rng, shell, rhythm, found = np.random.default_rng([melid, 0]), None, COMPING[0], []
    onset = np.array([row[0] for row in rows])
    lengths = np.append(np.diff(onset), np.median(np.diff(onset)))
    for (at, number, _, chord, _, bass), length in zip(rows, lengths):
        if chord: shell = weimar_shell(chord) if chord != "NC" else None
        if number == 1: rhythm = COMPING[rng.integers(len(COMPING))]
        if bass: found.append((at, 0.9 * length, 28 + (bass - 28) % 24, 58))
        for half in struck(rhythm, number) if shell else ():
            when = at + (0.6 * length if half else 0)
            found += [(when, 0.4 * length, 50 + (shell[0] + step - 50) % 12, 50)
                      for step in shell[1:]]
    left = np.array(found)
    left[:, 0] += rng.normal(0, 0.012, len(left))
    line = np.array([(*note, 76) for note in melody])
    return make_notes(*np.concatenate([left, line]).T)


def struck(rhythm, number):
    """Which halves (0, 1) of beat `number` a rhythm of eighths strikes."""
    return [int(2 * at % 2) for at, _ in strokes(rhythm) if int(at) == number - 1]
