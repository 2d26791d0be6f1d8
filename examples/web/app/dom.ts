type Kind<T extends Element> = new () => T;

/** The element that a selector finds. The page and its code belong together: a miss is a mistake in one of them. */
export function find<T extends Element>(kind: Kind<T>, selector: string, within: ParentNode = document): T {
  const element = within.querySelector(selector);
  if (element instanceof kind) return element;
  throw new Error(`The page has no ${kind.name} at ${selector}`);
}

/** Fills the parts of a template or a view: `data-part="name"` gets the text under `name`. */
export function fill(within: ParentNode, texts: Readonly<Record<string, string>>): void {
  for (const [part, text] of Object.entries(texts)) {
    find(HTMLElement, `[data-part="${part}"]`, within).textContent = text;
  }
}

const TOAST_MS = 6_000;
let toast: ReturnType<typeof setTimeout> | undefined;

/** Tells that something is done, to those who see the page and to those who hear it. */
export function say(text: string): void {
  const said = find(HTMLElement, "#said");
  clearTimeout(toast);
  // Cleared first: the same words twice would not be read a second time.
  said.textContent = "";
  requestAnimationFrame(() => {
    said.textContent = text;
  });
  toast = setTimeout(() => {
    said.textContent = "";
  }, TOAST_MS);
}

/**
 * Runs what a button has begun. Meanwhile the button looks busy and does nothing, but keeps the focus, which it would
 * lose by being disabled.
 */
export async function whileBusy(button: HTMLButtonElement, run: () => Promise<void>): Promise<void> {
  if (button.ariaDisabled === "true") return;
  button.ariaDisabled = "true";
  try {
    await run();
  } finally {
    button.ariaDisabled = null;
  }
}
