#!/usr/bin/env python3
"""Makes what the fuzzer starts from: small workbooks cut out of the large ones, journals, settings, and a
dictionary of the words of the format. Run in this folder."""

import pathlib
import re

ROOT = pathlib.Path("..")
WORKBOOKS = sorted([*ROOT.glob("assets/workbooks/*.ron"), *ROOT.glob("tests/old-files/*.ron")])


def cut(text, skip, keep):
    """Leaves `keep` rows of each table, and not the first `skip`."""
    out, row, nth, table = [], [], 0, False
    for line in text.splitlines(keepends=True):
        if re.match(r" {8}\w+: \[$", line.rstrip()):
            table, nth = True, 0
        if line == " " * 8 + "],\n":
            table = False
        if not table or line.startswith(" " * 8) and not line.startswith(" " * 9):
            out.append(line)
            continue
        row.append(line)
        if line == " " * 12 + "),\n":
            if skip <= nth < skip + keep:
                out.extend(row)
            row, nth = [], nth + 1
    return "".join(out)


def put(target, name, content):
    folder = pathlib.Path("corpus") / target
    folder.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(content)


def record(kind, says):
    says = says.encode()
    assert len(says) < 1 << 16
    return bytes([kind]) + len(says).to_bytes(2, "little") + says


small = []
for number, path in enumerate(WORKBOOKS):
    text = path.read_text()
    for skip in range(0, 12, 2):
        workbook = cut(text, skip, 2)
        if len(workbook) < 1 << 14:
            small.append(workbook)
        put("workbook", f"{number}-{skip}", workbook.encode())
        # With fields that nobody knows, and the figures of projects in another layout.
        odd = re.sub(r"^( +)id: (\d+),$", r'\1id: \2,\n\1colour: Some((1, [2.5, "x"])),', workbook, flags=re.M)
        put("workbook", f"{number}-{skip}-odd", odd.encode())
put("workbook", "empty", b'(format: "guatu", version: 1, workbook: (title: "", year: 2024, next_id: 1))')

HEAD = '(base:Here,path:None,name:"x",machine:"m",process:1,started:1,program:"0.1.0")'
STEPS = [
    'Head(Title("x"))',
    "Head(Month(Some(\"2024-05\")))",
    'Insert(at:0,row:Area((id:9001,name:"x",parent:Some(1))))',
    "Remove(Area(2))",
    "Move(id:Area(2),to:0)",
    'SetField(project:1,field:Name,value:Text("x"))',
    'SetField(project:1,field:Month(Reported,"2024-03"),value:Number("1.20"))',
    'SetKept(of:Row(Area(1)),kept:(fields:[(path:[],after:"id",name:"x",value:"(1,[2])")]))',
    'Many([Head(Year(2025)),Head(TitleEn("y"))])',
]
for number, workbook in enumerate(small):
    journal = record(0, HEAD) + record(1, workbook)
    for step in STEPS:
        journal += record(2, f"(kind:Made,at:1,merge:None,joined:false,edit:{step})")
    journal += record(2, "(kind:Undone,at:1,merge:None,joined:false,edit:Head(Title(\"y\")))")
    put("journal", f"{number}", b"F" + journal)
put("journal", "marked", b"F" + record(0, HEAD.replace("Here", 'File(size:3,hash:"ab")').replace("None", 'Some("/w")'))
    + record(2, "(kind:Made,at:1,merge:None,joined:false,edit:Many([]))")
    + record(3, '(path:"/w",size:3,hash:"ab",holds:1)') + record(4, ""))
put("journal", "raw", b"guatu-journal 1\n" + bytes(40))

put("settings", "all", (
    '(language: Zh, theme: Dark, recent: ["/a.guatu.ron"], last_folder: "/", zoom: 1.25, money_unit: Yi,\n'
    "window: (size: (1280.0, 800.0), position: (0.0, -5.5), maximized: true), rail_collapsed: true)").encode())
put("settings", "odd", b'(of_the_future: {"a": 1}, window: (size: (100, 200), odd: r#"x"#))')

words = set()
for path in [*ROOT.glob("src/model/**/*.rs"), *ROOT.glob("src/edit/mod.rs"), ROOT / "src/storage/settings.rs"]:
    text = path.read_text()
    words |= set(re.findall(r"^    (?:pub )?(\w+): ", text, flags=re.M))
    words |= set(re.findall(r"^ {4,8}([A-Z]\w+)[,({]", text, flags=re.M))
words |= {"#![enable(implicit_some)]", "Some(", "None", "true", "false", "NaN", "inf", "1e308", "r#", "/*", "//"}
pathlib.Path("corpus/words.dict").write_text("".join(f'"{word}"\n' for word in sorted(words)))
