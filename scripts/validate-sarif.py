"""Runs a program over every example of its explanations and validates what it writes as SARIF.

Usage: validate-sarif.py SCHEMA PROGRAM
"""

import json
import os
import subprocess
import sys
import tempfile
import tomllib

import jsonschema

EXPLANATIONS = "src/diagnostic/explanations.toml"


def write(folder, path, content):
    path = os.path.join(folder, path)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(content)


def make(folder, example):
    if not example.get("bare"):
        write(folder, "book.toml", b'[book]\ntitle = "T"\n')
        write(folder, "seeds/a.txt", b"The gate was shut on Monday.\n")
    for file in example.get("file", []):
        if "link" in file:
            path = os.path.join(folder, file["path"])
            os.makedirs(os.path.dirname(path), exist_ok=True)
            os.symlink(file["link"], path)
        elif "hex" in file:
            write(folder, file["path"], bytes.fromhex(file["hex"]))
        else:
            write(folder, file["path"], file["text"].encode())


def sarif(program, folder, example):
    command = example.get("command", "check").split()
    done = subprocess.run([program, *command, "--format", "sarif"], cwd=folder, capture_output=True)
    return json.loads(done.stdout)


def main(schema, program):
    with open(schema, encoding="utf-8") as file:
        validator = jsonschema.Draft7Validator(json.load(file))
    with open(EXPLANATIONS, "rb") as file:
        examples = [(code["code"], code["example"]) for code in tomllib.load(file)["code"]]
    # `annotate` reports as it goes and has no such format.
    examples = [(code, e) for code, e in examples if not e.get("command", "").startswith("annotate")]
    examples.append((None, {}))
    for code, example in examples:
        with tempfile.TemporaryDirectory() as folder:
            make(folder, example)
            document = sarif(program, folder, example)
        errors = [f"{code}: {error.json_path}: {error.message}" for error in validator.iter_errors(document)]
        if errors:
            sys.exit("\n".join(errors))
        found = {result["ruleId"] for result in document["runs"][0]["results"]}
        if (code not in found) if code else found:
            sys.exit(f"{code}: the document reports {sorted(found)}")
    print(f"{len(examples)} SARIF documents are valid")


main(*sys.argv[1:])
