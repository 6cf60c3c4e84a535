"""The piano part of a song."""

# Made from notebooks/01_data.ipynb by .ci/export.py. Do not edit: change the notebook.

from bisect import bisect_right
from collections import defaultdict, deque
from dataclasses import astuple, dataclass, replace
from itertools import chain
from operator import itemgetter

import numpy as np

from ..runtime.errors import TatumError
from .left_out import LeftOut
from .midi_events import MidiSong, MidiTrack
from .notes import HIGHEST, LOWEST, make_notes
from .pedal import fold_pedal, fold_sostenuto, pedal_intervals

__all__ = ['PianoPart', 'choose_track', 'find_piano']


@dataclass(frozen=True, eq=False)
class PianoPart:
    """The notes that a piano plays, and what was left out."""
    notes: np.ndarray
    left_out: LeftOut


class _Key:
    """The strokes of one key of one channel that wait for their end: those that sound, and those
    that began together with one that has ended."""

    def __init__(self):
        self.sounding, self.twins = deque(), []

    def strike(self, stroke: list[int]) -> None:
        self.sounding.append(stroke)
        self.twins.clear()

    def let_go(self, tick: int) -> None:
        """End the first stroke, and with it those of the same tick: one end may stand for all."""
        if self.twins: self.twins.pop()[1] = tick
        elif self.sounding:
            start = self.sounding[0][0]
            while self.sounding and self.sounding[0][0] == start:
                self.twins.append(self.sounding.popleft())
                self.twins[-1][1] = tick
            self.twins.pop()


def _strokes(track: MidiTrack) -> list[list[int]]:
    """[onset, end (ticks), pitch, velocity, channel] of the notes of a track.

    Strokes of one key end in the order in which they began; those without an end last to the end
    of the track. Of strokes that begin at one tick, the first end is that of all, unless another
    one comes before the key is struck again.
    """
    strokes, keys = [], [defaultdict(_Key) for _ in range(16)]
    for tick, status, one, two in track.events:
        kind, channel = status & 0xF0, status & 15
        if kind == 0x90:
            strokes.append([tick, track.end, one, two, channel])
            keys[channel][one].strike(strokes[-1])
        elif kind == 0x80:
            keys[channel][one].let_go(tick)
        elif kind == 0xB0 and one in (120, 123):  # all sound off, all notes off
            for stroke in chain(*(key.sounding for key in keys[channel].values())):
                stroke[1] = tick
            keys[channel].clear()
    return strokes


_PIANO, _OTHER, _DRUMS = range(3)  # what a channel plays
_DRUM_BANKS = (120, 126, 127)  # of General MIDI 2 and Yamaha XG
_NOISE_BANK = 64  # of Yamaha XG: sound effects, whatever the program


class _Channel:
    """What one channel plays, from which tick on."""

    def __init__(self, number: int):
        self.bank, self.next_bank, self.program, self.drums = 0, 0, 0, number == 9
        self.ticks, self.voices = [-1], [self._voice()]

    def _voice(self) -> int:
        if self.drums or self.bank in _DRUM_BANKS: return _DRUMS
        return _PIANO if self.program < 8 and self.bank != _NOISE_BANK else _OTHER

    def change(self, tick: int, kind: int, one: int, two: int) -> None:
        """Take a bank (of the next program), a program, or a switch of the drums."""
        if kind == 0xB0:
            self.next_bank = two
            return
        if kind == 0xC0:
            self.bank, self.program = self.next_bank, one
        else:
            self.drums = bool(one)
        self.ticks.append(tick)
        self.voices.append(self._voice())

    def at(self, tick: int) -> int:
        return self.voices[bisect_right(self.ticks, tick) - 1]


def _channels(song: MidiSong) -> dict[int, list[_Channel]]:
    """The sixteen channels of each port of a song, with the programs of all its tracks.

    A track without a port has the first one, but its programs count for all of them. At one tick
    banks come before programs, and programs before notes.
    """
    changes = []
    for track in song.tracks:
        for tick, status, one, two in track.events:
            kind = status & 0xF0
            if kind in (0xC0, 0xF0) or kind == 0xB0 and one == 0:
                changes.append((tick, kind == 0xC0, status, one, two, track.port))
    ports = {track.port or 0: [_Channel(number) for number in range(16)] for track in song.tracks}
    for tick, _, status, one, two, port in sorted(changes, key=itemgetter(0, 1)):
        for channels in ports.values() if port is None else [ports[port]]:
            channels[status & 15].change(tick, status & 0xF0, one, two)
    return ports


def _pedal(song: MidiSong, channels: dict, control: int, playing: set[tuple[int, int]]):
    """When (s) a pedal of the channels `playing` goes down and up: CC `control`; CC 120 (all sound
    off) and 121 lift it.

    It is pressed only while its channel plays the piano.
    """
    changes = []
    for track in song.tracks:
        for tick, status, one, two in track.events:
            if status & 0xF0 != 0xB0 or one not in (control, 120, 121): continue
            channel, pressed = (track.port or 0, status & 15), one == control and two >= 64
            voice = channels[track.port or 0][status & 15].at(tick)
            if channel in playing and not (pressed and voice != _PIANO):
                changes.append((tick, channel, pressed))
    changes.sort(key=itemgetter(0))
    times = song.seconds([tick for tick, _, _ in changes]).tolist()
    return pedal_intervals([(time, *change[1:]) for time, change in zip(times, changes)])


