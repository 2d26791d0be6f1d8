import { expect, it } from "vitest";
import { UncertainError } from "../../examples/web/admin/uncertain-error.ts";
import { ConnectionError, NotFoundError } from "../../src/index.ts";
import { type Controlled, controlledStore, link, macrotask } from "./helpers.ts";

const noResponse = () =>
  new ConnectionError("no response", { operation: "createPublicSignupToken" }).setMayHaveApplied();
const unknownToken = () =>
  new NotFoundError("unknown", { code: "not_found", operation: "updatePublicSignupToken", status: 404 });

const names = ({ store }: Controlled) => store.getState().links?.map(({ name }) => name);
const enabled = ({ store }: Controlled, secret: string) =>
  store.getState().links?.find((known) => known.secret === secret)?.enabled;

it("a list that started before a change does not undo the change", async () => {
  const web = controlledStore();
  await web.list(link("a"));
  void web.store.refresh();
  const slowList = await web.take("list");
  void web.store.disable("a");
  await (await web.take("disable")).resolve(link("a", { enabled: false }));
  await slowList.resolve([link("a")]);
  expect(enabled(web, "a")).toBe(false);
  await web.list(link("a"));
  expect(enabled(web, "a")).toBe(true);
});

it("a list that started before a link was created does not drop the link", async () => {
  const web = controlledStore();
  await web.list(link("a"));
  void web.store.refresh();
  const slowList = await web.take("list");
  void web.store.create({ name: "b", expiresIn: { days: 7 } });
  await (await web.take("create")).resolve(link("b"));
  await slowList.resolve([link("a")]);
  expect(names(web)).toEqual(["b", "a"]);
});

it("of two lists, the one that started later counts, in whatever order they arrive", async () => {
  const web = controlledStore();
  void web.store.refresh();
  void web.store.refresh();
  const [first, second] = [await web.take("list"), await web.take("list")];
  await second.resolve([link("new")]);
  await first.resolve([link("old")]);
  expect(names(web)).toEqual(["new"]);
  expect(web.store.getState().isListing).toBe(false);
});

it("a list that fails keeps the last one, and says why until one succeeds", async () => {
  const web = controlledStore();
  await web.list(link("a"));
  const error = noResponse();
  void web.store.refresh();
  await (await web.take("list")).reject(error);
  expect(names(web)).toEqual(["a"]);
  expect(web.store.getState().listError).toBe(error);
  await web.list(link("b"));
  expect(web.store.getState().listError).toBeUndefined();
});

it("an older list that fails late does not hide a newer success, nor an older success a newer failure", async () => {
  const web = controlledStore();
  void web.store.refresh();
  void web.store.refresh();
  const [first, second] = [await web.take("list"), await web.take("list")];
  await second.resolve([link("a")]);
  await first.reject(noResponse());
  expect(web.store.getState().listError).toBeUndefined();

  void web.store.refresh();
  void web.store.refresh();
  const [third, fourth] = [await web.take("list"), await web.take("list")];
  await fourth.reject(noResponse());
  await third.resolve([link("b")]);
  expect(names(web)).toEqual(["b"]);
  expect(web.store.getState().listError).toBeInstanceOf(ConnectionError);
});

it("changes of one link run one after the other; those of another link do not wait", async () => {
  const web = controlledStore();
  await web.list(link("a"), link("b"));
  void web.store.extend("a", { days: 7 });
  void web.store.disable("a");
  void web.store.disable("b");
  await macrotask();
  expect(web.pending.map(({ method, args }) => [method, args[0]])).toEqual([
    ["extend", "a"],
    ["disable", "b"],
  ]);
  expect(web.store.getState().running.get("a")).toBe("disable");
  await (await web.take("extend")).resolve(link("a"));
  expect(web.store.getState().running.get("a")).toBe("disable");
  await (await web.take("disable")).resolve(link("b", { enabled: false }));
  await (await web.take("disable")).resolve(link("a", { enabled: false }));
  expect(enabled(web, "a")).toBe(false);
  expect(web.store.getState().running.size).toBe(0);
});

it("a second click on the same button sends nothing", async () => {
  const web = controlledStore();
  await web.list(link("a"));
  void web.store.extend("a", { days: 7 });
  void web.store.extend("a", { days: 7 });
  await macrotask();
  await (await web.take("extend")).resolve(link("a"));
  expect(web.pending).toEqual([]);
});

