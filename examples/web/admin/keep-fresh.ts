import type { LinkStore } from "./store.ts";

const REFRESH_MS = 30_000;
const TICK_MS = 30_000;
const MS_PER_DAY = 24 * 3_600_000;

/** What is needed of `window` and `document`. */
export interface Page {
  readonly window: Pick<EventTarget, "addEventListener" | "removeEventListener">;
  readonly document: Pick<Document, "visibilityState">;
}

/**
 * Reads the list every 30 s and when the person comes back to the page; nothing is sent while the page is hidden.
 * Moves the store's clock too, at 00:00 UTC above all, when links expire.
 *
 * @returns stops both
 */
export function keepFresh(
  store: LinkStore,
  { window, document }: Page,
  now: () => number = Date.now,
): () => void {
  const refresh = () => {
    if (document.visibilityState === "visible" && !store.getState().isListing) void store.refresh();
  };
  const comeBack = () => {
    store.tick();
    refresh();
  };
  const events = ["focus", "online", "pageshow", "visibilitychange"];
  // `visibilitychange` bubbles from the document to the window.
  for (const event of events) window.addEventListener(event, comeBack);
  const interval = setInterval(refresh, REFRESH_MS);
  let timeout: ReturnType<typeof setTimeout>;
  const scheduleTick = () => {
    const untilMidnight = MS_PER_DAY - (now() % MS_PER_DAY);
    timeout = setTimeout(
      () => {
        store.tick();
        scheduleTick();
      },
      Math.min(TICK_MS, untilMidnight),
    );
  };
  scheduleTick();
  refresh();
  return () => {
    for (const event of events) window.removeEventListener(event, comeBack);
    clearInterval(interval);
    clearTimeout(timeout);
  };
}
