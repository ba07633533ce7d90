#!/usr/bin/env python3
"""What hostile files cost the real program: peak memory, time and what it says, as a table.

    python3 hostile.py ../target/release/guatu [WORD]

With WORD, only the cases whose name has it. Some files are hundreds of megabytes; they are made in a temporary
folder, one after the other. Linux, with /usr/bin/time and prlimit; the memory is limited to 9 GB."""

import gzip, os, pathlib, re, shutil, struct, subprocess, sys, tempfile, time, zlib

M = 10**6
HEAD = '#![enable(implicit_some)]\n(format: "guatu", version: 1, workbook: (\ntitle: "x", year: 2024, next_id: 4294967295,\n'


def book(body):
    return (HEAD + body + "))\n").encode()


def table(name, rows):
    return book('areas: [(id:1,name:"a")],' * (name != "areas") + f"{name}: [{rows}],\n")


def many(ids, row):
    return ",".join(row(i) for i in ids)


def indicator(fields):
    return table("indicators", f'(id:2,name:"b",unit:"亿元",{fields})')


def project(fields):
    return book(f'areas: [(id:1,name:"a")],lists: [(id:2,name:"b")],projects: [(id:3,list:2,name:"c",{fields})],\n')


WORKBOOKS = {
    "a name of 100 MB": lambda: table("areas", '(id:1,name:"' + "a" * (100 << 20) + '")'),
    "an unknown field of 100 MB": lambda: table("areas", '(id:1,name:"a",odd:"' + "a" * (100 << 20) + '")'),
    "100 MB of escaped signs": lambda: table("areas", '(id:1,name:"' + "\\u{202e}" * (100 * M // 8) + '")'),
    "10^6 brackets": lambda: book("areas: " + "[" * M + "]" * M),
    "10^6 brackets, unknown": lambda: book("odd: " + "[" * M + "]" * M),
    "10^6 Some(": lambda: table("areas", '(id:1,name:"a",parent:' + "Some(" * M + ")" * M + ")"),
    "10^6 comments in comments": lambda: book("/*" * M + "*/" * M),
    "10^7 rows": lambda: table("areas", '(id:1,name:""),' * 10**7),
    "10^6 rows of one id": lambda: table("areas", '(id:1,name:""),' * M),
    "10^6 rows with unknown fields": lambda: table("areas", many(range(1, M), lambda i: f'(id:{i},name:"",o:1)')),
    "10^6 unknown fields and more": lambda: table("areas", '(id:1,name:"",' + "".join(f"a{i}:1," for i in range(M + 2)) + ")"),
    "4,000,000 figures": lambda: indicator("observations:[" + '(area:1,period:"2024"),' * (4 * M) + "]"),
    "4,000,000 targets": lambda: indicator("targets:[" + "(id:1,year:1)," * (4 * M) + "]"),
    "2*10^7 targets": lambda: indicator("targets:[" + "(id:1,year:1)," * (2 * 10**7) + "]"),
    "10^8 names of a department": lambda: book('departments:[(id:1,name:"a",aliases:[' + '"",' * 10**8 + "])],"),
    "10^8 tags": lambda: project("tags:[" + '"",' * 10**8 + "]"),
    "4,000,000 problems": lambda: project("problems:[" + '(text:""),' * (4 * M) + "]"),
    "10^8 areas of a figure": lambda: table("figures", "(id:9,kind:Line,areas:[" + "1," * 10**8 + "])"),
    "10^6 areas in a chain": lambda: table("areas", '(id:1,name:"a"),' + many(range(2, M), lambda i: f'(id:{i},name:"a",parent:{i-1})')),
    "10^6 areas in a circle": lambda: table("areas", many(range(1, M), lambda i: f'(id:{i},name:"a",parent:{i-1 or M-1})')),
    "10^6 areas far apart": lambda: table("areas", many(range(M), lambda i: f'(id:{1+i*4294},name:"a",parent:1)')),
    "10^6 packages in a circle": lambda: book('areas: [(id:1,name:"a")],lists: [(id:2,name:"b")],projects: [' + many(range(3, M), lambda i: f'(id:{i},list:2,name:"a",parent:{i-1 if i > 3 else M-1})') + "],"),
    "10^5 formulas in a chain": lambda: table("indicators", many(range(2, 10**5), lambda i: f'(id:{i},name:"a",formula:"i{i+1} + i{i+1}")')),
    "4,000 formulas in a chain": lambda: table("indicators", many(range(2, 4002), lambda i: f'(id:{i},name:"a",formula:"i{i+1} + i{i+1}")')),
    "4,000 formulas of 10^6 figures": lambda: table("indicators", '(id:2,name:"b",observations:[' + many(range(M), lambda i: f'(area:{i},period:"2024",value:"1")') + "])," + many(range(3, 4003), lambda i: f'(id:{i},name:"a",formula:"i2")')),
    "4,000 formulas of 10^6 parts": lambda: table("indicators", '(id:2,name:"b"),' + many(range(3, 4003), lambda i: f'(id:{i},name:"a",formula:"parts(i2) + parts(i2)")') + "," + many(range(5000, M), lambda i: f'(id:{i},name:"a",part_of:2)')),
    "a formula of 10^6 signs": lambda: indicator('formula:"' + "i2 + " * 200000 + 'i2"'),
    "a formula of 500,000 brackets": lambda: indicator('formula:"' + "(" * 500000 + "i2" + ")" * 500000 + '"'),
    "months of 500,000 figures": lambda: project('months:[(year:2024,plan:"' + "1 " * 500000 + '")]'),
    "10^5 own columns and views": lambda: book("lists:[(id:2,name:\"b\",custom:[" + many(range(3, 10**5), lambda i: f'(id:{i},name:"a")') + "],views:[" + many(range(10**5), lambda i: f'(name:"{i}")') + "])],"),
    "10^308": lambda: indicator('observations:[(area:1,period:"2024",value:"1e308")]'),
    "a figure of 10^6 digits": lambda: indicator('observations:[(area:1,period:"2024",value:"' + "9" * M + '")]'),
    "NaN": lambda: indicator('observations:[(area:1,period:"2024",value:"NaN")]'),
    "10^5 names with controls": lambda: table("areas", '(id:1,name:"a"),' + many(range(2, 10**5), lambda i: f'(id:{i},parent:1,name:"\\u{{1b}}[2J\u202e\u2066{i}")')),
    "500 MB of spaces": lambda: book(" " * (500 << 20)),
    "500 MB of zeros": lambda: b"\0" * (500 << 20),
    "600 MB": lambda: book(" " * (600 << 20)),
}

BEGIN = b'(base:Here,path:None,name:"x",machine:"m",process:1,started:1,program:"0.1.0")'


def record(number, kind, says, claim=None):
    frame = [struct.pack("<I", len(says) if claim is None else claim), struct.pack("<Q", number), bytes([kind])]
    return b"".join(frame) + struct.pack("<I", zlib.crc32(b"".join(frame) + says)) + says


def journal(base, *edits):
    steps = [f"(kind:Made,at:1,merge:None,joined:false,edit:{edit})".encode() for edit in edits]
    records = [record(0, 0, BEGIN), record(1, 1, gzip.compress(base, 1))]
    return b"guatu-journal 1\n" + b"".join(records + [record(n, 2, step) for n, step in enumerate(steps, 2)])


TITLE = 'Head(Title("x"))'
JOURNALS = {
    "a base of 500 MB, packed": lambda: [journal(book(" " * (500 << 20)), TITLE)],
    "a base of 600 MB, packed": lambda: [journal(book(" " * (600 << 20)), TITLE)],
    "a base of 10^7 rows, packed": lambda: [journal(table("areas", '(id:1,name:""),' * 10**7), TITLE)],
    "a record that claims 4 GB": lambda: [b"guatu-journal 1\n" + record(0, 0, BEGIN) + record(1, 1, b"x", 2**32 - 1)],
    "10^6 steps": lambda: [journal(book(""), *[TITLE] * M)],
    "a step of 100 MB": lambda: [journal(book(""), 'Head(Title("' + "a" * (100 << 20) + '"))')],
    "a step of 10^7 changes": lambda: [journal(book(""), "Many([" + "Head(Year(1))," * 10**7 + "])")],
    "a step of 10^6 levels": lambda: [journal(book(""), "Many([" * M + "])" * M)],
    "10^5 rows put in front": lambda: [journal(book(""), "Many([" + many(range(1, 10**5), lambda i: f'Insert(at:0,row:Area((id:{i},name:"a")))') + "])")],
    "1,000 journals of 1 MB": lambda: [journal(book(""), 'Head(Title("' + "a" * M + '"))')] * 1000,
    "a journal of 10 GB, sparse": lambda: [10 << 30],
    "500 MB of zeros": lambda: [b"guatu-journal 1\n" + b"\0" * (500 << 20)],
}

SETTINGS = {
    "400,000 brackets": lambda: b"(odd: " + b"[" * 400000 + b"]" * 400000 + b")",
    "300,000 recent files": lambda: b"(recent: [" + b'"",' * 300000 + b"])",
    "NaN and 1e308": lambda: b"(zoom: NaN, window: Some((size: (1e308, NaN), position: Some((inf, -1e308)))))",
    "90,000 unknown fields": lambda: b"(" + b"".join(b"a%d:1," % i for i in range(90000)) + b")",
    "1 GB, sparse": lambda: 1 << 30,
}


def put(path, content):
    if isinstance(content, int):
        path.write_bytes(b"guatu-journal 1\n")
        os.truncate(path, content)
    else:
        path.write_bytes(content)
    return path.stat().st_size


def run(program, home, kind, name, size, args, display=None, patience=180):
    env = {"PATH": os.environ["PATH"], "HOME": str(home), "GUATU_STATE_DIR": f"{home}/state", "GUATU_CONFIG_DIR": f"{home}/config", "XDG_RUNTIME_DIR": str(home), "LIBGL_ALWAYS_SOFTWARE": "1"}
    env |= {"DISPLAY": display} if display else {}
    limits = ["/usr/bin/time", "-o", f"{home}/cost", "-f", "%M", "prlimit", "--as=9000000000", "timeout", "-k", "5", str(patience)]
    began = time.time()
    with open(home / "said", "wb") as out:
        code = subprocess.run([*limits, program, *args, "--lang", "en"], stdout=out, stderr=out, env=env).returncode
    took = time.time() - began
    peak = int((home / "cost").read_text().split()[-1]) >> 10
    with open(home / "said", "rb") as out:
        first = out.readline(2000).decode("utf8", "replace")
        more = sum(1 for _ in out)
    said = re.sub(r"\s+", " ", first.replace(str(home), "")).strip()[:130] or "(nothing)"
    said += f" (+{more} lines)" if more else ""
    print(f"| {kind} | {name} | {size/2**20:.1f} MB | {peak} MB | {took:.2f} s | {code} | {said} |", flush=True)


def main():
    program, word = os.path.abspath(sys.argv[1]), (sys.argv[2:] or [""])[0]
    print("| what | hostile file | size | peak | time | exit | it says |\n|---|---|---|---|---|---|---|")
    read, write = os.pipe()
    server = subprocess.Popen(["Xvfb", "-displayfd", str(write), "-screen", "0", "1280x800x24", "-nolisten", "tcp"], pass_fds=[write], stderr=subprocess.DEVNULL)
    display = ":" + os.read(read, 10).decode().strip()
    for kind, cases in [("workbook", WORKBOOKS), ("journal", JOURNALS), ("settings", SETTINGS)]:
        for name, make in cases.items():
            if word not in f"{kind} {name}":
                continue
            with tempfile.TemporaryDirectory() as folder:
                home = pathlib.Path(folder)
                [(home / folder).mkdir(parents=True) for folder in ["config", "state/journals"]]
                cost = lambda of, size, args, *rest: run(program, home, of, name, size, args, *rest)
                if kind == "workbook":
                    cost("check", put(home / "w.guatu.ron", make()), ["check", f"{home}/w.guatu.ron"])
                elif kind == "settings":
                    cost("window, 5 s", put(home / "config/settings.ron", make()), ["@lishui-2024"], display, 5)
                else:
                    size = sum(put(home / f"state/journals/{n:04}.journal", one) for n, one in enumerate(make()))
                    cost("recover --list", size, ["recover", "--list"])
                    shutil.copytree(home / "state", home / "again") if size < 1 << 30 else None
                    cost("recover", size, ["recover", "x", "-o", f"{home}/out.guatu.ron"])
                    if (home / "again").exists():
                        shutil.rmtree(home / "state")
                        (home / "again").rename(home / "state")
                    cost("window, 5 s", size, ["@lishui-2024"], display, 5)
    server.terminate()


main()
