/** Compares two OpenAPI 3.0 documents; ignores descriptions, tags and examples. */
import microdiff from "microdiff";

type Tree = { $ref?: unknown; [key: string]: unknown };

interface Operation extends Tree {
  parameters?: Tree[];
  security?: { [scheme: string]: string[] }[];
}

/** The properties of an OpenAPI document that are read by name. */
export interface OpenApiDocument {
  openapi: string;
  info: { version: string };
  paths: { [path: string]: { parameters?: Tree[]; [method: string]: Operation | Tree[] | undefined } };
  security?: Operation["security"];
  components?: { schemas?: Tree; securitySchemes?: { [scheme: string]: Tree } };
}

/** An expected difference. `servers`: the major versions that have it. Default: all. */
export interface OnPurpose {
  difference: string;
  reason: string;
  servers?: number[];
}

const PREFIXES = ["/invite/", "/api/admin/invite-link/"];
const METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];
const PROSE = [
  "title",
  "summary",
  "description",
  "tags",
  "example",
  "examples",
  "externalDocs",
  "deprecated",
];
/** Keywords whose children are names, not keywords, with the separator for labels. */
const NAMES: { [keyword: string]: string } = {
  content: " ",
  headers: " header ",
  parameters: " ",
  properties: ".",
  responses: " ",
  security: " security ",
};

/** Returns one line for each difference. Ignores parts of the spec marked `x-observed`. */
export function drift(spec: OpenApiDocument, server: OpenApiDocument): string[] {
  const theirs = server.components?.schemas ?? {};
  const shared = Object.keys(spec.components?.schemas ?? {}).filter((name) => name in theirs);
  return microdiff(structure(spec, shared), structure(server, shared)).map((difference) => {
    const label = difference.path.join("");
    if (difference.type === "CREATE") return `${label}: only on the server`;
    if (difference.type === "REMOVE") return `${label}: only in the spec`;
    const [ours, other] = [difference.oldValue, difference.value].map((value) => JSON.stringify(value));
    return `${label}: ${ours} in the spec, ${other} on the server`;
  });
}

/** Returns the unexpected differences, and the entries of the list that no longer differ. */
export function judge(
  differences: string[],
  list: OnPurpose[],
  serverVersion: string,
): { unexpected: string[]; stale: string[] } {
  const major = Number.parseInt(serverVersion, 10);
  const due = list.filter(({ servers }) => servers?.includes(major) ?? true);
  const meant = due.map(({ difference }) => difference);
  return {
    unexpected: differences.filter((difference) => !meant.includes(difference)),
    stale: meant.filter((difference) => !differences.includes(difference)),
  };
}

/**
 * Returns the operations below the prefixes and the schemas that they reference, as a tree whose joined keys are labels.
 * A schema that both documents name is compared once, under its name; any other is compared where it is used.
 */
function structure(document: OpenApiDocument, shared: string[]): Tree {
  const tree: Tree = {};
  const entered = new Set<Tree>(); // The nodes being visited: schemas may be recursive.
  for (const [path, item] of Object.entries(document.paths)) {
    if (!PREFIXES.some((prefix) => path.startsWith(prefix))) continue;
    for (const method of METHODS) {
      const operation = item[method] as Operation | undefined;
      if (operation)
        add(tree, `${method.toUpperCase()} ${path}`, complete(operation, item.parameters), false);
    }
  }
  return tree;

  /** Returns the operation with inherited parts; parameters and security are keyed by what is sent, not by order or name. */
  function complete(operation: Operation, inherited: Tree[] = []): Tree {
    const parameters = [...inherited, ...(operation.parameters ?? [])].map(resolve);
    const schemes = document.components?.securitySchemes ?? {};
    const schemeOf = (name: string): string =>
      ["type", "in", "name", "scheme"].flatMap((key) => schemes[name]?.[key] ?? []).join(" ");
    const security = (operation.security ?? document.security ?? []).map((all) =>
      Object.keys(all).map(schemeOf),
    );
    return {
      ...operation,
      parameters: Object.fromEntries(
        parameters.map(({ in: where, name, ...rest }) => [`${where} ${name}`, rest]),
      ),
      security: Object.fromEntries(security.map((all) => [all.join(" and ") || "none", {}])),
    };
  }

  function resolve(node: Tree): Tree {
    if (typeof node.$ref !== "string") return node;
    const keys = node.$ref.split("/").slice(1);
    const unescaped = keys.map((key) => key.replaceAll("~1", "/").replaceAll("~0", "~"));
    return resolve(unescaped.reduce((at, key) => (at[key] ?? {}) as Tree, { ...document } as Tree));
  }

  function add(owner: Tree, label: string, value: unknown, inRequest: boolean): void {
    const bare = shape(value, inRequest);
    if (bare !== undefined) owner[label] = bare;
  }

  /** Returns `value` without descriptions, defaults and observed parts. */
  function shape(value: unknown, inRequest: boolean): unknown {
    if (Array.isArray(value)) return list(value, inRequest);
    if (typeof value !== "object" || value === null) return value;
    const node = resolve(value as Tree);
    if (node["x-observed"]) return undefined;
    const name = shared.find((schema) => (value as Tree).$ref === `#/components/schemas/${schema}`);
    if (entered.has(node) || (name && name in tree)) return name ?? "itself";
    entered.add(node);
    const bare = keywords(node, inRequest);
    entered.delete(node);
    if (!name) return bare;
    tree[name] = bare;
    return name;
  }

  /** Converts names to a set, and replaces a single remaining alternative by its content. */
  function list(members: unknown[], inRequest: boolean): unknown {
    if (members.every((member) => typeof member !== "object")) {
      return Object.fromEntries(members.map((member) => [` ${member}`, true]));
    }
    return members.map((member) => shape(member, inRequest)).filter((member) => member !== undefined);
  }

  function keywords(node: Tree, inRequest: boolean): unknown {
    const bare: Tree = {};
    for (const [keyword, value] of Object.entries(node)) {
      const joint = NAMES[keyword];
      // Responses may always have additional properties; for all other keywords `false` is the default.
      const isImplied = keyword === "additionalProperties" ? !inRequest : value === false;
      if (PROSE.includes(keyword) || keyword.startsWith("x-") || isImplied) continue;
      const children = joint ? Object.entries(value as Tree) : [["", value] as const];
      const label = joint ?? (keyword === "items" ? "[]" : ` ${keyword}`);
      for (const [name, child] of children)
        add(bare, label + name, child, inRequest || keyword === "requestBody");
    }
    const [only, ...others] = (bare[" anyOf"] ?? []) as unknown[];
    return only !== undefined && others.length === 0 && Object.keys(bare).length === 1 ? only : bare;
  }
}
