import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { Button } from "../ui/button.tsx";
import type { PageContext } from "./app.tsx";
import { FilterBar } from "./filter-bar.tsx";
import { count, formatTime } from "./format.ts";
import { LinkTable } from "./link-table.tsx";
import { describeError } from "./messages.ts";
import { countLinks, type Filter, selectLinks } from "./select-links.ts";
import type { State } from "./store.ts";

const ALL: Filter = { status: "all", text: "" };

export function LinkList({ page, state }: { page: PageContext; state: State }): JSX.Element {
  const [filter, setFilter] = useState(ALL);
  const { links, now } = state;
  if (links === undefined) return <FirstList page={page} state={state} />;
  if (links.length === 0) {
    return (
      <>
        <ListError page={page} state={state} />
        <NoLinks page={page} />
      </>
    );
  }
  const rows = selectLinks(links, filter, now);
  return (
    <section class="list" aria-label="Links" aria-busy={state.isListing}>
      <ListError page={page} state={state} />
      <FilterBar filter={filter} counts={countLinks(links, now)} onChange={setFilter} />
      {rows.length > 0 ? (
        <LinkTable page={page} state={state} rows={rows} />
      ) : (
        <div class="blank">
          <h2>No link matches</h2>
          <Button onClick={() => setFilter(ALL)}>Show all links</Button>
        </div>
      )}
      <p class="foot muted">
        <span role="status">
          {rows.length === links.length
            ? count(links.length, "link")
            : `${rows.length} of ${count(links.length, "link")}`}
        </span>
        {state.listedAt !== undefined && <span>Updated at {formatTime(state.listedAt)}</span>}
        <Button class="quiet small" isBusy={state.isListing} onClick={() => void page.store.refresh()}>
          Refresh
        </Button>
      </p>
    </section>
  );
}

/** Before there is a list: it is loading, or loading it failed. */
function FirstList({ page: { store }, state }: { page: PageContext; state: State }) {
  if (state.listError === undefined) {
    return (
      <section class="table skeleton" aria-busy="true">
        <p class="visually-hidden" role="status">
          Loading links…
        </p>
        {[1, 2, 3, 4].map((row) => (
          <i key={row} />
        ))}
      </section>
    );
  }
  const { title, text } = describeError(state.listError);
  return (
    <section class="blank">
      <div role="alert">
        <h2>{title}</h2>
        <p class="muted">{text}</p>
      </div>
      <Button isBusy={state.isListing} onClick={() => void store.refresh()}>
        Try again
      </Button>
    </section>
  );
}

/** The last refresh failed: the links below are those of the one before. */
function ListError({ page: { store }, state }: { page: PageContext; state: State }) {
  if (state.listError === undefined || state.listedAt === undefined) return null;
  const { title, text } = describeError(state.listError);
  return (
    <div class="banner">
      <p role="alert">
        <strong>{title}.</strong> {text} You see the links as of {formatTime(state.listedAt)}.
      </p>
      <Button class="small" isBusy={state.isListing} onClick={() => void store.refresh()}>
        Try again
      </Button>
    </div>
  );
}

function NoLinks({ page }: { page: PageContext }) {
  return (
    <section class="blank">
      <svg class="sign" viewBox="0 0 24 24" aria-hidden="true">
        <path d="M10.5 13.5a3.2 3.2 0 0 0 4.5 0l2.6-2.6a3.2 3.2 0 0 0-4.5-4.5l-1 1M13.5 10.5a3.2 3.2 0 0 0-4.5 0l-2.6 2.6a3.2 3.2 0 0 0 4.5 4.5l1-1" />
      </svg>
      <h2>No links yet</h2>
      <p class="muted">Create a link and send it to the people you want to invite.</p>
      <Button class="primary" aria-haspopup="dialog" onClick={() => page.open({ kind: "create" })}>
        Create your first link
      </Button>
    </section>
  );
}
