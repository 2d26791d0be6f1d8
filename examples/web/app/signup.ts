import { InvalidInputError, InviteApiError, isInviteError, ServerError, type User } from "unleash-invites";
import { client } from "./client.ts";
import { fill, find, whileBusy } from "./dom.ts";
import {
  clearErrorsOnInput,
  type FieldErrors,
  inputErrors,
  labelOf,
  read,
  showError,
  showFieldErrors,
} from "./forms.ts";
import { explain } from "./problems.ts";

type View = "checking" | "dead" | "failed" | "join" | "done";

const invite = new URLSearchParams(location.search).get("invite") ?? "";
const form = find(HTMLFormElement, "#sign-up");

function show(view: View): void {
  for (const section of document.querySelectorAll<HTMLElement>("main > section")) {
    section.hidden = section.id !== view;
  }
  const title = find(HTMLElement, `#${view} h1`);
  document.title = `${title.textContent} · Unleash`;
  title.focus();
}

/** Before the form is shown: nobody shall fill it in for a dead link. */
async function check(): Promise<void> {
  try {
    show((await client.validate(invite)) ? "join" : "dead");
  } catch (error) {
    // A link that lost its end, or got something into it, is no question for the server.
    if (error instanceof InvalidInputError || isInviteError(error, "not_found")) return show("dead");
    fill(find(HTMLElement, "#failed"), { ...explain(error) });
    show("failed");
  }
}

async function signUp(): Promise<void> {
  const username = read(form, "username");
  const person = {
    name: read(form, "name"),
    email: read(form, "email"),
    password: find(HTMLInputElement, "#password").value,
    ...(username !== "" && { username }),
  };
  showFieldErrors(form, new Map());
  fill(form, { problem: "" });
  try {
    welcome(person.name, await client.signUp(invite, person), person.email);
  } catch (error) {
    if (isInviteError(error, "invalid_invite")) return show("dead");
    if (isInviteError(error, "connection_failed") || isInviteError(error, "timeout")) {
      // No answer: the person may have been signed up nevertheless.
      const text =
        "No answer came. Your account may be there already: try to log in, before you try this again.";
      fill(form, { problem: text });
    } else showError(form, error, fieldErrors(error, username));
  }
}

function welcome(name: string, { email }: User, given: string): void {
  fill(find(HTMLElement, "#done"), { name, login: email ?? given });
  form.reset();
  show("done");
}

/** What the SDK and the server find wrong, by field. */
function fieldErrors(error: unknown, username: string): FieldErrors {
  if (isInviteError(error, "user_exists")) {
    // The server's answer to a taken username is a failure, to a known e-mail a refusal.
    return error instanceof ServerError && username !== ""
      ? new Map([["username", "This username is taken: choose another, or none."]])
      : new Map([["email", "There is an account with this e-mail: log in, or take another."]]);
  }
  if (!isInviteError(error, "bad_request") || !(error instanceof InviteApiError))
    return inputErrors(form, error);
  const errors = error.details.flatMap(({ message, path = "" }): [string, string][] => {
    const field = ["email", "username", "password", "name"].find((name) =>
      // A reason may have no path, as for an e-mail that is none: then its words tell.
      path === "" ? message.includes(name) : path.endsWith(name),
    );
    // The server calls the field "value".
    return field === undefined
      ? []
      : [[field, message.replace(/^(The )?["`]\S+["`]( property)?/, labelOf(form, field))]];
  });
  return new Map(errors);
}

clearErrorsOnInput(form);
form.addEventListener("submit", (event) => {
  event.preventDefault();
  void whileBusy(find(HTMLButtonElement, "button[type=submit]", form), signUp);
});

const reveal = find(HTMLButtonElement, "#reveal");
reveal.addEventListener("click", () => {
  const password = find(HTMLInputElement, "#password");
  const isHidden = password.type === "password";
  password.type = isHidden ? "text" : "password";
  fill(reveal, { verb: isHidden ? "Hide" : "Show" });
});
find(HTMLButtonElement, "#again").addEventListener("click", async () => {
  show("checking");
  await check();
});

void check();
