"""The same line-and-bar figure drawn by matplotlib and by Guatu to SVG, PDF and PNG (2x); prints the ratio of times.

How to run it, from the root of the repository:

    python3 -m venv /tmp/plot && /tmp/plot/bin/pip install matplotlib
    cargo bench --bench figures -- export_line_and_bar      # Guatu, in release; leaves its time under target/
    /tmp/plot/bin/python benches/compare_matplotlib.py      # matplotlib, then the ratio

Both draw once a round in one running process: columns of 60 months, a line on a second axis at the right, title,
subtitle, axis labels and source in Chinese, 1,120 x 640 points, in the font that comes with Guatu. Starting
Python and importing matplotlib is not counted.
"""

import io
import json
import os
import statistics
import sys
import time
from pathlib import Path

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
from matplotlib import font_manager

ROOT = Path(__file__).resolve().parent.parent
TARGET = Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target"))
FONT = ROOT / "assets" / "fonts" / "GuatuSans-Regular.otf"
ROUNDS = 20


def draw():
    """One figure in three formats; returns how many bytes they have."""
    months = [f"{2020 + n // 12}.{n % 12 + 1}" for n in range(60)]
    level = [100 + n * 2 + (n * 37 % 11) for n in range(60)]
    growth = [6 + (n * 53 % 17) / 10 for n in range(60)]
    figure, left = plt.subplots(figsize=(1120 / 72, 640 / 72), dpi=72)
    left.bar(range(60), level, color="#1F5FBF", width=0.64)
    left.set_ylabel("总量，亿元（左轴）")
    left.set_xticks(range(0, 60, 6), months[::6])
    right = left.twinx()
    right.plot(range(60), growth, color="#C77700", marker="o", linewidth=2.5)
    right.set_ylabel("增速，%（右轴）")
    left.grid(axis="y", color="#E3E6EB")
    left.set_axisbelow(True)
    figure.suptitle("社会消费品零售总额：总量与增速", x=0.03, ha="left", fontsize=24)
    left.set_title("左轴：总量，亿元；右轴：增速，%", loc="left", fontsize=15)
    figure.text(0.03, 0.02, "来源：演示数据（虚构）", fontsize=12)
    size = 0
    for kind, dots in (("svg", 72), ("pdf", 72), ("png", 144)):
        file = io.BytesIO()
        figure.savefig(file, format=kind, dpi=dots)
        size += file.tell()
    plt.close(figure)
    return size


def guatu():
    """Guatu's time in seconds, as its bench left it; none where it did not run."""
    found = sorted(TARGET.glob("criterion/**/export_line_and_bar*/new/estimates.json"))
    return json.loads(found[-1].read_text())["mean"]["point_estimate"] / 1e9 if found else None


def main():
    font_manager.fontManager.addfont(str(FONT))
    plt.rcParams["font.family"] = font_manager.FontProperties(fname=str(FONT)).get_name()
    plt.rcParams["svg.fonttype"] = "none"
    plt.rcParams["pdf.fonttype"] = 42
    for _ in range(3):
        draw()
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        draw()
        times.append(time.perf_counter() - start)
    theirs = statistics.mean(times)
    print(f"matplotlib {matplotlib.__version__}: {theirs * 1e3:.0f} ms (mean of {ROUNDS})")
    ours = guatu()
    if ours is None:
        sys.exit("run `cargo bench --bench figures -- export_line_and_bar` first: no time of Guatu was found")
    print(f"Guatu: {ours * 1e3:.0f} ms")
    print(f"ratio: matplotlib takes {theirs / ours:.1f} times as long")


if __name__ == "__main__":
    main()
