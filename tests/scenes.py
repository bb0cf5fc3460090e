"""Draws the scenes that stand in for photographs, panoramas and videos in content/, and the awkward pictures in tests/pictures/.

Nobody's photograph is borrowed: sky, hills, water and grain come from noise with a fixed seed, so that the pictures weigh about what photographs do.

    target/venv/bin/pip install numpy pillow && target/venv/bin/python3 tests/scenes.py

The video needs `ffmpeg` too; without it the one that lies there stays.
"""

import io
import shutil
import struct
import subprocess
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageCms, ImageDraw, ImageFilter

ROOT = Path(__file__).resolve().parent.parent
WIDTH, HEIGHT = 1800, 1200


def noise(rng, width, height, first, octaves=6, stretch=1.0):
    """Clouds of noise from 0 to 1: each octave twice as fine and half as strong."""
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        cells = first * 2**octave
        grid = rng.random((max(2, round(cells * height / width * stretch)) + 1, cells + 1), dtype=np.float32)
        total += np.asarray(Image.fromarray(grid).resize((width, height), Image.BICUBIC)) / 2**octave
    total -= total.min()
    return total / total.max()


def ramp(top, bottom, height, width):
    share = np.linspace(0, 1, height, dtype=np.float32)[:, None, None]
    return np.broadcast_to(np.array(top) * (1 - share) + np.array(bottom) * share, (height, width, 3)).astype(np.float32)


def mix(under, over, share):
    return under * (1 - share[..., None]) + np.asarray(over, np.float32) * share[..., None]


def sky(rng, top, bottom, cloud):
    picture = ramp(top, bottom, HEIGHT, WIDTH)
    clouds = np.clip((noise(rng, WIDTH, HEIGHT, 3, 7, 2.5) - 0.5) * 2.6, 0, 0.85)
    return mix(picture, cloud, clouds)


def ridge(rng, picture, base, rise, colour, rough=5, texture=0.25):
    """A chain of hills from `base` (share of the height) upwards; gives the mask too."""
    line = noise(rng, WIDTH, 4, rough, 6)[0]
    top = HEIGHT * (base - rise * line)
    mask = (np.arange(HEIGHT)[:, None] > top[None, :]).astype(np.float32)
    mask = np.asarray(Image.fromarray((mask * 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.2)), np.float32) / 255
    grain = noise(rng, WIDTH, HEIGHT, 24, 5)[..., None] - 0.5
    return mix(picture, np.array(colour) * (1 + texture * grain), mask)


def steps(rng, picture, base, rise, greens, count):
    """Terraces: bands that follow the slope, each with a dark edge and a lit floor."""
    slope = noise(rng, WIDTH, HEIGHT, 2, 4)
    y = np.arange(HEIGHT, dtype=np.float32)[:, None] / HEIGHT
    level = (y - base) * count * (1.6 - y) + slope * rise * count
    share = level - np.floor(level)
    index = np.floor(level).astype(int) % len(greens)
    colours = np.array(greens, np.float32)[index]
    colours *= (0.72 + 0.4 * np.clip(share * 3, 0, 1) - 0.25 * (share > 0.93))[..., None]
    colours *= (0.8 + 0.4 * noise(rng, WIDTH, HEIGHT, 90, 4))[..., None]
    return mix(picture, colours, np.clip((y - base + (slope - 0.5) * 0.12) * 40, 0, 1) * np.ones((1, WIDTH), np.float32))


def finish(rng, picture, grain=3.0):
    """What a lens and a sensor add: darker corners, a little blur and grain."""
    x, y = np.meshgrid(np.linspace(-1, 1, WIDTH), np.linspace(-1, 1, HEIGHT))
    picture = picture * (1 - 0.16 * (x**2 + y**2))[..., None]
    soft = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(1.1))
    picture = np.asarray(soft, np.float32) + rng.normal(0, grain, (HEIGHT, WIDTH, 1))
    return Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8))


def terraces():
    rng = np.random.default_rng(1)
    picture = sky(rng, (120, 160, 200), (232, 226, 205), (250, 248, 240))
    for base, rise, colour in [(0.42, 0.22, (142, 162, 170)), (0.46, 0.2, (104, 132, 124)), (0.5, 0.16, (70, 104, 72))]:
        picture = ridge(rng, picture, base, rise, colour)
    greens = [(196, 178, 62), (166, 170, 60), (120, 146, 52), (210, 186, 84), (88, 128, 52)]
    return finish(rng, steps(rng, picture, 0.5, 0.5, greens, 16))


