// The client: starts `deltalang lsp`, lets it speak with the editor, and tells when it cannot.

"use strict";

const vscode = require("vscode");
const { CloseAction, ErrorAction, LanguageClient } = require("vscode-languageclient/node");
const MESSAGES = require("./messages.json");
const { Program, placed } = require("./program.js");

const DOCUMENTS = [
  { scheme: "file", language: "deltalang" },
  { scheme: "untitled", language: "deltalang" },
];
const SECONDS = 30; // a server that has said nothing so long is doubted
const TIMES = 4; // a server that ends by itself is started again so often…
const MINUTES = 3; // …in this time

let output; // one channel for all servers: what a lost one has said can still be read
let running; // the client and the program there are, or that are starting
let ends = []; // when servers have ended by themselves
let turn = Promise.resolve(); // starts and stops come one after another

/** The client of the library, with our own words about a server that does not start or is gone. */
class Client extends LanguageClient {
  error(message, data, show) {
    super.error(message, data, show === "force" ? false : show);
  }

  async stop(timeout) {
    if (this.isRunning()) {
      await super.stop(timeout);
    }
  }
}

/** A message in the language of the editor. */
function words(id, values = {}) {
  const spoken = vscode.env.language.startsWith("ru") ? "ru" : "en";
  return MESSAGES[spoken][id].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

const ACTIONS = {
  settings: () => {
    const there = vscode.env.remoteName ? "openRemoteSettings" : "openSettings"; // where the server runs
    return vscode.commands.executeCommand(`workbench.action.${there}`, { query: "deltalang.server" });
  },
  output: () => output.show(),
  restart: () => restart(),
};

/** Tell the person, and do what is chosen; nobody has to wait for that. */
async function tell(message, ...offered) {
  const chosen = await vscode.window.showErrorMessage(message, ...offered.map((id) => words(id)));
  await ACTIONS[offered.find((id) => words(id) === chosen)]?.();
}

/** Do something when all that was begun before is done. */
function inTurn(work) {
  turn = turn.then(work).catch((error) => output.appendLine(String(error?.stack ?? error)));
  return turn;
}

async function start() {
  const settings = vscode.workspace.getConfiguration("deltalang.server");
  if (!settings.get("enable")) {
    return;
  }
  const folder = vscode.workspace.workspaceFolders?.find(({ uri }) => uri.scheme === "file");
  const command = placed(settings.get("command"), folder?.uri.fsPath);
  const program = new Program(command, settings.get("arguments"));
  const client = new Client("deltalang", "deltalang", () => program.start(), {
    documentSelector: DOCUMENTS,
    outputChannel: output,
    initializationFailedHandler: () => false, // `explain` tells
    errorHandler: {
      error: () => ({ action: ErrorAction.Continue, handled: true }),
      closed: () => {
        if (client.isRunning()) {
          inTurn(() => again(program));
        }
        return { action: CloseAction.DoNotRestart, handled: true };
      },
    },
  });
  running = { client, program };
  const silence = words("silent", { command, seconds: SECONDS });
  const doubt = setTimeout(() => tell(silence, "settings", "output"), SECONDS * 1000);
  let error;
  await client.start().catch((reason) => (error = reason));
  clearTimeout(doubt);
  if (!client.isRunning()) { // the library gives no error for a program that ends at once
    running = undefined;
    const status = await program.end();
    if (!program.unwanted) {
      explain(program, status, error);
    }
  }
}

/** Say why a server did not start. */
function explain(program, status, error) {
  const { command } = program;
  if (error?.code === "ENOENT") {
    tell(words("absent", { command }), "settings");
  } else {
    const refused = error?.code === "EACCES" && words("refused");
    const ended = typeof status === "number" && (program.lastWords || words("ended", { status }));
    const reason = refused || ended || error?.message;
    tell(words("failed", { command, reason }), "settings", "output");
  }
}

/** Start a server that has ended by itself again, unless it keeps doing so. */
async function again(program) {
  const status = await program.end();
  if (running?.program !== program) {
    return;
  }
  running = undefined;
  const now = Date.now();
  ends = [...ends.filter((then) => now - then < MINUTES * 60_000), now];
  if (ends.length <= TIMES) {
    await start();
  } else {
    ends = [];
    const reason = program.lastWords || words("ended", { status });
    tell(words("gone", { reason }), "restart", "output");
  }
}

async function stop() {
  const last = running;
  running = undefined;
  if (last) {
    await last.client.stop().catch((error) => output.appendLine(String(error)));
    await last.program.end();
  }
}

/** Stop the server; one that is still starting may never answer, and is not waited for. */
function halt() {
  if (running && !running.client.isRunning()) {
    running.program.unwanted = true;
    running.program.end({ patience: 0 });
  }
  return inTurn(stop);
}

function restart() {
  halt();
  return inTurn(start);
}

async function activate(context) {
  output = vscode.window.createOutputChannel("deltalang");
  context.subscriptions.push(
    output,
    vscode.commands.registerCommand("deltalang.restartServer", restart),
    vscode.workspace.onDidChangeConfiguration((event) =>
      event.affectsConfiguration("deltalang.server") ? restart() : undefined,
    ),
  );
  inTurn(start); // a slow server must not hold the editor up
}

module.exports = { activate, deactivate: halt };
