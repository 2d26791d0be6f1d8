import { render } from "preact";
import { App } from "./app.tsx";
import { createClient, loadSettings } from "./client.ts";
import { keepFresh } from "./keep-fresh.ts";
import { createLinkStore } from "./store.ts";

const client = createClient();
const store = createLinkStore(client);
const { signUpUrl, canLogOut } = await loadSettings();
/** The link to hand out: to the sign-up page here. The `url` of a token leads to the page of Unleash. */
const linkTo = (secret: string) => `${signUpUrl}/?invite=${encodeURIComponent(secret)}`;

const root = document.querySelector("#app") as HTMLElement;
root.replaceChildren();
const disableAll = (name: string) => store.disableAll(name, () => client.disableAll({ name }));
render(<App store={store} linkTo={linkTo} disableAll={disableAll} canLogOut={canLogOut} />, root);
keepFresh(store, { window, document });
