/** `npm run demo:picture`: runs the demo on a real Unleash and draws its output as docs/demo.svg, the picture of the README. */
import { execFile } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify, stripVTControlCharacters } from "node:util";

const DEMO = fileURLToPath(new URL("../examples/demo.ts", import.meta.url));
const PICTURE = new URL("../docs/demo.svg", import.meta.url);
const FONT_SIZE = 14;
const LINE_HEIGHT = 20;
/** Width of a character of a monospace font. Each line gets its exact length, whatever font the reader has. */
const CHAR_WIDTH = FONT_SIZE * 0.6;
const PADDING = 16;

const COLORS = { background: "#0d1117", text: "#e6edf3", method: "#79c0ff", prompt: "#8b949e" };

function escapeXml(text: string): string {
  return text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");
}

function drawText(text: string, column: number, row: number, color: string): string {
  const x = PADDING + column * CHAR_WIDTH;
  const y = PADDING + (row + 0.75) * LINE_HEIGHT;
  const length = (text.length * CHAR_WIDTH).toFixed(1);
  return `  <text x="${x.toFixed(1)}" y="${y}" textLength="${length}" fill="${color}">${escapeXml(text)}</text>\n`;
}

/** Draws one line: columns are separated by two spaces or more, and the first one names a method. */
function drawLine(line: string, row: number): string {
  const columns = [...line.matchAll(/\S+(?: \S+)*/g)];
  return columns.map(({ 0: text, index }) => drawText(text, index, row, colorOf(text, index))).join("");
}

function colorOf(text: string, column: number): string {
  if (text.startsWith("$")) return COLORS.prompt;
  return column === 0 ? COLORS.method : COLORS.text;
}

function drawTerminal(lines: readonly string[]): string {
  const width = Math.ceil(2 * PADDING + Math.max(...lines.map((line) => line.length)) * CHAR_WIDTH);
  const height = 2 * PADDING + lines.length * LINE_HEIGHT;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img">
  <title>Output of npm run demo</title>
  <rect width="${width}" height="${height}" rx="8" fill="${COLORS.background}"/>
  <g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, monospace" font-size="${FONT_SIZE}">
${lines.map(drawLine).join("")}  </g>
</svg>
`;
}

const { stdout } = await promisify(execFile)(process.execPath, [DEMO]);
const lines = stripVTControlCharacters(stdout)
  .trimEnd()
  .split("\n")
  // The first run also prints how the server is installed.
  .filter((line) => !line.startsWith("sandbox"));
await writeFile(PICTURE, drawTerminal(["$ npm run demo", ...lines]));
console.log(`docs/demo.svg: ${lines.length} lines`);
