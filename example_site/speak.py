"""Speak an episode: turn its transcript into the MP3 that the episode plays.

espeak-ng speaks each line in the voice of its speaker, and ffmpeg encodes the lines, with short
pauses, as a small MP3. The script writes the measured times into the episode file: `sec` of each
line, and `duration` and `length` of the audio if the file has these keys. The rest of the file does
not change.

Run it after an edit to the transcript of a spoken episode:

    python example_site/speak.py docs/podcast/five-and-nine.yaml

It requires PyYAML, espeak-ng and ffmpeg.
"""

from __future__ import annotations

import argparse
import io
import re
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import dataclass
from pathlib import Path, PurePath

import yaml

HERE = Path(__file__).resolve().parent
DOCS = HERE / "docs"

RATE = 22_050
"""Sample rate of espeak-ng, in hertz."""

BIT_RATE = "32k"

PAUSE_IN_TURN = 0.25
PAUSE_BETWEEN_SPEAKERS = 0.45
PAUSE_BEFORE_SECTION = 1.1
PAUSE_FOR_STAGE_DIRECTION = 1.2
PAUSE_AT_END = 0.8
"""Seconds of silence."""

STAGE_DIRECTION = re.compile(r"\[[^\]]*\]")


class SpeakError(Exception):
    """An error that the user can fix."""


@dataclass(frozen=True)
class Voice:
    """A voice of espeak-ng."""

    name: str
    pitch: int
    """0 to 99."""
    speed: int
    """Words per minute."""


VOICES = {
    "Odile": Voice("en-gb-x-rp+f2", pitch=46, speed=160),
    "Teo": Voice("en-us", pitch=28, speed=152),
    "Łucja": Voice("en-gb-scotland+f4", pitch=72, speed=172),
}
"""A voice for each speaker, by first name."""

SAY_AS = {
    "Q9TEO": "Q nine T E O",
    "21:07": "twenty-one oh seven",
    "Łucja": "Wootsya",
    "Odile": "Ohdeel",
    "Teo": "Tayo",
}
"""The pronunciation of words that espeak-ng gets wrong."""


@dataclass(frozen=True)
class Line:
    """A spoken line, and the position of its time in the file."""

    text: str
    speaker: str
    opens_section: bool
    time_from: int
    """Index of the first character of `sec: …`; without one, of the line's first key."""
    time_to: int
    """Index after the last character of `sec: …`; without one, the same as `time_from`."""
    before: str
    """The separator between a new time and the first key of the line."""


@dataclass(frozen=True)
class Edit:
    """A replacement of some characters of the file."""

    start: int
    end: int
    text: str


@dataclass(frozen=True)
class Episode:
    """The parts of an episode file that the script uses."""

    lines: list[Line]
    audio: Path
    duration: yaml.ScalarNode | None
    length: yaml.ScalarNode | None


