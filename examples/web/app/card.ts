import { type InvitedUser, type InviteToken, type TokenStatus, tokenStatus } from "unleash-invites";
import { linkTo } from "./client.ts";
import { fill, find } from "./dom.ts";
import { day, endOf, moment, timeUntil } from "./time.ts";

export type Action = "copy" | "extend" | "enable" | "disable";

const STATUS: Readonly<Record<TokenStatus, string>> = {
  active: "Active",
  expired: "Expired",
  disabled: "Disabled",
};

/** What can be done with a link, by its status. */
const ACTIONS: Readonly<Record<TokenStatus, readonly Action[]>> = {
  active: ["copy", "extend", "disable"],
  expired: ["extend", "disable"],
  disabled: ["enable"],
};

/** The card of a link. */
export function cardOf(token: InviteToken, now: number): HTMLLIElement {
  const template = find(HTMLTemplateElement, "#card").content.cloneNode(true) as DocumentFragment;
  const card = find(HTMLLIElement, "li", template);
  const state = tokenStatus(token, now);
  fill(card, {
    name: token.name,
    status: STATUS[state],
    when: whenOf(token, state, now),
    count: countOf(token),
  });
  card.setAttribute("data-status", state);

  const heading = find(HTMLElement, "h3", card);
  heading.id = `link-${token.secret}`;
  for (const button of card.querySelectorAll<HTMLButtonElement>("[data-action]")) {
    button.hidden = !ACTIONS[state].includes(button.getAttribute("data-action") as Action);
    // Of many buttons with the same words, each says which link it is for.
    button.setAttribute("aria-describedby", heading.id);
  }
  find(HTMLElement, ".link", card).hidden = state !== "active";
  const url = find(HTMLInputElement, ".link input", card);
  url.value = linkTo(token.secret);
  url.ariaLabel = `Link of ${token.name}`;
  url.addEventListener("focus", () => url.select());
  find(HTMLElement, ".people ul", card).replaceChildren(...token.users.map(personOf));
  return card;
}

function whenOf({ expiresAt, createdAt }: InviteToken, state: TokenStatus, now: number): string {
  const end = endOf(expiresAt);
  const made = `made on ${day(createdAt)}`;
  if (state === "active") return `Works for ${timeUntil(end, now)}, until ${moment(end)}`;
  return state === "expired" ? `Stopped on ${moment(end)}, ${made}` : `Ended by hand, ${made}`;
}

function countOf({ users }: InviteToken): string {
  if (users.length === 0) return "Nobody has joined yet";
  return users.length === 1 ? "1 person has joined" : `${users.length} people have joined`;
}

function personOf({ id, name, username }: InvitedUser): HTMLLIElement {
  const shown = name || username || `User ${id}`;
  const avatar = span("avatar", initials(shown));
  avatar.ariaHidden = "true";
  const person = document.createElement("li");
  person.append(avatar, span("", shown));
  if (name && username) person.append(" ", span("muted", username));
  return person;
}

function span(className: string, text: string): HTMLSpanElement {
  const element = document.createElement("span");
  element.className = className;
  element.textContent = text;
  return element;
}

function initials(name: string): string {
  const words = name.split(/\s+/u).filter((word) => word !== "");
  // By code points: half of an emoji would be no character.
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase();
}
