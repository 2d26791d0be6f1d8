import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { PageContext } from "./app.tsx";
import { LinkRow } from "./link-row.tsx";
import type { Row } from "./select-links.ts";
import type { State } from "./store.ts";

interface LinkTableProps {
  page: PageContext;
  state: State;
  rows: readonly Row[];
}

export function LinkTable({ page, state, rows }: LinkTableProps): JSX.Element {
  const ref = useKeptFocus();
  return (
    <table class="table" ref={ref} tabIndex={-1} aria-label="Links">
      <thead>
        <tr>
          {["Name", "Status", "Valid until", "Role", "Created by", "Joined"].map((heading) => (
            <th scope="col" key={heading}>
              {heading}
            </th>
          ))}
          <th scope="col">
            <span class="visually-hidden">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <LinkRow key={row.link.secret} page={page} state={state} row={row} />
        ))}
      </tbody>
    </table>
  );
}

/** A row that moves or goes away loses the focus: it is given back to the same button, or else to the table. */
function useKeptFocus() {
  const ref = useRef<HTMLTableElement>(null);
  const focused = useRef<Element | null>(null);
  const table = ref.current;
  focused.current = table?.contains(document.activeElement) ? document.activeElement : null;
  useLayoutEffect(() => {
    const element = focused.current;
    if (!(element instanceof HTMLElement) || element === document.activeElement) return;
    (element.isConnected ? element : ref.current)?.focus();
  });
  return ref;
}
