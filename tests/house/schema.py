"""layouts/schema.json and the readers in C know the same keys and words.

An object of the schema whose $comment is "keys: FILE TABLE" has the properties of the C table TABLE in FILE, a choice
with "words: FILE TABLE" its words; without TABLE, those of one of the tables of keys in FILE. The other way round, each
table of keys or words of such a file is claimed by the schema."""
import json
import re

from house import finish, root_argument

TABLE = re.compile(r"static const char \*const (\w*(?:keys|words))\[\] = \{([^}]*)\}", re.I)
CLAIM = re.compile(r"(keys|words): (\S+)(?: (\w+))?")


def tables_of(path):
    """[(name, its strings)] of the C file, in its order."""
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    return [(name, re.findall(r'"([^"]*)"', body)) for name, body in TABLE.findall(text)]


def claims_of(node, at=""):
    """(place in the schema, keys or words, file, table or None, strings) of each object that makes a claim."""
    if isinstance(node, dict):
        claim = CLAIM.fullmatch(str(node.get("$comment", "")))
        if claim:
            kind, file, table = claim.groups()
            yield at, kind, file, table, list(node.get("properties", {}) if kind == "keys" else node.get("enum", []))
            if kind == "keys" and node.get("additionalProperties") is not False:
                yield at, "open", file, table, []
        for key, value in node.items():
            yield from claims_of(value, f"{at}/{key}")
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from claims_of(value, f"{at}/{index}")


def claim_faults(at, kind, strings, table, tables):
    """What is wrong with one claim, and the names of the tables that it covers."""
    if kind == "open":
        return [f"{at}: lacks \"additionalProperties\": false"], []
    candidates = [entry for entry in tables if table in (entry[0], None) and entry[0].lower().endswith(kind)]
    for name, known in candidates:
        if sorted(known) == sorted(strings):
            return [], [(name, tuple(known))]
    if len(candidates) != 1:
        return [f"{at}: no table {table or 'of keys'} that holds {', '.join(strings)}"], []
    name, known = candidates[0]
    faults = [f"{at}: “{word}” is not in {name}" for word in strings if word not in known]
    faults += [f"{at}: lacks “{word}” of {name}" for word in known if word not in strings]
    return faults, [(name, tuple(known))]


def keys_once(twice):
    """A reader of objects that gathers the keys that one of them holds twice."""
    def read(pairs):
        names = [name for name, _ in pairs]
        twice.extend(f"layouts/schema.json: “{name}” stands twice in one object"
                     for name in sorted(set(names)) if names.count(name) > 1)
        return dict(pairs)
    return read


def find_faults(root):
    twice = []
    schema = json.loads((root / "layouts/schema.json").read_text(encoding="utf-8"), object_pairs_hook=keys_once(twice))
    claims = list(claims_of(schema))
    files = {file for _, _, file, _, _ in claims}
    files |= {path.relative_to(root).as_posix() for path in root.glob("src/layout/*.c")}
    tables = {file: tables_of(root / file) for file in files}
    faults, covered = twice, set()
    for at, kind, file, table, strings in claims:
        found, names = claim_faults(at, kind, strings, table, tables[file])
        faults += [f"layouts/schema.json: {fault} ({file})" for fault in found]
        covered |= {(file, *name) for name in names}
    for file in sorted(files):
        for name, known in tables[file]:
            if (name != name.upper() and name.endswith("words")) or (file, name, tuple(known)) in covered:
                continue
            faults.append(f"{file}: {name} is in no $comment of layouts/schema.json")
    return faults, len(claims)


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "claim")
