"""Debian's Chromium, driven over its debugging pipe; needs nothing but the program itself."""

import json
import os
import select
import shutil
import subprocess
import time

import pytest

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


def require(program, name, remedy="Debian: apt-get install -y {name}"):
    """Skip where a program is absent; on a machine that proves things it must be there."""
    if program is None:
        (pytest.fail if os.environ.get("CI") else pytest.skip)(f"{name} is not installed ({remedy.format(name=name)})")


class Browser:
    """One tab. Nothing that it loads may come from a network; from a server of this machine where `local`."""

    def __init__(self, profile, local=False):
        (here, childs_end), (childs_start, there) = os.pipe(), os.pipe()
        self.reads, self.writes, self.number, self.buffer, self.events = here, there, 0, b"", []

        def pipes():  # Chromium reads from 3 and writes to 4
            start, end = os.dup(childs_start), os.dup(childs_end)
            os.dup2(start, 3)
            os.dup2(end, 4)

        self.process = subprocess.Popen(
            [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", f"--user-data-dir={profile}",
             "--no-first-run", f"--host-resolver-rules=MAP * ~NOTFOUND{', EXCLUDE 127.0.0.1' if local else ''}", "about:blank"],
            close_fds=False, preexec_fn=pipes, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(childs_start)
        os.close(childs_end)
        target = next(t for t in self.call("Target.getTargets")["targetInfos"] if t["type"] == "page")
        self.session = self.call("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Network", "Log"):
            self.call(f"{domain}.enable")

    session = None

    def call(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        message |= {"sessionId": self.session} if self.session else {}
        os.write(self.writes, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._next(60)
            if answer.get("id") == self.number:
                assert "error" not in answer, (method, answer["error"])
                return answer["result"]
            self.events.append(answer)

    def _next(self, seconds):
        until = time.monotonic() + seconds
        while b"\0" not in self.buffer:
            ready, _, _ = select.select([self.reads], [], [], max(until - time.monotonic(), 0))
            assert ready, "Chromium does not answer"
            self.buffer += os.read(self.reads, 1 << 20)
        message, self.buffer = self.buffer.split(b"\0", 1)
        return json.loads(message)

    def open(self, path, width=1440, height=900):
        """Load a file and wait until it has loaded."""
        self.call("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=width < 600)
        self.call("Page.navigate", url="about:blank")
        while self.run("location.href") != "about:blank":
            time.sleep(0.01)
        self.events.clear()
        url = path if "://" in str(path) else path.as_uri()
        self.call("Page.navigate", url=url)
        until = time.monotonic() + 60
        while not self.run(f"location.href.startsWith({json.dumps(url)}) && document.readyState === 'complete'"):
            assert time.monotonic() < until, f"{url} does not load"
            time.sleep(0.01)

    def run(self, script):
        """The value of an expression, promises awaited."""
        answer = self.call("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        assert "exceptionDetails" not in answer, answer["exceptionDetails"].get("exception", answer)
        return answer["result"].get("value")

    def requests(self):
        return [event["params"]["request"]["url"] for event in self.events if event.get("method") == "Network.requestWillBeSent"]

    def complaints(self):
        """Errors of the page, and what its policy refused."""
        return [event["params"] for event in self.events if event.get("method") in ("Runtime.exceptionThrown", "Log.entryAdded")]

    def press(self, key, code=0, modifiers=0):
        for kind in ("rawKeyDown", "keyUp"):
            self.call("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, modifiers=modifiers)

    def close(self):
        self.process.terminate()
        self.process.wait(30)
        os.close(self.reads)
        os.close(self.writes)
