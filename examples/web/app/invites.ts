import { type InviteToken, tokenStatus } from "unleash-invites";
import { type Action, cardOf } from "./card.ts";
import { client, linkTo } from "./client.ts";
import { fill, find, say, whileBusy } from "./dom.ts";
import { setUpLinkForm } from "./link-form.ts";
import { explain } from "./problems.ts";

const section = find(HTMLElement, "#links");
const heading = find(HTMLElement, "#links-title");
const list = find(HTMLUListElement, "#list");
const refresh = find(HTMLButtonElement, "#refresh");
const replace = find(HTMLButtonElement, "#replace");
const failed = find(HTMLElement, "#failed");
const dialog = find(HTMLDialogElement, "#rotate");

let tokens: readonly InviteToken[] = [];
const cards = new Map<string, HTMLLIElement>();

/** Reads the list anew. @returns whether that went well; if not, the page tells it. */
async function load(): Promise<boolean> {
  section.ariaBusy = "true";
  // What is known stays in sight, until something newer is.
  find(HTMLElement, "#loading").hidden = tokens.length > 0;
  find(HTMLElement, "#empty").hidden = true;
  failed.hidden = true;
  try {
    tokens = await client.tokens.list();
    render();
    return true;
  } catch (error) {
    const { title, text } = explain(error);
    tokens = [];
    render();
    find(HTMLElement, "#empty").hidden = true;
    failed.hidden = false;
    fill(failed, { title, text });
    return false;
  } finally {
    find(HTMLElement, "#loading").hidden = true;
    section.ariaBusy = "false";
  }
}

/** The links that work come first, then the newer ones. */
function render(): void {
  const now = Date.now();
  const rank = (token: InviteToken) => (tokenStatus(token, now) === "active" ? 0 : 1);
  const sorted = [...tokens].sort(
    (a, b) => rank(a) - rank(b) || b.createdAt.getTime() - a.createdAt.getTime(),
  );
  cards.clear();
  for (const token of sorted) {
    const card = cardOf(token, now);
    cards.set(token.secret, card);
    card.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("[data-action]");
      if (button instanceof HTMLButtonElement)
        void act(button.getAttribute("data-action") as Action, token, button);
    });
  }
  list.replaceChildren(...cards.values());
  replace.hidden = tokens.length === 0;
  find(HTMLElement, "#empty").hidden = tokens.length > 0;
}

async function act(action: Action, token: InviteToken, button: HTMLButtonElement): Promise<void> {
  if (action === "copy") return copy(token);
  await whileBusy(button, async () => {
    try {
      const changed = await change(action, token);
      tokens = tokens.map((known) => (known.secret === changed.secret ? changed : known));
      render();
      focusCard(token.secret, action);
      say(`${token.name}: ${PAST[action]}`);
    } catch (error) {
      const { title, text } = explain(error);
      const card = cards.get(token.secret);
      if (card) fill(card, { problem: `${title}. ${text}` });
    }
  });
}

const PAST: Readonly<Record<Exclude<Action, "copy">, string>> = {
  extend: "a week longer",
  enable: "works again",
  disable: "disabled",
};

function change(action: Exclude<Action, "copy">, token: InviteToken): Promise<InviteToken> {
  const { secret } = token;
  if (action === "disable") return client.tokens.disable(secret);
  // A link whose time has run out would not work for being enabled.
  const isOver = tokenStatus({ ...token, enabled: true }) === "expired";
  if (action === "enable" && !isOver) return client.tokens.enable(secret);
  if (action === "enable") return client.tokens.update(secret, { expiresIn: { weeks: 1 }, enabled: true });
  return client.tokens.extend(secret, { weeks: 1 });
}

async function copy({ secret, name }: InviteToken): Promise<void> {
  try {
    await navigator.clipboard.writeText(linkTo(secret));
    say(`${name}: link copied`);
  } catch {
    // The browser may refuse: then the link is selected, for the keys to copy it.
    find(HTMLInputElement, ".link input", cards.get(secret)).focus();
    say("The browser does not let this page copy: the link is selected");
  }
}

/** Into the same button of the card, or another place in it when that is gone. */
function focusCard(secret: string, action: Action): void {
  const card = cards.get(secret);
  const button = card?.querySelector<HTMLButtonElement>(`[data-action="${action}"]:not([hidden])`);
  (button ?? card?.querySelector<HTMLElement>("h3") ?? heading).focus();
}

setUpLinkForm(find(HTMLFormElement, "#create"), async (wanted) => {
  const made = await client.tokens.create(wanted);
  tokens = [made, ...tokens];
  failed.hidden = true;
  render();
  focusCard(made.secret, "copy");
  say(`${made.name}: link created`);
});

setUpLinkForm(find(HTMLFormElement, "#rotate form"), async (wanted) => {
  try {
    const made = await client.tokens.rotate(wanted);
    dialog.close();
    await load();
    focusCard(made.secret, "copy");
    say(`${made.name}: the new link. The old ones of this name are disabled`);
  } catch (error) {
    // Some may have been ended all the same.
    await load();
    throw error;
  }
});

replace.addEventListener("click", () => {
  find(HTMLInputElement, "#rotate-name").value = tokens.find((token) => token.enabled)?.name ?? "";
  dialog.showModal();
});
find(HTMLButtonElement, "#rotate [data-part=cancel]").addEventListener("click", () => dialog.close());
refresh.addEventListener("click", () =>
  whileBusy(refresh, async () => {
    if (await load()) say("The list is up to date");
  }),
);
find(HTMLButtonElement, "#again").addEventListener("click", async () => {
  // The button goes out of sight; the heading stays.
  heading.focus();
  await load();
});

void load();
