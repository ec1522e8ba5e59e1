// A window of a real VS Code: its server on a folder of its own, a browser, and what a person does there.

import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";

const USER = {
  "workbench.startupEditor": "none",
  "workbench.colorTheme": "Default Light Modern",
  "security.workspace.trust.enabled": false,
  "files.hotExit": "off",
  "editor.minimap.enabled": false,
  "[deltalang]": { "editor.formatOnSave": true },
};
const PATIENCE = 20_000; // milliseconds
const LINES = ".editor-instance .view-lines .view-line";

function write(place, value) {
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, typeof value === "string" ? value : JSON.stringify(value));
}

/** Start a server with the extension and open a folder of files there, given by their names. */
export async function open({ server, browser, vsix, deltalang, files }) {
  const home = mkdtempSync(join(tmpdir(), "deltalang-vscode-"));
  const [data, extensions, work] = ["data", "extensions", "scenes"].map((name) => join(home, name));
  // Where the program lies is a matter of the machine that the server runs on.
  const machine = (command) =>
    write(join(data, "data", "Machine", "settings.json"), { "deltalang.server.command": command });
  machine(deltalang);
  write(join(data, "data", "User", "settings.json"), USER);
  for (const [name, text] of Object.entries(files)) {
    write(join(work, name), text);
  }
  execFileSync(deltalang, ["init", work], { stdio: "ignore" });

  const places = ["--server-data-dir", data, "--extensions-dir", extensions];
  const main = [join(server, "out", "server-main.js"), ...places];
  execFileSync(process.execPath, [...main, "--install-extension", vsix], { stdio: "ignore" });
  const listen = ["--host", "127.0.0.1", "--port", "0", "--without-connection-token"];
  const running = spawn(process.execPath, [...main, ...listen, "--accept-server-license-terms"]);
  const port = await new Promise((resolve, reject) => {
    running.stdout.on("data", (text) => {
      const found = /listening on (\d+)/.exec(text);
      if (found) {
        resolve(found[1]);
      }
    });
    running.on("exit", (status) => reject(new Error(`the server has ended: ${status}`)));
  });
  const chrome = await chromium.launch({ executablePath: browser, args: ["--no-sandbox"] });
  const page = await chrome.newPage({ viewport: { width: 1000, height: 560 } });
  page.setDefaultTimeout(PATIENCE);
  page.on("dialog", (dialog) => dialog.accept());
  const close = async () => {
    await chrome.close();
    const ended = new Promise((resolve) => running.on("close", resolve));
    running.kill();
    await ended;
    rmSync(home, { recursive: true, force: true, maxRetries: 9, retryDelay: 300 });
  };
  const address = `http://127.0.0.1:${port}/?folder=${work}`;
  return { ...person(page, address), page, work, machine, close };
}

/** What a person does in the window, and sees there. */
function person(page, address) {
  const keys = page.keyboard;
  const texts = (selector, attribute) =>
    page.$$eval(
      selector,
      (found, name) => found.map((one) => (name ? one.getAttribute(name) : one.innerText) ?? ""),
      attribute,
    );
  const ask = async (key, text) => {
    await keys.press(key);
    await page.locator(".quick-input-widget input").first().waitFor();
    await keys.insertText(text);
  };
  const choose = async (text) => {
    await page.locator(".quick-input-list .monaco-list-row.focused", { hasText: text }).waitFor();
    await keys.press("Enter");
    await pause(800); // it takes effect
  };
  return {
    texts,
    /** Open the window anew. */
    enter: async () => {
      await page.goto(address);
      await page.locator(".explorer-folders-view .monaco-list-row").first().waitFor();
    },
    file: async (name) => {
      await page.locator(".explorer-folders-view .monaco-list-row", { hasText: name }).dblclick();
      await page.locator(`.tab.active[data-resource-name="${name}"]`).waitFor();
      await pause(1000); // the server reads it
    },
    choose,
    command: async (name) => {
      await ask("F1", name);
      await choose(name);
    },
    at: async (line, column) => {
      await ask("Control+g", `${line}:${column}`);
      await keys.press("Enter");
      await pause(300);
    },
    type: async (text) => {
      await keys.type(text, { delay: 30 });
      await pause(500);
    },
    lines: () =>
      page.$$eval(LINES, (rows) =>
        rows
          .sort((a, b) => parseFloat(a.style.top) - parseFloat(b.style.top))
          .map((row) => row.textContent.replaceAll("\u00a0", " ").trimEnd()),
      ),
    /** The colours of the first pieces of text that contain these. */
    colours: (...parts) =>
      page.$$eval(
        `${LINES} span span`,
        (all, asked) =>
          asked.map((part) => {
            const found = all.find((one) => one.textContent.includes(part));
            return found ? getComputedStyle(found).color : "";
          }),
        parts,
      ),
    problems: () => texts(".markers-panel .monaco-list-row", "aria-label"),
    notices: () => texts(".notification-list-item-message"),
    /** Wait until what is seen is as it should be; gives whether it is, and what was seen last. */
    until: async (see, fits) => {
      const end = Date.now() + PATIENCE;
      let seen = await see();
      while (!fits(seen) && Date.now() < end) {
        await pause(200);
        seen = await see();
      }
      return [fits(seen), seen];
    },
  };
}
