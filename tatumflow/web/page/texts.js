// What the page says, in Korean and in English. {name} is filled in.

export const TEXTS = {
  ko: {
    tagline: "재즈 피아노를 즉흥으로 치는 작은 모델. 계산은 모두 이 페이지 안에서 합니다.",
    other: "English", improvise: "즉흥 연주", trade: "주고받기", continue: "이어 치기",
    again: "새로 치기", loop: "되풀이", bass: "베이스", ride: "심벌", save: "MIDI 받기",
    pianist: "피아니스트", changes: "화음 진행", key: "조", choruses: "길이",
    typed: "화음 적기: 마디는 |로, 한 마디의 화음은 빈칸으로 나눕니다. %는 앞 마디와 같다는 뜻입니다.",
    tempo: "빠르기", ownTempo: "모델이 정함", swing: "스윙", ownSwing: "친 그대로",
    density: "음의 수", ownDensity: "모델이 정함", guidance: "부탁을 따르는 정도",
    guidanceHint: "높이면 피아니스트와 화음을 더 엄격히 따릅니다.", temperature: "모험",
    temperatureHint: "낮추면 뻔하게, 높이면 뜻밖의 음을 칩니다.", midiOut: "MIDI로 보내기",
    noMidiOut: "보내지 않음", typedChanges: "직접 적기", noChanges: "없이 자유롭게",
    chorus: "{n}코러스", bars: "{n}마디", endless: "멈출 때까지", minorKey: "단조",
    loading: "모델과 피아노를 불러오고 있습니다",
    ready: "▶ 단추를 누르면 모델이 즉흥으로 칩니다.",
    readyTrade: "네 마디는 당신이, 다음 네 마디는 모델이 칩니다.\n▶ 단추를 누르면 한 마디를 센 뒤 당신 차례입니다.",
    readyContinue: "MIDI 파일을 아래에 놓고 ▶ 단추를 누르십시오.",
    thinking: "생각하고 있습니다", bar: "{n}마디", bpm: "♩ = {n}", free: "자유 박자",
    yourTurn: "당신 차례 · {n}마디", modelTurn: "모델 차례 · {n}마디", countIn: "하나, 둘, 셋, 넷",
    keysHint: "화면의 건반, 컴퓨터 건반(A W S E D F T G Y H U J K, 옥타브는 Z X), MIDI 건반으로 칩니다.",
    midiNone: "이 브라우저에는 Web MIDI가 없어 MIDI 건반은 쓸 수 없습니다.",
    midiDenied: "MIDI 건반을 쓰도록 허락하지 않았습니다.",
    midiOn: "MIDI 건반: {names}", midiEmpty: "연결된 MIDI 건반이 없습니다.",
    drop: "MIDI 파일을 여기에 놓거나 눌러서 고르십시오",
    dropHint: "모델이 마지막 {n}마디를 듣고 이어 칩니다.",
    dropped: "{name}: {bars}마디, ♩ = {tempo}. 모델은 마지막 {heard}마디를 듣습니다.",
    unknownChord: "{bar}번째 마디의 화음 기호 '{word}'을(를) 읽지 못했습니다. Cmaj7, Dm7, G7b9, Bm7b5처럼 적어 주십시오.",
    tooManyChords: "{bar}번째 마디에 화음이 네 개보다 많습니다. 마디를 |로 나누어 주십시오.",
    nothingToRepeat: "%는 앞 마디를 되풀이하므로 맨 앞에 올 수 없습니다. 첫 마디에는 화음을 적으십시오.",
    noChords: "화음이 없습니다. Dm7 | G7 | Cmaj7처럼 적어 주십시오.",
    tooManyBars: "마디가 64개를 넘습니다. 진행을 짧게 적으면 모델이 여러 번 돕니다.",
    needChanges: "주고받으려면 화음 진행이 있어야 합니다. 진행을 하나 고르십시오.",
    needFile: "먼저 MIDI 파일을 주십시오.",
    brokenMidi: "MIDI 파일을 읽지 못했습니다. 뒤가 잘렸거나 MIDI가 아닌 파일입니다. 다른 파일을 주십시오.",
    noNotes: "이 MIDI 파일에는 음이 없습니다. 다른 파일을 주십시오.",
    failed: "페이지가 멈췄습니다. 새로고침해 주십시오. ({text})",
    tooOld: "이 브라우저는 WebAssembly SIMD나 모듈 워커를 모릅니다. 최신 Chrome, Edge, Firefox, Safari로 열어 주십시오.",
    notFound: "파일을 불러오지 못했습니다({text}). 폴더를 그대로 두고 웹 서버(python -m http.server)로 열었는지 확인하십시오.",
    speed: "이 기기에서 1초에 토큰 {n}개", sounds: "소리: FluidR3 (MIT, Frank Wen)",
    aboutTitle: "이 페이지가 하는 일과 못 하는 일",
    about: [
      "모델은 파이썬에서 훈련한 Transformer이고, 여기서는 가중치를 8비트로 줄여 여러분의 기기에서 계산합니다. 아무것도 다른 곳으로 보내지 않습니다. 피아니스트의 이름은 훈련 데이터에서 배운 스타일일 뿐, 그 사람의 연주가 아닙니다.",
      "연주하는 도중에 피아니스트, 빠르기, 음의 수를 바꾸면 두 마디쯤 뒤부터, 주고받을 때는 다음 마디부터 바뀝니다. 주고받는 동안 빠르기는 그대로입니다. 화음 진행을 바꾸면 처음부터 새로 칩니다. 베이스와 심벌은 모델이 아니라 규칙이 치고, 베이스는 화음 진행이 있을 때만 칩니다.",
      "주고받을 때 모델은 당신의 마지막 반 초쯤을 듣지 못한 채 답을 준비합니다. 그래야 제때 들어옵니다. 빠르기는 4분의 4박자에서 80에서 192까지이며, 빨리 치는 곡은 절반으로 세십시오.",
      "이어 칠 때는 파일에 적힌 빠르기와 박을 그대로 믿고, 파일의 처음을 첫 마디의 시작으로, 박자를 4분의 4로 봅니다. 박 없이 녹음한 파일은 마디가 맞지 않습니다. 파이썬의 이어 치기는 박을 찾아서 셉니다. 페이지는 파일의 화음도 읽지 않습니다.",
      "페달은 쓰지 않으며, 음의 길이로만 울립니다. MIDI 건반과 MIDI로 보내기는 Web MIDI가 있는 브라우저(Chrome, Edge, Firefox)에서만 됩니다. 화면을 가리면 브라우저가 느려져 주고받기가 늦을 수 있습니다.",
    ],
  },
  en: {
    tagline: "A small model that improvises jazz piano. Everything is computed inside this page.",
    other: "한국어", improvise: "Improvise", trade: "Trade fours", continue: "Continue",
    again: "New take", loop: "Loop", bass: "Bass", ride: "Cymbals", save: "Save MIDI",
    pianist: "Pianist", changes: "Changes", key: "Key", choruses: "Length",
    typed: "Type chords: bars are parted by |, the chords of a bar by spaces; % repeats the bar before.",
    tempo: "Tempo", ownTempo: "Up to the model", swing: "Swing", ownSwing: "As played",
    density: "Notes", ownDensity: "Up to the model", guidance: "How strictly",
    guidanceHint: "Higher keeps more closely to pianist and chords.", temperature: "Risk",
    temperatureHint: "Lower is predictable, higher is surprising.", midiOut: "MIDI out",
    noMidiOut: "None", typedChanges: "Type your own", noChanges: "None, play freely",
    chorus: "{n} chorus(es)", bars: "{n} bars", endless: "Until stopped", minorKey: "minor",
    loading: "Loading the model and the piano",
    ready: "Press ▶ and the model improvises.",
    readyTrade: "You play four bars, the model plays the next four.\nPress ▶: after one bar of count-in it is your turn.",
    readyContinue: "Drop a MIDI file below, then press ▶.",
    thinking: "Thinking", bar: "Bar {n}", bpm: "♩ = {n}", free: "out of time",
    yourTurn: "Your turn · {n} bars", modelTurn: "The model's turn · {n} bars", countIn: "One, two, three, four",
    keysHint: "Play on the screen, on the computer's keys (A W S E D F T G Y H U J K, octave Z X) or on a MIDI keyboard.",
    midiNone: "This browser has no Web MIDI, so a MIDI keyboard cannot be used.",
    midiDenied: "The use of a MIDI keyboard was not allowed.",
    midiOn: "MIDI keyboard: {names}", midiEmpty: "No MIDI keyboard is connected.",
    drop: "Drop a MIDI file here, or press to choose one",
    dropHint: "The model listens to the last {n} bars and goes on.",
    dropped: "{name}: {bars} bars, ♩ = {tempo}. The model hears the last {heard} bars.",
    unknownChord: "Bar {bar}: the chord symbol '{word}' cannot be read. Write it like Cmaj7, Dm7, G7b9 or Bm7b5.",
    tooManyChords: "Bar {bar} has more than four chords. Part bars by |.",
    nothingToRepeat: "% repeats the bar before and cannot come first. Write chords in the first bar.",
    noChords: "There are no chords. Write for example Dm7 | G7 | Cmaj7.",
    tooManyBars: "There are more than 64 bars. Write the form once; the model goes round.",
    needChanges: "Trading needs changes. Choose some.",
    needFile: "Give a MIDI file first.",
    brokenMidi: "The MIDI file cannot be read: it is cut short or something else. Give another one.",
    noNotes: "This MIDI file holds no notes. Give another one.",
    failed: "The page has stopped. Please reload it. ({text})",
    tooOld: "This browser knows no WebAssembly SIMD or module workers. Open the page in a current Chrome, Edge, Firefox or Safari.",
    notFound: "A file could not be loaded ({text}). Keep the folder whole and open it through a web server (python -m http.server).",
    speed: "{n} tokens a second on this device", sounds: "Sounds: FluidR3 (MIT, Frank Wen)",
    aboutTitle: "What this page does, and what it cannot",
    about: [
      "The model is a Transformer trained in Python; here its weights are rounded to 8 bits and computed on your device. Nothing is sent anywhere. The names of pianists stand for styles learnt from data, not for playing of these people.",
      "Change the pianist, the tempo or the number of notes while it plays, and about two bars later (in trading, in the next bar) it plays so; the tempo stays while you trade. Other changes begin a new take. Bass and cymbals are played by rule, not by the model; the bass needs changes.",
      "In trading, the model prepares its answer without having heard about your last half second: so it comes in on time. Tempi go from 80 to 192 in four-four; count faster tunes at half.",
      "When it continues a file, the page trusts the tempo and the beats in it, takes its beginning for the first bar line, and the metre for four-four. A file recorded without a beat will not fit the bars; Python's continuation finds the beats. The page does not read the chords of a file either.",
      "There is no pedal; notes ring as long as they are written. MIDI keyboards and MIDI out need a browser with Web MIDI (Chrome, Edge, Firefox). A hidden page is slowed down by the browser, and trading may come late.",
    ],
  },
};

let language = "ko";

export function setLanguage(name) { language = name; }

export function getLanguage() { return language; }

/** A text with its values filled in. */
export function say(key, values = {}) {
  const text = TEXTS[language][key];
  if (typeof text !== "string") return text ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}

export const PROGRESSION_NAMES = {
  ko: { "ii-V-I": "투 파이브 원", "minor_ii-V-i": "단조 투 파이브 원", turnaround: "턴어라운드",
        blues: "블루스", bird_blues: "버드 블루스", minor_blues: "단조 블루스",
        rhythm_changes: "리듬 체인지", coltrane_changes: "콜트레인 체인지", dominants: "도미넌트",
        falling_fifths: "5도 순환", ballad: "발라드", ragtime: "래그타임", modulating: "전조" },
  en: { "ii-V-I": "ii-V-I", "minor_ii-V-i": "Minor ii-V-i", turnaround: "Turnaround",
        blues: "Blues", bird_blues: "Bird blues", minor_blues: "Minor blues",
        rhythm_changes: "Rhythm changes", coltrane_changes: "Coltrane changes",
        dominants: "Dominants", falling_fifths: "Falling fifths", ballad: "Ballad",
        ragtime: "Ragtime", modulating: "Modulating" },
};
