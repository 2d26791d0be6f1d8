import { describe, expect, it } from "vitest";
import { errorsIn, outputOf, sourceWorkspace } from "./check-snippets.ts";
import { type Page, type Snippet, snippetsOf, userPages } from "./markdown.ts";

const snippets = userPages().flatMap(snippetsOf);

function page(...lines: string[]): Page {
  return { path: "page.md", text: lines.join("\n") };
}

const broken = page(
  "# Page",
  "```ts",
  'import { parseInviteLink } from "unleash-invites";',
  "```",
  "and then",
  "```ts continued",
  "parseInviteLink(5);",
  "```",
  "",
);

it("Every snippet compiles in strict mode, and a broken one does not", () => {
  expect(snippets.length).toBeGreaterThan(5);
  expect(errorsIn([...snippets, ...snippetsOf(broken)], sourceWorkspace)).toEqual([
    "page.md:7 Argument of type 'number' is not assignable to parameter of type 'TokenReference'.",
  ]);
}, 120_000);

describe("Every snippet that runs", () => {
  it.for(snippets.filter(({ runs }) => runs))(
    "$name prints what the page says",
    { timeout: 60_000 },
    async (snippet) => {
      const lines = await outputOf(snippet, sourceWorkspace);
      expect(lines.filter((line) => snippet.prints.includes(line))).toEqual(snippet.prints);
    },
  );

  it("fails if it throws", async () => {
    const [snippet] = snippetsOf(page("```ts", 'throw new Error("on line 2");', "```", ""));
    await expect(outputOf(snippet as Snippet, sourceWorkspace)).rejects.toThrow(/page-md-2\.mts:2/);
  });
});
