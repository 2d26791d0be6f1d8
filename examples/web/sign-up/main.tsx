import { render } from "preact";
import { Page } from "./page.tsx";

const root = document.querySelector("#app") as HTMLElement;
root.replaceChildren();
render(<Page invite={new URLSearchParams(location.search).get("invite") ?? ""} />, root);
