import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { Field, type FieldErrors, focusFirstError, readField } from "../ui/field.tsx";
import { type Account, SignUpError, signUp } from "./endpoint.ts";
import { PasswordField } from "./password-field.tsx";

interface SignUpFormProps {
  invite: string;
  loginUrl: string;
  /** The link stopped working while the form was filled in. */
  onInvalid: () => void;
  onDone: (account: Account) => void;
}

interface Failure {
  readonly fields: FieldErrors;
  readonly text?: ComponentChildren;
}

const LABELS: Readonly<Record<string, string>> = {
  name: "Name",
  email: "Email",
  username: "Username",
  password: "Password",
};

export function SignUpForm({ invite, loginUrl, onInvalid, onDone }: SignUpFormProps): JSX.Element {
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<Failure>({ fields: {} });
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => focusFirstError(form.current), [failure]);
  const logIn = (
    <a href={loginUrl} rel="noreferrer">
      Log in
    </a>
  );

  async function submit(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (isBusy || !form.current) return;
    const read = (name: string) => readField(form.current as HTMLFormElement, name);
    const password = new FormData(form.current).get("password") as string;
    const person = { name: read("name"), email: read("email"), username: read("username"), password };
    setBusy(true);
    setFailure({ fields: {} });
    try {
      onDone(await signUp(invite, person));
    } catch (error) {
      setBusy(false);
      if (error instanceof SignUpError && isInvalidLink(error)) return onInvalid();
      setFailure(toFailure(error, logIn, person.username !== ""));
    }
  }

  const { fields, text } = failure;
  return (
    <form ref={form} method="post" noValidate onSubmit={submit}>
      <Field label="Name" name="name" autocomplete="name" required error={fields.name} />
      <Field
        label="Email"
        name="email"
        type="email"
        dir="ltr"
        autocomplete="email"
        required
        error={fields.email}
      />
      <Field
        label={
          <>
            Username <span class="optional">(optional)</span>
          </>
        }
        name="username"
        autocomplete="username"
        autocapitalize="none"
        spellcheck={false}
        error={fields.username}
      />
      <PasswordField error={fields.password} />
      <div role="alert">{text && <p class="problem">{text}</p>}</div>
      <Button type="submit" class="primary wide" isBusy={isBusy}>
        Create account
      </Button>
    </form>
  );
}

function isInvalidLink({ code, issues }: SignUpError): boolean {
  return code === "invalid_invite" || issues.some(({ path }) => path === "invite");
}

function toFailure(error: unknown, logIn: ComponentChildren, hasUsername: boolean): Failure {
  if (!(error instanceof SignUpError))
    return {
      fields: {},
      text: (
        <>
          {UNCERTAIN} {logIn}
        </>
      ),
    };
  const { code, issues, status } = error;
  if (code === "user_exists") return { fields: takenField(issues, logIn, hasUsername) };
  const fields = Object.fromEntries(
    issues
      .filter(({ path }) => path in LABELS)
      .map(({ path, message }) => [path, `${LABELS[path]} ${message.replace(/\.$/, "")}.`]),
  );
  if (Object.keys(fields).length > 0) return { fields };
  if (status === 429) return { fields, text: "Too many requests. Wait a minute, then try again." };
  if (status >= 500)
    return {
      fields,
      text: (
        <>
          {UNCERTAIN} {logIn}
        </>
      ),
    };
  return { fields, text: error.message };
}

const UNCERTAIN =
  "Unleash did not confirm your account, but it may exist already. Try to log in before you try again.";

/** Unleash says which of the two is taken, except in old versions. */
function takenField(
  issues: readonly { path: string }[],
  logIn: ComponentChildren,
  hasUsername: boolean,
): FieldErrors {
  if (hasUsername && issues.some(({ path }) => path === "username")) {
    return { username: "This username is taken. Choose another one, or none." };
  }
  return { email: <>An account with this email exists. {logIn} instead.</> };
}
