import { existsSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import type { Page } from "./markdown.ts";

/** Returns a page without its code blocks. */
export function proseOf({ text }: Page): string {
  return text.replace(/^```[\s\S]*?^```$/gm, "");
}

/** Returns the anchors that GitHub gives to the headings of a page. */
function anchorsOf(text: string): string[] {
  const seen = new Map<string, number>();
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, heading = ""]) => {
    const plain = heading.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1").toLowerCase();
    const slug = plain.replace(/[^\p{L}\p{N}_ -]/gu, "").replaceAll(" ", "-");
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
}

/** Returns the targets of the relative links and pictures of a page, by their path from the root, and their anchors. */
function linksOf(page: Page): { link: string; target: string; anchor: string | undefined }[] {
  const links = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = ""]) => link);
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .map((link) => {
      const [path = "", anchor] = link.split("#");
      return { link, target: path === "" ? page.path : normalize(join(dirname(page.path), path)), anchor };
    });
}

/**
 * Returns the relative links of a page that lead nowhere.
 *
 * @param folder the repository, or a copy of the package
 */
export function brokenLinks(page: Page, folder: string): string[] {
  return linksOf(page)
    .filter(({ target, anchor }) => {
      if (!existsSync(join(folder, target))) return true;
      if (anchor === undefined) return false;
      const text = target === page.path ? page.text : readFileSync(join(folder, target), "utf8");
      return !anchorsOf(proseOf({ path: target, text })).includes(anchor);
    })
    .map(({ link }) => link);
}

/** Returns the relative links of a page that lead to a file outside of a list. */
export function linksOutside(page: Page, files: readonly string[]): string[] {
  return linksOf(page)
    .filter(({ target }) => !files.includes(target))
    .map(({ link }) => link);
}
