import type { ComponentChildren, JSX } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import { type Account, checkInvite, loadSettings, type Settings, SignUpError } from "./endpoint.ts";
import { recallAccount, rememberAccount } from "./memory.ts";
import { SignUpForm } from "./sign-up-form.tsx";

type View =
  | { readonly kind: "checking" }
  | { readonly kind: "failed"; readonly error: unknown }
  | { readonly kind: "invalid"; readonly settings: Settings }
  | { readonly kind: "form"; readonly settings: Settings }
  | { readonly kind: "done"; readonly settings: Settings; readonly account: Account };

export function Page({ invite }: { invite: string }): JSX.Element {
  const [view, setView] = useState<View>({ kind: "checking" });

  async function check(): Promise<void> {
    setView({ kind: "checking" });
    try {
      const account = recallAccount(invite);
      const [settings, isValid] = await Promise.all([
        loadSettings(),
        account === undefined && invite !== "" && checkInvite(invite),
      ]);
      if (account) setView({ kind: "done", settings, account });
      else setView({ kind: isValid ? "form" : "invalid", settings });
    } catch (error) {
      setView({ kind: "failed", error });
    }
  }
  useEffect(() => void check(), []);

  switch (view.kind) {
    case "checking":
      return (
        <Panel key="checking" title="Checking your invite…" isBusy>
          <div class="skeleton" aria-hidden="true">
            <i />
            <i />
            <i />
          </div>
        </Panel>
      );
    case "failed":
      return (
        <Panel key="failed" title="Your invite could not be checked" class="centered">
          <p class="muted">{describeFailure(view.error)}</p>
          <Button onClick={() => void check()}>Try again</Button>
        </Panel>
      );
    case "invalid":
      return (
        <Panel key="invalid" title="This invite link does not work" class="centered">
          <p class="muted">
            It has expired, was disabled, or is incomplete. Ask the person who sent it for a new one.
          </p>
          <LogIn url={view.settings.loginUrl} />
        </Panel>
      );
    case "form":
      return (
        <Panel key="form" title={`Join ${view.settings.team}`}>
          <p class="muted">
            Create your Unleash account. You get the role <strong>{view.settings.role}</strong>.
          </p>
          <SignUpForm
            invite={invite}
            loginUrl={view.settings.loginUrl}
            onInvalid={() => setView({ kind: "invalid", settings: view.settings })}
            onDone={(account) => {
              rememberAccount(invite, account);
              setView({ kind: "done", settings: view.settings, account });
            }}
          />
          <LogIn url={view.settings.loginUrl} />
        </Panel>
      );
    case "done":
      return (
        <Panel key="done" title={`Welcome, ${view.account.name}`} class="centered">
          <p class="muted">
            Your account is ready. Log in as <strong dir="auto">{view.account.email}</strong> with the
            password you chose.
          </p>
          <a class="button primary wide" href={view.settings.loginUrl} rel="noreferrer">
            Log in to Unleash
          </a>
        </Panel>
      );
  }
}

interface PanelProps {
  title: string;
  class?: string;
  isBusy?: boolean;
  children: ComponentChildren;
}

/** One view of the page. Its heading gets the focus, so that screen readers read it. */
function Panel({ title, class: className = "", isBusy = false, children }: PanelProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${title} · Unleash`;
    heading.current?.focus();
  }, []);
  return (
    <section class={`panel ${className}`} aria-busy={isBusy}>
      <h1 ref={heading} tabIndex={-1} dir="auto">
        {title}
      </h1>
      {children}
    </section>
  );
}

function LogIn({ url }: { url: string }) {
  return (
    <p class="aside">
      Already have an account?{" "}
      <a href={url} rel="noreferrer">
        Log in
      </a>
    </p>
  );
}

function describeFailure(error: unknown): string {
  if (!(error instanceof SignUpError)) return "Check your network and try again.";
  return error.status === 429
    ? "There were too many requests. Wait a minute, then try again."
    : "Unleash is not responding. Try again in a moment.";
}
