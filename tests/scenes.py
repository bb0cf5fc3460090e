"""Draws the scenes that stand in for photographs in content/, and the awkward pictures in tests/pictures/.

Nobody's photograph is borrowed: sky, hills, water and grain come from noise with a fixed seed, so that the pictures weigh about what photographs do.

    target/venv/bin/pip install numpy pillow && target/venv/bin/python3 tests/scenes.py
"""

import io
import struct
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


if __name__ == "__main__":
    save(terraces(), ROOT / "content/sites/ruong-bac-thang-mu-cang-chai/ruong-bac-thang.jpg")
    save(boat(river()), ROOT / "content/sites/dinh-binh-thuy/ben-song.jpg")
    save(tea(), ROOT / "content/products/che-dinh-tan-cuong-hao-dat/doi-che.jpg")
    awkward()