def fields(node: yaml.Node | None) -> dict[str, tuple[yaml.ScalarNode, yaml.Node]]:
    """Return the keys and values of a mapping, by key; nothing for any other node."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    pairs = ((key, value) for key, value in node.value if isinstance(key, yaml.ScalarNode))
    return {key.value: (key, value) for key, value in pairs}


def scalar(node: yaml.MappingNode, key: str) -> yaml.ScalarNode | None:
    """Return the plain value under a key of a mapping, if there is one."""
    value = fields(node).get(key, (None, None))[1]
    return value if isinstance(value, yaml.ScalarNode) else None


def read_line(node: yaml.MappingNode, text: str, speaker: str, *, opens_section: bool) -> Line:
    """Return one line of the transcript."""
    timed = next((field for key, field in fields(node).items() if key in {"sec", "time"}), None)
    if timed:
        key, value = timed
        return Line(text, speaker, opens_section, key.start_mark.index, value.end_mark.index, "")
    first = node.value[0][0].start_mark
    before = ", " if node.flow_style else "\n" + " " * first.column
    return Line(text, speaker, opens_section, first.index, first.index, before)


def read_transcript(transcript: yaml.Node | None) -> list[Line]:
    """Return the lines of a transcript. A line without a speaker continues the previous one."""
    if not isinstance(transcript, yaml.SequenceNode):
        message = "the episode has no transcript"
        raise SpeakError(message)
    lines: list[Line] = []
    speaker = ""
    after_header = False
    for entry in transcript.value:
        text = scalar(entry, "line")
        if text is None:
            after_header = True
            continue
        who = scalar(entry, "who")
        speaker = who.value.split()[0] if who else speaker
        if speaker not in VOICES:
            position = f"line {entry.start_mark.line + 1}"
            message = f"{position}: no voice for {speaker!r}; there are {', '.join(VOICES)}"
            raise SpeakError(message)
        lines.append(read_line(entry, text.value, speaker, opens_section=after_header))
        after_header = False
    return lines


def read_episode(source: str) -> Episode:
    """Read the text of an episode file."""
    root = yaml.compose(source, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        message = "the file is not a YAML mapping"
        raise SpeakError(message)
    audio = fields(root).get("audio", (None, None))[1]
    details = audio if isinstance(audio, yaml.MappingNode) else None
    file = scalar(details, "file") if details else scalar(root, "audio")
    if file is None or "://" in file.value or PurePath(file.value).suffix != ".mp3":
        message = "the episode needs `audio: path/to/the.mp3`, relative to the docs folder"
        raise SpeakError(message)
    return Episode(
        lines=read_transcript(fields(root).get("transcript", (None, None))[1]),
        audio=DOCS / file.value,
        duration=scalar(root, "duration"),
        length=scalar(details, "length") if details else None,
    )


def program(name: str) -> str:
    """Return the path of a program that this script needs."""
    path = shutil.which(name)
    if path is None:
        message = f"{name} is missing; install it, for instance with `apt-get install {name}`"
        raise SpeakError(message)
    return path


def run(command: list[str], text: str = "") -> None:
    """Run a program, with some text as its input."""
    done = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=False)
    if done.returncode:
        message = f"{Path(command[0]).name} failed: {done.stderr.strip()}"
        raise SpeakError(message)


def silence(seconds: float) -> bytes:
    """Return silent samples."""
    return bytes(2 * round(RATE * seconds))


def spoken(text: str) -> str:
    """Return a text with the words in `SAY_AS` replaced by their pronunciation."""
    for word, sound in SAY_AS.items():
        text = re.sub(rf"\b{re.escape(word)}\b", sound, text)
    return " ".join(text.split())


def speak(text: str, voice: Voice, espeak: str, folder: Path) -> bytes:
    """Return the samples of a text, spoken."""
    path = folder / "line.wav"
    options = ["-v", voice.name, "-p", str(voice.pitch), "-s", str(voice.speed), "-w", str(path)]
    run([espeak, *options, "--stdin"], text)
    with wave.open(str(path), "rb") as sound:
        if (sound.getframerate(), sound.getnchannels(), sound.getsampwidth()) != (RATE, 1, 2):
            message = f"espeak-ng did not speak at {RATE} Hz, 16 bit, mono"
            raise SpeakError(message)
        samples = sound.readframes(sound.getnframes())
    quiet = len(samples) - len(samples.rstrip(b"\0"))
    return samples[: len(samples) - quiet // 2 * 2]


def act(line: Line, espeak: str, folder: Path) -> bytes:
    """Return the samples of a line. Stage directions are silent."""
    samples = b""
    for number, part in enumerate(STAGE_DIRECTION.split(line.text)):
        if number:
            samples += silence(PAUSE_FOR_STAGE_DIRECTION)
        if text := spoken(part):
            samples += speak(text, VOICES[line.speaker], espeak, folder)
    return samples


def perform(lines: list[Line], espeak: str, folder: Path) -> tuple[bytes, list[float]]:
    """Speak all lines; return the samples, and the second at which each line starts."""
    samples = io.BytesIO()
    starts: list[float] = []
    previous = ""
    for line in lines:
        if previous and line.opens_section:
            samples.write(silence(PAUSE_BEFORE_SECTION))
        elif previous:
            same = line.speaker == previous
            samples.write(silence(PAUSE_IN_TURN if same else PAUSE_BETWEEN_SPEAKERS))
        starts.append(samples.tell() / 2 / RATE)
        samples.write(act(line, espeak, folder))
        previous = line.speaker
    samples.write(silence(PAUSE_AT_END))
    return samples.getvalue(), starts


def write_mp3(samples: bytes, target: Path, ffmpeg: str, folder: Path) -> None:
    """Write samples as a mono MP3, with reproducible bytes."""
    path = folder / "episode.wav"
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(RATE)
        sound.writeframes(samples)
    target.parent.mkdir(parents=True, exist_ok=True)
    quality = ["-codec:a", "libmp3lame", "-b:a", BIT_RATE]
    repeatable = ["-fflags", "+bitexact", "-flags:a", "+bitexact"]
    run([ffmpeg, "-y", "-loglevel", "error", "-i", str(path), *quality, *repeatable, str(target)])


def iso_duration(seconds: float) -> str:
    """Format a duration as ISO 8601: `PT1M32S`."""
    minutes, rest = divmod(round(seconds), 60)
    return f"PT{minutes}M{rest}S" if minutes else f"PT{rest}S"


def rewrite(source: str, edits: list[Edit]) -> str:
    """Apply all edits to the text."""
    for edit in sorted(edits, key=lambda edit: edit.start, reverse=True):
        source = source[: edit.start] + edit.text + source[edit.end :]
    return source


def speak_episode(path: Path) -> str:
    """Speak an episode, write its MP3 and times, and return a summary."""
    espeak, ffmpeg = program("espeak-ng"), program("ffmpeg")
    source = path.read_bytes().decode("utf-8")
    try:
        episode = read_episode(source)
    except yaml.YAMLError as error:
        message = f"not valid YAML: {error}"
        raise SpeakError(message) from error
    with tempfile.TemporaryDirectory() as folder:
        samples, starts = perform(episode.lines, espeak, Path(folder))
        write_mp3(samples, episode.audio, ffmpeg, Path(folder))
    seconds = len(samples) / 2 / RATE
    size = episode.audio.stat().st_size
    edits = [
        Edit(line.time_from, line.time_to, f"sec: {start:.1f}".removesuffix(".0") + line.before)
        for line, start in zip(episode.lines, starts, strict=True)
    ]
    for node, value in ((episode.duration, iso_duration(seconds)), (episode.length, str(size))):
        if node:
            edits.append(Edit(node.start_mark.index, node.end_mark.index, value))
    path.write_bytes(rewrite(source, edits).encode("utf-8"))
    return f"{episode.audio.name}: {len(starts)} lines, {seconds:.1f} s, {size / 1000:.0f} kB"


def find(given: Path) -> Path:
    """Return the episode file, relative to the working directory or to this script."""
    path = next((path for path in (given, HERE / given) if path.is_file()), None)
    if path is None:
        message = "the file does not exist"
        raise SpeakError(message)
    if path.suffix not in {".yaml", ".yml"}:
        message = "only .yaml episodes can be spoken"
        raise SpeakError(message)
    return path


def attempt(given: Path) -> int:
    """Speak an episode, print the result, and return the exit status."""
    try:
        report = speak_episode(find(given))
    except SpeakError as error:
        sys.stderr.write(f"{given}: {error}\n")
        return 1
    sys.stdout.write(f"{report}\n")
    return 0


def main() -> int:
    """Speak the episodes that the command line names."""
    parser = argparse.ArgumentParser(description="Turn an episode's transcript into its MP3.")
    parser.add_argument("episodes", nargs="+", type=Path, help="an episode's .yaml file")
    return max([attempt(given) for given in parser.parse_args().episodes])


if __name__ == "__main__":
    sys.exit(main())
