"""Makes GuatuSans-{Regular,Bold}.otf from Noto Sans CJK SC. Called by make.sh.

usage: make.py REGULAR.ttc BOLD.ttc CHARACTERS OUT_DIR

Every character of the list that the face has is kept; the rest is counted and
the UI symbols among it are named. Same input, same bytes.
"""
import os
import sys

from fontTools import subset
from fontTools.ttLib import TTCollection, TTFont

FACE = {"Regular": "NotoSansCJKsc-Regular", "Bold": "NotoSansCJKsc-Bold"}
FAMILY = "Guatu Sans"
ASCENT, DESCENT = 960, -240  # Noto has 1160/-288: too tall a row for dense tables
# What the interface draws as text. Named when missing: the rest of the list may have gaps.
UI = "▲▼●○◆◇■□–—…·›‹×÷✓↑↓→←↕⌘⇧⌃⏎☰▾▴▸◂−≈µμ³²％‰￥¥「」『』【】《》〈〉“”‘’≥≤±①"


def face_of(ttc, postscript_name):
    for font in TTCollection(ttc).fonts:
        if font["name"].getDebugName(6) == postscript_name:
            return font
    sys.exit(f"{ttc}: no face {postscript_name}")


def rename(font, style):
    ps = f"{FAMILY.replace(' ', '')}-{style}"
    full = FAMILY if style == "Regular" else f"{FAMILY} {style}"
    version = font["name"].getDebugName(5).split(";")[0].removeprefix("Version ")
    name = font["name"]
    new = {1: FAMILY, 2: style, 3: f"{version};GUATU;{ps}", 4: full, 6: ps, 16: FAMILY, 17: style}
    for i, text in new.items():
        name.removeNames(nameID=i)
        name.setName(text, i, 3, 1, 0x409)
    cff = font["CFF "].cff
    cff.fontNames = [ps]
    top = cff.topDictIndex[0]
    for key, text in (("FullName", full), ("FamilyName", FAMILY)):
        if key in top.rawDict or hasattr(top, key):
            setattr(top, key, text)
    for i, fd in enumerate(getattr(top, "FDArray", [])):
        fd.FontName = f"{ps}-{i}"


def line_height(font):
    font["hhea"].ascent, font["hhea"].descent, font["hhea"].lineGap = ASCENT, DESCENT, 0
    os2 = font["OS/2"]
    os2.sTypoAscender, os2.sTypoDescender, os2.sTypoLineGap = ASCENT, DESCENT, 0
    os2.usWinAscent, os2.usWinDescent = ASCENT, -DESCENT
    os2.achVendID = "GUAT"


def make(ttc, style, wanted, out):
    font = face_of(ttc, FACE[style])
    cmap = font.getBestCmap()
    kept = sorted(c for c in wanted if c in cmap)
    o = subset.Options()
    o.hinting = False
    o.desubroutinize = False
    o.layout_features = []  # no kern, no palt: digits are equal width without tnum
    o.drop_tables += ["GSUB", "GPOS", "GDEF", "BASE", "VORG", "vhea", "vmtx", "DSIG"]
    o.name_IDs = [0, 1, 2, 3, 4, 5, 6, 7, 13, 14]
    o.name_languages = [0x409]
    o.notdef_outline = True
    o.glyph_names = False
    o.recalc_timestamp = False
    s = subset.Subsetter(o)
    s.populate(unicodes=kept)
    s.subset(font)
    rename(font, style)
    line_height(font)
    font.recalcTimestamp = False
    path = os.path.join(out, f"GuatuSans-{style}.otf")
    font.save(path)

    check = TTFont(path)
    assert sorted(check.getBestCmap()) == kept, "character lost"
    digits = {check["hmtx"][check.getBestCmap()[ord(d)]][0] for d in "0123456789"}
    assert len(digits) == 1, f"digits of several widths: {digits}"
    missing_ui = "".join(c for c in UI if ord(c) not in cmap)
    print(f"{path}: {os.path.getsize(path):,} bytes, {len(kept)} characters, "
          f"digit width {digits.pop()}, not in the face: {len(wanted) - len(kept)}, "
          f"UI symbols missing: {missing_ui or 'none'}")


if __name__ == "__main__":
    regular, bold, characters, out = sys.argv[1:]
    with open(characters, encoding="utf-8", newline="") as f:
        wanted = {ord(c) for c in f.read() if ord(c) >= 0x20} | {ord(c) for c in UI}
    make(regular, "Regular", wanted, out)
    make(bold, "Bold", wanted, out)
