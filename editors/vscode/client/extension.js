// The client: starts `deltalang lsp` and lets it speak with the editor.

"use strict";

const { homedir } = require("node:os");
const { join } = require("node:path");
const vscode = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const MISSING = {
  en: (command, reason) =>
    `deltalang: the language server \`${command}\` did not start (${reason}). ` +
    "Install it with `pip install deltalang`, or say in the settings where it is.",
  ru: (command, reason) =>
    `deltalang: языковой сервер \`${command}\` не запустился (${reason}). ` +
    "Установить его: `pip install deltalang`; если он есть, указать в настройках, где он.",
};
const SETTINGS = { en: "Settings", ru: "Настройки" };

/** @type {LanguageClient | undefined} */
let client;

function language() {
  return vscode.env.language.startsWith("ru") ? "ru" : "en";
}

/** The program as written in the settings, `~` being the home folder. */
function program(written) {
  return written.startsWith("~/") ? join(homedir(), written.slice(2)) : written;
}

async function start() {
  const settings = vscode.workspace.getConfiguration("deltalang");
  if (!settings.get("server.enable")) {
    return;
  }
  const command = program(settings.get("server.command"));
  const server = {
    command,
    args: settings.get("server.arguments"),
    transport: TransportKind.stdio,
    options: { env: { ...process.env, PYTHONUTF8: "1" } },
  };
  const documents = [
    { scheme: "file", language: "deltalang" },
    { scheme: "untitled", language: "deltalang" },
  ];
  client = new LanguageClient("deltalang", "deltalang", server, { documentSelector: documents });
  try {
    await client.start();
  } catch (error) {
    client = undefined;
    const words = language();
    const chosen = await vscode.window.showErrorMessage(
      MISSING[words](command, error?.message ?? error),
      SETTINGS[words],
    );
    if (chosen) {
      await vscode.commands.executeCommand("workbench.action.openSettings", "deltalang.server");
    }
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) {
    await running.stop();
  }
}

async function restart() {
  await stop();
  await start();
}

async function activate(context) {
  context.subscriptions.push(
    vscode.commands.registerCommand("deltalang.restartServer", restart),
    vscode.workspace.onDidChangeConfiguration((event) =>
      event.affectsConfiguration("deltalang.server") ? restart() : undefined,
    ),
  );
  await start();
}

module.exports = { activate, deactivate: stop };
