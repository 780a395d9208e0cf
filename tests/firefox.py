"""Debian's Firefox, driven by WebDriver BiDi over a socket of this machine; the socket's other end comes with JupyterLab."""

import base64
import json
import os
import shutil
import subprocess
import time

import websocket

FIREFOX = next(filter(None, map(shutil.which, ("firefox-esr", "firefox"))), None)
# Whatever asks for a network asks a port where nobody listens.
SETTINGS = {"network.proxy.type": 1, "network.proxy.socks": "127.0.0.1", "network.proxy.socks_port": 9,
            "datareporting.policy.dataSubmissionEnabled": False, "app.update.disabledForTesting": True,
            "browser.shell.checkDefaultBrowser": False, "browser.startup.page": 0}


class Firefox:
    """One tab without a window."""

    def __init__(self, profile):
        self.number, port = 0, profile / "WebDriverBiDiServer.json"
        (profile / "user.js").write_text("".join(f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
                                                 for name, value in SETTINGS.items()), encoding="utf-8")
        self.process = subprocess.Popen(
            [FIREFOX, "--headless", "--no-remote", "--profile", str(profile), "--remote-debugging-port=0", "about:blank"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=os.environ | {"HOME": str(profile)})
        server = _wait(lambda: port.exists() and port.stat().st_size and json.loads(port.read_text(encoding="utf-8")))
        self.socket = websocket.create_connection(f"ws://127.0.0.1:{server['ws_port']}/session", timeout=120,
                                                  suppress_origin=True)
        self.call("session.new", capabilities={})
        self.tab = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while True:
            answer = json.loads(self.socket.recv())
            if answer.get("id") == self.number:
                assert answer["type"] == "success", (method, answer)
                return answer["result"]

    def open(self, url, width=1440, height=900):
        """Load a page and wait until it has loaded."""
        self.call("browsingContext.setViewport", context=self.tab, viewport={"width": width, "height": height})
        for address in ("about:blank", url):
            self.call("browsingContext.navigate", context=self.tab, url=address, wait="complete")

    def run(self, script):
        """The value of an expression."""
        answer = self.call("script.evaluate", expression=f"JSON.stringify({script})", target={"context": self.tab},
                           awaitPromise=True)
        assert answer["type"] == "success", answer["exceptionDetails"]
        return json.loads(answer["result"].get("value", "null"))

    def picture(self):
        """What the window shows, as PNG."""
        return base64.b64decode(self.call("browsingContext.captureScreenshot", context=self.tab)["data"])

    def close(self):
        self.socket.close()
        self.process.terminate()
        self.process.wait(60)


def _wait(for_what, seconds=120):
    until = time.monotonic() + seconds
    while not (found := for_what()):
        assert time.monotonic() < until, "Firefox does not answer"
        time.sleep(0.05)
    return found
