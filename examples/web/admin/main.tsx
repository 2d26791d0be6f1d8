import { render } from "preact";
import { App } from "./app.tsx";
import { createClient, loadSettings } from "./client.ts";
import { keepFresh } from "./keep-fresh.ts";
import { createLinkStore } from "./store.ts";

const store = createLinkStore(createClient());
const { signUpUrl } = await loadSettings();
/** The link to hand out: to the sign-up page here. The `url` of a token leads to the page of Unleash. */
const linkTo = (secret: string) => `${signUpUrl}/?invite=${encodeURIComponent(secret)}`;

const root = document.querySelector("#app") as HTMLElement;
root.replaceChildren();
render(<App store={store} linkTo={linkTo} />, root);
keepFresh(store, { window, document });
