"""The licence texts of all that is compiled into the program, each once, with the crates it is for.

Usage: scripts/notices.py TARGET-TRIPLE > NOTICES.txt
"""
import collections, json, pathlib, subprocess, sys

NAMES = ("licen", "copying", "notice", "unlicense")


def run(*arguments):
    return subprocess.run(["cargo", *arguments], check=True, capture_output=True, text=True).stdout


def main(triple):
    metadata = json.loads(run("metadata", "--locked", "--format-version", "1", "--filter-platform", triple))
    tree = run("tree", "--locked", "--target", triple, "--edges", "normal", "--prefix", "none", "--format", "{p}")
    used = {tuple(line.split()[:2]) for line in tree.splitlines() if line}
    texts = collections.defaultdict(list)
    for package in metadata["packages"]:
        name = f'{package["name"]} {package["version"]} ({package["license"] or "see its licence file"})'
        if package["source"] is None or (package["name"], "v" + package["version"]) not in used:
            continue
        folder = pathlib.Path(package["manifest_path"]).parent
        found = sorted(f for f in folder.iterdir() if f.is_file() and f.name.lower().startswith(NAMES))
        if not found:
            texts[f'No text in the crate; it names the licence "{package["license"]}".'].append(name)
        for file in found:
            texts[file.read_text(encoding="utf-8", errors="replace").strip()].append(name)
    print("What is compiled into dossier, and the licences of it.")
    for text, crates in sorted(texts.items(), key=lambda entry: sorted(entry[1])):
        print("\n" + "=" * 80 + "\n" + "\n".join(sorted(crates)) + "\n" + "-" * 80 + "\n" + text)


main(sys.argv[1])
