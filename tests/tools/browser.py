"""Headless Chromium without a driver of its own: its DevTools protocol through two pipes, as JSON ended by a zero byte
(--remote-debugging-pipe; https://chromedevtools.github.io/devtools-protocol/).

with Browser() as browser:
    page = browser.open(path)             a file, from disk
    page.value("1 + 1")                   the value of an expression in the page
    page.press("j"); page.click("#next")  as a person does; the keys Tab, Enter, ArrowRight ... have names
    page.troubles                         errors, exceptions and warnings that the console was told
    page.fetched                          what was asked for besides the file itself
"""
import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SKIPPED = 77  # the status of a test that cannot run here
OPTIONS = ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-extensions",
           "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
           "--disable-dev-shm-usage", "--hide-scrollbars", "--mute-audio", "--remote-debugging-pipe"]
KEYS = {"Tab": 9, "Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40, "End": 35,
        "Home": 36, " ": 32}


def find_chromium():
    """The program, or the end of the test with a notice."""
    for name in (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"):
        if name and shutil.which(name):
            return shutil.which(name)
    print("skipped: no chromium here; it is the Debian package chromium")
    sys.exit(SKIPPED)


class Browser:
    def __enter__(self):
        self.folder = tempfile.mkdtemp(prefix="maquette-browser-")
        there, self.writer = os.pipe()
        self.reader, back = os.pipe()
        command = ["sh", "-c", f'exec 3<&{there} 4>&{back}; exec "$@"', "sh", find_chromium(), *OPTIONS,
                   f"--user-data-dir={self.folder}", "--window-size=1280,1000", "about:blank"]
        self.process = subprocess.Popen(command, pass_fds=(there, back), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env={**os.environ, "HOME": self.folder})
        os.close(there)
        os.close(back)
        self.number, self.rest, self.listeners = 0, b"", {}
        return self

    def __exit__(self, *_):
        os.close(self.writer)  # Chromium ends when its pipe does
        try:
            self.process.wait(20)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        os.close(self.reader)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _read(self):
        while b"\0" not in self.rest:
            piece = os.read(self.reader, 1 << 16)
            if not piece:
                sys.exit("Chromium ended")
            self.rest += piece
        message, _, self.rest = self.rest.partition(b"\0")
        return json.loads(message)

    def receive(self):
        """One message: an event goes to its page, an answer is given back."""
        message = self._read()
        if "method" in message and message.get("sessionId") in self.listeners:
            self.listeners[message["sessionId"]](message["method"], message["params"])
        return message

    def ask(self, method, session=None, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if session:
            message["sessionId"] = session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.writer, data):]
        number = self.number
        while True:
            answer = self.receive()
            if answer.get("id") == number:
                if "error" in answer:
                    raise RuntimeError(f"{method}: {answer['error']}")
                return answer["result"]

    def open(self, path, dark=False, width=1280, script=True):
        target = self.ask("Target.createTarget", url="about:blank")["targetId"]
        session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        return Page(self, session, path, dark, width, script)


class Page:
    def __init__(self, browser, session, path, dark, width, script):
        self.browser, self.session, self.url = browser, session, Path(path).resolve().as_uri()
        self.troubles, self.fetched, self.loaded = [], [], False
        browser.listeners[session] = self._hear
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.ask(f"{domain}.enable")
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": "dark" if dark else "light"}])
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=1000, deviceScaleFactor=1, mobile=False)
        self.ask("Emulation.setScriptExecutionDisabled", value=not script)
        self.ask("Page.navigate", url=self.url)
        while not self.loaded:
            browser.receive()

    def _hear(self, method, parameters):
        if method == "Page.loadEventFired":
            self.loaded = True
        elif method == "Network.requestWillBeSent":
            url = parameters["request"]["url"]
            if url.partition("#")[0] != self.url and not url.startswith("data:"):
                self.fetched.append(url)
        elif method == "Runtime.exceptionThrown":
            details = parameters["exceptionDetails"]
            self.troubles.append(details.get("exception", {}).get("description", details["text"]))
        elif method == "Runtime.consoleAPICalled" and parameters["type"] in ("error", "warning", "assert"):
            self.troubles.append(str([entry.get("value") for entry in parameters["args"]]))
        elif method == "Log.entryAdded" and parameters["entry"]["level"] in ("error", "warning"):
            self.troubles.append(parameters["entry"]["text"])

    def ask(self, method, **parameters):
        return self.browser.ask(method, self.session, **parameters)

    def value(self, expression):
        answer = self.ask("Runtime.evaluate", expression=expression, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in answer:
            raise RuntimeError(f"{expression}: {answer['exceptionDetails']}")
        return answer["result"].get("value")

    def settle(self):
        """Waits until what was done is laid out and drawn."""
        self.value("new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")

    def press(self, key, shift=False):
        code = KEYS.get(key, ord(key.upper()[0]))
        text = {"Enter": "\r"}.get(key, key if len(key) == 1 else "")
        for kind in ("keyDown", "keyUp"):
            self.ask("Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, modifiers=8 if shift else 0,
                     **({"text": text} if text and kind == "keyDown" else {}))
        self.settle()

    def box(self, selector):
        """x, y, width and height on the screen."""
        return self.value(f"(() => {{ const r = document.querySelector({json.dumps(selector)}).getBoundingClientRect();"
                          " return [r.x, r.y, r.width, r.height]; })()")

    def click(self, selector):
        self.value(f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})")
        self.settle()
        x, y, width, height = self.box(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self.ask("Input.dispatchMouseEvent", type=kind, x=x + width / 2, y=y + height / 2, button="left", clickCount=1)
        self.settle()

    def screenshot(self, path, whole=False):
        import base64
        data = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)["data"]
        Path(path).write_bytes(base64.b64decode(data))
