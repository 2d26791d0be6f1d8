import type { ComponentChildren, JSX } from "preact";
import { useState } from "preact/hooks";
import { Field } from "../ui/field.tsx";
import { passwordStrength } from "./password-strength.ts";

const HINTS = {
  weak: "Weak: use 12 characters or more.",
  fair: "Fair: a longer one is safer.",
  strong: "Strong.",
} as const;

export function PasswordField({ error }: { error?: ComponentChildren }): JSX.Element {
  const [isShown, setShown] = useState(false);
  const [password, setPassword] = useState("");
  const strength = passwordStrength(password);
  return (
    <Field
      label="Password"
      name="password"
      type={isShown ? "text" : "password"}
      dir="ltr"
      autocomplete="new-password"
      required
      error={error}
      onInput={(event) => setPassword(event.currentTarget.value)}
      hint={
        <span class="strength" data-strength={password === "" ? undefined : strength} role="status">
          {password === "" ? "Use 12 characters or more." : HINTS[strength]}
        </span>
      }
    >
      <button type="button" class="button quiet" onClick={() => setShown(!isShown)}>
        {isShown ? "Hide" : "Show"}
        <span class="visually-hidden"> password</span>
      </button>
    </Field>
  );
}
