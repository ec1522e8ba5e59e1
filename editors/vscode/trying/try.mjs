// Try the extension in a real VS Code, as a person would; README.md, "Trying it", says how to start this.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { open } from "./window.mjs";

const { values: given } = parseArgs({
  options: {
    server: { type: "string" }, // the folder of a VS Code server: out/server-main.js is in it
    browser: { type: "string" }, // a Chromium
    vsix: { type: "string" },
    deltalang: { type: "string" },
    picture: { type: "string" }, // where to write a picture of the window
  },
});
for (const name of ["server", "browser", "vsix", "deltalang"]) {
  if (!given[name]) {
    console.error(`--${name} is missing; README.md, "Trying it", says what it is`);
    process.exit(2);
  }
}

const files = {
  "tale.delta": `# Герой нужен всегда, среда по умолчанию лес.
:lang ru

Δ:дорога(герой, среда: лес) =
    <герой> + надежда
    → (шаг{tempo: andante} → <среда>{тревога, context: детство})^2
    → _

сказка: Δ:дорога(волк)
город: Δ:дорога(герой: письмо, среда: метро) + дождь
зной: Δ02 + жар*2 - холод~тень
`,
  "yard.delta": `:lang en
:use "tale.delta"
road: Δ:дорога(wolf)
kitchen: kettle*2   + steam
`,
  "windows.delta": "двор: Δ02   + сон\r\nвечер: мрак\r\n",
  "note.md": "# Note\n\n```delta\nдвор: Δ02{ночь}\n```\n",
};
const window = await open({ ...given, files });
const { page, at, colours, command, enter, file, lines, machine, notices, problems, texts, type } = window;
const keys = page.keyboard;
let failed = 0;

/** See whether something becomes as it should be. */
async function check(claim, see, fits) {
  const [good, seen] = await window.until(see, fits);
  failed += good ? 0 : 1;
  console.log(good ? `ok: ${claim}` : `NOT: ${claim}\n    ${JSON.stringify(seen)}`);
}

const has = (part) => (seen) => seen.some((one) => one.includes(part));
const once = (part) => (seen) => seen.length === 1 && seen[0].includes(part);
const differ = ([one, other]) => Boolean(one && other) && one !== other;
const rows = (list) => () => texts(`${list} .monaco-list-row`, "aria-label");
const tab = () => texts(".tab.active", "aria-label");

async function writing() {
  await file("tale.delta");
  await check("the weight of a word is hinted", lines, has("×3"));
  await check("a formula is not coloured like a word", () => colours("дорога", "надежда"), differ);
  await check("a mode is not coloured like a context", () => colours("тревога", "детство"), differ);
  await at(11, 100);
  await keys.press("Enter");
  await type("ночь: жар");
  await check("a word finds the formulas that have it", rows(".suggest-widget"), has("Δ02"));
  if (given.picture) {
    await page.screenshot({ path: given.picture });
  }
  await keys.press("Enter");
  await check("what is chosen is written", lines, has("ночь: Δ02"));
  await type(" + 🔥");
  await command("View: Toggle Problems");
  await check("a problem shows while one types", problems, has("🔥"));
  await command("View: Toggle Problems");
  await keys.press("Control+.");
  await check("a fix is offered", () => texts(".action-widget .monaco-list-row"), has("🔥"));
  await keys.press("Enter");
  await check("and made", lines, (seen) => !has("🔥")(seen));
  await command("File: Revert File");
}

async function asking() {
  await at(11, 8);
  await command("Show or Focus Hover");
  await check("a formula tells what it means", () => texts(".monaco-hover"), has("сжатие"));
  await keys.press("Escape");
  await keys.press("F12");
  await check("its definition is its record", tab, has("v1.yaml"));
  await file("yard.delta");
  await at(3, 12);
  await keys.press("F12");
  await check("a definition is found in the script that is used", tab, has("tale.delta"));
  await keys.press("Shift+F12");
  await check("uses are found in both scripts", rows(".ref-tree"), has("yard.delta"));
  await keys.press("Escape");
}

async function changing() {
  await file("tale.delta");
  await at(4, 4);
  await keys.press("F2");
  await page.waitForFunction(() => document.activeElement?.closest(".rename-box"));
  await keys.press("Control+a");
  await keys.insertText("Δ:путь");
  await keys.press("Enter");
  await check("a formula is renamed where it is defined", lines, has("Δ:путь(герой"));
  await file("yard.delta");
  await check("and where it is used", lines, has("Δ:путь(wolf)"));
  await at(4, 1);
  await keys.press("Control+/");
  await check("a line is commented out", lines, has("# kitchen"));
  await keys.press("Control+/");
  await command("Format Document");
  await check("a script is formatted", lines, has("kettle*2 + steam"));
  await at(4, 100);
  await type(" + (dusk");
  await check("a bracket closes itself", lines, has("(dusk)"));
  await keys.press("Escape");
  await keys.press("End");
  await type(" +");
  await keys.press("Escape");
  await keys.press("Enter");
  await type("rain");
  await check("a line after an operator is indented", lines, has("    rain"));
  await keys.press("Escape");
  await keys.press("Control+Shift+o");
  await check("the scenes are in the outline", rows(".quick-input-list"), has("kitchen"));
  await keys.press("Escape");
  await file("windows.delta");
  await at(1, 100);
  await type(" ");
  await keys.press("Control+s");
  const saved = () => readFileSync(join(window.work, "windows.delta"), "utf-8");
  const wanted = "двор: Δ02 + сон\r\nвечер: мрак\r\n";
  await check("saving formats and keeps the ends of lines", saved, (text) => text === wanted);
}

async function elsewhere() {
  await file("note.md");
  await check("a block of Markdown has colours", () => colours("Δ02", "```"), differ);
  await command("New Untitled Text File");
  await command("Change Language Mode");
  await keys.insertText("deltalang");
  await window.choose("deltalang");
  await type("двор: Δ02 + 🔥");
  await command("View: Toggle Problems");
  await check("a file without a name has problems too", problems, has("🔥"));
}

async function going() {
  for (const [program, said] of [
    [join(window.work, "nothing"), "there is no program"],
    [process.execPath, "did not start"],
  ]) {
    machine(program);
    await enter();
    await file("tale.delta");
    await check(`a wrong program is told once: ${said}`, notices, once(said));
  }
  machine(given.deltalang);
  await enter();
  await file("tale.delta");
  await check("the right one is found again", lines, has("×3"));
  await command("deltalang: Restart the language server");
  await check("and starts again", lines, has("×3"));
  await check("nothing is complained of", notices, (seen) => seen.length === 0);
}

try {
  await enter();
  for (const part of [writing, asking, changing, elsewhere, going]) {
    await part();
  }
} finally {
  await window.close();
}
console.log(failed ? `${failed} not as it should be` : "all is as it should be");
process.exitCode = failed ? 1 : 0;
