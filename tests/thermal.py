"""Reads files for label printers as Zebra's and TSC's manuals have it. Of each label a line: file, width and height in dots, copies, a picture of it.

For ZPL: `^PW`, `^LL`, `^LH`, `^FO`, `^GFA` with its alternative compression, `^PQ`. For TSPL: `SIZE`, `GAP`, `DIRECTION`, `CLS`, `BITMAP`, `PRINT`.
Anything else is an error."""

import re
import sys
from pathlib import Path

from PIL import Image

RUNS = {chr(ord("G") + at): at + 1 for at in range(19)} | {chr(ord("g") + at): 20 * (at + 1) for at in range(20)}


def unpacked(data, in_row):
    """Hexadecimal digits of whole rows: letters repeat the next digit, commas end a row with zeros, exclamation marks with ones, colons repeat it."""
    rows, row, times = [], "", 0
    for sign in re.sub(r"\s", "", data):
        if sign in RUNS:
            times += RUNS[sign]
            continue
        if sign == ":":
            assert not row and not times and rows
            row = rows[-1]
        elif sign in ",!":
            assert not times and len(row) % 2 == 0
            row += {",": "0", "!": "F"}[sign] * (2 * in_row - len(row))
        else:
            assert sign in "0123456789ABCDEF", sign
            row += sign * max(times, 1)
            times = 0
        assert len(row) <= 2 * in_row
        if len(row) == 2 * in_row:
            rows.append(row)
            row = ""
    assert not row
    return bytes.fromhex("".join(rows))


def zpl(data):
    page, place, size, copies = None, (0, 0), {}, 1
    for command in data.decode("ascii").split("^")[1:]:
        name, rest = command[:2], command[2:].strip()
        if name == "XA":
            page, size, copies = None, {}, 1
        elif name in ("PW", "LL"):
            size[name] = int(rest)
        elif name == "LH":
            assert rest == "0,0"
        elif name == "FO":
            place = tuple(map(int, rest.split(",")))
        elif name == "GF":
            form, sent, count, in_row, digits = rest.split(",", 4)
            assert form == "A" and sent == count and 1 <= int(count) <= 99_999
            page = page or Image.new("1", (size["PW"], size["LL"]), 1)
            dots = unpacked(digits, int(in_row))
            assert len(dots) == int(count)
            field = Image.frombytes("1", (8 * int(in_row), len(dots) // int(in_row)), bytes(byte ^ 255 for byte in dots))
            page.paste(field, place)
        elif name == "PQ":
            copies = int(rest)
        elif name == "XZ":
            yield page, copies
        else:
            assert name == "FS", name


def tspl(data):
    size = gap = page = None
    while data:
        if match := re.match(rb"BITMAP (\d+),(\d+),(\d+),(\d+),0,", data):
            x, y, in_row, height = map(int, match.groups())
            end = match.end() + in_row * height
            page.paste(Image.frombytes("1", (8 * in_row, height), data[match.end() : end]), (x, y))
            assert data[end : end + 2] == b"\r\n"
            data = data[end + 2 :]
            continue
        line, data = data.split(b"\r\n", 1)
        name, rest = line.decode("ascii").split(" ", 1) if b" " in line else (line.decode("ascii"), "")
        numbers = [float(number.removesuffix("mm")) for number in rest.split(",") if number]
        if name == "SIZE":
            size = numbers
        elif name == "GAP":
            gap = numbers
        elif name == "CLS":
            page = Image.new("1", tuple(round(side * dots) for side in size), 1)
        elif name == "PRINT":
            assert gap == [gap_wanted, 0] and numbers[0] == 1
            yield page, int(numbers[1])
        else:
            assert name == "DIRECTION" and numbers == [0], line


dots, gap_wanted = int(sys.argv[1]), float(sys.argv[2])
for path in map(Path, sys.argv[3:]):
    read = {".zpl": zpl, ".tspl": tspl}[path.suffix]
    for at, (page, copies) in enumerate(read(path.read_bytes())):
        picture = f"{path}-{at}.png"
        page.save(picture)
        print(path.name, *page.size, copies, picture, sep="\t")
