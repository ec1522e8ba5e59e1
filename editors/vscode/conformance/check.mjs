// Hold the TextMate grammar to the real lexer, on the engine of VS Code itself.
// Reads what conformance/expected.py prints; says where the two differ and ends with 1 if they do.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const wasm = readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm"));
await oniguruma.loadWASM(wasm.buffer.slice(wasm.byteOffset, wasm.byteOffset + wasm.length));

const path = new URL("../syntaxes/deltalang.tmLanguage.json", import.meta.url);
const registry = new textmate.Registry({
  onigLib: Promise.resolve({
    createOnigScanner: (sources) => new oniguruma.OnigScanner(sources),
    createOnigString: (text) => new oniguruma.OnigString(text),
  }),
  loadGrammar: async () => textmate.parseRawGrammar(readFileSync(path, "utf-8"), "grammar.json"),
});
const grammar = await registry.loadGrammar("source.deltalang");

/** The innermost scope at every code point of a text. */
function scopes(text) {
  const found = [];
  let state = textmate.INITIAL;
  for (const [, line, lineBreak] of text.matchAll(/([^\r\n]*)(\r\n|\n|\r|$)/g)) {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    for (const token of tokens) {
      const points = [...line.slice(token.startIndex, token.endIndex)].length;
      found.push(...Array(points).fill(token.scopes.at(-1)));
    }
    found.length = Math.min(found.length, [...text].length);
    found.push(...Array([...lineBreak].length).fill(null));
  }
  return found;
}

let texts = 0;
let different = 0;
for (const row of readFileSync(0, "utf-8").trim().split("\n")) {
  const { name, text, pieces } = JSON.parse(row);
  const found = scopes(text);
  const points = [...text];
  texts += 1;
  for (const [start, end, scope] of pieces) {
    const wrong = found.slice(start, end).find((seen) => seen !== scope);
    if (wrong !== undefined) {
      different += 1;
      console.error(`${name}: ${points.slice(start, end).join("")}: ${scope}, not ${wrong}`);
      break;
    }
  }
}
console.log(`${texts} texts, ${different} coloured otherwise than the lexer says`);
process.exit(different || !texts ? 1 : 0);
