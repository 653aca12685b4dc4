"""What --help offers, in both languages, is what the program takes and what README.md explains: each command, each option, each
word that an option may have."""
import re

from house import finish, root_argument


def help_texts(source):
    """language -> the text of --help, from its string literals."""
    found = re.findall(r"static const char (\w+)_help\[\] =(.*?);\n", source, re.S)
    return {language: "".join(re.findall(r'"((?:\\.|[^"\\])*)"', body)).replace("\\n", "\n") for language, body in found}


def named(word, text):
    return re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text) is not None


def find_faults(root):
    helps = help_texts((root / "src/app/options_help.c").read_text(encoding="utf-8"))
    taken = re.findall(r'^ *\{"(--[a-z-]+)", \{([^}]*)\}', (root / "src/app/options.c").read_text(encoding="utf-8"), re.M)
    readme = (root / "README.md").read_text(encoding="utf-8")
    section = readme.split("## The command line\n", 1)[1].split("\n## ", 1)[0]
    commands = {command for text in helps.values()
                for command in re.findall(r"^  maquette ([a-z]+(?: export| import)?)", text, re.M)}
    faults = [f"options_help.c: only {sorted(helps)}"] if len(helps) != 2 else []
    for name, values in taken:
        words = [name, *re.findall(r'"(\w+)"', values)]
        places = {"README.md": section} | {f"--help ({language})": text for language, text in helps.items()}
        faults += [f"{place}: {name} without {word}" for place, text in places.items() for word in words
                   if not named(word, text)]
    options = {name for name, _ in taken}
    for place, text in [("README.md", section), *helps.items()]:
        faults += [f"{place}: there is no option {name}" for name in sorted(set(re.findall(r"--[a-z][a-z-]+", text)) - options)]
    faults += [f"README.md: no maquette {command}" for command in sorted(commands) if f"maquette {command}" not in section]
    faults += [f"--help (french): no no-break space: {line.strip()}" for line in helps.get("french", "").split("\n")
               if re.search(r" [:;!?»](?=\s|$)|« ", line)]
    return faults, len(taken) * bool(commands)


if __name__ == "__main__":
    finish(*find_faults(root_argument()), "option")
