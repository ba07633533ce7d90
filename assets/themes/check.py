"""Measures the contrast of light.ron and dark.ron. Fails below 4.5:1 for text, 3:1 for series."""
import pathlib
import re
import sys

TEXT = "text second faint accent good warning bad none".split()
GROUNDS = "page panel hover selection field zebra".split()
FIELDS = ("page panel line strong_line text second faint accent accent_ground on_accent good good_ground "
          "warning warning_ground bad bad_ground none none_ground selection hover field shadow zebra").split()


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    r, g, b = (v / 12.92 if v <= 0.04045 else ((v + 0.055) / 1.055) ** 2.4 for v in parts)
    return 0.2126 * r + 0.7152 * g + 0.0722 * b


def contrast(a, b):
    a, b = sorted((luminance(a), luminance(b)), reverse=True)
    return (a + 0.05) / (b + 0.05)


failed = False
for name in ("light", "dark"):
    source = (pathlib.Path(__file__).parent / f"{name}.ron").read_text(encoding="utf-8")
    t = dict(re.findall(r'^\s*(\w+): "(#[0-9A-F]{6})"', source, re.M))
    assert list(t) == FIELDS, f"{name}: fields {set(FIELDS) ^ set(t)}"
    series = re.findall(r'"(#[0-9A-F]{6})"', source[source.index("series"):])
    assert len(series) == 10
    pairs = [(f, g) for f in TEXT for g in GROUNDS]
    pairs += [(f, f + "_ground") for f in ("accent", "good", "warning", "bad", "none")]
    pairs += [("text", g) for g in FIELDS if g.endswith("_ground")]
    pairs += [("on_accent", "accent"), ("second", "accent_ground"), ("second", "none_ground")]
    measured = sorted((contrast(t[f], t[g]), f, g) for f, g in pairs)
    drawn = sorted((contrast(c, t[g]), c, g) for c in series for g in ("panel", "page"))
    for least, rows in ((4.5, measured), (3.0, drawn)):
        for ratio, f, g in rows:
            if ratio < least:
                failed = True
                print(f"{name}: {f} on {g} {ratio:.2f} < {least}")
    print(f"{name}: {len(pairs)} text pairs, lowest", *(f"{f} on {g} {r:.2f};" for r, f, g in measured[:3]),
          "series lowest", "{1} on {2} {0:.2f}".format(*drawn[0]))
sys.exit(failed)