def _sound(song: MidiSong, channels: dict, strokes: np.ndarray) -> np.ndarray:
    """The notes of piano strokes (6, n): equal ones merged, and both pedals folded in."""
    if not strokes.size: return make_notes([], [], [], [])
    strokes = strokes[:, np.lexsort(strokes[[2, 0]])]
    begins = np.any(np.diff(strokes[[0, 2]], prepend=-1), axis=0)
    first = np.flatnonzero(begins)  # of strokes of one key at one tick
    onset, pitch = song.seconds(strokes[0, first]), strokes[2, first]
    end = song.seconds(np.maximum.reduceat(strokes[1], first))
    velocity = np.maximum.reduceat(strokes[3], first)
    playing = {(song.tracks[track].port or 0, channel)
               for channel, track in np.unique(strokes[4:], axis=1).T.tolist()}
    end = fold_sostenuto(onset, end, *_pedal(song, channels, 66, playing))
    end = fold_pedal(onset, end, pitch, *_pedal(song, channels, 64, playing))
    return make_notes(onset, np.maximum(end - onset, 0.01), pitch, velocity)


def _song_part(song: MidiSong) -> PianoPart:
    """The piano part of one song."""
    channels = _channels(song)
    rows = [[*stroke, number] for number, track in enumerate(song.tracks)
            for stroke in _strokes(track)]
    strokes = np.array(rows, np.int64).reshape(-1, 6).T
    pitch = strokes[2]
    voice = np.array([channels[song.tracks[track].port or 0][channel].at(tick)
                      for tick, channel, track in strokes[[0, 4, 5]].T.tolist()], int)
    playable = (pitch >= LOWEST) & (pitch <= HIGHEST)
    others = strokes[4:, voice == _OTHER]
    left_out = LeftOut(tracks=len(set(zip(*others.tolist()))), notes=others.shape[1],
                       drums=int((voice == _DRUMS).sum()),
                       off_keyboard=int(((voice == _PIANO) & ~playable).sum()))
    return PianoPart(_sound(song, channels, strokes[:, (voice == _PIANO) & playable]), left_out)


def choose_track(songs: list[MidiSong], number: int) -> list[MidiSong]:
    """The songs with one track that a piano plays, whatever its instrument.

    Tracks that hold notes are counted from 1, through all songs. Raises `TatumError`, with a list
    of them, when there is no such track.
    """
    places = [(song, track) for song in songs for track in song.tracks if _strokes(track)]
    if 1 <= number <= len(places): return [_alone(*places[number - 1])]
    told = []
    for n, (song, track) in enumerate(places, 1):
        channels, strokes = _channels(song), _strokes(track)
        voice = channels[track.port or 0][strokes[0][4]].at(strokes[0][0])
        told.append(f"{n}번 {('피아노', '다른 악기', '드럼')[voice]} 음 {len(strokes)}개")
    raise TatumError(f"음이 든 트랙은 {len(places)}개입니다({', '.join(told)}). "
                     "--track에 이 가운데 한 번호를 적으십시오.")


def _alone(song: MidiSong, chosen: MidiTrack) -> MidiSong:
    """A song in which only `chosen` has notes, and no channel has another program."""
    tracks = []
    for track in song.tracks:
        kinds = (0x80, 0x90, 0xB0) if track is chosen else (0xB0,)
        events = [event for event in track.events if event[1] & 0xF0 in kinds
                  and not (event[1] & 0xF0 == 0xB0 and event[2] == 0)]  # nor another bank
        tracks.append(replace(track, events=[(0, 0xF9, 0, 0), *events]))  # channel 10 is no drums
    return replace(song, tracks=tracks)


_FEWEST_PIANO_NOTES = 20  # of the piano in a song that has other instruments, too
_OFF_KEYBOARD = 0.05  # the largest share of notes that a piano has no keys for
_TOO_LONG = 3 * 3600.0  # seconds
_TAIL = 8.0  # seconds that a song of several may go on after its last event


def find_piano(songs: list[MidiSong]) -> PianoPart:
    """The piano part of songs that are played one after another, and what was left out of them.

    Of a song with other instruments the piano stays (programs 0-7 of channels that play no drums).
    Raises `TatumError` when there is too little of it.
    """
    parts, start = [], 0.0
    for song in songs:
        part = _song_part(song)
        part.notes["onset"] += start
        parts.append(part)
        last = max((track.events[-1][0] for track in song.tracks if track.events), default=0)
        last, end = song.seconds([last, max(track.end for track in song.tracks)])
        start += min(last + _TAIL, end)
    totals = map(sum, zip(*(astuple(part.left_out) for part in parts)))
    part = PianoPart(np.concatenate([part.notes for part in parts]), LeftOut(*totals))
    _check(part)
    return part


def _check(part: PianoPart) -> None:
    """Raises `TatumError` when a part cannot be used."""
    count, left_out = len(part.notes), part.left_out
    if not count and not left_out: raise TatumError("음표가 하나도 없습니다.")
    if (left_out.notes or left_out.drums) and count < _FEWEST_PIANO_NOTES:
        raise TatumError(f"피아노 음이 {count}개뿐이고 나머지는 피아노가 아닌 것입니다"
                         f"({left_out}). 피아노가 든 파일을 고르거나, 다른 악기를 피아노로 "
                         "들으려면 --track에 그 트랙의 번호(1부터)를 주십시오.")
    if left_out.off_keyboard > _OFF_KEYBOARD * (count + left_out.off_keyboard):
        raise TatumError(f"피아노 음역({LOWEST}-{HIGHEST}) 밖의 음이 "
                         f"{left_out.off_keyboard}개나 있습니다(나머지 {count}개). "
                         "피아노 연주가 맞는지 확인하십시오.")
    if part.notes["onset"][-1] > _TOO_LONG:
        hours = part.notes["onset"][-1] / 3600
        raise TatumError(f"너무 깁니다({hours:.1f}시간, {_TOO_LONG / 3600:.0f}시간까지 읽습니다). "
                         "한 곡씩 나누어 저장하십시오.")