def tea():
    rng = np.random.default_rng(2)
    picture = sky(rng, (170, 196, 214), (244, 240, 226), (255, 255, 252))
    for base, rise, colour in [(0.4, 0.16, (150, 176, 172)), (0.46, 0.14, (96, 136, 108))]:
        picture = ridge(rng, picture, base, rise, colour)
    greens = [(74, 122, 48), (58, 104, 42), (92, 138, 56)]
    return finish(rng, steps(rng, picture, 0.46, 0.35, greens, 22))


def river():
    rng = np.random.default_rng(3)
    picture = sky(rng, (70, 84, 128), (246, 186, 120), (236, 150, 110))
    for base, rise, colour in [(0.52, 0.05, (86, 84, 92)), (0.56, 0.07, (44, 54, 48))]:
        picture = ridge(rng, picture, base, rise, colour, 9)
    shore = int(HEIGHT * 0.56)
    mirror = picture[max(0, 2 * shore - HEIGHT) : shore][::-1]
    waves = noise(rng, WIDTH, len(mirror), 30, 5, 5)[..., None]
    picture[shore : shore + len(mirror)] = mirror * (0.6 + 0.3 * waves) + np.array((10, 14, 22))
    return finish(rng, picture)


def boat(picture):
    """A sampan in front, so that something has edges."""
    draw = ImageDraw.Draw(picture)
    draw.polygon([(980, 900), (1430, 900), (1500, 868), (1380, 946), (1040, 946), (930, 872)], fill=(28, 22, 20))
    draw.polygon([(1120, 900), (1150, 842), (1300, 842), (1330, 900)], fill=(54, 40, 30))
    return picture