it("a change that fails is shown at its link until the next change, and the next one runs", async () => {
  const web = controlledStore();
  await web.list(link("a"));
  const error = unknownToken();
  void web.store.disable("a");
  await (await web.take("disable")).reject(error);
  expect(web.store.getState().errors.get("a")).toBe(error);
  expect(enabled(web, "a")).toBe(true);
  void web.store.disable("a");
  expect(web.store.getState().errors.get("a")).toBeUndefined();
  await (await web.take("disable")).resolve(link("a", { enabled: false }));
  expect(enabled(web, "a")).toBe(false);
});

it("a disabled link can be enabled by the notice", async () => {
  const web = controlledStore();
  await web.list(link("a"));
  void web.store.disable("a");
  await (await web.take("disable")).resolve(link("a", { enabled: false }));
  const [notice] = web.store.getState().notices;
  expect(notice).toMatchObject({ kind: "disable", link: { secret: "a" } });
  web.store.dismiss(notice?.id ?? 0);
  expect(web.store.getState().notices).toEqual([]);
});

it("a create without a response reads the list before it says what is unknown", async () => {
  const web = controlledStore();
  await web.list(link("a"));
  const cause = noResponse();
  const result = web.store.create({ name: "b", expiresIn: { days: 7 } }).catch((error: unknown) => error);
  await (await web.take("create")).reject(cause);
  await (await web.take("list")).resolve([link("b"), link("a")]);
  const error = await result;
  expect(error).toBeInstanceOf(UncertainError);
  expect(error).toMatchObject({ cause, isListed: true, added: [{ secret: "b" }] });
  expect(names(web)).toEqual(["b", "a"]);
});

it("a create that was refused is not called uncertain", async () => {
  const web = controlledStore();
  await web.list();
  const cause = unknownToken();
  const result = web.store.create({ name: "b", expiresIn: { days: 7 } }).catch((error: unknown) => error);
  await (await web.take("create")).reject(cause);
  expect(await result).toBe(cause);
  expect(web.pending).toEqual([]);
});

it("a rotation waits for changes of its links, and later changes wait for it", async () => {
  const web = controlledStore();
  await web.list(link("a", { name: "Team" }), link("b", { name: "Team" }), link("c"));
  void web.store.extend("a", { days: 7 });
  const rotated = web.store.rotate({ name: "Team", expiresIn: { days: 7 } });
  void web.store.enable("b");
  await macrotask();
  expect(web.pending.map(({ method }) => method)).toEqual(["extend"]);
  await (await web.take("extend")).resolve(link("a", { name: "Team" }));
  expect(web.pending.map(({ method }) => method)).toEqual(["rotate"]);
  const disabledTokens = [link("a", { name: "Team" }), link("b", { name: "Team" })];
  await (await web.take("rotate")).resolve({ ...link("d", { name: "Team" }), disabledTokens });
  expect((await rotated).secret).toBe("d");
  expect(["a", "b", "c", "d"].map((secret) => enabled(web, secret))).toEqual([false, false, true, true]);
  expect((await web.take("enable")).args).toEqual(["b"]);
});

it("after a rotation that failed, the list is read before the error is shown", async () => {
  const web = controlledStore();
  await web.list(link("a", { name: "Team" }));
  const cause = unknownToken();
  const result = web.store.rotate({ name: "Team", expiresIn: { days: 7 } }).catch((error: unknown) => error);
  await (await web.take("rotate")).reject(cause);
  await (await web.take("list")).resolve([link("a", { name: "Team", enabled: false })]);
  expect(await result).toBe(cause);
  expect(enabled(web, "a")).toBe(false);
  expect(web.store.getState().running.size).toBe(0);
});

it("people who joined since the last list are announced once, those of the first list are not", async () => {
  const web = controlledStore();
  const ada = { id: 1, name: "Ada" };
  const grace = { id: 2, name: "Grace" };
  await web.list(link("a", { users: [ada] }));
  expect(web.store.getState().notices).toEqual([]);
  await web.list(link("a", { users: [ada, grace] }), link("elsewhere", { users: [ada] }));
  await web.list(link("a", { users: [ada, grace] }), link("elsewhere", { users: [ada] }));
  expect(web.store.getState().notices).toMatchObject([{ kind: "joined", user: { name: "Grace" } }]);
});

it("subscribers are notified of every change until they unsubscribe", async () => {
  const web = controlledStore();
  let heard = 0;
  const leave = web.store.subscribe(() => heard++);
  web.store.tick();
  leave();
  web.store.tick();
  expect(heard).toBe(1);
});
