// The program that is the language server: where it lies, how it starts and ends, what it said last.

"use strict";

const { spawn } = require("node:child_process");
const { once } = require("node:events");
const { homedir } = require("node:os");
const { isAbsolute, join } = require("node:path");

const KEPT = 4000; // characters of standard error: enough for the last line
const PATIENCE = 2000; // milliseconds in which a program may end by itself

/** Where a program lies that the settings write: `~/x` is at home, `.venv/bin/x` in the open folder. */
function placed(written, folder) {
  if (/^~[\\/]/.test(written)) {
    return join(homedir(), written.slice(2));
  }
  return folder && /[\\/]/.test(written) && !isAbsolute(written) ? join(folder, written) : written;
}

class Program {
  #started;
  #said = "";

  constructor(command, args) {
    this.command = command;
    this.args = args;
    this.unwanted = false; // told to end
    this.ended = undefined; // a promise of its status or of the signal that ended it
  }

  /** Start it and give its process. Rejects with the error of the system if that cannot be done. */
  async start() {
    // Not in the open folder: some systems look for programs where they start, and Python for modules.
    const options = { cwd: homedir(), env: { ...process.env, PYTHONUTF8: "1" }, windowsHide: true };
    const started = spawn(this.command, this.args, options);
    await once(started, "spawn");
    started.stderr.setEncoding("utf-8");
    started.stderr.on("data", (text) => (this.#said = (this.#said + text).slice(-KEPT)));
    this.ended = once(started, "close").then(([status, signal]) => status ?? signal);
    this.#started = started;
    if (this.unwanted) {
      started.kill();
    }
    return started;
  }

  /** The last line that it wrote on standard error. */
  get lastWords() {
    return this.#said.trimEnd().split("\n").at(-1).trim();
  }

  /** Wait until it has ended, and end it if that takes long; gives what `ended` gives. */
  async end({ patience = PATIENCE } = {}) {
    const late = setTimeout(() => this.#started?.kill("SIGKILL"), patience);
    const status = await this.ended;
    clearTimeout(late);
    return status;
  }
}

module.exports = { Program, placed };
