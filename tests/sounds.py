"""Makes the recordings in tests/sounds/: two tones where others have a voice, so that nobody's voice is borrowed.

    python3 -m venv /tmp/sounds && /tmp/sounds/bin/pip install numpy av && /tmp/sounds/bin/python3 tests/sounds.py
"""

import io
from pathlib import Path

import av
import numpy as np

FOLDER = Path(__file__).resolve().parent / "sounds"
PERSON = {"title": "Nguyen Van Somebody", "artist": "Nguyen Van Somebody", "comment": "Phone of somebody"}


def tones(seconds, rate, channels, pitch=440.0, loudness=0.3):
    """One tone left, the same at half the loudness right; a silent second before and behind."""
    time = np.arange(int(seconds * rate)) / rate
    tone = loudness * np.sin(2 * np.pi * pitch * time)
    silence = np.zeros(rate)
    one = np.concatenate([silence, tone, silence])
    return np.stack([one, one / 2][:channels]).astype(np.float32)


def write(name, codec, form, sound, rate, bit_rate=None, metadata=None):
    target = io.BytesIO()
    container = av.open(target, "w", format=form)
    container.metadata.update(metadata or {})
    layout = "stereo" if len(sound) == 2 else "mono"
    stream = container.add_stream(codec, rate=rate, layout=layout)
    if bit_rate:
        stream.bit_rate = bit_rate
    stream.options = {"strict": "experimental"}  # the encoder of Vorbis that comes along
    resampler = av.AudioResampler(format=stream.codec_context.format, layout=layout, rate=rate)
    frame = av.AudioFrame.from_ndarray(np.ascontiguousarray(sound), format="fltp", layout=layout)
    frame.sample_rate = rate
    fifo, done = av.AudioFifo(), 0
    for piece in resampler.resample(frame) + resampler.resample(None):
        piece.pts = None
        fifo.write(piece)
    while (part := fifo.read(stream.codec_context.frame_size or 4096, partial=True)) is not None:
        part.pts, done = done, done + part.samples
        container.mux(stream.encode(part))
    container.mux(stream.encode(None))
    container.close()
    (FOLDER / name).write_bytes(target.getvalue())
    return target.getvalue()


def main():
    FOLDER.mkdir(exist_ok=True)
    two = tones(2, 44_100, 2)
    whole = write("phone.m4a", "aac", "ipod", two, 44_100, 48_000, PERSON)
    (FOLDER / "cut.m4a").write_bytes(whole[: len(whole) // 2])
    write("studio.mp3", "libmp3lame", "mp3", two, 44_100, 64_000, PERSON)
    write("studio.flac", "flac", "flac", tones(2, 16_000, 1), 16_000, None, PERSON)
    write("phone.ogg", "vorbis", "ogg", two, 44_100, None, PERSON)
    write("ours.mp3", "libmp3lame", "mp3", tones(2, 24_000, 1), 24_000, 32_000, PERSON)
    write("silent.flac", "flac", "flac", np.zeros((1, 16_000), np.float32), 16_000)
    write("long.flac", "flac", "flac", tones(16 * 60, 8_000, 1, loudness=0) + np.float32(0.25), 8_000)


main()
