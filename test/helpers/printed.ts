import { inspect } from "node:util";

/** Returns the encodings of a value to search for, in lower case. */
export function formsOf(value: string): string[] {
  const json = JSON.stringify(value).slice(1, -1);
  const ascii = json.replace(/[^ -~]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  const html = value.replace(/[<>&"']/g, (char) => `&#${char.charCodeAt(0)};`);
  const forms = [
    value,
    json,
    ascii,
    json.replaceAll("/", "\\/"),
    html,
    html
      .replaceAll("&#60;", "&lt;")
      .replaceAll("&#62;", "&gt;")
      .replaceAll("&#34;", "&quot;")
      .replaceAll("&#38;", "&amp;"),
    encodeURIComponent(value),
    encodeURIComponent(encodeURIComponent(value)),
    new URLSearchParams({ value }).toString().slice("value=".length),
    Buffer.from(value).toString("latin1"),
  ];
  return [...new Set(forms.map((form) => form.toLowerCase()))];
}

/** A text and the path to it. */
type Text = [way: string, text: string];

/** Returns every text that a value can be printed as, and every text in it, including hidden properties. */
function printedForms(value: unknown): Text[] {
  const texts: Text[] = printsOf(value, "value");
  collect(value, "value", texts, new Set());
  return texts;
}

function printsOf(value: unknown, way: string): Text[] {
  const depth = Number.POSITIVE_INFINITY;
  return [
    [`String(${way})`, attempt(() => String(value))],
    [`JSON of ${way}`, attempt(() => JSON.stringify(value) ?? "")],
    [`inspect(${way})`, inspect(value, { depth, showHidden: true })],
    [`entries of ${way}`, inspect(Object.entries(value ?? {}), { depth })],
    [`copy of ${way}`, attempt(() => inspect(structuredClone(value), { depth, showHidden: true }))],
  ];
}

/** Returns "" for a form in which a value cannot be printed. */
function attempt(print: () => string): string {
  try {
    return print();
  } catch {
    return "";
  }
}

function collect(value: unknown, way: string, texts: Text[], seen: Set<unknown>): void {
  if (typeof value !== "object" || value === null) {
    texts.push([way, String(value)]);
    return;
  }
  if (seen.has(value)) return;
  seen.add(value);
  const go = (next: unknown, step: string) => collect(next, way + step, texts, seen);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === "function") go(toJSON.call(value), ".toJSON()");
  if (Symbol.iterator in value) for (const item of value as Iterable<unknown>) go(item, "[…]");
  // Hidden properties and symbols too: `cause`, `stack`, `errors`.
  for (const key of Reflect.ownKeys(value)) {
    texts.push([`a key of ${way}`, String(key)]);
    go((value as Record<PropertyKey, unknown>)[key], `.${String(key)}`);
  }
  if (value instanceof Error) {
    texts.push(...printsOf(value, way));
    // The name of this package's errors is a getter of their class.
    go(value.name, ".name");
  }
}

/** Returns the places at which one of these values is printed, in any encoding. */
export function leaks(printed: unknown, sensitive: readonly string[]): string[] {
  const forms = sensitive.flatMap(formsOf);
  return printedForms(printed).flatMap(([way, text]) => {
    const lower = text.toLowerCase();
    return forms.filter((form) => lower.includes(form)).map((form) => `${way}: ${form}`);
  });
}
