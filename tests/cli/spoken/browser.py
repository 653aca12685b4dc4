"""What Chromium tells a screen reader of the page of tests/cli/spoken/edition: asked through its debugging pipe, so that no
port is opened. Forms are read and not shown letters; calls, links, tables and headings have their names."""
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path


class Browser:
    def __init__(self, folder):
        down, self.down = os.pipe()
        self.up, up = os.pipe()
        command = f"exec chromium --headless=new --no-sandbox --disable-gpu --remote-debugging-pipe 3<&{down} 4>&{up}"
        self.process = subprocess.Popen(["bash", "-c", f"{command} --user-data-dir=\"$0\"", folder], pass_fds=(down, up),
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(down)
        os.close(up)
        self.rest, self.count, self.session = b"", 0, {}

    def message(self):
        while b"\0" not in self.rest:
            more = os.read(self.up, 1 << 16)
            if not more:
                sys.exit("chromium has ended")
            self.rest += more
        one, _, self.rest = self.rest.partition(b"\0")
        return json.loads(one)

    def ask(self, method, **parameters):
        self.count += 1
        sent = {"id": self.count, "method": method, "params": parameters, **self.session}
        os.write(self.down, json.dumps(sent).encode() + b"\0")
        while (answer := self.message()).get("id") != self.count:
            pass
        if "error" in answer:
            sys.exit(f"{method}: {answer['error']}")
        return answer["result"]

    def tree(self, page):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        self.session = {"sessionId": self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]}
        self.ask("Page.enable")
        self.ask("Page.navigate", url=page.resolve().as_uri())
        while self.message().get("method") != "Page.loadEventFired":
            pass
        nodes = self.ask("Accessibility.getFullAXTree")["nodes"]
        self.session = {}
        self.ask("Browser.close")
        self.process.wait(20)
        return nodes


def value(node, key):
    return node.get(key, {}).get("value", "")


def main():
    with tempfile.TemporaryDirectory() as folder:
        nodes = Browser(folder).tree(Path(sys.argv[1]))
    told = [(value(node, "role"), value(node, "name")) for node in nodes if not node.get("ignored")]
    names = [name for role, name in told if role == "StaticText"]
    levels = [prop["value"]["value"] for node in nodes if value(node, "role") == "heading"
              for prop in node.get("properties", []) if prop["name"] == "level"]
    wanted = [("heading", "Les usagers et usagères"), ("doc-noteref", "Note 1"), ("doc-backlink", "Note 1"),
              ("Abbr", "Observatoire français des drogues"), ("complementary", "Une boîte"), ("table", "Parts"),
              ("columnheader", "Objet"), ("rowheader", "Un élu ou une élue"), ("navigation", "Sommaire"),
              ("link", "l’encadré page\u00a01"), ("StaticText", "600 000")]
    faults = [f"no {role} “{name}”" for role, name in wanted if (role, name) not in told]
    faults += [f"a form is shown as typed: {name}" for name in names if "·" in name]
    faults += [f"level {b} after {a}" for a, b in zip(levels, levels[1:]) if b > a + 1]
    faults += [] if levels.count(1) == 1 else [f"headings of level 1: {levels.count(1)}"]
    print("\n".join(faults + ([f"{role}: {name}" for role, name in told] if faults else [])))
    sys.exit(len(faults) > 0)


main()
