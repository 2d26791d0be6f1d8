import { createElement, type ReactNode } from "react";
import { createRoot } from "react-dom/client";
import { onTestFinished } from "vitest";

/** Renders a hook in its own element and returns its latest value. */
export function renderHook<T>(
  useHook: () => T,
  wrap: (children: ReactNode) => ReactNode,
): { readonly current: T | undefined } {
  const root = createRoot(document.createElement("div"));
  onTestFinished(() => root.unmount());
  const result: { current: T | undefined } = { current: undefined };
  function Component() {
    result.current = useHook();
    return null;
  }
  root.render(wrap(createElement(Component)));
  return result;
}