def ring(rng, width, height, first, octaves=5):
    """Noise from 0 to 1 whose right end goes on at its left end."""
    total = np.zeros((height, width), np.float32)
    for octave in range(octaves):
        cells = first * 2**octave
        grid = np.tile(rng.random((max(2, cells * height // width) + 1, cells), dtype=np.float32), (1, 3))
        total += np.asarray(Image.fromarray(grid).resize((3 * width, height), Image.BICUBIC))[:, width : 2 * width] / 2**octave
    total -= total.min()
    return total / total.max()


def valley():
    """The whole view around from a path between terraces: ripe rice ahead, the low sun to the right, forest behind, a house on stilts to the left."""
    width, height = 4096, 2048
    rng = np.random.default_rng(4)
    turn = np.linspace(-np.pi, np.pi, width, endpoint=False, dtype=np.float32)[None, :] + np.float32(np.pi / width)
    rise = np.linspace(90, -90, height, dtype=np.float32)[:, None]
    share = np.clip(rise / 70, 0, 1)[..., None]
    picture = np.array((238, 226, 202)) * (1 - share) + np.array((104, 148, 196)) * share + np.zeros((height, width, 3), np.float32)
    glow = np.exp(-((np.cos(turn - np.pi / 2) - 1) ** 2 * 4 + (rise / 26 - 0.5) ** 2))
    picture = mix(picture, (255, 206, 128), np.clip(glow * 0.75, 0, 1))
    clouds = np.clip((ring(rng, width, height, 5, 6) - 0.52) * 2.4, 0, 0.8) * np.clip((72 - rise) / 30, 0, 1)
    picture = mix(picture, (250, 247, 240), clouds * (rise > 0))
    sun = np.clip(1.6 - np.hypot(np.degrees(turn - np.pi / 2), rise - 13) / 3, 0, 1)
    picture = mix(picture, (255, 244, 214), sun)
    for base, high, colour in [(3, 16, (150, 168, 172)), (0, 14, (108, 136, 128)), (-3, 11, (72, 106, 74))]:
        line = ring(rng, width, 4, 6, 6)[:1] * high + base
        mask = np.clip((line - rise) * 6, 0, 1)
        grain = ring(rng, width, height, 40, 4)[..., None] - 0.5
        forest = np.clip(-np.cos(turn), 0, 1) * (base < 0)
        dark = np.array(colour) * (1 - 0.45 * forest[..., None])
        picture = picture * (1 - mask[..., None]) + dark * (1 + 0.3 * grain) * mask[..., None]
    slope = ring(rng, width, height, 4, 4)
    depth = np.clip((-rise - 4 + 9 * (slope - 0.5)) / 86, 0, 1)
    level = np.sqrt(depth) * 26 + slope * 3
    ripe = [(206, 182, 70), (186, 168, 62), (142, 152, 56), (216, 192, 90), (104, 134, 54)]
    green = [(96, 134, 58), (78, 118, 52), (116, 146, 62), (70, 108, 50), (128, 150, 70)]
    index = np.floor(level).astype(int) % 5
    ahead = ((np.cos(turn) + 1) / 2)[..., None]
    floor = np.array(ripe, np.float32)[index] * ahead + np.array(green, np.float32)[index] * (1 - ahead)
    share = level - np.floor(level)
    floor *= (0.74 + 0.36 * np.clip(share * 3, 0, 1) - 0.28 * (share > 0.9))[..., None]
    floor *= (0.86 + 0.28 * ring(rng, width, height, 120, 3))[..., None]
    picture = mix(picture, floor, np.clip(depth * 90, 0, 1))
    under = np.clip((-rise - 62) / 16, 0, 1)  # the path that one stands on; it also hides where all lines meet
    picture = mix(picture, (122, 104, 82), under * np.ones((1, width), np.float32))
    picture = mix(picture, (98, 142, 192), np.clip((rise - 74) / 12, 0, 1) * np.ones((1, width), np.float32))
    soft = Image.fromarray(np.clip(picture, 0, 255).astype(np.uint8)).filter(ImageFilter.GaussianBlur(0.8))
    return house(soft)


def house(picture):
    """A house on stilts, a quarter of a turn to the left of the middle."""
    draw = ImageDraw.Draw(picture)
    x, y = 1024, 1075
    for post in range(-110, 111, 44):
        draw.rectangle([x + post - 4, y, x + post + 4, y + 62], fill=(52, 38, 28))
    draw.rectangle([x - 122, y - 62, x + 122, y + 4], fill=(104, 72, 46))
    for board in range(-110, 111, 20):
        draw.line([x + board, y - 60, x + board, y + 2], fill=(84, 56, 36), width=3)
    draw.rectangle([x - 22, y - 44, x + 22, y + 2], fill=(40, 28, 22))
    draw.polygon([(x - 165, y - 56), (x - 96, y - 150), (x + 96, y - 150), (x + 165, y - 56)], fill=(92, 84, 66))
    return picture


def film(picture, path, seconds=6):
    """Goes slowly along a picture: silent, small, and ready to begin at once."""
    width, height, rate = 640, 360, 15
    frames = seconds * rate
    command = f"ffmpeg -v error -y -f rawvideo -pix_fmt rgb24 -s {width}x{height} -r {rate} -i - -c:v libx264 -profile:v main -preset veryslow -crf 31 -pix_fmt yuv420p"
    with subprocess.Popen([*command.split(), "-map_metadata", "-1", "-movflags", "+faststart", str(path)], stdin=subprocess.PIPE) as coder:
        for frame in range(frames):
            share = (1 - np.cos(np.pi * frame / (frames - 1))) / 2
            left, top = 300 * share, 240 + 110 * share
            view = picture.resize((width, height), Image.LANCZOS, box=(left, top, left + 1500, top + 843.75))
            coder.stdin.write(view.tobytes())


def save(picture, path, quality=62, **more):
    path.parent.mkdir(parents=True, exist_ok=True)
    picture.save(path, quality=quality, optimize=True, progressive=True, **more)


def exif_of_a_phone(orientation):
    """What phones write: which way up, who, with what, and where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F], exif[0x013B] = "Phone of somebody", "Nguyen Van Somebody"
    gps = exif.get_ifd(0x8825)
    gps.update({1: "N", 2: (10.0, 4.0, 14.5), 3: "E", 4: (105.0, 45.0, 1.1)})
    return exif


def small(width=120, height=80):
    """Red, green, blue and white quarters: which way up and which colour is plain to see."""
    picture = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(picture)
    for x, y, colour in [(0, 0, (220, 30, 30)), (1, 0, (30, 160, 60)), (0, 1, (40, 60, 200))]:
        draw.rectangle([x * width // 2, y * height // 2, (x + 1) * width // 2 - 1, (y + 1) * height // 2 - 1], fill=colour)
    return picture


def png_that_claims(width, height):
    """A PNG of some hundred bytes that unfolds to more than a memory holds."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 65536)) + chunk(b"IEND", b"")


def wide_gamut():
    """Swaps red and green in its profile: whoever ignores the profile shows the wrong colour."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, green = profile.find(b"rXYZ", 128), profile.find(b"gXYZ", 128)
    profile[red : red + 4], profile[green : green + 4] = b"gXYZ", b"rXYZ"
    return bytes(profile)


def awkward():
    folder = ROOT / "tests/pictures"
    folder.mkdir(exist_ok=True)
    for orientation in range(1, 9):
        upright = small()
        turned = {2: [0], 3: [3], 4: [1], 5: [5], 6: [2], 7: [6], 8: [4]}.get(orientation, [])
        for step in turned:
            upright = upright.transpose(Image.Transpose(step))
        upright.save(folder / f"turned-{orientation}.jpg", quality=90, exif=exif_of_a_phone(orientation))
    small().convert("CMYK").save(folder / "cmyk.jpg", quality=95)
    small().save(folder / "profile.jpg", quality=95, icc_profile=wide_gamut())
    small().convert("L").save(folder / "gray.jpg", quality=90)
    deep = (np.asarray(small(), np.uint16) * 257).astype(">u2")
    rows = b"".join(b"\0" + row.tobytes() for row in deep)
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    head = struct.pack(">IIBBBBB", 120, 80, 16, 2, 0, 0, 0)
    (folder / "deep.png").write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b""))
    clear = small().convert("RGBA")
    clear.paste((0, 0, 0, 0), (0, 0, 60, 40))
    clear.save(folder / "clear.png")
    frames = [small(), small().transpose(Image.Transpose.ROTATE_180)]
    frames[0].save(folder / "moving.webp", save_all=True, append_images=frames[1:], duration=100)
    frames[0].save(folder / "moving.png", save_all=True, append_images=frames[1:], duration=100)
    (folder / "bomb.png").write_bytes(png_that_claims(60000, 60000))
    whole = io.BytesIO()
    small(640, 480).save(whole, "JPEG", quality=90)
    (folder / "cut.jpg").write_bytes(whole.getvalue()[: len(whole.getvalue()) // 2])


def awkward_videos():
    """Films of a tenth of a second, each with something that a video can have or lack."""
    folder = ROOT / "tests/videos"
    folder.mkdir(exist_ok=True)
    picture = "-f lavfi -i color=c=0x2040a0:s=64x36:r=10:d=0.4"
    sound = "-f lavfi -i sine=frequency=440:duration=0.4"
    h264 = "-c:v libx264 -preset veryslow -pix_fmt yuv420p"
    words = folder / "words.srt"
    words.write_text("1\n00:00:00,000 --> 00:00:00,300\nGPS 10.07 105.75\n")
    films = {
        "silent.mp4": f"{picture} {h264} -movflags +faststart",
        "spoken.mp4": f"{picture} {sound} {h264} -c:a aac -b:a 16k -ac 1 -movflags +faststart",
        "late.mp4": f"{picture} {h264}",
        "words.mp4": f"{picture} -i {words} {h264} -c:s mov_text -movflags +faststart",
        "old.mp4": f"{picture} -c:v mpeg4 -q:v 9 -movflags +faststart",
        "phone.mov": f"{picture} {h264}",
        "silent.webm": f"{picture} -c:v libvpx-vp9 -b:v 20k",
        "spoken.webm": f"{picture} {sound} -c:v libvpx -b:v 20k -c:a libopus -b:a 16k",
    }
    for name, how in films.items():
        subprocess.run(f"ffmpeg -v error -y -bitexact {how} -fflags +bitexact -flags +bitexact {folder / name}".split(), check=True)
    words.unlink()
    def box(kind, content):
        return struct.pack(">I", 8 + len(content)) + kind + content
    def said(words):
        return struct.pack(">HH", len(words), 0x15C7) + words
    late = (folder / "late.mp4").read_bytes()
    head = late.rfind(b"moov") - 4
    traces = box(b"udta", box(b"\xa9xyz", said(b"+10.0708+105.7503/")) + box(b"\xa9ART", said(b"Nguyen Van Somebody")))
    (folder / "placed.mp4").write_bytes(late[:head] + box(b"moov", late[head + 8 :] + traces))
    whole = (folder / "silent.mp4").read_bytes()
    matrix = whole.find(b"tkhd") + 4 + 40
    quarter = struct.pack(">9i", 0, 1 << 16, 0, -(1 << 16), 0, 0, 36 << 16, 0, 1 << 30)
    (folder / "turned.mp4").write_bytes(whole[:matrix] + quarter + whole[matrix + 36 :])
    (folder / "cut.mp4").write_bytes(whole[: len(whole) - 40])


if __name__ == "__main__":
    fields = ROOT / "content/sites/ruong-bac-thang-mu-cang-chai"
    save(terraces(), fields / "ruong-bac-thang.jpg")
    save(valley(), fields / "nhin-quanh.jpg", quality=48)
    save(terraces().crop((0, 240, 1500, 1084)).resize((1280, 720), Image.LANCZOS), fields / "doc-suon-nui.jpg")
    if shutil.which("ffmpeg"):
        film(terraces(), fields / "doc-suon-nui.mp4")
        awkward_videos()
    save(boat(river()), ROOT / "content/sites/dinh-binh-thuy/ben-song.jpg")
    save(tea(), ROOT / "content/products/che-dinh-tan-cuong-hao-dat/doi-che.jpg")
    awkward()
